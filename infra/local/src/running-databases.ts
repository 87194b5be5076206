import { readFile } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { knownPasswords } from './data-folder.js';
import { ownerUrl } from './databases.js';
import { StartError } from './start-error.js';
import type { DatabaseName, DatabasePlace } from './topology.js';

type Env = Readonly<Record<string, string | undefined>>;

/** The data folder that a start with this environment would use. */
export function dataFolderOf({ TRAMA_DATA_DIR: folder }: Env, repository: string): string {
  const wanted = folder || '.trama';
  return isAbsolute(wanted) ? wanted : resolve(repository, wanted);
}

/**
 * The addresses of the Trama that is running on this machine, of the owner or of the login for published figures. PostgreSQL itself notes where it listens; the
 * passwords are those of the last start.
 *
 * @throws StartError when it is not running
 */
export async function runningDatabases<N extends DatabaseName>(
  folder: string,
  places: ReadonlyArray<DatabasePlace & { readonly name: N }>,
  login: typeof ownerUrl = ownerUrl,
): Promise<ReadonlyMap<N, string>> {
  const [, , , port] = await readFile(join(folder, 'postgresql', 'data', 'postmaster.pid'), 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  );
  const passwords = await knownPasswords(folder);
  const urls = places.flatMap(({ name, database }): Array<[N, string]> => {
    const own = passwords[name];
    return own && port ? [[name, login(`postgres://127.0.0.1:${port.trim()}`, database, own)]] : [];
  });
  if (urls.length < places.length) {
    throw new StartError(
      `Trama non è in esecuzione con i dati di ${folder}: avviala con npm start, oppure indica i database con ` +
        'TRAMA_OWNER_DATABASE_URL_<NOME>.',
    );
  }
  return new Map(urls);
}
