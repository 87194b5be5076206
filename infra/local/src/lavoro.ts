import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { knownPasswords } from './data-folder.js';
import { ownerUrlOn } from './databases.js';
import { readSettings, type Settings } from './settings.js';
import { StartError } from './start-error.js';
import { repositoryTopology, subgraphs, type SubgraphName, type Topology } from './topology.js';

/** Exit code of a job that does not know the words. */
const NOT_UNDERSTOOD = 2;

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Runs one job of each subgraph in turn, such as `registro verifica`, on the databases of a Trama that is running here or
 * on those that the environment names.
 *
 * @returns the exit code: 0 when every subgraph's was
 */
export async function lavoro(
  env: Env,
  argomenti: readonly string[],
  topology: Topology = repositoryTopology(),
): Promise<number> {
  try {
    const settings = readSettings(env, topology.repository);
    const urls = await ownerUrls(settings);
    let code = 0;
    for (const { name } of subgraphs) {
      code = Math.max(code, await esegui(topology.jobs(name), argomenti, jobEnv(env, settings, urls[name])));
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

async function ownerUrls(settings: Settings): Promise<Readonly<Record<SubgraphName, string>>> {
  const { externalDatabases: external, dataFolder } = settings;
  const port = external ? 0 : await runningPort(dataFolder);
  const passwords = external ? {} : await knownPasswords(dataFolder);
  const entries = subgraphs.map(({ name, database }) => [
    name,
    external?.[name].ownerUrl ?? ownerUrlOn(port, database, passwords[name]?.owner ?? ''),
  ]);
  return Object.fromEntries(entries) as Record<SubgraphName, string>;
}

/** The fourth line of the file that PostgreSQL keeps while it runs. */
async function runningPort(dataFolder: string): Promise<number> {
  const lines = await readFile(join(dataFolder, 'postgresql', 'data', 'postmaster.pid'), 'utf8').catch(() => '');
  const port = Number(lines.split('\n')[3]);
  if (!(port > 0)) {
    throw new StartError(
      `Con i dati di ${dataFolder} non c'è un PostgreSQL in esecuzione: avvia Trama con npm start in un altro terminale, ` +
        'oppure indica gli indirizzi dei database (infra/local/README.md).',
    );
  }
  return port;
}

/** Each job gets its own database and nobody else's; anchors and their key stay beside the data, out of the database. */
function jobEnv(env: Env, { dataFolder }: Settings, ownerUrl: string): Env {
  const withheld = /^(TRAMA_((OWNER_|STATISTICS_)?DATABASE_URL|CONTEXT_KEY)|PG)/;
  return {
    TRAMA_ANCHOR_DIR: join(dataFolder, 'ancore'),
    TRAMA_ANCHOR_KEY_FILE: join(dataFolder, 'chiavi', 'registro.json'),
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
