import { dataFolderOf, runningDatabases } from './running-databases.js';
import { subgraphs, type SubgraphName } from './topology.js';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Where to read what each subgraph has published: the addresses in the environment, of the owner where there is one
 * and otherwise of the login for published figures (`TRAMA_STATISTICS_DATABASE_URL_<NAME>`); without any, those of the
 * Trama that is running on this machine.
 *
 * @throws StartError when there are none and Trama is not running
 */
export async function publishedDatabases(env: Env, repository: string): Promise<ReadonlyMap<SubgraphName, string>> {
  const given = subgraphs.flatMap(({ name, key }): Array<[SubgraphName, string]> => {
    const url = env[`TRAMA_OWNER_DATABASE_URL_${key}`] ?? env[`TRAMA_STATISTICS_DATABASE_URL_${key}`];
    return url ? [[name, url]] : [];
  });
  return given.length > 0 ? new Map(given) : runningDatabases(dataFolderOf(env, repository), subgraphs);
}
