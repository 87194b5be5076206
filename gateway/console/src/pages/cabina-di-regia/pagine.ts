import type { Pagina } from '../../pagina';

export const cabinaDiRegia: readonly Pagina[] = [
  {
    percorso: '/cabina-di-regia',
    titolo: 'Cabina di Regia',
    carica: async () => (await import('./CabinaPage')).CabinaPage,
    menu: { gruppo: 'Programmare', etichetta: 'Cabina di Regia' },
  },
  {
    percorso: '/cabina-di-regia/ambiti/:numero',
    titolo: 'Ambito',
    carica: async () => (await import('./AmbitoPage')).AmbitoPage,
  },
  {
    percorso: '/cabina-di-regia/comuni/:codice',
    titolo: 'Comune',
    carica: async () => (await import('./ComunePage')).ComunePage,
  },
];
