import { Conservazione1795000500000 } from '@trama/audit/migrations/1795000500000-conservazione';
import { Registro1795000400000 } from '@trama/audit/migrations/1795000400000-registro';
import { Contesto1795000100000 } from '@trama/database/migrations/1795000100000-contesto';
import { Scritture1795000500000 } from '@trama/database/migrations/1795000500000-scritture';
import { Pubblicazione1795000200000 } from '@trama/publication/migrations/1795000200000-pubblicazione';
import { RegistroEdizioni1795000350000 } from '@trama/publication/migrations/1795000350000-registro-edizioni';
import type { Subgraph } from '@trama/subgraph/module';
import { Enti1795000000000 } from '../migrations/1795000000000-enti.js';
import { enteModule } from './ente/ente.module.js';

/** The bodies of the Terzo Settore, and those that it works with. */
export const subgraph: Subgraph = {
  name: 'terzo-settore',
  modules: [enteModule],
  migrations: [
    Enti1795000000000,
    Contesto1795000100000,
    Pubblicazione1795000200000,
    RegistroEdizioni1795000350000,
    Registro1795000400000,
    Conservazione1795000500000,
    Scritture1795000500000,
  ],
};
