import { alignByKey, groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { Abbinamento, type PassoAbbinamento } from './abbinamento.entity.js';

const VERIFICHE = `
  /* abbinamento.verifiche */
  SELECT abbinamento_id AS abbinamento, fatta_il::text AS il FROM verifica_affido
  WHERE abbinamento_id = ANY ($1) ORDER BY fatta_il`;

/** Days on which placements were reviewed, the first first. */
export async function verificheByAbbinamento(tx: Tx, ids: readonly string[]): Promise<string[][]> {
  const righe = await tx.query<{ abbinamento: string; il: string }>(VERIFICHE, [ids]);
  return groupByKey(ids, righe, ({ abbinamento }) => abbinamento).map((sue) => sue.map(({ il }) => il));
}

const PASSI = `
  /* abbinamento.passi */
  SELECT abbinamento_id AS "abbinamentoId", stato, quando FROM passo_abbinamento
  WHERE abbinamento_id = ANY ($1) ORDER BY quando, id`;

export async function passiByAbbinamento(tx: Tx, ids: readonly string[]): Promise<PassoAbbinamento[][]> {
  const righe = await tx.query<PassoAbbinamento>(PASSI, [ids]);
  return groupByKey(ids, righe, ({ abbinamentoId }) => abbinamentoId);
}

export async function abbinamentiByFamiglia(tx: Tx, ids: readonly string[]): Promise<Abbinamento[][]> {
  const righe = await tx.select(Abbinamento, {
    where: { famigliaId: ids },
    order: { propostoIl: 'ASC', codice: 'ASC' },
    comment: 'abbinamento.byFamiglia',
  });
  return groupByKey(ids, righe, ({ famigliaId }) => famigliaId);
}

export async function abbinamentiByRichiesta(tx: Tx, codici: readonly string[]): Promise<Abbinamento[][]> {
  const righe = await tx.select(Abbinamento, {
    where: { richiestaCodice: codici },
    order: { propostoIl: 'ASC', codice: 'ASC' },
    comment: 'abbinamento.byRichiesta',
  });
  return groupByKey(codici, righe, ({ richiestaCodice }) => richiestaCodice);
}

export async function abbinamentoByCodice(tx: Tx, codici: readonly string[]): Promise<Array<Abbinamento | null>> {
  const comment = 'abbinamento.byCodice';
  const righe = await tx.select(Abbinamento, { where: { codice: codici }, comment });
  return alignByKey(codici, righe, ({ codice }) => codice);
}
