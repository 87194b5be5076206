import { readFile } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { knownPasswords } from './data-folder.js';
import { ownerUrl } from './databases.js';
import { StartError } from './start-error.js';
import { subgraphs, type SubgraphName } from './topology.js';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Where to read what each subgraph has published: the addresses in the environment, of the owner where there is one
 * and otherwise of the login for published figures; without any, those of the Trama that is running on this machine.
 *
 * @throws StartError when there are none and Trama is not running
 */
export async function publishedDatabases(env: Env, repository: string): Promise<ReadonlyMap<SubgraphName, string>> {
  const given = subgraphs.flatMap(({ name, key }): Array<[SubgraphName, string]> => {
    const url = env[`TRAMA_OWNER_DATABASE_URL_${key}`] ?? env[`TRAMA_STATISTICS_DATABASE_URL_${key}`];
    return url ? [[name, url]] : [];
  });
  return given.length > 0 ? new Map(given) : running(resolveFolder(env.TRAMA_DATA_DIR ?? '.trama', repository));
}

const resolveFolder = (folder: string, repository: string): string =>
  isAbsolute(folder) ? folder : resolve(repository, folder);

/** PostgreSQL itself notes where it listens; the passwords are those of the last start. */
async function running(folder: string): Promise<ReadonlyMap<SubgraphName, string>> {
  const [, , , port] = await readFile(join(folder, 'postgresql', 'data', 'postmaster.pid'), 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  );
  const passwords = await knownPasswords(folder);
  const urls = subgraphs.flatMap(({ name, database }): Array<[SubgraphName, string]> => {
    const own = passwords[name];
    return own && port ? [[name, ownerUrl(`postgres://127.0.0.1:${port.trim()}`, database, own)]] : [];
  });
  if (urls.length < subgraphs.length) {
    throw new StartError(
      `Trama non è in esecuzione con i dati di ${folder}: avviala con npm start, oppure indica i database con ` +
        'TRAMA_OWNER_DATABASE_URL_<NOME> o TRAMA_STATISTICS_DATABASE_URL_<NOME>.',
    );
  }
  return new Map(urls);
}
