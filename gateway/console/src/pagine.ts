import type { Pagina } from './pagina';
import { affido } from './pages/affido/pagine';
import { api } from './pages/api/pagine';
import { cabinaDiRegia } from './pages/cabina-di-regia/pagine';
import { casi } from './pages/casi/pagine';
import { emergenze } from './pages/emergenze/pagine';
import { osservatorioPoverta } from './pages/osservatorio-poverta/pagine';
import { pianoDiZona } from './pages/piano-di-zona/pagine';
import { registro } from './pages/registro/pagine';
import { reteServizi } from './pages/rete-servizi/pagine';
import { sessione } from './pages/sessione/pagine';
import { tavoloTutelaMinori } from './pages/tavolo-tutela-minori/pagine';

/** Every page of the console, one line for each capability. */
export const PAGINE: readonly Pagina[] = [
  ...cabinaDiRegia,
  ...pianoDiZona,
  ...reteServizi,
  ...tavoloTutelaMinori,
  ...osservatorioPoverta,
  ...affido,
  ...casi,
  ...emergenze,
  ...registro,
  ...api,
  ...sessione,
];

/** The front door. */
export const HOME = '/cabina-di-regia';
