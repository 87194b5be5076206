import { groupByKey } from '@trama/database/align';
import { type Bundle, unbundle } from '@trama/database/bundles';
import type { Tx } from '@trama/database/database';
import type { Contributo } from '@trama/schema/copertura';
import type { Fonte } from '@trama/schema/fonte';
import type { Origine } from '@trama/schema/origine';
import type { Avviso } from './cubo.js';
import { TUTTI_GLI_AMBITI } from './posto.js';

/** A published figure of an ambito. */
export interface CellaPubblicata {
  readonly ambitoId: number;
  readonly codice: string;
  readonly valore: number | null;
  readonly soppresso: boolean;
  readonly origine: Origine;
  /** Day on which it was contributed. */
  readonly data: string;
}

export interface CellaConFonte extends CellaPubblicata {
  readonly fonte: Fonte;
}

const VALORI = 'json_object_agg(c.codice, c.valore) AS valori';

const CELLE = `
  /* pubblicazione.celleByAmbito */
  SELECT c.ambito_id AS "ambitoId", c.soppresso, c.fonte, c.origine, c.data::text AS data, ${VALORI}
  FROM pubblicazione.corrente e JOIN pubblicazione.cella c ON c.cubo = e.cubo AND c.edizione = e.edizione
  WHERE e.cubo = $1 AND c.anno = $2 AND c.ambito_id = ANY ($3) AND c.ente = ''
  GROUP BY c.ambito_id, c.soppresso, c.fonte, c.origine, c.data`;

/**
 * The published cells of each ambito for one year of a cube: one statement however many ambiti. Totals over ambiti are
 * those of `TUTTI_GLI_AMBITI`.
 */
export const celleByAmbito =
  (cubo: string) =>
  async (tx: Tx, numeri: readonly number[], anno: number): Promise<CellaConFonte[][]> => {
    const celle = unbundle(await tx.query<Bundle<CellaConFonte>>(CELLE, [cubo, anno, numeri]));
    return groupByKey(numeri, celle, ({ ambitoId }) => ambitoId);
  };

export interface CellaDiAnno extends CellaPubblicata {
  readonly anno: number;
}

/** The edition $3, or without one the current one. */
const EDIZIONE = '(SELECT cubo, coalesce($3::int, edizione) AS edizione FROM pubblicazione.corrente WHERE cubo = $1) e';

const CELLE_DI_ANNI = `
  /* pubblicazione.celleByAnno */
  SELECT c.anno, c.ambito_id AS "ambitoId", c.soppresso, c.origine, c.data::text AS data, ${VALORI}
  FROM ${EDIZIONE} JOIN pubblicazione.cella c ON c.cubo = e.cubo AND c.edizione = e.edizione
  WHERE c.anno = ANY ($2) AND c.ambito_id <> ${TUTTI_GLI_AMBITI}
  GROUP BY c.anno, c.ambito_id, c.soppresso, c.origine, c.data`;

/**
 * The published cells of all ambiti for each year of a cube: one statement however many years.
 *
 * @param edizione the current one when it is not said
 */
export const celleByAnno =
  (cubo: string, edizione: number | null = null) =>
  async (tx: Tx, anni: readonly number[]): Promise<CellaDiAnno[][]> => {
    const celle = unbundle(await tx.query<Bundle<CellaDiAnno>>(CELLE_DI_ANNI, [cubo, anni, edizione]));
    return groupByKey(anni, celle, ({ anno }) => anno);
  };

export interface CellaDiEnte extends Omit<CellaPubblicata, 'ambitoId' | 'data'> {
  readonly anno: number;
  readonly ente: string;
}

const CELLE_DI_ENTI = `
  /* pubblicazione.celleDiEnti */
  SELECT c.anno, c.ente, c.codice, c.valore, c.soppresso, c.origine
  FROM pubblicazione.corrente e JOIN pubblicazione.cella c ON c.cubo = e.cubo AND c.edizione = e.edizione
  WHERE e.cubo = $1 AND c.anno BETWEEN $2 AND $3 AND c.ente <> '' ORDER BY c.anno, c.ente, c.codice`;

/** The published cells of all bodies from the first year to the last of a cube. */
export const celleDiEnti = (tx: Tx, cubo: string, dal: number, al: number): Promise<CellaDiEnte[]> =>
  tx.query<CellaDiEnte>(CELLE_DI_ENTI, [cubo, dal, al]);

export interface AvvisoPubblicato {
  readonly ambitoId: number;
  readonly anno: number;
  readonly codice: string;
  readonly avviso: Avviso['avviso'];
  readonly data: string;
  readonly fonte: Fonte;
  readonly origine: Origine;
}

const AVVISI = `
  /* pubblicazione.avvisiByAnno */
  SELECT a.anno, a.ambito_id AS "ambitoId", a.codice, a.avviso, a.data::text AS data, a.fonte, a.origine
  FROM ${EDIZIONE} JOIN pubblicazione.avviso a ON a.cubo = e.cubo AND a.edizione = e.edizione
  WHERE a.anno = ANY ($2) AND a.ambito_id <> ${TUTTI_GLI_AMBITI}`;

/** What was published about the cells of each year of a cube, besides their figures. */
export const avvisiByAnno =
  (cubo: string, edizione: number | null = null) =>
  async (tx: Tx, anni: readonly number[]): Promise<AvvisoPubblicato[][]> =>
    groupByKey(anni, await tx.query<AvvisoPubblicato>(AVVISI, [cubo, anni, edizione]), ({ anno }) => anno);

const CONTRIBUTI = `
  /* pubblicazione.contributi */
  SELECT c.ambito_id AS numero, min(c.data)::text AS data, c.origine
  FROM pubblicazione.corrente e JOIN pubblicazione.cella c ON c.cubo = e.cubo AND c.edizione = e.edizione
  WHERE e.cubo = $1 AND c.anno = $2 AND c.codice = ANY ($3) AND c.ambito_id <> ${TUTTI_GLI_AMBITI} GROUP BY c.ambito_id, c.origine`;

/** Which ambiti any of these measures was published of, for one year. */
export const contributiPubblicati = (
  tx: Tx,
  cubo: string,
  anno: number,
  codici: readonly string[],
): Promise<Contributo[]> => tx.query<Contributo>(CONTRIBUTI, [cubo, anno, codici]);
