import type { Pagina } from '../../pagina';

export const sessione: readonly Pagina[] = [
  {
    percorso: '/rientrato',
    titolo: 'Accesso rinnovato',
    carica: async () => (await import('./RientratoPage')).RientratoPage,
  },
];
