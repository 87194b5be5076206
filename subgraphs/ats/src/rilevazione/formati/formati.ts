import type { ProblemaRiga } from '@trama/regole/righe';
import { datiDaRighe } from '@trama/regole/righe';
import { type DefinizioneAnnuale, vociIn } from '@trama/regole/rilevazione';
import type { Dato } from '@trama/regole/valori';
import { leggiCsv, scriviCsv } from './csv.js';
import { leggiXlsx, scriviXlsx } from './xlsx.js';

export enum FormatoFile {
  CSV = 'CSV',
  XLSX = 'XLSX',
}

/** Rows and cells, as a sheet shows them: numbers as numbers, everything else as text. */
export type Tabella = ReadonlyArray<ReadonlyArray<string | number>>;

export type EsitoTabella =
  | { readonly righe: string[][]; readonly problemi: readonly ProblemaRiga[] }
  | { readonly riga: number; readonly messaggio: string };

export const INTESTAZIONE = ['sezione', 'voce', 'etichetta', 'unita', 'stato', 'valore', 'nota', 'verifica'] as const;

/** As large as a form may be; what a request may carry is less. */
const MASSIMO_BYTE = 256 * 1024;

/**
 * The form of a collection as a file: the template when there are no answers. Calculated voci are left out, because nobody
 * types them. `npm run verifica` reads the CSV as it is. A figure that is being verified says so here too; whoever reads the
 * file back does not.
 */
export function scriviModulo(
  definizione: DefinizioneAnnuale,
  dati: readonly Dato[],
  formato: FormatoFile,
  inVerifica: ReadonlySet<string> = new Set(),
): Buffer {
  const perVoce = new Map(dati.map((dato) => [dato.voce, dato]));
  const titoli = new Map(definizione.file.sezioni.map(({ codice, titolo }) => [codice, titolo]));
  const righe = vociIn(definizione)
    .filter(({ formula }) => formula === null)
    .map(({ codice, sezione, etichetta, unita }) => [
      titoli.get(sezione) ?? '',
      codice,
      etichetta,
      unita ?? '',
      ...risposta(perVoce.get(codice)),
      inVerifica.has(codice) ? 'in verifica' : '',
    ]);
  const tabella: Tabella = [[...INTESTAZIONE], ...righe];
  return formato === FormatoFile.CSV ? scriviCsv(tabella) : scriviXlsx(tabella, definizione.file.titolo);
}

/** State, value and note: the state only where it is not the value's to tell. */
function risposta(dato: Dato | undefined): Array<string | number> {
  if (!dato) {
    return ['', '', ''];
  }
  const stato = dato.stato !== 'VALORE' && !isVuoto(dato) ? dato.stato : '';
  return [stato, dato.valore ?? dato.testo ?? '', dato.nota ?? ''];
}

interface Letto {
  readonly dati: readonly Dato[];
  /** What can be read of a file, whatever is wrong with the rest of it: to say all that is wrong at once. */
  readonly leggibili: readonly Dato[];
  readonly problemi: readonly ProblemaRiga[];
  /** In which row each voce stands. */
  readonly righe: ReadonlyMap<string, number>;
}

/** The answers in a file, or every problem with row and column as a spreadsheet shows them: never both. */
export function leggiModulo(definizione: DefinizioneAnnuale, contenuto: Buffer, formato: FormatoFile): Letto {
  if (contenuto.length === 0 || contenuto.length > MASSIMO_BYTE) {
    return nienteDa(1, contenuto.length === 0 ? 'il file è vuoto.' : 'il file è troppo grande per un modulo.');
  }
  const esito = formato === FormatoFile.CSV ? leggiCsv(contenuto) : leggiXlsx(contenuto);
  if ('messaggio' in esito) {
    return nienteDa(esito.riga, esito.messaggio);
  }
  const letti = datiDaRighe(definizione, esito.righe);
  const { righe, problemi: sulleVoci } = righeDelleVoci(definizione, esito.righe);
  const problemi = [...esito.problemi, ...letti.problemi, ...sulleVoci].sort((x, y) => x.riga - y.riga);
  const leggibili = letti.dati.filter((dato) => !isVuoto(dato));
  return { dati: problemi.length > 0 ? [] : leggibili, leggibili, problemi, righe };
}

const nienteDa = (riga: number, messaggio: string): Letto => ({
  dati: [],
  leggibili: [],
  problemi: [{ riga, colonna: '', messaggio }],
  righe: new Map(),
});

/** A row that says nothing: as if it were not there. */
const isVuoto = ({ stato, nota }: Dato): boolean => stato === 'NON_PERVENUTO' && !nota;

/** Where each voce stands; and voci that are not asked, that are calculated, or that come twice. */
function righeDelleVoci(
  { modulo }: DefinizioneAnnuale,
  tabella: readonly string[][],
): Pick<Letto, 'righe' | 'problemi'> {
  const colonna = tabella[0]?.findIndex((nome) => nome.trim().toLowerCase() === 'voce') ?? -1;
  const righe = new Map<string, number>();
  const problemi = tabella.slice(1).flatMap((celle, i) => {
    const codice = celle[colonna]?.trim() ?? '';
    const [riga, prima, voce] = [i + 2, righe.get(codice), modulo.voci.get(codice)];
    if (codice === '') {
      return [];
    }
    righe.set(codice, riga);
    const frasi: Array<[boolean, string]> = [
      [!voce, `la voce ${codice} non c'è in questa rilevazione: togli la riga.`],
      [Boolean(voce?.formula), `la voce ${codice} si calcola da sé: togli la riga.`],
      [prima !== undefined, `la voce ${codice} c'è già alla riga ${prima}: lasciane una.`],
    ];
    return frasi.filter(([sbagliata]) => sbagliata).map(([, messaggio]) => ({ riga, colonna: 'voce', messaggio }));
  });
  return { righe, problemi };
}
