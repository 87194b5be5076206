import { eseguiPreparazione } from '@trama/reference/prepara';
import { readPrepareSettings } from '@trama/subgraph/config';
import { seme } from '../seed/seme.js';
import { subgraph } from './subgraph.js';

const settings = readPrepareSettings();
const { name, migrations, cubi = [] } = subgraph;
void eseguiPreparazione({
  name,
  migrations,
  cubi,
  seme,
  ownerUrl: settings.TRAMA_OWNER_DATABASE_URL,
  contextKey: settings.TRAMA_CONTEXT_KEY,
  demo: settings.TRAMA_DEMO,
  codice: settings.TRAMA_CODE,
});
