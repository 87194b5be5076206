import type { Pagina } from './pagina';
import { api } from './pages/api/pagine';
import { cabinaDiRegia } from './pages/cabina-di-regia/pagine';
import { pianoDiZona } from './pages/piano-di-zona/pagine';
import { reteServizi } from './pages/rete-servizi/pagine';
import { sessione } from './pages/sessione/pagine';

/** Every page of the console, one line for each capability. */
export const PAGINE: readonly Pagina[] = [...cabinaDiRegia, ...pianoDiZona, ...reteServizi, ...api, ...sessione];

/** The front door. */
export const HOME = '/cabina-di-regia';
