import { connect } from '@trama/database/connect';
import type { DataSource, EntityManager } from 'typeorm';
import { dizionarioJson, dizionarioTesto } from './dizionario-aperto.js';
import { LICENZA, type Voce } from './dizionario.js';
import type { CellaAperta } from './file-aperti.js';
import { Impronte } from './impronte.js';
import { TUTTI_GLI_AMBITI } from './posto.js';
import type { Interroga } from './registro.js';

/** So many cells are in memory at a time. */
const BLOCCO = 1_000;

/** Any constant, other than that of publishers: two collectors of one database meet on it. */
const RACCOLTA_LOCK = 7_261_003;

export interface Raccolta {
  /** Statement of the owner that names the places: columns ambito_id, nome, interno. */
  readonly luoghi: string;
  /** By name, the address of each other database: of the login that reads published figures and nothing else. */
  readonly altri: ReadonlyMap<string, string>;
}

export interface EsitoRaccolta {
  readonly database: string;
  /** Codes of the editions that were not here yet. */
  readonly nuove: readonly string[];
  /** Why nothing was collected from it; null when all went well. */
  readonly errore: string | null;
}

interface Luogo {
  readonly nome: string;
  readonly interno: boolean;
}

interface EdizioneTrovata {
  readonly cubo: string;
  readonly numero: number;
  readonly impronta: string;
  readonly creataIl: string;
  readonly corrente: boolean;
  readonly titolo: string | null;
  readonly licenza: string | null;
  readonly voci: Readonly<Record<string, Voce>> | null;
}

/**
 * Copies every edition that is not here yet, from this database and from the others, to where open statistics are read.
 * A database that does not answer is said so and tried again the next time; nothing of it is half copied. What is
 * copied is public already: the login that reads it can read nothing else.
 */
export async function raccogli(
  source: DataSource,
  nome: string,
  { luoghi, altri }: Raccolta,
): Promise<EsitoRaccolta[]> {
  const righe = await source.query<Array<Luogo & { ambito_id: number }>>(luoghi);
  const noti = new Map(righe.map(({ ambito_id, ...luogo }) => [ambito_id, luogo]));
  const propria: Interroga = (statement, values) => source.query(statement, values);
  const esiti = [await raccogliDa(source, noti, nome, propria)];
  for (const [altro, url] of altri) {
    esiti.push(await conAltro(altro, url, (interroga) => raccogliDa(source, noti, altro, interroga)));
  }
  return esiti;
}

/** One line for a person. */
export function descriviRaccolta({ database, nuove, errore }: EsitoRaccolta): string {
  return errore === null
    ? `statistiche aperte da ${database}: ${nuove.length === 0 ? 'nessuna edizione nuova' : nuove.join(', ')}.`
    : `statistiche aperte da ${database}: NON RACCOLTE (${errore}).`;
}

async function conAltro(
  database: string,
  url: string,
  work: (interroga: Interroga) => Promise<EsitoRaccolta>,
): Promise<EsitoRaccolta> {
  const altro = await connect({ url, application: 'trama-raccolta', poolSize: 1 }, []).catch((error: unknown) => error);
  if (!isSource(altro)) {
    return { database, nuove: [], errore: motivoDi(altro) };
  }
  return work((statement, values) => altro.query(statement, values)).finally(() => altro.destroy());
}

const isSource = (value: unknown): value is DataSource => typeof (value as DataSource).query === 'function';

const motivoDi = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function raccogliDa(
  source: DataSource,
  luoghi: ReadonlyMap<number, Luogo>,
  database: string,
  interroga: Interroga,
): Promise<EsitoRaccolta> {
  const nuove: string[] = [];
  return source
    .transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [RACCOLTA_LOCK]);
      await manager.query('SET LOCAL statement_timeout = 0');
      const trovate = await interroga<EdizioneTrovata>(EDIZIONI);
      for (const edizione of await nonAncora(manager, trovate)) {
        await copia(manager, luoghi, edizione, interroga);
        nuove.push(codiceDi(edizione));
      }
      await segnaCorrenti(manager, trovate);
    })
    .then(
      () => ({ database, nuove, errore: null }),
      (error: unknown) => ({ database, nuove: [], errore: motivoDi(error) }),
    );
}

