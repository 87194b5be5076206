import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AssertionKeys, newAssertionKeys } from '@trama/identity/assertion';
import { type DataFolder, keysFolder, linkageFolder, openDataFolder, rolePasswords } from './data-folder.js';
import { closeMaintenanceDatabases, createSubgraphDatabase } from './databases.js';
import { forgetProvider, GATEWAY_SECRETS, reasonWithout, startProvider } from './identity-provider.js';
import { freePorts, portRefusal } from './ports.js';
import { startPostgres } from './postgres.js';
import { Service, type ServiceOptions, Task } from './program.js';
import { type Console, type Progress, progressOn } from './progress.js';
import { Publisher } from './publisher.js';
import { type DatabaseUrls, readSettings, type Settings } from './settings.js';
import { StartError } from './start-error.js';
import { stopRequested } from './stop-request.js';
import { Teardown } from './teardown.js';
import {
  collegamento,
  type DatabaseName,
  type DatabasePlace,
  databases as places,
  repositoryTopology,
  subgraphs,
  type Topology,
} from './topology.js';

type Env = Readonly<Record<string, string | undefined>>;

/** A subgraph's database: its addresses, and the secret with which it and its subgraph know each other's callers. */
interface OwnDatabase extends DatabaseUrls {
  readonly contextKey: string;
  /** Where the keys of its data of people are, if it keeps any. */
  readonly keysFolder: string | undefined;
}

type Databases = Readonly<Record<DatabaseName, OwnDatabase>>;

/** Where each server listens. */
type Ports = Readonly<Record<DatabaseName, number>>;

/** What each database's preparation says of itself, once it is ready. */
type Prepared = ReadonlyMap<DatabaseName, Promise<string>>;

interface ServerNeeds {
  readonly databases: Databases;
  readonly prepared: Prepared;
  /** Whose tokens the gateway believes. */
  readonly identity: Promise<Env>;
}

interface Run {
  readonly env: Env;
  readonly settings: Settings;
  readonly topology: Topology;
  readonly data: DataFolder;
  readonly progress: Progress;
  readonly teardown: Teardown;
  /** Ends the run: something it cannot do without is gone. */
  readonly fatal: (message: string) => void;
}

const loopback = '127.0.0.1';
const serverAttempts = 3;

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

/** Migrations, reference data, demonstration data: each database's own program does it, as its owner. */
function prepareAll(run: Run, databases: Databases): Prepared {
  const others = places.filter(({ name }) => name !== 'ats');
  const prepared = new Map(others.map(({ name }) => [name, prepare(run, name, databases[name])]));
  // Last, because it collects what the others have published.
  const ats = Promise.all(prepared.values()).then(() => prepare(run, 'ats', databases.ats, publishedUrls(databases)));
  return prepared.set('ats', ats);
}

async function dataReady(run: Run, databases: Databases, prepared: Prepared): Promise<void> {
  const summaries = await run.progress.step('Dati', () => Promise.all(prepared.values()));
  summaries.forEach((summary) => run.progress.say(`  ${summary}`));
  startPublisher(run, databases);
}

/** Of the others, the logins that read published figures and nothing else. */
const publishedUrls = (databases: Databases): Env =>
  Object.fromEntries(
    subgraphs
      .filter(({ name }) => name !== 'ats')
      .map(({ name, key }) => [`TRAMA_STATISTICS_DATABASE_URL_${key}`, databases[name].statUrl]),
  );

async function prepare(run: Run, name: DatabaseName, own: OwnDatabase, env: Env = {}): Promise<string> {
  const task = new Task({
    name: `preparazione di ${name}`,
    entry: run.topology.prepare(name),
    env: {
      ...childEnv(run),
      TRAMA_OWNER_DATABASE_URL: own.ownerUrl,
      TRAMA_CONTEXT_KEY: own.contextKey,
      TRAMA_KEYS_DIR: own.keysFolder,
      TRAMA_DEMO: onOff(run.settings.demo),
      ...env,
    },
    logFile: run.data.log(`preparazione-${name}`),
    say: run.progress.say,
  });
  run.teardown.add(() => task.stop());
  const [summary] = (await task.run()).trim().split('\n');
  return summary?.trim() || `${name}: pronto`;
}

