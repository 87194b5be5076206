import type { Pagina } from '../../pagina';

export const emergenze: readonly Pagina[] = [
  {
    percorso: '/emergenze',
    titolo: 'Emergenze',
    carica: async () => (await import('./EmergenzePage')).EmergenzePage,
    menu: { gruppo: 'Casi e famiglie', etichetta: 'Emergenze da rivedere', permesso: 'emergenza:rivedi' },
  },
];
