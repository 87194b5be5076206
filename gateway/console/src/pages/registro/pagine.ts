import type { Pagina } from '../../pagina';

export const registro: readonly Pagina[] = [
  {
    percorso: '/registro',
    titolo: 'Registro degli accessi',
    carica: async () => (await import('./RegistroPage')).RegistroPage,
    menu: { gruppo: 'Piattaforma', etichetta: 'Registro degli accessi', permesso: 'registro:leggi' },
  },
  {
    percorso: '/stato',
    titolo: 'Stato del servizio',
    carica: async () => (await import('./StatoPage')).StatoPage,
    menu: { gruppo: 'Piattaforma', etichetta: 'Stato del servizio' },
  },
];
