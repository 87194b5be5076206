import { EsitoCaso } from '../cartella/caso.stati.js';
import { RuoloNelCaso } from '../cartella/persona.type.js';

/** A column of the file: one row for each person in a case, what is of the case written on each of its rows. */
export interface Colonna {
  readonly nome: string;
  /** What it is, in Italian: people of the old system read it. */
  readonly descrizione: string;
  readonly obbligatoria: boolean;
  /** Of the case, and so the same on all its rows. */
  readonly delCaso: boolean;
  readonly ammessi?: readonly string[];
  readonly esempio: string;
}

export const COLONNE: readonly Colonna[] = [
  {
    nome: 'codice_esterno',
    descrizione:
      'Codice del caso nel sistema da cui viene: unisce le righe di un caso, e dice se è già stato importato.',
    obbligatoria: true,
    delCaso: true,
    esempio: 'CS-2019-0042',
  },
  {
    nome: 'aperto_il',
    descrizione: 'Giorno di apertura, AAAA-MM-GG o GG/MM/AAAA.',
    obbligatoria: true,
    delCaso: true,
    esempio: '2019-03-14',
  },
  {
    nome: 'chiuso_il',
    descrizione: 'Giorno di chiusura; vuoto se il caso è aperto.',
    obbligatoria: false,
    delCaso: true,
    esempio: '',
  },
  {
    nome: 'esito',
    descrizione: 'Com’è finito; solo per un caso chiuso.',
    obbligatoria: false,
    delCaso: true,
    ammessi: Object.values(EsitoCaso),
    esempio: '',
  },
  {
    nome: 'equipe',
    descrizione: 'Équipe che lo segue, con il codice che ha in Trama; solo per la tutela.',
    obbligatoria: false,
    delCaso: true,
    esempio: '',
  },
  {
    nome: 'comune',
    descrizione: 'Codice ISTAT del comune del nucleo, dell’ambito.',
    obbligatoria: false,
    delCaso: true,
    esempio: '017075',
  },
  {
    nome: 'ruolo',
    descrizione: 'Che cosa è la persona nel caso.',
    obbligatoria: true,
    delCaso: false,
    ammessi: Object.values(RuoloNelCaso),
    esempio: 'MINORE',
  },
  { nome: 'nome', descrizione: 'Nome, al più 100 caratteri.', obbligatoria: true, delCaso: false, esempio: 'Nino' },
  {
    nome: 'cognome',
    descrizione: 'Cognome, al più 100 caratteri.',
    obbligatoria: true,
    delCaso: false,
    esempio: 'Diprova',
  },
  {
    nome: 'codice_fiscale',
    descrizione: 'Codice fiscale, STP, ENI o provvisorio; vuoto se manca.',
    obbligatoria: false,
    delCaso: false,
    esempio: '',
  },
  {
    nome: 'data_nascita',
    descrizione: 'Data di nascita, AAAA-MM-GG o GG/MM/AAAA.',
    obbligatoria: false,
    delCaso: false,
    esempio: '2015-02-03',
  },
];

export type NomeColonna =
  | 'codice_esterno'
  | 'aperto_il'
  | 'chiuso_il'
  | 'esito'
  | 'equipe'
  | 'comune'
  | 'ruolo'
  | 'nome'
  | 'cognome'
  | 'codice_fiscale'
  | 'data_nascita';

/** Rows of one file: what one request can carry. */
export const MASSIMO_RIGHE = 1_000;
