import { caricaPortachiavi } from '@trama/crypto/portachiavi-locale';
import { connect } from '@trama/database/connect';
import { Database } from '@trama/database/database';
import { createLog } from '@trama/kernel/log';
import { join } from 'node:path';
import { COLLEGAMENTO } from './cliente/protocollo.js';
import { readCollegamentoSettings } from './config.js';
import { serviCollegamento } from './server.js';

void main();

async function main(): Promise<void> {
  const settings = readCollegamentoSettings();
  const log = createLog(COLLEGAMENTO, settings.TRAMA_LOG_LEVEL);
  const chiavi = await caricaPortachiavi(join(settings.TRAMA_KEYS_DIR, 'collegamento.json'), 'collegamento');
  const source = await connect(
    { url: settings.TRAMA_DATABASE_URL, application: 'trama-collegamento', poolSize: 4 },
    [],
  );
  const server = await serviCollegamento({
    database: new Database(source, settings.TRAMA_CONTEXT_KEY),
    chiavi,
    chiamanti: new Map([
      ['ambito', settings.TRAMA_CALLER_KEY_AMBITO],
      ['ats', settings.TRAMA_CALLER_KEY_ATS],
    ]),
    log,
    host: settings.TRAMA_HOST,
    port: settings.TRAMA_PORT,
  });
  log.info({ url: server.url }, 'ready');

  const end = async (): Promise<void> => {
    await server.stop();
    await source.destroy();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void end().then(() => process.exit(0)));
  }
}
