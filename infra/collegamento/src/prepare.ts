import { eseguiPreparazione } from '@trama/reference/prepara';
import { readPrepareSettings } from '@trama/subgraph/config';
import { migrations } from './archivio.js';
import { COLLEGAMENTO } from './cliente/protocollo.js';

const { TRAMA_OWNER_DATABASE_URL: ownerUrl, TRAMA_CONTEXT_KEY: contextKey } = readPrepareSettings();
// Nothing to load: who is followed where, demonstration people included, is told by the ambiti.
const seme = { riferimento: () => [], dimostrativo: () => [] };
void eseguiPreparazione({ name: COLLEGAMENTO, migrations, cubi: [], seme, ownerUrl, contextKey, demo: false });
