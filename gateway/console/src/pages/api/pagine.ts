import type { Pagina } from '../../pagina';

export const api: readonly Pagina[] = [
  {
    percorso: '/api',
    titolo: 'API',
    carica: async () => (await import('./ApiPage')).ApiPage,
    menu: { gruppo: 'Piattaforma', etichetta: 'API' },
  },
  {
    percorso: '/api/schema',
    titolo: 'Schema',
    carica: async () => (await import('./SchemaPage')).SchemaPage,
  },
  {
    percorso: '/api/novita',
    titolo: 'Novità',
    carica: async () => (await import('./NovitaPage')).NovitaPage,
  },
];
