import type { FileChiavi } from '@trama/crypto/cifrario';
import { connect, type Migrations } from '@trama/database/connect';
import type { ContextKey } from '@trama/database/context-key';
import { forgetKeys } from '@trama/database/forget-keys';
import { migrate } from '@trama/database/migrate';
import { controllaEdizione } from '@trama/publication/controlla';
import type { Cubo } from '@trama/publication/cubo';
import { pubblica } from '@trama/publication/pubblica';
import { descriviRaccolta, type EsitoRaccolta, type Raccolta, raccogli } from '@trama/publication/raccolta';
import type { DataSource } from 'typeorm';
import { Archivi } from './archivi.js';
import { DATA_DIR } from './archivio.js';
import { type Carico, type Esito, resoconto } from './caricamento.js';
import { chiaviDi, type PersoneDimostrative, preparaPersone } from './persone-dimostrative.js';
import { improntaDelSeme, ritrova, semina } from './semina.js';

/** What a subgraph loads: its part of the reference data, and its demonstration data. */
export interface Seme {
  readonly riferimento: (archivi: Archivi) => readonly Carico[];
  readonly dimostrativo: (archivi: Archivi) => readonly Carico[];
  readonly persone?: PersoneDimostrative;
  /** Folders, besides that of the reference files, that its rows are read from. */
  readonly cartelle?: readonly string[];
}

export interface Preparazione {
  readonly name: string;
  readonly migrations: Migrations;
  readonly seme: Seme;
  /** What the subgraph tells about people; empty when it tells nothing. */
  readonly cubi: readonly Cubo[];
  /** Where open statistics of every database are read. */
  readonly raccolta?: Raccolta | undefined;
  /** Told what was collected. */
  readonly say?: (line: string) => void;
  readonly ownerUrl: string;
  /** The database learns it, to know the callers that the subgraph signs. */
  readonly contextKey: ContextKey;
  readonly demo: boolean;
  /** Folder of the keys; needed where there is data of people. */
  readonly keysDir?: string | undefined;
  /** Folder of the reference files, when it is not the project's own. */
  readonly dir?: string;
  /** SHA-256 of the program with all that it imports; without it the seed is loaded each time, because it may be another. */
  readonly codice?: string | undefined;
}

/**
 * Brings a database to its newest schema and to the reference data of the project. Files are read and checked
 * before anything is written; without demonstration data, what an earlier run generated is removed. Where the same program
 * seeded the same files, and the rows are still as it left them, nothing of them is read from files or written again.
 */
export async function prepara(p: Preparazione): Promise<Esito[]> {
  const impronta = improntaDi(p);
  const source = await connect(
    { url: p.ownerUrl, application: `trama-prepara-${p.name}`, poolSize: 2, patient: true },
    [],
    p.migrations,
  );
  try {
    const uguali = impronta === null ? null : await ritrova(source, impronta);
    const carichi = uguali ? [] : carichiDi(p);
    await migrate(source);
    await impara(source, p.contextKey);
    await forgetKeys(source);
    const chiavi = await chiaviDi(source, p);
    requireChiavi(p, chiavi);
    const tolte = p.demo ? [] : await preparaPersone(source, p, null); // before what they lean on
    const esiti = uguali ?? (await semina(source, impronta, carichi));
    const nuove = p.demo ? await preparaPersone(source, p, chiavi) : [];
    await pubblica(source, p.cubi, controllaEdizione);
    await raccolte(source, p);
    return [...esiti, ...tolte, ...nuove];
  } finally {
    await source.destroy();
  }
}

function improntaDi({ codice, demo, migrations, dir = DATA_DIR, seme }: Preparazione): string | null {
  const cartelle = [dir, ...(seme.cartelle ?? [])];
  return codice ? improntaDelSeme({ codice, demo, migrazioni: migrations.map(({ name }) => name), cartelle }) : null;
}

function carichiDi(p: Preparazione): Carico[] {
  const archivi = new Archivi(p.dir);
  return [...p.seme.riferimento(archivi), ...dimostrativi(p, archivi)];
}

/** A database that does not answer is for the next time: this one can serve without it. */
async function raccolte(source: DataSource, { name, raccolta, say }: Preparazione): Promise<void> {
  const esiti: EsitoRaccolta[] = raccolta ? await raccogli(source, name, raccolta) : [];
  esiti.forEach((esito) => say?.(descriviRaccolta(esito)));
}

function requireChiavi({ name, seme, demo }: Preparazione, chiavi: FileChiavi | null): void {
  if (demo && seme.persone && !chiavi) {
    throw new Error(`TRAMA_KEYS_DIR is missing: demonstration people of ${name} are encrypted like real ones`);
  }
}

async function impara(source: DataSource, key: ContextKey): Promise<void> {
  const { interna, esterna } = key.halves();
  await source.query(
    `INSERT INTO trama.chiave_contesto (interna, esterna) VALUES ($1, $2)
     ON CONFLICT (unica) DO UPDATE SET interna = EXCLUDED.interna, esterna = EXCLUDED.esterna`,
    [interna, esterna],
  );
}

function dimostrativi({ seme, demo }: Preparazione, archivi: Archivi): Carico[] {
  return seme.dimostrativo(archivi).map((carico) => (demo ? carico : { ...carico, righe: [] }));
}

/** The whole life of a `prepare` process: it says what it loaded, or what is wrong and where. */
export async function eseguiPreparazione(p: Preparazione): Promise<void> {
  const dette: string[] = [];
  try {
    const esiti = await prepara({ ...p, say: (line) => dette.push(line) });
    console.log([`${p.name}: ${resoconto(esiti)}`, ...dette].join('\n'));
  } catch (error) {
    console.error(`${p.name}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
