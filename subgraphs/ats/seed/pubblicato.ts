import type { Carico } from '@trama/reference/caricamento';

/** A table of rows that the Piano di Zona published. */
export const pubblicato = (tabella: string, chiave: readonly string[], righe: Carico['righe']): Carico => ({
  tabella,
  chiave,
  righe,
  origine: 'PIANO_DI_ZONA',
});
