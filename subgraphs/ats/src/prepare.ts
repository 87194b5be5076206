import { eseguiPreparazione } from '@trama/reference/prepara';
import { altriDatabase, readPrepareSettings } from '@trama/subgraph/config';
import { seme } from '../seed/seme.js';
import { subgraph } from './subgraph.js';

const settings = readPrepareSettings();
const { name, migrations, cubi = [], luoghi = '' } = subgraph;
void eseguiPreparazione({
  name,
  migrations,
  cubi,
  raccolta: { luoghi, altri: altriDatabase(settings) },
  seme,
  ownerUrl: settings.TRAMA_OWNER_DATABASE_URL,
  contextKey: settings.TRAMA_CONTEXT_KEY,
  demo: settings.TRAMA_DEMO,
  codice: settings.TRAMA_CODE,
  keysDir: settings.TRAMA_KEYS_DIR,
});
