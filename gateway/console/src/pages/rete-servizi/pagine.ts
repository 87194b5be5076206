import type { Pagina } from '../../pagina';

export const reteServizi: readonly Pagina[] = [
  {
    percorso: '/rete-servizi',
    titolo: 'Rete dei servizi',
    carica: async () => (await import('./RetePage')).RetePage,
    menu: { gruppo: 'Programmare', etichetta: 'Rete dei servizi' },
  },
  {
    percorso: '/rete-servizi/saturazione',
    titolo: 'Saturazione della rete',
    carica: async () => (await import('./SaturazionePage')).SaturazionePage,
  },
  {
    percorso: '/rete-servizi/:codice',
    titolo: 'Unità d’offerta',
    carica: async () => (await import('./UnitaPage')).UnitaPage,
  },
];
