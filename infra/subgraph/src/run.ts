import { ClienteCollegamento } from '@trama/collegamento/cliente/cliente';
import { caricaFileChiavi } from '@trama/crypto/cifrario';
import { connect } from '@trama/database/connect';
import { Database } from '@trama/database/database';
import { Marca } from '@trama/database/marca';
import { AssertionVerifier } from '@trama/identity/assertion';
import { FirmaServizio, VerificaServizio } from '@trama/identity/servizio';
import { ConfigError } from '@trama/kernel/config';
import { createLog } from '@trama/kernel/log';
import { Cassaforte, KEY_POOL } from './cassaforte.js';
import { ClienteInterno } from './cliente-interno.js';
import { readServerSettings, type ServerSettings } from './config.js';
import { entitiesOf, periodiciOf, type Subgraph } from './module.js';
import { ripeti, type Servizi } from './periodico.js';
import { serve } from './serve.js';

/** The whole life of a subgraph's process: settings, database, server, and a clean end on a signal. */
export async function runSubgraph(subgraph: Subgraph): Promise<void> {
  const settings = readServerSettings(subgraph.persone ?? false);
  const log = createLog(subgraph.name, settings.TRAMA_LOG_LEVEL);
  const { TRAMA_DATABASE_POOL: poolSize, TRAMA_CONTEXT_KEY: key } = settings;
  const application = `trama-${subgraph.name}`;
  const entities = entitiesOf(subgraph);
  const { TRAMA_DATABASE_URL: url, TRAMA_STATISTICS_DATABASE_URL: statisticsUrl, TRAMA_RELEASE: rilascio } = settings;
  const source = await connect({ url, application, poolSize }, entities);
  const published = await connect({ url: statisticsUrl, application, poolSize }, entities);
  const marca = new Marca({ url: statisticsUrl, application: `${application}-marca`, rilascio });
  const keys = await openKeys(settings, application);
  const servizi = serviziOf(settings, subgraph.name);
  const programmi = programmiOf(settings, subgraph.name);
  const database = new Database(source, key);
  const server = await serve({
    subgraph,
    database,
    published: new Database(published, key),
    marca,
    keptMegabytes: settings.TRAMA_KEPT_ANSWERS_MB,
    ...(keys && { cassaforte: keys.cassaforte }),
    ...(servizi.ambito && { ambito: servizi.ambito }),
    ...(programmi && { programmi }),
    verifier: new AssertionVerifier(settings.TRAMA_ASSERTION_KEYS, subgraph.name),
    log,
    host: settings.TRAMA_HOST,
    port: settings.TRAMA_PORT,
    introspection: settings.TRAMA_INTROSPECTION,
  });
  const ferma = ripeti(periodiciOf(subgraph), { database, cassaforte: keys?.cassaforte, servizi }, log);
  log.info({ url: server.url }, 'ready');

  const end = async (): Promise<void> => {
    await marca.stop();
    await server.stop();
    await ferma();
    await Promise.all([source.destroy(), published.destroy(), keys?.source.destroy()]);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void end().then(() => process.exit(0)));
  }
}

/** @throws ConfigError for an address without the key to ask with */
function serviziOf(settings: ServerSettings, name: string): Servizi {
  const { TRAMA_COLLEGAMENTO_URL: collegamento, TRAMA_AMBITO_URL: ambito } = settings;
  const firma = (chiave: 'TRAMA_COLLEGAMENTO_KEY' | 'TRAMA_AMBITO_KEY', indirizzo: string) => {
    const key = settings[chiave];
    if (key === undefined) {
      throw new ConfigError(`Settings to correct:\n  ${chiave}: must be there with ${indirizzo}`);
    }
    return FirmaServizio.parse(name, key);
  };
  return {
    ...(collegamento !== undefined && {
      collegamento: new ClienteCollegamento(collegamento, firma('TRAMA_COLLEGAMENTO_KEY', 'TRAMA_COLLEGAMENTO_URL')),
    }),
    ...(ambito !== undefined && {
      ambito: new ClienteInterno('ambito', ambito, firma('TRAMA_AMBITO_KEY', 'TRAMA_AMBITO_URL')),
    }),
  };
}

/** The programs whose questions are answered; null where none was named. */
function programmiOf({ TRAMA_CALLER_KEY_ATS: ats }: ServerSettings, name: string): VerificaServizio | null {
  return ats === undefined ? null : new VerificaServizio(name, new Map([['ats', ats]]));
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
