import { ClienteCollegamento } from '@trama/collegamento/cliente/cliente';
import { caricaFileChiavi } from '@trama/crypto/cifrario';
import { connect } from '@trama/database/connect';
import { Database } from '@trama/database/database';
import { AssertionVerifier } from '@trama/identity/assertion';
import { FirmaServizio } from '@trama/identity/servizio';
import { ConfigError } from '@trama/kernel/config';
import { createLog } from '@trama/kernel/log';
import { Cassaforte, KEY_POOL } from './cassaforte.js';
import { readServerSettings, type ServerSettings } from './config.js';
import { entitiesOf, periodiciOf, type Subgraph } from './module.js';
import { ripeti } from './periodico.js';
import { serve } from './serve.js';

/** The whole life of a subgraph's process: settings, database, server, and a clean end on a signal. */
export async function runSubgraph(subgraph: Subgraph): Promise<void> {
  const settings = readServerSettings(subgraph.persone ?? false);
  const log = createLog(subgraph.name, settings.TRAMA_LOG_LEVEL);
  const { TRAMA_DATABASE_POOL: poolSize, TRAMA_CONTEXT_KEY: key } = settings;
  const application = `trama-${subgraph.name}`;
  const source = await connect({ url: settings.TRAMA_DATABASE_URL, application, poolSize }, entitiesOf(subgraph));
  const published = await connect({ url: settings.TRAMA_STATISTICS_DATABASE_URL, application, poolSize }, []);
  const keys = await openKeys(settings, application);
  const collegamento = collegamentoOf(settings, subgraph.name);
  const database = new Database(source, key);
  const server = await serve({
    subgraph,
    database,
    published: new Database(published, key),
    ...(keys && { cassaforte: keys.cassaforte }),
    verifier: new AssertionVerifier(settings.TRAMA_ASSERTION_PUBLIC_KEYS, subgraph.name),
    log,
    host: settings.TRAMA_HOST,
    port: settings.TRAMA_PORT,
    introspection: settings.TRAMA_INTROSPECTION,
  });
  const banco = { database, cassaforte: keys?.cassaforte };
  const ferma = collegamento && ripeti(periodiciOf(subgraph), { ...banco, collegamento }, log);
  log.info({ url: server.url }, 'ready');

  const end = async (): Promise<void> => {
    await server.stop();
    await ferma?.();
    await Promise.all([source.destroy(), published.destroy(), keys?.source.destroy()]);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void end().then(() => process.exit(0)));
  }
}

/** @throws ConfigError for an address without the key to ask with */
function collegamentoOf(settings: ServerSettings, name: string): ClienteCollegamento | null {
  const { TRAMA_COLLEGAMENTO_URL: url, TRAMA_COLLEGAMENTO_KEY: key } = settings;
  if (url === undefined) {
    return null;
  }
  if (key === undefined) {
    throw new ConfigError('Settings to correct:\n  TRAMA_COLLEGAMENTO_KEY: must be there with TRAMA_COLLEGAMENTO_URL');
  }
  return new ClienteCollegamento(url, FirmaServizio.parse(name, key));
}

/** @throws ChiaviError when the subgraph keeps data of people and its keys are not there, or others can read them */
async function openKeys(settings: ServerSettings, application: string) {
  const { TRAMA_KEYS_DIR: folder, TRAMA_DATABASE_URL: url, TRAMA_CONTEXT_KEY: key } = settings;
  if (folder === undefined) {
    return null;
  }
  const chiavi = await caricaFileChiavi(folder);
  const source = await connect({ url, application: `${application}-chiavi`, poolSize: KEY_POOL }, []);
  return { source, cassaforte: new Cassaforte(chiavi, new Database(source, key)) };
}
