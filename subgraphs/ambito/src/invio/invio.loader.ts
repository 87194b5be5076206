import type { Nomina } from '@trama/audit/ispezione';
import { alignByKey, groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { In } from 'typeorm';
import { Invio } from './invio.entity.js';

/** Names what was sent for the access log, in the chain of the ambito that sent it. */
export function nominaInvii(nomina: Nomina, invii: ReadonlyArray<Invio | null>): void {
  nomina(
    'Invio',
    invii.map((invio) => (invio === null ? { id: null, esito: 'NESSUNO' } : { id: invio.id, ambito: invio.ambitoId })),
  );
}

/** Row-level security hides what is of neither side of the caller, so it answers null like what does not exist. */
export async function invioByCodice(tx: Tx, codici: readonly string[], nomina: Nomina): Promise<Array<Invio | null>> {
  const righe = await tx.repo(Invio).find({ where: { codice: In([...codici]) }, comment: 'invio.byCodice' });
  const trovati = alignByKey(codici, righe, ({ codice }) => codice);
  nominaInvii(nomina, trovati);
  return trovati;
}

/** What was sent about each case, the newest first. */
export async function inviiByCaso(tx: Tx, casi: readonly string[], nomina: Nomina): Promise<Invio[][]> {
  const where = { casoId: In([...casi]) };
  const righe = await tx
    .repo(Invio)
    .find({ where, order: { inviatoIl: 'DESC', codice: 'ASC' }, comment: 'invio.byCaso' });
  nominaInvii(nomina, righe);
  return groupByKey(casi, righe, ({ casoId }) => casoId);
}
