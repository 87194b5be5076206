import type { Pagina } from '../../pagina';

export const tavoloTutelaMinori: readonly Pagina[] = [
  {
    percorso: '/tavolo-tutela-minori',
    titolo: 'Tavolo Tutela Minori',
    carica: async () => (await import('./TavoloPage')).TavoloPage,
    menu: { gruppo: 'Tavoli e dati', etichetta: 'Tavolo Tutela Minori', permesso: 'rilevazione:leggi' },
  },
  {
    percorso: '/tavolo-tutela-minori/confronto',
    titolo: 'Confronto tra ambiti',
    carica: async () => (await import('./ConfrontoPage')).ConfrontoPage,
  },
  {
    percorso: '/tavolo-tutela-minori/compilazioni/:id',
    titolo: 'Compilazione',
    carica: async () => (await import('./CompilazionePage')).CompilazionePage,
  },
  {
    percorso: '/tavolo-tutela-minori/compilazioni/:id/importa',
    titolo: 'Importa un file',
    carica: async () => (await import('./ImportaPage')).ImportaPage,
  },
];
