import type { Pagina } from '../../pagina';

export const osservatorioPoverta: readonly Pagina[] = [
  {
    percorso: '/osservatorio-poverta',
    titolo: 'Osservatorio povertà',
    carica: async () => (await import('./OsservatorioPage')).OsservatorioPage,
    menu: { gruppo: 'Tavoli e dati', etichetta: 'Osservatorio povertà' },
  },
  {
    percorso: '/osservatorio-poverta/indicatori/:codice',
    titolo: 'Indicatore',
    carica: async () => (await import('./IndicatorePage')).IndicatorePage,
  },
  {
    percorso: '/osservatorio-poverta/edizioni',
    titolo: 'Edizioni',
    carica: async () => (await import('./EdizioniPage')).EdizioniPage,
  },
  {
    percorso: '/osservatorio-poverta/edizioni/:codice',
    titolo: 'Edizione',
    carica: async () => (await import('./EdizionePage')).EdizionePage,
  },
  {
    percorso: '/osservatorio-poverta/tavolo',
    titolo: 'Chi fa l’osservatorio',
    carica: async () => (await import('./TavoloPage')).TavoloPage,
  },
];
