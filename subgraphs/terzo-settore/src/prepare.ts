import { eseguiPreparazione } from '@trama/reference/prepara';
import { readPrepareSettings } from '@trama/subgraph/config';
import { seme } from '../seed/seme.js';
import { subgraph } from './subgraph.js';

const { TRAMA_OWNER_DATABASE_URL: ownerUrl, TRAMA_CONTEXT_KEY: contextKey, TRAMA_DEMO: demo } = readPrepareSettings();
const { name, migrations, cubi = [] } = subgraph;
void eseguiPreparazione({ name, migrations, cubi, seme, ownerUrl, contextKey, demo });
