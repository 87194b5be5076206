import type { Subgraph } from '@trama/subgraph/module';
import { Enti1795000000000 } from '../migrations/1795000000000-enti.js';
import { enteModule } from './ente/ente.module.js';

/** The bodies of the Terzo Settore, and those that it works with. */
export const subgraph: Subgraph = {
  name: 'terzo-settore',
  modules: [enteModule],
  migrations: [Enti1795000000000],
};
