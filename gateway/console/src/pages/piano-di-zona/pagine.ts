import type { Pagina } from '../../pagina';

export const pianoDiZona: readonly Pagina[] = [
  {
    percorso: '/piano-di-zona',
    titolo: 'Piani di Zona',
    carica: async () => (await import('./PianiPage')).PianiPage,
    menu: { gruppo: 'Programmare', etichetta: 'Piani di Zona' },
  },
  {
    percorso: '/piano-di-zona/:numero',
    titolo: 'Piano di Zona',
    carica: async () => (await import('./PianoPage')).PianoPage,
  },
  {
    percorso: '/piano-di-zona/:numero/obiettivi/:codice',
    titolo: 'Obiettivo',
    carica: async () => (await import('./ObiettivoPage')).ObiettivoPage,
  },
];
