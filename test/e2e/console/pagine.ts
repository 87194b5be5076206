import type { NomePersona } from '@trama/idp/persone';
import { uuidDi } from '@trama/reference/codici';

export interface PaginaProvata {
  readonly path: string;
  /** Absent: anybody. */
  readonly persona?: NomePersona;
  /** A text that is there only when the page has what it is for. */
  readonly attesa: string;
}

/** What the Piano prints of ambito 4 for 2020. */
const DEL_PIANO = uuidDi('compilazione', 'tutela-minori', 2020, 4);

/** Every page of the console, at an address with data in it; and the states that a person may meet. */
export const PAGINE_PROVATE: readonly PaginaProvata[] = [
  { path: '/cabina-di-regia', attesa: 'I dodici ambiti nel 2020' },
  { path: '/cabina-di-regia?anno=2016&indicatore=residenti', attesa: 'Residenti negli anni' },
  { path: '/cabina-di-regia/ambiti/4', attesa: 'I comuni di Valle Trompia' },
  { path: '/cabina-di-regia/ambiti/99', attesa: 'Non c’è un ambito numero 99' },
  { path: '/cabina-di-regia/ambiti/4?confini=OGGI', attesa: 'Sui confini di oggi' },
  { path: '/cabina-di-regia/comuni/017096', attesa: 'dei residenti' },
  { path: '/cabina-di-regia/comuni/017154', attesa: 'Nessun comune con questo codice' },
  { path: '/banca-affido', persona: 'affido-coord', attesa: 'Da seguire per prime' },
  { path: '/banca-affido/richieste', persona: 'affido-coord', attesa: 'Richieste, dalla più urgente' },
  { path: '/banca-affido/famiglie', persona: 'affidi4', attesa: 'Da fare' },
  { path: '/banca-affido/richieste/nuova', persona: 'affidi4', attesa: 'Quale famiglia si cerca' },
  { path: '/banca-affido/richieste/nuova', persona: 'tutela4', attesa: 'non può vedere questa pagina' },
  { path: '/banca-affido/contatti', persona: 'affidi4', attesa: 'Come i cittadini trovano il tuo servizio' },
  { path: '/banca-affido/piano', persona: 'affido-coord', attesa: 'Chi trova una famiglia' },
  { path: '/registro?operazione=LETTURA', persona: 'garante', attesa: 'Accessi, dal più recente' },
  { path: '/registro', attesa: 'Per questa pagina bisogna accedere' },
  { path: '/stato', attesa: 'Tutti i servizi rispondono.' },
  { path: '/piano-di-zona', attesa: 'Raggiungimento medio degli obiettivi' },
  { path: '/piano-di-zona/4', attesa: 'Dove il documento del piano si contraddice' },
  { path: '/piano-di-zona/1', attesa: 'Contrasto alla povertà' },
  { path: '/piano-di-zona/4/obiettivi/ob21-servizio-domiciliare-disagio-adulto', attesa: 'Dal triennio precedente' },
  { path: '/rete-servizi', attesa: 'Mostra altre' },
  { path: '/rete-servizi?ambito=4', attesa: 'Posti per tipo di unità' },
  { path: '/rete-servizi?ambito=1&posti=liberi', attesa: 'Dalle dichiarazioni recenti' },
  { path: '/rete-servizi/01-asilo-nido-dimostrativa-01', attesa: 'Posti accreditati' },
  { path: '/rete-servizi/01-asilo-nido-dimostrativa-01', persona: 'udp1', attesa: 'Posti occupati, giorno per giorno' },
  { path: '/rete-servizi/saturazione', attesa: 'Saturazione di ogni tipo in ogni ambito' },
  { path: '/osservatorio-poverta', attesa: 'Persone incontrate, per ente e bisogno' },
  { path: '/osservatorio-poverta?edizione=OPP-2001-9', attesa: 'Non c’è un’edizione OPP-2001-9' },
  { path: '/osservatorio-poverta/indicatori/rdc_beneficiari', attesa: 'Ambito per ambito' },
  { path: '/osservatorio-poverta/indicatori/nessuno', attesa: 'Non c’è un indicatore con questo codice' },
  { path: '/osservatorio-poverta/edizioni', attesa: 'File delle cifre pubblicate' },
  { path: '/osservatorio-poverta/edizioni/OPP-2001-9', attesa: 'Non c’è un’edizione OPP-2001-9' },
  { path: '/osservatorio-poverta/tavolo', persona: 'coordinamento', attesa: 'Enti dell’osservatorio' },
  { path: '/osservatorio-poverta/tavolo?giorno=sempre', attesa: 'Enti dell’osservatorio, da sempre' },
  { path: '/api', attesa: 'Operazioni da cui partire' },
  { path: '/api/schema?cerca=Bando', attesa: 'Cerca un tipo o un campo' },
  { path: '/api/novita', attesa: 'Unreleased' },
  { path: '/tavolo-tutela-minori?anno=2020', persona: 'coordinamento', attesa: 'Valle Camonica' },
  { path: '/tavolo-tutela-minori?anno=2030', persona: 'udp4', attesa: 'non c’è ancora una rilevazione' },
  { path: '/tavolo-tutela-minori/confronto', persona: 'udp4', attesa: 'Sulla mediana' },
  { path: `/tavolo-tutela-minori/compilazioni/${DEL_PIANO}`, persona: 'coordinamento', attesa: 'Che cosa dichiara' },
  { path: `/tavolo-tutela-minori/compilazioni/${DEL_PIANO}/importa`, persona: 'udp4', attesa: 'ora non si scrive' },
  { path: '/casi', persona: 'tutela4', attesa: 'Tutela minori' },
  { path: '/casi/nuovo', persona: 'sociale4', attesa: 'Parti da quel caso' },
  { path: '/casi/importa', persona: 'tutela4', attesa: 'Il tuo servizio non ha ancora importato nulla.' },
  { path: '/casi/importa', persona: 'udp4', attesa: 'non può vedere questa pagina' },
  { path: '/casi/04-C-NESSUNO', persona: 'tutela4', attesa: 'Ti serve adesso?' },
  { path: '/casi/04-C-NESSUNO/invia', persona: 'tutela4', attesa: 'Vedi che cosa si invia' },
  { path: '/emergenze', persona: 'udp4', attesa: 'Non c’è niente da rivedere.' },
  { path: '/emergenze', persona: 'tutela4', attesa: 'non può vedere questa pagina' },
  { path: '/invii', persona: 'ets-a', attesa: 'Nessuno ha mandato nulla al tuo servizio.' },
  { path: '/invii/04-I-NESSUNO', persona: 'asst1', attesa: 'Questo invio non c’è' },
  { path: '/rientrato', attesa: 'Sei di nuovo dentro' },
  { path: '/cabina-di-regia/altrove', attesa: 'Qui non c’è nulla' },
];
