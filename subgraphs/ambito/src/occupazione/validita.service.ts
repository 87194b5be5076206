import { oggiARoma } from '@trama/kernel/calendario';
import { GIORNI_DI_VALIDITA } from './disponibilita.type.js';

const GIORNO_MS = 86_400_000;

/** Declarations of this day and of later ones can be relied upon. */
export const primoGiornoValido = (oggi: string = oggiARoma()): string =>
  new Date(Date.parse(oggi) - GIORNI_DI_VALIDITA * GIORNO_MS).toISOString().slice(0, 10);
