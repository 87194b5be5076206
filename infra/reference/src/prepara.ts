import { connect, type Migrations } from '@trama/database/connect';
import { migrate } from '@trama/database/migrate';
import { Archivi } from './archivi.js';
import { carica, type Carico, type Esito, resoconto } from './caricamento.js';

/** What a subgraph loads: its part of the reference data, and its demonstration data. */
export interface Seme {
  readonly riferimento: (archivi: Archivi) => readonly Carico[];
  readonly dimostrativo: (archivi: Archivi) => readonly Carico[];
}

export interface Preparazione {
  readonly name: string;
  readonly migrations: Migrations;
  readonly seme: Seme;
  readonly ownerUrl: string;
  readonly demo: boolean;
  /** Folder of the reference files, when it is not the project's own. */
  readonly dir?: string;
}

/**
 * Brings a database to its newest schema and to the reference data of the project. Files are read and checked
 * before anything is written; without demonstration data, what an earlier run generated is removed.
 */
export async function prepara(p: Preparazione): Promise<Esito[]> {
  const archivi = new Archivi(p.dir);
  const carichi = [...p.seme.riferimento(archivi), ...dimostrativi(p, archivi)];
  const source = await connect(
    { url: p.ownerUrl, application: `trama-prepara-${p.name}`, poolSize: 2 },
    [],
    p.migrations,
  );
  try {
    await migrate(source);
    return await carica(source, carichi);
  } finally {
    await source.destroy();
  }
}

function dimostrativi({ seme, demo }: Preparazione, archivi: Archivi): Carico[] {
  return seme.dimostrativo(archivi).map((carico) => (demo ? carico : { ...carico, righe: [] }));
}

/** The whole life of a `prepare` process: it says what it loaded, or what is wrong and where. */
export async function eseguiPreparazione(p: Preparazione): Promise<void> {
  try {
    console.log(`${p.name}: ${resoconto(await prepara(p))}`);
  } catch (error) {
    console.error(`${p.name}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
