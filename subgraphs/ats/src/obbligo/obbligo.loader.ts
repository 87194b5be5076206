import { groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { type ModificaObbligo, Obbligo } from './obbligo.entity.js';

/** All that were ever assigned for a collection, by contributor, from the oldest. */
export const listObblighi = (tx: Tx, rilevazione: string): Promise<Obbligo[]> =>
  tx
    .repo(Obbligo)
    .find({ where: { rilevazione }, order: { ambitoId: 'ASC', dal: 'ASC' }, comment: 'obbligo.listObblighi' });

const MODIFICHE = `
  /* obbligo.modifiche */
  SELECT obbligo_id AS "obbligoId", dal::text AS dal, al::text AS al, soggetto, quando
  FROM modifica_obbligo WHERE obbligo_id = ANY ($1) ORDER BY numero`;

export async function modificheByObbligo(tx: Tx, ids: readonly string[]): Promise<ModificaObbligo[][]> {
  return groupByKey(ids, await tx.query<ModificaObbligo>(MODIFICHE, [ids]), ({ obbligoId }) => obbligoId);
}
