import type { Pagina } from '../../pagina';

export const affido: readonly Pagina[] = [
  {
    percorso: '/banca-affido',
    titolo: 'Banca affido',
    carica: async () => (await import('./BancaPage')).BancaPage,
    menu: { gruppo: 'Affido', etichetta: 'Banca affido', permesso: 'affido:coordina' },
  },
  {
    percorso: '/banca-affido/richieste',
    titolo: 'Richieste di affido',
    carica: async () => (await import('./RichiestePage')).RichiestePage,
    menu: { gruppo: 'Affido', etichetta: 'Richieste di affido', permesso: 'affido:leggi' },
  },
  {
    percorso: '/banca-affido/richieste/nuova',
    titolo: 'Nuova richiesta di affido',
    carica: async () => (await import('./NuovaRichiestaPage')).NuovaRichiestaPage,
  },
  {
    percorso: '/banca-affido/richieste/:codice',
    titolo: 'Richiesta di affido',
    carica: async () => (await import('./RichiestaPage')).RichiestaPage,
  },
  {
    percorso: '/banca-affido/famiglie',
    titolo: 'Famiglie affidatarie',
    carica: async () => (await import('./FamigliePage')).FamigliePage,
    menu: { gruppo: 'Affido', etichetta: 'Famiglie affidatarie', permesso: 'affido:abbina' },
  },
  {
    percorso: '/banca-affido/famiglie/:codice',
    titolo: 'Famiglia affidataria',
    carica: async () => (await import('./FamigliaPage')).FamigliaPage,
  },
  {
    percorso: '/banca-affido/contatti',
    titolo: 'Chi ha chiesto di essere richiamato',
    carica: async () => (await import('./ContattiPage')).ContattiPage,
    menu: { gruppo: 'Affido', etichetta: 'Contatti affido', permesso: 'famiglia:gestisci' },
  },
  {
    percorso: '/banca-affido/piano',
    titolo: 'Piano degli abbinamenti',
    carica: async () => (await import('./PianoPage')).PianoPage,
    menu: { gruppo: 'Affido', etichetta: 'Piano degli abbinamenti', permesso: 'affido:coordina' },
  },
];
