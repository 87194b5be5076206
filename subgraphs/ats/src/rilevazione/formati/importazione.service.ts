import type { Tx } from '@trama/database/database';
import type { DefinizioneAnnuale } from '@trama/regole/rilevazione';
import { controllaUnoAUno, type Dato } from '@trama/regole/valori';
import { esamina } from '@trama/regole/verifica';
import type { Compilazione, ValoreCompilato } from '../compilazione.entity.js';
import { comeRisposta, datiDi, type Fascicolo } from '../compilazione.loader.js';
import { scriviCompilazione } from '../compilazione.service.js';
import { TESTO_MASSIMO } from '../rilevazione.input.js';
import { definizioni } from '../definizioni.service.js';
import { rifiuto } from '../campagna.service.js';
import { Provenienza } from '../rilevazione.stati.js';
import { type FormatoFile, leggiModulo } from './formati.js';
import type { EsitoImportazione, FileModulo, ImportaCompilazioneInput, ProblemaFile } from './importazione.input.js';
import { scriviModulo } from './formati.js';

const TIPI: Readonly<Record<FormatoFile, string>> = {
  CSV: 'text/csv; charset=utf-8',
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The form with what was written so far; the template when nothing was. */
export function fileDi(
  definizione: DefinizioneAnnuale,
  scritti: readonly ValoreCompilato[],
  formato: FormatoFile,
  nome: string,
): FileModulo {
  const inVerifica = new Set(scritti.filter((scritto) => scritto.inVerifica).map(({ codiceVoce }) => codiceVoce));
  return {
    nome: `${definizione.rilevazione}-${definizione.anno}-${nome}.${formato.toLowerCase()}`,
    tipo: TIPI[formato],
    contenuto: scriviModulo(definizione, datiDi(scritti), formato, inVerifica).toString('base64'),
  };
}

const TROPPO_LUNGO = `un testo può avere al più ${TESTO_MASSIMO} caratteri: accorcialo.`;

interface File {
  readonly formato: FormatoFile;
  readonly contenuto: string;
}

/** Voci that are not asked or come twice are said of their rows already. */
const SULLA_RIGA: ReadonlySet<string> = new Set(['VOCE_SCONOSCIUTA', 'VOCE_RIPETUTA']);

/**
 * The answers in a file, or why there are none, all of it at once: what cannot be read, and figures that are wrong in
 * themselves. Who corrects a file wants to open it once.
 */
function leggi(definizione: DefinizioneAnnuale, { formato, contenuto }: File) {
  const { dati, leggibili, problemi, righe } = leggiModulo(definizione, Buffer.from(contenuto, 'base64'), formato);
  const detti = controllaUnoAUno(definizione, leggibili)
    .filter(({ regola }) => !SULLA_RIGA.has(regola))
    .map(({ voce, messaggio }): ProblemaFile => ({ riga: righe.get(voce) ?? 1, colonna: 'valore', messaggio }));
  const lunghi = leggibili
    .filter(({ nota, testo }) => Math.max(nota?.length ?? 0, testo?.length ?? 0) > TESTO_MASSIMO)
    .map(({ voce }): ProblemaFile => ({ riga: righe.get(voce) ?? 1, colonna: 'nota', messaggio: TROPPO_LUNGO }));
  return { dati, problemi: [...problemi, ...detti, ...lunghi].sort((uno, altro) => uno.riga - altro.riga) };
}

/** What a file would do: every problem with row and column, and what the rules would say afterwards. Writes nothing. */
export function provaImportazione(fascicolo: Fascicolo, file: File): EsitoImportazione {
  const definizione = definizioni.di(fascicolo);
  const { dati, problemi } = leggi(definizione, file);
  if (problemi.length > 0) {
    return { problemi, cambiamenti: 0, violazioni: [] };
  }
  const prima = new Map(datiDi(fascicolo.scritti).map((dato) => [dato.voce, dato]));
  const cambiati = dati.filter((dato) => !sameDato(prima.get(dato.voce), dato));
  const dopo = [...new Map([...prima, ...dati.map((dato) => [dato.voce, dato] as const)]).values()];
  const violazioni = comeRisposta(esamina(definizione, dopo, fascicolo.precedenti).violazioni);
  return { problemi, cambiamenti: cambiati.length, violazioni };
}

function sameDato(a: Dato | undefined, b: Dato): boolean {
  const testo = (dato: Dato) => [dato.stato, dato.valore ?? null, dato.testo ?? null, dato.nota ?? null];
  return a !== undefined && JSON.stringify(testo(a)) === JSON.stringify(testo(b));
}

const PROBLEMI_DETTI = 10;

/**
 * Writes the answers of a file, all of them or none.
 *
 * @throws DomainError INPUT_NON_VALIDO with the first problems
 */
export function importaCompilazione(tx: Tx, input: ImportaCompilazioneInput): Promise<Compilazione> {
  return scriviCompilazione(tx, 'importa', input, Provenienza.IMPORTATO, (definizione) => {
    const { dati, problemi } = leggi(definizione, input);
    if (problemi.length > 0) {
      const frasi = problemi
        .slice(0, PROBLEMI_DETTI)
        .map(({ riga, colonna, messaggio }) => `Riga ${riga}${colonna ? `, colonna ${colonna}` : ''}: ${messaggio}`);
      const altri = problemi.length - frasi.length;
      throw rifiuto(
        'contenuto',
        `${frasi.join(' ')}${altri > 0 ? ` E altri ${altri} problemi.` : ''} Niente è stato scritto.`,
      );
    }
    return dati;
  });
}
