import { eseguiPreparazione } from '@trama/reference/prepara';
import { altriDatabase, preparazioneDi, readPrepareSettings } from '@trama/subgraph/config';
import { seme } from '../seed/seme.js';
import { subgraph } from './subgraph.js';

const settings = readPrepareSettings();
void eseguiPreparazione({
  ...preparazioneDi(subgraph, settings),
  raccolta: { luoghi: subgraph.luoghi ?? '', altri: altriDatabase(settings) },
  seme,
});
