import { groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { Incongruenza } from './incongruenza.entity.js';

export async function incongruenzeByAmbito(tx: Tx, numeri: readonly number[]): Promise<Incongruenza[][]> {
  const rows = await tx.select(Incongruenza, {
    where: { ambitoId: numeri },
    order: { ambitoId: 'ASC', codice: 'ASC' },
    comment: 'incongruenza.incongruenzeByAmbito',
  });
  return groupByKey(numeri, rows, (row) => row.ambitoId);
}

/** Those that concern a record: its archive, and its name among the records that the inconsistency lists. */
export function diRecord(
  incongruenze: readonly Incongruenza[],
  archivio: string,
  nomi: readonly string[],
): Incongruenza[] {
  return incongruenze.filter(
    ({ archivi, record }) =>
      archivi?.includes(archivio) && record?.split(/, | \/ /).some((nome) => nomi.includes(nome)),
  );
}
