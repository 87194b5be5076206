import type { Subgraph } from '@trama/subgraph/module';
import { Aziende1795000000000 } from '../migrations/1795000000000-aziende.js';
import { aziendaModule } from './azienda/azienda.module.js';
import { valutazioneModule } from './valutazione/valutazione.module.js';

/** What the hospital trusts do on the territory. */
export const subgraph: Subgraph = {
  name: 'asst',
  modules: [aziendaModule, valutazioneModule],
  migrations: [Aziende1795000000000],
};
