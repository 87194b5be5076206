import { groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { celleDiEnti } from '@trama/publication/celle.loader';
import { In } from 'typeorm';
import { contributiTerzoSettore } from './contributo.cubo.js';
import { type BisognoPoverta, ContributoBisogno } from './contributo.entity.js';
import type { ContributoTerzoSettore } from './contributo.type.js';

/** What was counted in each month, the needs by name. */
export async function bisogniByContributo(tx: Tx, ids: readonly string[]): Promise<ContributoBisogno[][]> {
  const righe = await tx.repo(ContributoBisogno).find({
    where: { contributoId: In([...ids]) },
    order: { bisogno: 'ASC' },
    comment: 'contributo.bisogniByContributo',
  });
  return groupByKey(ids, righe, ({ contributoId }) => contributoId);
}

/** What bodies counted from the first year to the last, as published: one statement however many bodies and years. */
export async function contributiByAnni(tx: Tx, dal: number, al: number): Promise<ContributoTerzoSettore[]> {
  const contributi = new Map<string, ContributoTerzoSettore>();
  for (const { anno, ente, codice, valore, soppresso, origine } of await celleDiEnti(
    tx,
    contributiTerzoSettore.nome,
    dal,
    al,
  )) {
    const chiave = `${anno}/${ente}`;
    const contributo = contributi.get(chiave) ?? { anno, enteCodice: ente, perBisogno: [] };
    contributi.set(chiave, contributo);
    contributo.perBisogno.push({ bisogno: codice as BisognoPoverta, persone: { valore, soppresso }, origine });
  }
  return [...contributi.values()];
}
