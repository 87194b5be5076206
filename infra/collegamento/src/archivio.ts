import { Conservazione1795000500000 } from '@trama/audit/migrations/1795000500000-conservazione';
import { Registro1795000400000 } from '@trama/audit/migrations/1795000400000-registro';
import { Contesto1795000100000 } from '@trama/database/migrations/1795000100000-contesto';
import { Scritture1795000500000 } from '@trama/database/migrations/1795000500000-scritture';
import type { Migrations } from '@trama/database/connect';
import { Collegamento1795001500000 } from './migrations/1795001500000-collegamento.js';

/** The tables of the service, with an access log like that of a subgraph. */
export const migrations: Migrations = [
  Contesto1795000100000,
  Registro1795000400000,
  Conservazione1795000500000,
  Scritture1795000500000,
  Collegamento1795001500000,
];
