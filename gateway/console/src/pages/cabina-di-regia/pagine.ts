import type { Pagina } from '../../pagina';

export const cabinaDiRegia: readonly Pagina[] = [
  {
    percorso: '/cabina-di-regia',
    titolo: 'Cabina di Regia',
    carica: async () => (await import('./CabinaPage')).CabinaPage,
    menu: { gruppo: 'Programmare', etichetta: 'Cabina di Regia' },
  },
];
