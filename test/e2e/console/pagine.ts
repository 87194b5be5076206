import type { NomePersona } from '@trama/idp/persone';
import { uuidDi } from '@trama/reference/codici';

export interface PaginaProvata {
  readonly path: string;
  /** Absent: anybody. */
  readonly persona?: NomePersona;
  /** A heading or a text that is there only when the page has its data. */
  readonly attesa: string;
}

/** What the Piano prints of ambito 4 for 2020. */
const DEL_PIANO = uuidDi('compilazione', 'tutela-minori', 2020, 4);

/** Every page of the console, at an address with data in it. */
export const PAGINE_PROVATE: readonly PaginaProvata[] = [
  { path: '/cabina-di-regia', attesa: 'Valle Trompia' },
  { path: '/cabina-di-regia/ambiti/4', attesa: 'I comuni di Valle Trompia' },
  { path: '/cabina-di-regia/ambiti/99', attesa: 'Non c’è un ambito numero 99' },
  { path: '/cabina-di-regia/comuni/017096', attesa: 'dei residenti' },
  { path: '/tavolo-tutela-minori?anno=2020', persona: 'coordinamento', attesa: 'Valle Camonica' },
  { path: '/tavolo-tutela-minori?anno=2030', persona: 'udp4', attesa: 'non c’è ancora una rilevazione' },
  { path: '/tavolo-tutela-minori/confronto', persona: 'udp4', attesa: 'Sulla mediana' },
  { path: `/tavolo-tutela-minori/compilazioni/${DEL_PIANO}`, persona: 'coordinamento', attesa: 'Che cosa dichiara' },
  { path: `/tavolo-tutela-minori/compilazioni/${DEL_PIANO}/importa`, persona: 'udp4', attesa: 'ora non si scrive' },
  { path: '/rientrato', attesa: 'Sei di nuovo dentro' },
  { path: '/cabina-di-regia/altrove', attesa: 'Qui non c’è nulla' },
];
