import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { statUrl } from './databases.js';
import { dataFolderOf, runningDatabases } from './running-databases.js';
import { StartError } from './start-error.js';
import { repositoryTopology, databases, type DatabaseName, subgraphs, type Topology } from './topology.js';

/** Exit code of a job that does not know the words. */
const NOT_UNDERSTOOD = 2;

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Runs one job of each program with a database in turn, such as `registro verifica`: on the databases that the environment names as their
 * owner, and without any on those of the Trama that is running on this machine.
 *
 * @returns the exit code: 0 when each one's was
 */
export async function lavoro(
  env: Env,
  argomenti: readonly string[],
  topology: Topology = repositoryTopology(),
): Promise<number> {
  try {
    const folder = dataFolderOf(env, topology.repository);
    let code = 0;
    const published = await publishedOf(env, folder);
    for (const [name, url] of (await databasesOf(env, folder)).sort(lastAts)) {
      const others = name === 'ats' ? published : {};
      code = Math.max(code, await esegui(topology.jobs(name), argomenti, { ...jobEnv(env, folder, url), ...others }));
      if (code === NOT_UNDERSTOOD) {
        break; // the others would not understand either
      }
    }
    return code;
  } catch (error) {
    if (error instanceof StartError) {
      process.stderr.write(`${error.message}\n`);
      return 1;
    }
    throw error;
  }
}

async function databasesOf(env: Env, folder: string): Promise<Array<[DatabaseName, string]>> {
  const given = databases.flatMap(({ name, key }): Array<[DatabaseName, string]> => {
    const url = env[`TRAMA_OWNER_DATABASE_URL_${key}`];
    return url ? [[name, url]] : [];
  });
  return given.length > 0 ? given : [...(await runningDatabases(folder, databases))];
}

/** What ats collects of the others is what they have just published. */
const lastAts = ([one]: [DatabaseName, string], [other]: [DatabaseName, string]): number =>
  Number(one === 'ats') - Number(other === 'ats');

/** Where ats reads what the others have published: their logins for published figures, which read nothing else. */
async function publishedOf(env: Env, folder: string): Promise<Env> {
  const others = subgraphs.filter(({ name }) => name !== 'ats');
  const variable = (key: string) => `TRAMA_STATISTICS_DATABASE_URL_${key}`;
  const given = others.filter(({ key }) => env[variable(key)]);
  const isOwn = databases.every(({ key }) => !env[`TRAMA_OWNER_DATABASE_URL_${key}`]);
  if (given.length > 0 || !isOwn) {
    return Object.fromEntries(given.map(({ key }) => [variable(key), env[variable(key)]]));
  }
  const running = await runningDatabases(folder, others, statUrl);
  return Object.fromEntries(others.map(({ name, key }) => [variable(key), running.get(name)]));
}

/** Each job gets its own database and nobody else's; anchors and their key stay beside the data, out of the database. */
function jobEnv(env: Env, folder: string, ownerUrl: string): Env {
  const withheld = /^(TRAMA_((OWNER_|STATISTICS_)?DATABASE_URL|CONTEXT_KEY)|PG)/;
  return {
    TRAMA_ANCHOR_DIR: join(folder, 'ancore'),
    TRAMA_ANCHOR_KEY_FILE: join(folder, 'chiavi', 'registro.json'),
    TRAMA_ANCHOR_KEY_CREATE: 'on',
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !withheld.test(name))),
    TRAMA_OWNER_DATABASE_URL: ownerUrl,
  };
}

function esegui(entry: string, argomenti: readonly string[], env: Env): Promise<number> {
  if (!existsSync(entry)) {
    throw new StartError(`Manca ${entry}: compila con npm run build.`);
  }
  const child = spawn(process.execPath, [entry, ...argomenti], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    windowsHide: true,
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