const EDIZIONI = `
  /* pubblicazione.edizioniDaRaccogliere */
  SELECT e.cubo, e.numero, e.impronta, k.edizione IS NOT NULL AS corrente, d.titolo, d.licenza, d.voci,
    to_char(e.creata_il AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "creataIl"
  FROM pubblicazione.edizione e
  LEFT JOIN pubblicazione.dizionario d ON d.cubo = e.cubo AND d.edizione = e.numero
  LEFT JOIN pubblicazione.corrente k ON k.cubo = e.cubo AND k.edizione = e.numero
  ORDER BY e.cubo, e.numero`;

const codiceDi = ({ cubo, numero }: Pick<EdizioneTrovata, 'cubo' | 'numero'>): string => `${cubo}-${numero}`;

/**
 * @throws Error when an edition of the same code says something else: its database was made anew, and who cites the old
 * one must not find the new one in its place
 */
async function nonAncora(manager: EntityManager, trovate: readonly EdizioneTrovata[]): Promise<EdizioneTrovata[]> {
  const righe = await manager.query<Array<{ codice: string; impronta: string }>>(
    `/* pubblicazione.edizioniRaccolte */ SELECT codice, impronta FROM pubblicazione.aperta_edizione`,
  );
  const raccolte = new Map(righe.map(({ codice, impronta }) => [codice, impronta]));
  const altra = trovate.find(
    (edizione) => (raccolte.get(codiceDi(edizione)) ?? edizione.impronta) !== edizione.impronta,
  );
  if (altra) {
    throw new Error(`l'edizione ${codiceDi(altra)} era già uscita con un altro contenuto: serve un numero nuovo`);
  }
  return trovate.filter((edizione) => !raccolte.has(codiceDi(edizione)));
}

async function copia(
  manager: EntityManager,
  luoghi: ReadonlyMap<number, Luogo>,
  trovata: EdizioneTrovata,
  interroga: Interroga,
): Promise<void> {
  const codice = codiceDi(trovata);
  const { cubo, numero, impronta, creataIl } = trovata;
  const licenza = trovata.licenza ?? LICENZA;
  const voci = Object.fromEntries(
    Object.entries(trovata.voci ?? {}).map(([voce, detta]) => [`${cubo}.${voce}`, detta]),
  );
  const impronte = new Impronte();
  let righe = 0;
  for await (const celle of blocchi(trovata, interroga)) {
    const aperte = celle.map((cella) => aperta(cubo, voci, luoghi, cella));
    impronte.aggiungi({ codice, licenza }, aperte);
    await manager.query(SCRIVI_CELLE, [codice, righe, JSON.stringify(aperte.map(rigaDi))]);
    righe += celle.length;
  }
  const descritta = { codice, cubo, numero, titolo: trovata.titolo ?? cubo, licenza, impronta, creataIl, righe, voci };
  const file = impronte.fatte();
  const conFile = { ...descritta, file };
  await manager.query(SCRIVI_EDIZIONE, [
    ...[codice, cubo, numero, descritta.titolo, licenza, impronta, creataIl, righe],
    ...[file.csv.sha256, file.csv.byte, file.ndjson.sha256, file.ndjson.byte],
    ...[dizionarioTesto(conFile), dizionarioJson(conFile)],
  ]);
}

interface CellaTrovata extends Pick<CellaAperta, 'anno' | 'valore' | 'soppresso' | 'data' | 'origine' | 'fonte'> {
  readonly codice: string;
  readonly ambito_id: number;
  readonly ente: string;
}

/** In the order of the index `cella_in_ordine`: a piece costs the same at the beginning and at the end of a long edition. */
export const CELLE = `
  /* pubblicazione.celleDaRaccogliere */
  SELECT anno, codice, ambito_id, ente, valore, soppresso, data::text AS data, fonte, origine
  FROM pubblicazione.cella
  WHERE cubo = $1 AND edizione = $2
    AND (anno, codice COLLATE "C", ambito_id, ente COLLATE "C") > ($3::int, $4::text, $5::int, $6::text)
  ORDER BY anno, codice COLLATE "C", ambito_id, ente COLLATE "C" LIMIT ${BLOCCO}`;

