import type { Pagina } from '../../pagina';

export const casi: readonly Pagina[] = [
  {
    percorso: '/casi',
    titolo: 'I miei casi',
    carica: async () => (await import('./CasiPage')).CasiPage,
    menu: { gruppo: 'Casi e famiglie', etichetta: 'I miei casi', permesso: 'caso:leggi' },
  },
  {
    percorso: '/casi/nuovo',
    titolo: 'Nuovo caso',
    carica: async () => (await import('./NuovoCasoPage')).NuovoCasoPage,
  },
  {
    percorso: '/casi/importa',
    titolo: 'Importa casi',
    carica: async () => (await import('./ImportaCasiPage')).ImportaCasiPage,
  },
  {
    percorso: '/casi/:codice',
    titolo: 'Caso',
    carica: async () => (await import('./CasoPage')).CasoPage,
  },
  {
    percorso: '/casi/:codice/invia',
    titolo: 'Invia a un altro servizio',
    carica: async () => (await import('./InviaPage')).InviaPage,
  },
  {
    percorso: '/invii',
    titolo: 'Invii',
    carica: async () => (await import('./InviiPage')).InviiPage,
    menu: { gruppo: 'Casi e famiglie', etichetta: 'Invii', permesso: 'invio:leggi' },
  },
  {
    percorso: '/invii/:codice',
    titolo: 'Invio',
    carica: async () => (await import('./InvioPage')).InvioPage,
  },
];
