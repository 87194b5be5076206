import { groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { avvisiByAnno, type AvvisoPubblicato, celleByAmbito } from '@trama/publication/celle.loader';
import { DATI_RILEVATI } from '../rilevazione/dati-rilevati.loader.js';
import { datiAnnuali } from './dato-annuale.cubo.js';
import type { DatoProprio } from './dato-annuale.type.js';

/** What was published of each ambito for a year. */
export const celleDati = celleByAmbito(datiAnnuali.nome);

/** What was published about the figures of each ambito for a year, besides the figures. */
export async function avvisiDati(tx: Tx, numeri: readonly number[], anno: number): Promise<AvvisoPubblicato[][]> {
  const [avvisi] = await avvisiByAnno(datiAnnuali.nome)(tx, [anno]);
  return groupByKey(numeri, avvisi!, ({ ambitoId }) => ambitoId);
}

const PROPRI = `
  /* dato-annuale.datiPropri */
  SELECT ambito_id AS "ambitoId", codice, valore, data::text AS data, nota, fonte, origine, false AS "inVerifica"
  FROM dato_annuale WHERE ambito_id = ANY ($1) AND anno = $2
  UNION ALL
  SELECT ambito_id, codice, valore, data, nota, fonte, origine, in_verifica FROM (${DATI_RILEVATI}) rilevati
  WHERE ambito_id = ANY ($1) AND anno = $2 ORDER BY codice`;

/** The exact figures; row-level security shows a caller those of its own ambito and no other. */
export async function datiPropriByAmbito(tx: Tx, numeri: readonly number[], anno: number): Promise<DatoProprio[][]> {
  const rows = await tx.query<DatoProprio & { ambitoId: number }>(PROPRI, [numeri, anno]);
  return groupByKey(numeri, rows, (row) => row.ambitoId);
}