async function* blocchi({ cubo, numero }: EdizioneTrovata, interroga: Interroga): AsyncGenerator<CellaTrovata[]> {
  for (let dopo: unknown[] = [-1, '', -1, '']; ;) {
    const celle = await interroga<CellaTrovata>(CELLE, [cubo, numero, ...dopo]);
    const ultima = celle.at(-1);
    if (!ultima) {
      return;
    }
    yield celle;
    dopo = [ultima.anno, ultima.codice, ultima.ambito_id, ultima.ente];
  }
}

type CellaConLuogo = CellaAperta & { readonly ambito_id: number | null; readonly interno: boolean };

function aperta(
  cubo: string,
  voci: Readonly<Record<string, Voce>>,
  luoghi: ReadonlyMap<number, Luogo>,
  { ambito_id, ente, codice: voce, ...cella }: CellaTrovata,
): CellaConLuogo {
  const codice = `${cubo}.${voce}`;
  const { etichetta, unita } = voci[codice] ?? { etichetta: codice, unita: '' };
  const { nome, interno } = luogoDi(luoghi, ambito_id, ente);
  return {
    ...cella,
    ...{ codice, etichetta, unita, interno, luogo: nome, ente: ente || null },
    ambito_id: ambito_id === TUTTI_GLI_AMBITI ? null : ambito_id,
    ambito: interno ? ambito_id : null,
  };
}

function luogoDi(luoghi: ReadonlyMap<number, Luogo>, ambito_id: number, ente: string): Luogo {
  if (ambito_id === TUTTI_GLI_AMBITI) {
    return { nome: ente || 'Tutti insieme', interno: false };
  }
  return luoghi.get(ambito_id) ?? { nome: `Ambito ${ambito_id}`, interno: false };
}

const rigaDi = ({ ambito: _, ...riga }: CellaConLuogo) => riga;

const SCRIVI_CELLE = `
  /* pubblicazione.raccogliCelle */
  INSERT INTO pubblicazione.aperta_cella (edizione, posto, codice, etichetta, unita, ambito_id, luogo, interno, ente, anno, valore,
    soppresso, data, fonte, origine)
  SELECT $1, $2::int + r.posto, c.codice, c.etichetta, c.unita, c.ambito_id, c.luogo, c.interno, c.ente, c.anno, c.valore,
    c.soppresso, c.data, c.fonte, c.origine
  FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS r (cella, posto)
  CROSS JOIN LATERAL jsonb_populate_record(NULL::pubblicazione.aperta_cella, r.cella) c`;

const SCRIVI_EDIZIONE = `
  /* pubblicazione.raccogliEdizione */
  INSERT INTO pubblicazione.aperta_edizione (codice, cubo, numero, titolo, licenza, impronta, creata_il, righe, csv_sha256, csv_byte,
    ndjson_sha256, ndjson_byte, dizionario, dizionario_json)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`;

/** Which edition of each cube is the current one, where that changed. */
async function segnaCorrenti(manager: EntityManager, trovate: readonly EdizioneTrovata[]): Promise<void> {
  const correnti = trovate
    .filter(({ corrente }) => corrente)
    .map((una) => ({ cubo: una.cubo, edizione: codiceDi(una) }));
  await manager.query(
    `/* pubblicazione.raccogliCorrenti */
     INSERT INTO pubblicazione.aperta_corrente (raccolta, cubo, edizione)
     SELECT (SELECT coalesce(max(raccolta), 0) + 1 FROM pubblicazione.aperta_corrente), n.cubo, n.edizione
     FROM jsonb_to_recordset($1) AS n (cubo text, edizione text)
     WHERE n.edizione IS DISTINCT FROM (
       SELECT k.edizione FROM pubblicazione.aperta_corrente k WHERE k.cubo = n.cubo ORDER BY k.raccolta DESC LIMIT 1)`,
    [JSON.stringify(correnti)],
  );
}
