import type { Pagina } from './pagina';
import { cabinaDiRegia } from './pages/cabina-di-regia/pagine';
import { registro } from './pages/registro/pagine';
import { sessione } from './pages/sessione/pagine';

/** Every page of the console, one line for each capability. */
export const PAGINE: readonly Pagina[] = [...cabinaDiRegia, ...registro, ...sessione];

/** The front door. */
export const HOME = '/cabina-di-regia';
