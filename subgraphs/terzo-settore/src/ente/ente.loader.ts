import { alignByKey, groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { type Ambito, Ente, EnteAmbito, type EntiTerzoSettoreAmbito } from './ente.entity.js';

export async function enteByCodice(tx: Tx, codici: readonly string[]): Promise<Array<Ente | null>> {
  const enti = await tx.select(Ente, { where: { codice: codici }, comment: 'ente.enteByCodice' });
  return alignByKey(codici, enti, (ente) => ente.codice);
}

/** Numbers of the ambiti where each body works. */
export async function ambitiByEnte(tx: Tx, codici: readonly string[]): Promise<Ambito[][]> {
  const rows = await tx.select(EnteAmbito, {
    where: { enteCodice: codici },
    order: { ambitoId: 'ASC' },
    comment: 'ente.ambitiByEnte',
  });
  return groupByKey(codici, rows, (row) => row.enteCodice).map((list) =>
    list.map(({ ambitoId }) => ({ numero: ambitoId })),
  );
}

const TOTALI = `
  /* ente.totaliByAmbito */
  SELECT a.ambito_id AS "ambitoId", count(*)::int AS totale, (array_agg(a.origine ORDER BY a.origine = 'DIMOSTRATIVO' DESC))[1] AS origine
  FROM ente_ambito a JOIN ente e ON e.codice = a.ente_codice AND e.terzo_settore
  WHERE a.ambito_id = ANY ($1) GROUP BY a.ambito_id`;

export async function totaliByAmbito(tx: Tx, numeri: readonly number[]): Promise<Array<EntiTerzoSettoreAmbito | null>> {
  const rows = await tx.query<EntiTerzoSettoreAmbito>(TOTALI, [numeri]);
  return alignByKey(numeri, rows, (row) => row.ambitoId);
}
