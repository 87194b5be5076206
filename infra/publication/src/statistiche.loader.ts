import { createHash } from 'node:crypto';
import type { Tx } from '@trama/database/database';
import { decodeCursor, invalidCursor, toPage } from '@trama/database/page';
import type { Fonte } from '@trama/schema/fonte';
import type { Origine } from '@trama/schema/origine';
import type { Page, PageArgs } from '@trama/schema/page';
import { type CellaAperta, FORMATI, type FormatoFile } from './file-aperti.js';

export interface EdizioneAperta {
  readonly codice: string;
  readonly cubo: string;
  readonly numero: number;
  readonly titolo: string;
  readonly licenza: string;
  readonly impronta: string;
  readonly creataIl: Date;
  readonly corrente: boolean;
  readonly righe: number;
  readonly csvSha256: string;
  readonly csvByte: number;
  readonly ndjsonSha256: string;
  readonly ndjsonByte: number;
}

/** A published cell with its edition. */
export interface StatisticaAperta extends Omit<CellaAperta, 'fonte' | 'origine'> {
  readonly edizione: EdizioneAperta;
  readonly fonte: Fonte;
  readonly origine: Origine;
}

export interface FiltroStatistiche {
  readonly anno?: number | null;
  readonly codice?: string | null;
  readonly ambito?: number | null;
  /** Code of one edition; the current one of each cube when absent. */
  readonly edizione?: string | null;
}

const COLONNE_EDIZIONE = `e.codice, e.cubo, e.numero, e.titolo, e.licenza, e.impronta, e.creata_il AS "creataIl", e.righe,
  e.csv_sha256 AS "csvSha256", e.csv_byte::float8 AS "csvByte", e.ndjson_sha256 AS "ndjsonSha256", e.ndjson_byte::float8 AS "ndjsonByte"`;

/** The current edition of each cube, now or as it was at a collection. */
const CORRENTI = `
  WITH correnti AS (
    SELECT DISTINCT ON (k.cubo) k.edizione FROM pubblicazione.aperta_corrente k
    WHERE $1::int IS NULL OR k.raccolta <= $1 ORDER BY k.cubo, k.raccolta DESC)`;

const EDIZIONI_LETTE = `
  /* statistiche.edizioniLette */ ${CORRENTI}
  SELECT ${COLONNE_EDIZIONE}, e.codice IN (SELECT edizione FROM correnti) AS corrente,
    coalesce($1, (SELECT max(raccolta) FROM pubblicazione.aperta_corrente), 0) AS raccolta
  FROM pubblicazione.aperta_edizione e
  WHERE CASE WHEN $2::text IS NULL THEN e.codice IN (SELECT edizione FROM correnti) ELSE e.codice = $2 END`;

const COLONNE_CELLA = `c.posto, c.codice, c.etichetta, c.anno, CASE WHEN c.interno THEN c.ambito_id END AS ambito, c.luogo, c.ente, c.valore,
  c.soppresso, c.unita, c.data::text AS data, c.origine, c.fonte`;

const FILTRO = `
  c.edizione = ANY ($1) AND ($2::int IS NULL OR c.anno = $2) AND ($3::text IS NULL OR c.codice = $3)
  AND ($4::int IS NULL OR c.ambito_id = $4)`;

const CONTA = `
  /* statistiche.conta */
  SELECT count(*)::int AS totale FROM pubblicazione.aperta_cella c WHERE ${FILTRO}`;

const PAGINA = `
  /* statistiche.pagina */
  SELECT c.edizione, ${COLONNE_CELLA} FROM pubblicazione.aperta_cella c
  WHERE ${FILTRO} AND (c.edizione, c.posto) > ($5, $6::int) ORDER BY c.edizione, c.posto LIMIT $7`;

type Letta = Omit<StatisticaAperta, 'edizione'> & { readonly edizione: string; readonly posto: number };

/**
 * A page of published cells, by edition and place. An edition that comes out meanwhile moves nothing: the cursor keeps the
 * collection that the list was begun at, and with it the editions. Three statements, whatever is asked.
 */
export async function paginaStatistiche(
  tx: Tx,
  { anno = null, codice = null, ambito = null, edizione = null }: FiltroStatistiche,
  { first, after }: PageArgs,
): Promise<Page<StatisticaAperta>> {
  const inizio = after ? segno(after) : { raccolta: null, edizione: '', posto: 0 };
  const edizioni = await tx.query<EdizioneAperta & { raccolta: number }>(EDIZIONI_LETTE, [inizio.raccolta, edizione]);
  const perCodice = new Map(edizioni.map((una) => [una.codice, una]));
  const filtro = [[...perCodice.keys()], anno, codice, ambito];
  const [conto] = await tx.query<{ totale: number }>(CONTA, filtro);
  const celle = await tx.query<Letta>(PAGINA, [...filtro, inizio.edizione, inizio.posto, first + 1]);
  const raccolta = edizioni[0]?.raccolta ?? inizio.raccolta ?? 0;
  const pagina = toPage(celle, conto!.totale, first, (cella) => [raccolta, cella.edizione, cella.posto]);
  return {
    ...pagina,
    edges: pagina.edges.map(({ cursor, node }) => ({
      cursor,
      node: { ...node, edizione: perCodice.get(node.edizione)! },
    })),
  };
}

