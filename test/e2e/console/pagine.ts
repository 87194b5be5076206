import type { NomePersona } from '@trama/idp/persone';

export interface PaginaProvata {
  readonly path: string;
  /** Absent: anybody. */
  readonly persona?: NomePersona;
  /** A heading or a text that is there only when the page has its data. */
  readonly attesa: string;
}

/** Every page of the console, at an address with data in it. */
export const PAGINE_PROVATE: readonly PaginaProvata[] = [
  { path: '/cabina-di-regia', attesa: 'Valle Trompia' },
  { path: '/cabina-di-regia/ambiti/4', attesa: 'I comuni di Valle Trompia' },
  { path: '/cabina-di-regia/ambiti/99', attesa: 'Non c’è un ambito numero 99' },
  { path: '/cabina-di-regia/comuni/017096', attesa: 'dei residenti' },
  { path: '/banca-affido', persona: 'affido-coord', attesa: 'Da seguire per prime' },
  { path: '/banca-affido/richieste', persona: 'affido-coord', attesa: 'Richieste, da chi aspetta di più' },
  { path: '/banca-affido/famiglie', persona: 'affidi4', attesa: 'Da fare' },
  { path: '/banca-affido/piano', persona: 'affido-coord', attesa: 'Chi trova una famiglia' },
  { path: '/registro?operazione=LETTURA', persona: 'garante', attesa: 'Accessi, dal più recente' },
  { path: '/registro', attesa: 'Per questa pagina bisogna accedere' },
  { path: '/stato', attesa: 'Tutti i servizi rispondono.' },
  { path: '/rientrato', attesa: 'Sei di nuovo dentro' },
  { path: '/cabina-di-regia/altrove', attesa: 'Qui non c’è nulla' },
];
