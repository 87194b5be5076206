import { setTimeout as sleep } from 'node:timers/promises';
import { newAssertionKey } from '@trama/identity/assertion';
import { type KeyPair, newKeyPair } from '@trama/identity/key-pair';
import { linkageFolder } from './data-folder.js';
import { freePorts } from './ports.js';
import type { Prepared } from './preparation.js';
import type { Service } from './program.js';
import { type Databases, type Env, loopback, type OwnDatabase, type Run, serviceOf } from './run.js';
import { collegamento, type DatabaseName, type DatabasePlace, databases as places, subgraphs } from './topology.js';

/** Where each server listens. */
type Ports = Readonly<Record<DatabaseName, number>>;

export interface ServerNeeds {
  readonly databases: Databases;
  readonly prepared: Prepared;
  /** Whose tokens the gateway believes. */
  readonly identity: Promise<Env>;
}

const serverAttempts = 3;

/**
 * What several requests at once have read and not yet answered is alive whenever V8 tidies its young objects up, which it then copies,
 * and soon takes for old: with 64 MB instead of 16 it does so a quarter as often.
 */
const FOR_MANY_AT_ONCE = ['--max-semi-space-size=64'];

/** All that answers, on ports that are free now: each server is told beforehand where the others will be. */
export async function startServers(run: Run, needs: ServerNeeds): Promise<void> {
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
  const keys = new Map<DatabaseName, string>(subgraphs.map(({ name }) => [name, newAssertionKey()]));
  const asking = await askingEnv(run, ports);
  const begin = (service: Service): Promise<void> => {
    servers.push(service);
    return service.start();
  };
  const start = async ({ name }: DatabasePlace, asked: ReadonlyArray<Promise<void>>): Promise<void> => {
    await Promise.all([prepared.get(name), ...asked]);
    const own = needs.databases[name];
    const env = name === 'collegamento' ? {} : subgraphEnv(own, keys.get(name)!);
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
    progress.step('Gateway', () => begin(gatewayOf(run, ports, { ...identity, ...assertionKeys(keys) }))),
  );
  await Promise.all([linkage, served, gateway]);
}

const urlAt = (port: number): string => `http://${loopback}:${port}`;

/** Where programs ask each other and with which keys: new at each start, like the gateway's word. */
async function askingEnv(run: Run, ports: Ports): Promise<Partial<Record<DatabaseName, Env>>> {
  const [ambito, ats, atsOfAmbito] = [newKeyPair(), newKeyPair(), newKeyPair()];
  const asksLinkage = ({ privateKey }: KeyPair) => ({
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

const subgraphEnv = ({ statUrl, keysFolder }: OwnDatabase, assertionKey: string): Env => ({
  TRAMA_STATISTICS_DATABASE_URL: statUrl,
  TRAMA_KEYS_DIR: keysFolder,
  TRAMA_ASSERTION_KEYS: assertionKey,
});

const assertionKeys = (keys: ReadonlyMap<DatabaseName, string>): Env =>
  Object.fromEntries(subgraphs.map(({ name, key }) => [`TRAMA_ASSERTION_KEY_${key}`, keys.get(name)!]));

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
    nodeArgs: FOR_MANY_AT_ONCE,
    port,
    env: { TRAMA_DATABASE_URL: own.appUrl, TRAMA_CONTEXT_KEY: own.contextKey, ...env },
    // The others go on: the gateway's answers say what is missing.
    givenUp: () => undefined,
  });

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
