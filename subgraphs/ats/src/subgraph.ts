import type { Subgraph } from '@trama/subgraph/module';
import { Territorio1795000000000 } from '../migrations/1795000000000-territorio.js';
import { DatoAnnuale1795000001000 } from '../migrations/1795000001000-dato-annuale.js';
import { SchedaPiano1795000002000 } from '../migrations/1795000002000-scheda-piano.js';
import { datoAnnualeModule } from './dato-annuale/dato-annuale.module.js';
import { schedaPianoModule } from './scheda-piano/scheda-piano.module.js';
import { territorioModule } from './territorio/territorio.module.js';

/** What the coordination of the twelve ambiti owns. */
export const subgraph: Subgraph = {
  name: 'ats',
  modules: [territorioModule, datoAnnualeModule, schedaPianoModule],
  migrations: [Territorio1795000000000, DatoAnnuale1795000001000, SchedaPiano1795000002000],
};