function segno(after: string): { raccolta: number; edizione: string; posto: number } {
  const [raccolta, edizione, posto] = decodeCursor(after, 3);
  if (!Number.isInteger(raccolta) || typeof edizione !== 'string' || !Number.isInteger(posto)) {
    throw invalidCursor();
  }
  return { raccolta: raccolta as number, edizione, posto: posto as number };
}

const EDIZIONI = `
  /* statistiche.edizioni */ ${CORRENTI}
  SELECT ${COLONNE_EDIZIONE}, e.codice IN (SELECT edizione FROM correnti) AS corrente FROM pubblicazione.aperta_edizione e
  WHERE ($2::text IS NULL OR e.cubo = $2) AND (e.cubo, e.numero) > ($3, $4::int) ORDER BY e.cubo, e.numero LIMIT $5`;

const CONTA_EDIZIONI = `
  /* statistiche.contaEdizioni */
  SELECT count(*)::int AS totale FROM pubblicazione.aperta_edizione e WHERE $1::text IS NULL OR e.cubo = $1`;

/** Every edition that ever came out, by cube, the oldest first. */
export async function paginaEdizioni(
  tx: Tx,
  cubo: string | null,
  { first, after }: PageArgs,
): Promise<Page<EdizioneAperta>> {
  const [dopo, numero] = after ? decodeCursor(after, 2) : ['', 0];
  if (typeof dopo !== 'string' || !Number.isInteger(numero)) {
    throw invalidCursor();
  }
  const [conto] = await tx.query<{ totale: number }>(CONTA_EDIZIONI, [cubo]);
  const edizioni = await tx.query<EdizioneAperta>(EDIZIONI, [null, cubo, dopo, numero, first + 1]);
  return toPage(edizioni, conto!.totale, first, (edizione) => [edizione.cubo, edizione.numero]);
}

/** So many cells of a file are in memory at a time, here and in whoever asks. */
export const RIGHE_DI_BLOCCO = 500;

/** A piece of a file, to be written after the one before it. */
export interface Blocco {
  readonly contenuto: string;
  /** What to ask for the next piece with; null after the last. */
  readonly dopo: number | null;
  /** Of the whole file. */
  readonly sha256: string;
  readonly byte: number;
}

const EDIZIONE_DI_FILE = `
  /* statistiche.edizioneDiFile */
  SELECT ${COLONNE_EDIZIONE} FROM pubblicazione.aperta_edizione e WHERE e.codice = $1`;

const CELLE_DI_FILE = `
  /* statistiche.celleDiFile */
  SELECT ${COLONNE_CELLA} FROM pubblicazione.aperta_cella c WHERE c.edizione = $1 AND c.posto > $2 ORDER BY c.posto LIMIT ${RIGHE_DI_BLOCCO}`;

/** A piece of the file of an edition; null when there is no such edition. */
export async function bloccoDiFile(tx: Tx, codice: string, formato: FormatoFile, da: number): Promise<Blocco | null> {
  const [edizione] = await tx.query<EdizioneAperta>(EDIZIONE_DI_FILE, [codice]);
  if (!edizione) {
    return null;
  }
  const celle = await tx.query<CellaAperta & { posto: number }>(CELLE_DI_FILE, [codice, da]);
  const ultima = celle.at(-1)?.posto ?? edizione.righe;
  const { inizio, blocco } = FORMATI[formato];
  return {
    contenuto: (da === 0 ? inizio() : '') + blocco(edizione, celle),
    dopo: ultima < edizione.righe ? ultima : null,
    sha256: formato === 'csv' ? edizione.csvSha256 : edizione.ndjsonSha256,
    byte: formato === 'csv' ? edizione.csvByte : edizione.ndjsonByte,
  };
}

const DIZIONARI = `
  /* statistiche.dizionario */
  SELECT e.dizionario AS testo, e.dizionario_json AS json FROM pubblicazione.aperta_edizione e WHERE e.codice = $1`;

/** What the files of an edition are, whole; null when there is no such edition. */
export async function dizionarioDi(tx: Tx, codice: string, come: 'testo' | 'json'): Promise<Blocco | null> {
  const [dizionari] = await tx.query<Record<typeof come, string>>(DIZIONARI, [codice]);
  const contenuto = dizionari?.[come];
  if (contenuto === undefined) {
    return null;
  }
  const bytes = Buffer.from(contenuto, 'utf8');
  return { contenuto, dopo: null, sha256: createHash('sha256').update(bytes).digest('hex'), byte: bytes.length };
}