/** All that answers, on ports that are free now: each server is told beforehand where the others will be. */
async function startServers(run: Run, needs: ServerNeeds): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const servers: Service[] = [];
    try {
      return await startTogether(run, needs, servers);
    } catch (error) {
      // Another program may have taken a port between our look and the server's.
      if (attempt === serverAttempts || !String(error).includes('EADDRINUSE')) {
        throw error;
      }
      await Promise.all(servers.map((server) => server.stop()));
      await sleep(100);
    }
  }
}

/** Each as soon as its database is ready, and whom it asks from the first moment; the gateway meanwhile. */
async function startTogether(run: Run, needs: ServerNeeds, servers: Service[]): Promise<void> {
  const { progress } = run;
  const { prepared } = needs;
  const ports = await freePorts(places.map(({ name }) => name));
  const keys = newAssertionKeys();
  const asking = await askingEnv(run, ports);
  const begin = (service: Service): Promise<void> => {
    servers.push(service);
    return service.start();
  };
  const start = async ({ name }: DatabasePlace, asked: ReadonlyArray<Promise<void>>): Promise<void> => {
    await Promise.all([prepared.get(name), ...asked]);
    const own = needs.databases[name];
    const env = name === 'collegamento' ? {} : subgraphEnv(own, keys);
    await begin(serverOf(run, { name, port: ports[name], own, env: { ...env, ...asking[name] } }));
  };
  const linkage = prepared
    .get(collegamento.name)!
    .then(() => progress.step('Collegamento', () => start(collegamento, [])));
  const startSubgraphs = async (): Promise<void> => {
    const [ambito, ...others] = subgraphs;
    const first = start(ambito!, [linkage]);
    await Promise.all([first, ...others.map((place) => start(place, place.name === 'ats' ? [linkage, first] : []))]);
  };
  const served = Promise.race(prepared.values()).then(() => progress.step('Sottografi', startSubgraphs));
  const gateway = Promise.all([needs.identity, ...prepared.values()]).then(([identity]) =>
    progress.step('Gateway', () => begin(gatewayOf(run, ports, { ...identity, TRAMA_ASSERTION_KEY: keys.privateKey }))),
  );
  await Promise.all([linkage, served, gateway]);
}

const urlAt = (port: number): string => `http://${loopback}:${port}`;

/** Where programs ask each other and with which keys: new at each start, like the gateway's word. */
async function askingEnv(run: Run, ports: Ports): Promise<Partial<Record<DatabaseName, Env>>> {
  const [ambito, ats, atsOfAmbito] = [newAssertionKeys(), newAssertionKeys(), newAssertionKeys()];
  const asksLinkage = ({ privateKey }: AssertionKeys) => ({
    TRAMA_COLLEGAMENTO_URL: urlAt(ports.collegamento),
    TRAMA_COLLEGAMENTO_KEY: privateKey,
  });
  return {
    collegamento: {
      TRAMA_KEYS_DIR: await linkageFolder(run.data.folder),
      TRAMA_CALLER_KEY_AMBITO: ambito.publicKey,
      TRAMA_CALLER_KEY_ATS: ats.publicKey,
    },
    ambito: { ...asksLinkage(ambito), TRAMA_CALLER_KEY_ATS: atsOfAmbito.publicKey },
    ats: { ...asksLinkage(ats), TRAMA_AMBITO_URL: urlAt(ports.ambito), TRAMA_AMBITO_KEY: atsOfAmbito.privateKey },
  };
}

const subgraphEnv = ({ statUrl, keysFolder }: OwnDatabase, keys: AssertionKeys): Env => ({
  TRAMA_STATISTICS_DATABASE_URL: statUrl,
  TRAMA_KEYS_DIR: keysFolder,
  TRAMA_ASSERTION_PUBLIC_KEYS: keys.publicKey,
});

interface ServerOptions {
  readonly name: DatabaseName;
  readonly port: number;
  readonly own: OwnDatabase;
  readonly env: Env;
}

