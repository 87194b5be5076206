import type { NomePersona } from '@trama/idp/persone';
import { compilazioneId } from '../../subgraphs/ats/seed/rilevazioni.js';

/** What a caller gets: `si`, all of it; `no`, told that the role may not ask; `nulla`, the answer of what does not exist. */
export type Esito = 'si' | 'no' | 'nulla';

export type Chi = NomePersona | 'nessuno';

export interface Riga {
  /** What is asked, in the words of whoever would ask it. */
  readonly cosa: string;
  /** An operation of schema/operations by its file name, or a document. */
  readonly operazione?: string;
  readonly documento?: string;
  /** Which one, where the document has several. */
  readonly nome?: string;
  readonly variabili?: Readonly<Record<string, unknown>>;
  /** Where in the answer to look: null or an empty list there is `nulla`. */
  readonly guarda: readonly string[];
  /** Everybody who is not named gets `altri`. */
  readonly esiti: Partial<Record<Chi, Esito>>;
  readonly altri: Esito;
}

const datiPropri = (ambito: number, udp: Partial<Record<Chi, Esito>>): Riga => ({
  cosa: `the exact yearly figures of ambito ${ambito}`,
  documento: 'query($n: Int!) { ambito(numero: $n) { datiPropri(anno: 2020) { codice valore } } }',
  variabili: { n: ambito },
  guarda: ['ambito', 'datiPropri'],
  esiti: udp,
  altri: 'no',
});

/** A demonstration case file by who follows it; the test puts its code in the place of the name. */
const caso = (operatore: string, esiti: Partial<Record<Chi, Esito>>): Riga => ({
  cosa: `a case file that ${operatore} follows`,
  documento: 'query($caso: String!) { caso(codice: $caso) { codice persone { persona { cognome codiceFiscale } } } }',
  variabili: { caso: operatore },
  guarda: ['caso'],
  esiti,
  altri: 'no',
});

const NESSUN_CASO: Partial<Record<Chi, Esito>> = {
  tutela4: 'nulla',
  tutela1: 'nulla',
  sociale4: 'nulla',
  sociale1: 'nulla',
};

const CON_LE_RILEVAZIONI: Partial<Record<Chi, Esito>> = {
  cabina: 'si',
  coordinamento: 'si',
  udp4: 'si',
  udp1: 'si',
  udp13: 'si',
  tutela4: 'si',
  tutela1: 'si',
};

