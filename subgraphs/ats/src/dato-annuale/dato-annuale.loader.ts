import { alignByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import type { Contributo } from '@trama/schema/copertura';
import type { Fonte } from '@trama/schema/fonte';
import type { Origine } from '@trama/schema/origine';
import type { CodiceDato } from './dato-annuale.codici.js';

export interface Dato {
  readonly valore: number;
  readonly fonte: Fonte;
  readonly origine: Origine;
}

/** The figures of one ambito for one year, with the population its rates are computed on. */
export interface DatiAmbito {
  readonly ambitoId: number;
  readonly dati: Partial<Record<CodiceDato, Dato>>;
  readonly residenti: number | null;
  readonly minori: number | null;
}

const DATI = `
  /* dato-annuale.datiByAmbito */
  SELECT d.ambito_id AS "ambitoId", p.residenti, p.minori,
         jsonb_object_agg(d.codice, jsonb_build_object('valore', d.valore, 'fonte', d.fonte, 'origine', d.origine)) AS dati
  FROM dato_annuale d
  LEFT JOIN popolazione_annuale p ON p.ambito_id = d.ambito_id AND p.anno = d.anno
  WHERE d.ambito_id = ANY ($1) AND d.anno = $2
  GROUP BY d.ambito_id, p.residenti, p.minori`;

export async function datiByAmbito(tx: Tx, numeri: readonly number[], anno: number): Promise<Array<DatiAmbito | null>> {
  const rows = await tx.query<DatiAmbito>(DATI, [numeri, anno]);
  return alignByKey(numeri, rows, (row) => row.ambitoId);
}

const CONTRIBUTI = `
  /* dato-annuale.contributi */
  SELECT ambito_id AS numero, min(data)::text AS data, origine FROM dato_annuale WHERE anno = $1 GROUP BY ambito_id, origine`;

export function contributiDati(tx: Tx, anno: number): Promise<Contributo[]> {
  return tx.query<Contributo>(CONTRIBUTI, [anno]);
}