/** A server on its own database. */
const serverOf = (run: Run, { name, port, own, env }: ServerOptions): Service =>
  serviceOf(run, {
    name,
    entry: run.topology.main(name),
    port,
    env: { TRAMA_DATABASE_URL: own.appUrl, TRAMA_CONTEXT_KEY: own.contextKey, ...env },
    // The others go on: the gateway's answers say what is missing.
    givenUp: () => undefined,
  });

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

function gatewayOf(run: Run, ports: Ports, env: Env): Service {
  const subgraphUrls = subgraphs.map(({ name, key }): [string, string] => [
    `TRAMA_SUBGRAPH_URL_${key}`,
    `${urlAt(ports[name])}/graphql`,
  ]);
  return serviceOf(run, {
    name: 'gateway',
    entry: run.topology.gateway,
    port: run.settings.port,
    env: {
      ...Object.fromEntries(subgraphUrls),
      TRAMA_SUPERGRAPH: run.topology.supergraph,
      // There is no other replica to send people to, and a machine that builds something meanwhile is slow, not full.
      TRAMA_MAX_LOOP_DELAY_MS: run.env.TRAMA_MAX_LOOP_DELAY_MS ?? '0',
      ...env,
    },
    givenUp: () => run.fatal('Senza gateway Trama non può rispondere.'),
  });
}

/** The coordination publishes a campaign, and this publishes its figures: on a server a scheduler runs the same job. */
function startPublisher(run: Run, databases: Databases): void {
  const { ownerUrl } = databases.ats;
  const { topology, data, progress, teardown } = run;
  const task = (): Task =>
    new Task({
      name: 'pubblicazione',
      entry: topology.jobs('ats'),
      args: ['pubblicazione'],
      env: { ...childEnv(run), TRAMA_OWNER_DATABASE_URL: ownerUrl, ...publishedUrls(databases) },
      logFile: data.log('pubblicazione'),
      say: progress.say,
    });
  const publisher = new Publisher({ ownerUrl, publish: async () => void (await task().run()), say: progress.say });
  publisher.start();
  teardown.add(() => publisher.stop());
}

type ServiceNeeds = Pick<ServiceOptions, 'name' | 'entry' | 'env' | 'givenUp'> & { readonly port: number };

function serviceOf(run: Run, { name, entry, port, env, givenUp }: ServiceNeeds): Service {
  const { settings, data, progress } = run;
  const common = {
    TRAMA_HOST: loopback,
    TRAMA_LOG_LEVEL: settings.logLevel,
    TRAMA_INTROSPECTION: onOff(settings.introspection),
  };
  const service = new Service({
    name,
    entry,
    env: { ...childEnv(run), ...common, TRAMA_PORT: String(port), ...env },
    logFile: data.log(name),
    readyUrl: `http://${loopback}:${port}/health/ready`,
    say: progress.say,
    givenUp,
  });
  run.teardown.add(() => service.stop());
  return service;
}

const SECRETS =
  /^TRAMA_((OWNER_|STATISTICS_)?DATABASE_URL|CONTEXT_KEY|KEYS_DIR|ASSERTION|COLLEGAMENTO|AMBITO_(URL|KEY)|CALLER_KEY|CONSOLE_CLIENT_SECRET|SESSION_KEY)/;

/** Each program gets its own addresses and nobody else's; PG* variables meant for another server go to none of ours. */
function childEnv({ env, settings }: Run): Record<string, string | undefined> {
  const isWithheld = (name: string) => SECRETS.test(name) || (!settings.externalDatabases && name.startsWith('PG'));
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isWithheld(name)));
}

function announce({ settings, progress }: Run, issuer: string | undefined): void {
  if (issuer) {
    progress.say(`Accesso dimostrativo su ${issuer} · un token: npm run --silent token -- udp4`);
  }
  const url = `http://localhost:${settings.port}/graphql`;
  const query = `curl -s ${url} -H 'content-type: application/json' -d '{"query":"{ ambiti { numero nome } }"}'`;
  progress.say(`Trama risponde su ${url} · prova: aprilo nel browser, oppure ${query}`);
}

const onOff = (value: boolean) => (value ? 'on' : 'off');

/** Only what a person can act on is said in short; anything else is a defect, and its trace is what we need to see. */
function describe(error: unknown): string {
  if (error instanceof StartError) {
    return error.message;
  }
  return `Errore inatteso: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
