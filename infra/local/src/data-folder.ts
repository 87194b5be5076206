import { access, chmod, constants, mkdir, readFile, realpath, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { caricaFileChiavi } from '@trama/crypto/cifrario';
import { caricaPortachiavi } from '@trama/crypto/portachiavi-locale';
import { newPasswords, type RolePasswords } from './databases.js';
import { lockFolder } from './lock.js';
import { StartError } from './start-error.js';
import type { DatabaseName } from './topology.js';

export interface DataFolder {
  readonly folder: string;
  log(name: string): string;
  release(): void;
}

/** Makes the folder if need be, and takes it for this process. */
export async function openDataFolder(wanted: string): Promise<DataFolder> {
  const folder = await made(wanted);
  const lock = join(folder, 'in-uso.json');
  const release = await lockFolder(
    lock,
    ({ pid, since }) =>
      `Trama è già in esecuzione con i dati di ${folder} (processo ${pid}, dal ${since}). Per una seconda copia indica ` +
      `un'altra cartella e un'altra porta: TRAMA_DATA_DIR=.trama-2 TRAMA_PORT=4100 npm start. (Se quel processo non è Trama, cancella ${lock}.)`,
  );
  return { folder, release, log: (name) => join(folder, 'log', `${name}.log`) };
}

async function made(wanted: string): Promise<string> {
  try {
    const created = await mkdir(wanted, { recursive: true });
    if (created !== undefined) {
      // Others may pass, not look: where root starts Trama, PostgreSQL's account has its folder inside.
      await chmod(wanted, 0o711);
    }
    await mkdir(join(wanted, 'log'), { recursive: true, mode: 0o700 });
    await Promise.all([wanted, join(wanted, 'log')].map((folder) => access(folder, constants.W_OK | constants.X_OK)));
    return await realpath(wanted);
  } catch (error) {
    throw new StartError(
      `Non riesco a usare la cartella dei dati ${wanted} (TRAMA_DATA_DIR): ${(error as Error).message}`,
    );
  }
}

/** The same from one start to the next, so that a tool somebody has connected keeps working. */
export async function rolePasswords(
  folder: string,
  names: readonly DatabaseName[],
): Promise<Record<DatabaseName, RolePasswords>> {
  const file = join(folder, 'ruoli.json');
  const known = await knownPasswords(folder);
  const all = Object.fromEntries(names.map((name) => [name, { ...newPasswords(), ...known[name] }])) as Record<
    DatabaseName,
    RolePasswords
  >;
  await writeFile(`${file}.new`, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return all;
}

/** Those of the last start. */
export async function knownPasswords(folder: string): Promise<Partial<Record<DatabaseName, RolePasswords>>> {
  try {
    return JSON.parse(await readFile(join(folder, 'ruoli.json'), 'utf8')) as Partial<
      Record<DatabaseName, RolePasswords>
    >;
  } catch {
    return {}; // lost or damaged: new ones do as well, since each start sets them
  }
}

/**
 * The folder with the keys that protect a subgraph's data of people. Made once: a new key in place of a lost one would
 * read nothing of what is in the database.
 */
export async function keysFolder(folder: string, name: DatabaseName): Promise<string> {
  const keys = join(folder, 'chiavi', name);
  try {
    await caricaFileChiavi(keys, { crea: true });
    return keys;
  } catch (error) {
    throw new StartError(`Non riesco a usare le chiavi dei dati personali in ${keys}: ${(error as Error).message}`);
  }
}

/** The folder of the linkage key, made once: with a new one nobody who is enrolled would be found again. */
export async function linkageFolder(folder: string): Promise<string> {
  const keys = join(folder, 'chiavi', 'collegamento');
  try {
    await caricaPortachiavi(join(keys, 'collegamento.json'), 'collegamento', { crea: true });
    return keys;
  } catch (error) {
    throw new StartError(`Non riesco a usare la chiave del collegamento in ${keys}: ${(error as Error).message}`);
  }
}
