import { eseguiPreparazione } from '@trama/reference/prepara';
import { preparazioneDi, readPrepareSettings } from '@trama/subgraph/config';
import { seme } from '../seed/seme.js';
import { subgraph } from './subgraph.js';

void eseguiPreparazione({ ...preparazioneDi(subgraph, readPrepareSettings()), seme });
