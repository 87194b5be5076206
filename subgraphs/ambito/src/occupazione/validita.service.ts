import { oggiARoma, piuGiorni } from '@trama/kernel/calendario';
import { GIORNI_DI_VALIDITA } from './disponibilita.type.js';

/** Declarations of this day and of later ones can be relied upon. */
export const primoGiornoValido = (oggi: string = oggiARoma()): string => piuGiorni(oggi, -GIORNI_DI_VALIDITA);
