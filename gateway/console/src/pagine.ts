import type { Pagina } from './pagina';
import { affido } from './pages/affido/pagine';
import { cabinaDiRegia } from './pages/cabina-di-regia/pagine';
import { registro } from './pages/registro/pagine';
import { sessione } from './pages/sessione/pagine';

/** Every page of the console, one line for each capability. */
export const PAGINE: readonly Pagina[] = [...cabinaDiRegia, ...affido, ...registro, ...sessione];

/** The front door. */
export const HOME = '/cabina-di-regia';
