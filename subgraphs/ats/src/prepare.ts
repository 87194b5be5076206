import { eseguiPreparazione } from '@trama/reference/prepara';
import { readPrepareSettings } from '@trama/subgraph/config';
import { seme } from '../seed/seme.js';
import { subgraph } from './subgraph.js';

const { TRAMA_OWNER_DATABASE_URL: ownerUrl, TRAMA_DEMO: demo } = readPrepareSettings();
await eseguiPreparazione({ name: subgraph.name, migrations: subgraph.migrations, seme, ownerUrl, demo });
