import type { CombinedError } from '@urql/core';

/** The closed list of the API, plus what can happen before it answers. */
export type Codice =
  | 'NON_AUTENTICATO'
  | 'NON_AUTORIZZATO'
  | 'NON_TROVATO'
  | 'INPUT_NON_VALIDO'
  | 'CONFLITTO_VERSIONE'
  | 'CHIAVE_IDEMPOTENZA_RIUSATA'
  | 'TRANSIZIONE_NON_AMMESSA'
  | 'LIMITE_SUPERATO'
  | 'SERVIZIO_NON_DISPONIBILE'
  | 'ERRORE_INTERNO'
  | 'FUORI_LINEA';

export interface Problema {
  readonly codice: Codice;
  /** The sentence that the API wrote for people. */
  readonly messaggio: string;
  /** Fields of the input, or of the answer, that it is about. */
  readonly campi: readonly string[];
  /** Of a yearly collection: the voci that it is about. */
  readonly voci: readonly string[];
  readonly servizio: string | null;
  /** What to quote to whoever looks into the log. */
  readonly riferimento: string | null;
}

const SENZA_RETE =
  'Trama non risponde: può essere la rete, o un riavvio. Quello che hai scritto resta qui: riprova tra poco.';

export function problemiDi(error: CombinedError | undefined): Problema[] {
  if (!error) {
    return [];
  }
  if (error.graphQLErrors.length === 0) {
    return [{ codice: 'FUORI_LINEA', messaggio: SENZA_RETE, campi: [], voci: [], servizio: null, riferimento: null }];
  }
  return error.graphQLErrors.map(({ message, extensions }) => ({
    codice: codiceDi(extensions.code),
    messaggio: message,
    campi: texts(extensions.campi),
    voci: texts(extensions.voci),
    servizio: typeof extensions.servizio === 'string' ? extensions.servizio : null,
    riferimento: typeof extensions.riferimento === 'string' ? extensions.riferimento : null,
  }));
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

const CODICI: ReadonlySet<string> = new Set<Codice>([
  'NON_AUTENTICATO',
  'NON_AUTORIZZATO',
  'NON_TROVATO',
  'INPUT_NON_VALIDO',
  'CONFLITTO_VERSIONE',
  'CHIAVE_IDEMPOTENZA_RIUSATA',
  'TRANSIZIONE_NON_AMMESSA',
  'LIMITE_SUPERATO',
  'SERVIZIO_NON_DISPONIBILE',
]);

/** A code of the protocol means that we sent something malformed: for a person that is a fault, like any other. */
const codiceDi = (code: unknown): Codice =>
  typeof code === 'string' && CODICI.has(code) ? (code as Codice) : 'ERRORE_INTERNO';

/** The services as people call them. */
const SERVIZI: Readonly<Record<string, string>> = {
  ambito: 'i dati degli ambiti',
  ats: 'i dati di ATS e dei tavoli',
  asst: 'i dati delle ASST',
  'terzo-settore': 'i dati del Terzo Settore',
};

export const nomeServizio = (servizio: string): string => SERVIZI[servizio] ?? `il servizio «${servizio}»`;
