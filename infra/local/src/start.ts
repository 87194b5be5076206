import { randomBytes } from 'node:crypto';
import { keysFolder, openDataFolder, rolePasswords } from './data-folder.js';
import { closeMaintenanceDatabases, createSubgraphDatabase } from './databases.js';
import { forgetProvider, GATEWAY_SECRETS, reasonWithout, startProvider } from './identity-provider.js';
import { portRefusal } from './ports.js';
import { startPostgres } from './postgres.js';
import { dataReady, prepareAll } from './preparation.js';
import { type Console, progressOn } from './progress.js';
import { type Databases, type Env, type OwnDatabase, type Run, serviceOf } from './run.js';
import { startServers } from './servers.js';
import { type DatabaseUrls, readSettings } from './settings.js';
import { StartError } from './start-error.js';
import { stopRequested } from './stop-request.js';
import { Teardown } from './teardown.js';
import { type DatabaseName, databases as places, repositoryTopology, type Topology } from './topology.js';

/**
 * The local topology from settings to the last process stopped.
 *
 * @returns the exit code, once everything that was started is stopped again
 */
export async function start(
  env: Env,
  topology: Topology = repositoryTopology(),
  out: Console = process.stdout,
): Promise<number> {
  const progress = progressOn(out);
  const asked = stopRequested(env.npm_lifecycle_event !== undefined);
  const teardown = new Teardown((error) => progress.say(describe(error)));
  let code = 0;
  try {
    await liveUntil(asked, (fatal) => bringUp({ env, topology, progress, teardown, fatal }));
    progress.say('Mi fermo...');
  } catch (error) {
    code = 1;
    progress.say(describe(error));
  }
  await teardown.run();
  if (code === 0) {
    progress.say('Trama è ferma.');
  }
  return code;
}

/** Resolves when asked to stop, at whatever point; rejects when the start fails or something vital dies. */
async function liveUntil(asked: Promise<void>, bringUpWith: (fatal: Run['fatal']) => Promise<void>): Promise<void> {
  let fatal: Run['fatal'] = () => undefined;
  const died = new Promise<never>((_, reject) => (fatal = (message) => reject(new StartError(message))));
  const up = bringUpWith((message) => fatal(message));
  up.catch(() => undefined); // after a request to stop, the rest of the start fails, and nobody is there to hear
  await Promise.race([asked, died, up.then(() => asked)]);
}

async function bringUp(start: Omit<Run, 'settings' | 'data'>): Promise<void> {
  const settings = readSettings(start.env, start.topology.repository);
  const data = await openDataFolder(settings.dataFolder);
  // Also where the process exits without a teardown, at a second Ctrl-C.
  process.once('exit', data.release);
  start.teardown.add(data.release);
  const run: Run = { ...start, settings, data };
  await requirePort(settings.port);
  const databases = await withKeys(run, settings.externalDatabases ?? (await ownDatabases(run)));
  // Each program as soon as what it leans on is there: in a row, they would leave one of two cores with nothing to do.
  const prepared = prepareAll(run, databases);
  const identity = identityOf(run);
  const [, { TRAMA_ISSUERS: issuers }] = await Promise.all([
    dataReady(run, databases, prepared),
    identity,
    startServers(run, { databases, prepared, identity }),
  ]);
  announce(run, issuers);
}

async function requirePort(port: number): Promise<void> {
  const refusal = await portRefusal(port);
  if (refusal === 'EADDRINUSE') {
    throw new StartError(
      `La porta ${port} è già usata da un altro programma: fermalo, oppure scegline un'altra, per esempio TRAMA_PORT=${port + 100} npm start.`,
    );
  }
  if (refusal) {
    throw new StartError(`Non posso ascoltare sulla porta ${port} (${refusal}): scegline un'altra con TRAMA_PORT.`);
  }
}

/**
 * The context key is new at each start: `prepare` gives it to the database, the subgraph signs with it, and nobody has
 * to keep it. The keys of data of people are the same as long as the data is.
 */
async function withKeys(run: Run, urls: Readonly<Record<DatabaseName, DatabaseUrls>>): Promise<Databases> {
  const entries = places.map(async ({ name, persone }): Promise<[DatabaseName, OwnDatabase]> => {
    const keys = persone ? await keysFolder(run.data.folder, name) : undefined;
    return [name, { ...urls[name], contextKey: randomBytes(32).toString('base64url'), keysFolder: keys }];
  });
  return Object.fromEntries(await Promise.all(entries)) as Databases;
}

async function ownDatabases(run: Run): Promise<Readonly<Record<DatabaseName, DatabaseUrls>>> {
  const { progress, teardown, data } = run;
  const postgres = await progress.step('PostgreSQL', async () => {
    const starting = startPostgres({ dataFolder: data.folder, notice: progress.say });
    // Before it is up: asked to stop meanwhile, we wait for it and stop it.
    teardown.add(() =>
      starting.then(
        (started) => started.stop(),
        () => undefined,
      ),
    );
    return starting;
  });
  postgres.onDeath(() => run.fatal(`PostgreSQL si è fermato. Registro: ${postgres.log}`));
  return progress.step('Database', async () => {
    await closeMaintenanceDatabases(postgres.superuserUrl);
    const passwords = await rolePasswords(
      data.folder,
      places.map(({ name }) => name),
    );
    const made = places.map(async ({ name, database }): Promise<[DatabaseName, DatabaseUrls]> => {
      return [name, await createSubgraphDatabase(postgres.superuserUrl, database, { passwords: passwords[name] })];
    });
    return Object.fromEntries(await Promise.all(made)) as Record<DatabaseName, DatabaseUrls>;
  });
}

/** @returns whose tokens the gateway believes, as it wants to be told */
async function identityOf(run: Run): Promise<Env> {
  const { env, settings, data, progress, topology } = run;
  const without = reasonWithout(run);
  if (without) {
    await forgetProvider(data.folder);
    progress.say(without);
    return Object.fromEntries(GATEWAY_SECRETS.map((name) => [name, env[name]]));
  }
  const needs = { env, settings, dataFolder: data.folder };
  return progress.step('Accesso', () =>
    startProvider({ ...needs, serve: (options) => serviceOf(run, { ...options, entry: topology.idp }) }),
  );
}

function announce({ settings, progress }: Run, issuer: string | undefined): void {
  if (issuer) {
    progress.say(`Accesso dimostrativo su ${issuer} · un token: npm run --silent token -- udp4`);
  }
  const url = `http://localhost:${settings.port}/graphql`;
  const query = `curl -s ${url} -H 'content-type: application/json' -d '{"query":"{ ambiti { numero nome } }"}'`;
  progress.say(`Trama risponde su ${url} · prova: aprilo nel browser, oppure ${query}`);
}

/** Only what a person can act on is said in short; anything else is a defect, and its trace is what we need to see. */
function describe(error: unknown): string {
  if (error instanceof StartError) {
    return error.message;
  }
  return `Errore inatteso: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