/** Who gets what: every persona, and nobody in particular, by everything the platform answers. */
export const MATRICE: readonly Riga[] = [
  {
    cosa: 'the twelve ambiti side by side',
    operazione: '01-cabina-di-regia',
    variabili: { anno: 2020, triennio: '2021-2023' },
    guarda: ['ambiti'],
    esiti: {},
    altri: 'si',
  },
  {
    cosa: 'the social plan of ambito 4',
    operazione: '02-piano-di-zona',
    variabili: { ambito: 4, triennio: '2021-2023' },
    guarda: ['ambito', 'pianoDiZona'],
    esiti: {},
    altri: 'si',
  },
  {
    cosa: 'the network of services',
    operazione: '03-rete-servizi',
    variabili: { ambito: 4, tipo: 'RSA' },
    guarda: ['unitaOfferta', 'edges'],
    esiti: {},
    altri: 'si',
  },
  {
    cosa: 'one unit of the network',
    documento: '{ unita(codice: "01-asilo-nido-dimostrativa-01") { codice posti { accreditati } } }',
    guarda: ['unita', 'posti'],
    esiti: {},
    altri: 'si',
  },
  {
    cosa: 'whether a unit has free places',
    documento: '{ unita(codice: "01-asilo-nido-dimostrativa-01") { disponibilita { stato giorno superata } } }',
    guarda: ['unita', 'disponibilita'],
    esiti: {},
    altri: 'si',
  },
  {
    cosa: 'how full the network of services is',
    documento: '{ saturazioneRete { perTipo { tipo saturazione { valore soppresso } margine } } }',
    guarda: ['saturazioneRete', 'perTipo'],
    esiti: {},
    altri: 'si',
  },
  {
    cosa: 'how many places of a unit of ambito 1 are taken, exactly',
    documento:
      '{ unita(codice: "01-asilo-nido-dimostrativa-01") { occupazioni { edges { node { occupati inAttesa } } } } }',
    guarda: ['unita', 'occupazioni', 'edges'],
    esiti: { udp1: 'si', udp4: 'nulla', udp13: 'nulla' },
    altri: 'no',
  },
  {
    cosa: 'declaring how many places of a unit of ambito 4 are taken',
    documento:
      'mutation { dichiaraOccupazione(input: { chiaveIdempotenza: "matrice-occupazione", unita: "04-rsa-di-nave", giorno: "2022-01-10", versione: 0, occupati: 91 }) { occupazione { versione } } }',
    guarda: ['dichiaraOccupazione', 'occupazione'],
    esiti: { udp4: 'si' },
    altri: 'no',
  },
  {
    cosa: 'the coordination table on child protection',
    operazione: '04-tavolo-tutela-minori',
    nome: 'TavoloTutelaMinori',
    variabili: { anno: 2020 },
    guarda: ['tavoloTutelaMinori', 'confronto'],
    esiti: CON_LE_RILEVAZIONI,
    altri: 'no',
  },
  {
    cosa: 'the foster-family bank in figures',
    operazione: '05-banca-affido',
    nome: 'BancaAffido',
    variabili: { filtro: { stato: 'DISPONIBILE' } },
    guarda: ['bancaAffido', 'riepilogo'],
    esiti: { 'affido-coord': 'si' },
    altri: 'no',
  },
  {
    cosa: 'who waits for a family, with the candidates',
    operazione: '05-banca-affido',
    nome: 'RichiesteAffido',
    variabili: {},
    guarda: ['richiesteAffido', 'edges'],
    esiti: { 'affido-coord': 'si', affidi4: 'si', affidi1: 'si' },
    altri: 'no',
  },
  {
    cosa: 'the best assignment of all at once',
    operazione: '05-banca-affido',
    nome: 'PianoAbbinamenti',
    variabili: {},
    guarda: ['pianoAbbinamenti', 'abbinamenti'],
    esiti: { 'affido-coord': 'si' },
    altri: 'no',
  },
  {
    cosa: 'the observatory on poverty',
    operazione: '06-osservatorio-poverta',
    variabili: { dal: 2020, al: 2021 },
    guarda: ['osservatorioPoverta', 'indicatori'],
    esiti: {},
    altri: 'si',
  },
  {
    cosa: 'who a family that affidi4 registered is',
    documento: 'query($famiglia: String!) { famigliaAffidataria(codice: $famiglia) { identita { nomi recapiti } } }',
    variabili: { famiglia: 'affidi4' },
    guarda: ['famigliaAffidataria', 'identita'],
    esiti: { affidi4: 'si', affidi1: 'nulla', 'ets-a': 'nulla', 'ets-b': 'nulla' },
    altri: 'no',
  },
  {
    cosa: 'registering a family',
    documento:
      'mutation { registraFamiglia(input: { chiaveIdempotenza: "matrice-famiglia", comune: "017075", componenti: 3, disponibilita: { tipi: [DIURNO], etaMin: 3, etaMax: 9, posti: 1 } }) { famiglia { codice } } }',
    guarda: ['registraFamiglia', 'famiglia'],
    esiti: { affidi4: 'si', affidi1: 'si', 'ets-a': 'si' },
    altri: 'no',
  },
  {
    cosa: 'asking the service of a comune to be called back, which takes no account',
    documento:
      'mutation { chiediContattoAffido(input: { chiaveIdempotenza: "matrice-contatto", comune: "017075", nome: "Olga Inventata", recapito: "333 123 4567" }) { servizio { codice } } }',
    guarda: ['chiediContattoAffido', 'servizio'],
    esiti: {},
    altri: 'si',
  },
  {
    cosa: 'who asked to be called back, of the comuni of ambito 4',
    documento: '{ contattiAffido { edges { node { nome recapito } } } }',
    guarda: ['contattiAffido', 'edges'],
    esiti: { affidi4: 'si', affidi1: 'nulla', 'ets-a': 'nulla', 'ets-b': 'nulla' },
    altri: 'no',
  },
  {
    cosa: 'a placement of a request of ambito 4',
    documento:
      'query($abbinamento: String!) { abbinamento(codice: $abbinamento) { stato famiglia { codice } bisogni { eta } } }',
    variabili: { abbinamento: 'affidi4' },
    guarda: ['abbinamento'],
    esiti: { 'affido-coord': 'si', affidi4: 'si', affidi1: 'nulla', 'ets-a': 'nulla', 'ets-b': 'nulla' },
    altri: 'no',
  },
  {
    cosa: 'what ambito 4 answered to a collection',
    documento: 'query($id: ID!) { compilazione(id: $id) { stato valori { valore voce { codice } } passaggi { a } } }',
    variabili: { id: compilazioneId(4, 2020) },
    guarda: ['compilazione'],
    esiti: {
      coordinamento: 'si',
      udp4: 'si',
      tutela4: 'si',
      cabina: 'nulla',
      udp1: 'nulla',
      udp13: 'nulla',
      tutela1: 'nulla',
    },
    altri: 'no',
  },
  {
    cosa: 'what the case files of ambito 4 can count for its answer',
    documento: 'query($id: ID!) { compilazione(id: $id) { proposte { voce valore come } } }',
    variabili: { id: compilazioneId(4, 2020) },
    guarda: ['compilazione', 'proposte'],
    esiti: { udp4: 'si', tutela4: 'si', udp1: 'nulla', udp13: 'nulla', tutela1: 'nulla' },
    altri: 'no',
  },
  {
    cosa: 'the case files behind a count of ambito 4',
    documento: 'query($id: ID!) { compilazione(id: $id) { proposte { voce casi { codice } } } }',
    variabili: { id: compilazioneId(4, 2020) },
    guarda: ['compilazione', 'proposte'],
    esiti: { tutela4: 'si', tutela1: 'nulla' },
    altri: 'no',
  },
  {
    cosa: 'what ambito 4 wrote beside what its case files count',
    documento: 'query($id: ID!) { compilazione(id: $id) { confrontoProposte { proposto scritto { valore } } } }',
    variabili: { id: compilazioneId(4, 2020) },
    guarda: ['compilazione', 'confrontoProposte'],
    esiti: { udp4: 'si', tutela4: 'si', udp1: 'nulla', udp13: 'nulla', tutela1: 'nulla' },
    altri: 'no',
  },
  {
    cosa: 'a question on what ambito 4 answered',
    documento:
      'mutation($id: ID!) { apriDomanda(input: { chiaveIdempotenza: "matrice", compilazione: $id, voce: "minori_tutela", testo: "Anche i maggiorenni?" }) { domanda { stato } } }',
    variabili: { id: compilazioneId(4, 2020) },
    guarda: ['apriDomanda', 'domanda'],
    esiti: { coordinamento: 'si' },
    altri: 'no',
  },
  {
    cosa: 'opening a campaign',
    documento:
      'mutation { apriCampagna(input: { chiaveIdempotenza: "matrice-campagna", rilevazione: "tutela-minori", anno: 2030, scadenza: "2099-01-31" }) { campagna { stato } } }',
    guarda: ['apriCampagna', 'campagna'],
    esiti: { coordinamento: 'si' },
    altri: 'no',
  },
  {
    cosa: 'who owes a collection, and who decided it',
    documento: '{ obblighi(rilevazione: "tutela-minori") { dal al storia { soggetto } } }',
    guarda: ['obblighi'],
    esiti: { coordinamento: 'si' },
    altri: 'no',
  },
  {
    cosa: 'making somebody owe a collection',
    documento:
      'mutation { assegnaObbligo(input: { chiaveIdempotenza: "matrice-obbligo", rilevazione: "tutela-minori", destinatario: "AMBITO_4", dal: "2001-01-01", al: "2001-12-31" }) { obbligo { dal } } }',
    guarda: ['assegnaObbligo', 'obbligo'],
    esiti: { coordinamento: 'si' },
    altri: 'no',
  },
  {
    cosa: 'the open statistics of a third party',
    operazione: '07-statistiche-aperte',
    variabili: { anno: 2020 },
    guarda: ['statistiche', 'edges'],
    esiti: {},
    altri: 'si',
  },
  {
    cosa: 'every edition of the open statistics, with its files',
    documento: '{ edizioniStatistiche { edges { node { codice csv { indirizzo sha256 } } } } }',
    guarda: ['edizioniStatistiche', 'edges'],
    esiti: {},
    altri: 'si',
  },
  {
    cosa: 'a piece of a file of open statistics',
    documento: '{ fileStatistiche(edizione: "dati-annuali-1", formato: CSV) { contenuto dopo } }',
    guarda: ['fileStatistiche'],
    esiti: {},
    altri: 'si',
  },
  datiPropri(4, { udp4: 'si', udp1: 'nulla', udp13: 'nulla' }),
  datiPropri(1, { udp1: 'si', udp4: 'nulla', udp13: 'nulla' }),
  datiPropri(7, { udp1: 'nulla', udp4: 'nulla', udp13: 'nulla' }),
  caso('tutela4', { ...NESSUN_CASO, tutela4: 'si' }),
  caso('tutela1', { ...NESSUN_CASO, tutela1: 'si' }),
  caso('sociale4', { ...NESSUN_CASO, sociale4: 'si' }),
  caso('sociale1', { ...NESSUN_CASO, sociale1: 'si' }),
  caso('collega-sociale4', NESSUN_CASO),
  {
    cosa: 'the case files one follows',
    documento: '{ casi(first: 5) { totalCount edges { node { codice persone { persona { cognome } } } } } }',
    guarda: ['casi', 'edges'],
    esiti: { tutela4: 'si', tutela1: 'si', sociale4: 'si', sociale1: 'si' },
    altri: 'no',
  },
  {
    cosa: 'opening a case file',
    documento:
      'mutation { apriCaso(input: { chiaveIdempotenza: "matrice", apertoIl: "2026-01-10", persone: [{ nome: "Ada", cognome: "Diprova", ruolo: MINORE }] }) { caso { codice } } }',
    guarda: ['apriCaso', 'caso'],
    esiti: { tutela4: 'si', tutela1: 'si', sociale4: 'si', sociale1: 'si' },
    altri: 'no',
  },
  {
    cosa: 'writing down a judicial measure about a case file that tutela4 follows',
    documento:
      'mutation($caso: String!) { registraProvvedimento(input: { chiaveIdempotenza: "matrice-provvedimento", caso: $caso, versione: 1, autorita: TRIBUNALE_MINORENNI, tipo: INCARICO_VALUTAZIONE, data: "2026-01-10" }) { caso { codice } } }',
    variabili: { caso: 'tutela4' },
    guarda: ['registraProvvedimento', 'caso'],
    esiti: { ...NESSUN_CASO, tutela4: 'si' },
    altri: 'no',
  },
  {
    cosa: 'whether others follow the family of a case file that tutela4 follows',
    documento:
      'query($caso: String!) { caso(codice: $caso) { seguitoAltrove { esito servizi { servizio recapito } } } }',
    variabili: { caso: 'tutela4' },
    guarda: ['caso', 'seguitoAltrove'],
    esiti: { ...NESSUN_CASO, tutela4: 'si' },
    altri: 'no',
  },
  {
    cosa: 'who waits for a foster family',
    documento: '{ richiesteAffido(first: 5) { totalCount edges { node { codice eta } } } }',
    guarda: ['richiesteAffido', 'edges'],
    esiti: { 'affido-coord': 'si', affidi4: 'si', affidi1: 'si', tutela4: 'nulla', tutela1: 'nulla' },
    altri: 'no',
  },
  {
    cosa: 'sending something about a case file that tutela4 follows to a hospital trust',
    documento:
      'mutation($caso: String!) { invia(input: { chiaveIdempotenza: "matrice-invio", caso: $caso, tipo: RICHIESTA, destinatario: { asst: "ASST-SPEDALI-CIVILI" }, base: "CONSENSO", campi: [COMPOSIZIONE_NUCLEO], motivo: "Valutazione per un progetto" }) { invio { codice } } }',
    variabili: { caso: 'tutela4' },
    guarda: ['invia', 'invio'],
    esiti: { ...NESSUN_CASO, tutela4: 'si' },
    altri: 'no',
  },
  {
    cosa: 'what was sent to the own body',
    documento: '{ inviiRicevuti(first: 5) { totalCount edges { node { codice motivo contenuto { relazione } } } } }',
    guarda: ['inviiRicevuti', 'edges'],
    esiti: { ...NESSUN_CASO, asst1: 'si', asst3: 'nulla', 'ets-a': 'nulla', 'ets-b': 'nulla' },
    altri: 'no',
  },
  {
    cosa: 'how a file of case files is made',
    documento: '{ modelloImportazioneCasi { contenuto colonne { nome } } }',
    guarda: ['modelloImportazioneCasi', 'colonne'],
    esiti: { tutela4: 'si', tutela1: 'si', sociale4: 'si', sociale1: 'si' },
    altri: 'no',
  },
  {
    cosa: 'the imports of the own service',
    documento: '{ importazioniCasi(first: 5) { totalCount edges { node { fonte operatore } } } }',
    guarda: ['importazioniCasi', 'edges'],
    esiti: NESSUN_CASO,
    altri: 'no',
  },
  {
    cosa: 'how the services of the own ambito are reached',
    documento: '{ recapitiServizi { servizio recapito } }',
    guarda: ['recapitiServizi'],
    esiti: { udp4: 'si', udp1: 'si', udp13: 'si' },
    altri: 'no',
  },
  {
    cosa: 'how the case register of the own ambito is used, as counts',
    documento: '{ usoCartella(anno: 2022) { totale { inCarico { valore soppresso } } comuni { comune { nome } } } }',
    guarda: ['usoCartella', 'comuni'],
    esiti: { udp4: 'si', udp1: 'si', udp13: 'nulla' },
    altri: 'no',
  },
  {
    cosa: 'the emergencies to review',
    documento: '{ emergenze(first: 5) { totalCount edges { node { casoCodice } } } }',
    guarda: ['emergenze', 'edges'],
    esiti: { udp4: 'nulla', udp1: 'nulla', udp13: 'nulla' },
    altri: 'no',
  },
  {
    cosa: 'what the own body counted of people in need',
    documento: '{ contributiPoverta(anno: 2021, first: 5) { edges { node { mese bisogni { bisogno nuove } } } } }',
    guarda: ['contributiPoverta', 'edges'],
    esiti: { 'ets-a': 'si', 'ets-b': 'si' },
    altri: 'no',
  },
  {
    cosa: 'the year of the own body, exactly',
    documento: '{ riepilogoContributiPoverta(anno: 2021) { bisogno persone presenze } }',
    guarda: ['riepilogoContributiPoverta'],
    esiti: { 'ets-a': 'si', 'ets-b': 'si' },
    altri: 'no',
  },
  {
    cosa: 'what the own body counted, comune by comune, on the borders of today',
    documento: '{ serieContributiPoverta(dal: 2020, al: 2021, confini: OGGI) { anno comune { codiceIstat } persone } }',
    guarda: ['serieContributiPoverta'],
    esiti: { 'ets-a': 'si', 'ets-b': 'si' },
    altri: 'no',
  },
  {
    cosa: 'who sits in the observatory on poverty, and ever sat',
    documento: '{ osservatorioPoverta { membri { ente dal al } storiaMembri { ente } } }',
    guarda: ['osservatorioPoverta', 'membri'],
    esiti: {},
    altri: 'si',
  },
  {
    cosa: 'seating a body in the observatory on poverty',
    documento:
      'mutation { aggiungiMembroOsservatorio(input: { chiaveIdempotenza: "matrice-membro", ente: "Ente di prova", dal: "2001-01-01", atto: "Verbale" }) { membro { ente } } }',
    guarda: ['aggiungiMembroOsservatorio', 'membro'],
    esiti: { coordinamento: 'si' },
    altri: 'no',
  },
  {
    cosa: 'writing what the own body counted of people in need',
    documento:
      'mutation { salvaContributoPoverta(input: { chiaveIdempotenza: "matrice-contributo", anno: 2022, mese: 1, comune: "017096", versione: 0, bisogni: [{ bisogno: CASA, incontrate: 3, nuove: 2 }] }) { contributo { versione } } }',
    guarda: ['salvaContributoPoverta', 'contributo'],
    esiti: { 'ets-a': 'si', 'ets-b': 'si' },
    altri: 'no',
  },
  {
    cosa: 'who read records of people',
    documento: '{ registroAccessi(first: 5) { totalCount edges { node { soggetto } } } }',
    guarda: ['registroAccessi', 'edges'],
    esiti: { garante: 'si' },
    altri: 'no',
  },
  {
    cosa: 'whether anybody touched the log',
    documento: '{ verificaRegistro { ambito righe rottura { numero } } }',
    guarda: ['verificaRegistro', '0'],
    esiti: { garante: 'si' },
    altri: 'no',
  },
  {
    cosa: 'looking, in an emergency, at a case file of ambito 4 that a colleague follows',
    documento:
      'mutation($caso: String!, $chiave: ID!) { apriEmergenza(input: { chiaveIdempotenza: $chiave, caso: $caso, minuti: 30, motivo: "Segnalazione urgente fuori orario" }) { emergenza { casoCodice } } }',
    variabili: { caso: 'collega-sociale4', chiave: 'matrice-emergenza' },
    guarda: ['apriEmergenza', 'emergenza'],
    esiti: { sociale4: 'si', tutela4: 'si', tutela1: 'nulla', sociale1: 'nulla' },
    altri: 'no',
  },
];
