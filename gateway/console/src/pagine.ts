import type { Pagina } from './pagina';
import { cabinaDiRegia } from './pages/cabina-di-regia/pagine';
import { casi } from './pages/casi/pagine';
import { sessione } from './pages/sessione/pagine';
import { tavoloTutelaMinori } from './pages/tavolo-tutela-minori/pagine';

/** Every page of the console, one line for each capability. */
export const PAGINE: readonly Pagina[] = [...cabinaDiRegia, ...tavoloTutelaMinori, ...casi, ...sessione];

/** The front door. */
export const HOME = '/cabina-di-regia';
