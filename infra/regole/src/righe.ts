import { STATI_VALORE, type StatoValore } from './formato.js';
import type { Voce } from './modulo.js';
import type { DefinizioneAnnuale } from './rilevazione.js';
import type { Dato } from './valori.js';

/** Something in a table that cannot be read, with the row and column that a spreadsheet shows. */
export interface ProblemaRiga {
  readonly riga: number;
  readonly colonna: string;
  readonly messaggio: string;
}

export interface EsitoRighe {
  readonly dati: readonly Dato[];
  readonly problemi: readonly ProblemaRiga[];
}

const COLONNE = ['voce', 'stato', 'valore', 'nota'] as const;
type Colonna = (typeof COLONNE)[number];
/** For the person who fills it in: nothing reads them. */
const DESCRITTIVE = ['sezione', 'etichetta', 'unita', 'verifica'];

/** What a spreadsheet would take for a formula; behind apostrophes too, so that taking one away gives back what was there. */
const COME_FORMULA = /^'*[=+\-@\t\r]/;

/** A text as a cell of a CSV, which no spreadsheet runs. */
export const proteggi = (testo: string): string => (COME_FORMULA.test(testo) ? `'${testo}` : testo);

/** The text of a cell of a CSV. An apostrophe that protects nothing is part of it. */
export const scopri = (cella: string): string =>
  cella.startsWith("'") && COME_FORMULA.test(cella) ? cella.slice(1) : cella;

/**
 * The answers in a table, first row its heading (voce; stato; valore; nota). Only the reading of the cells: whether the
 * figures are right is `verifica`'s to say.
 */
export function datiDaRighe(definizione: DefinizioneAnnuale, righe: ReadonlyArray<readonly string[]>): EsitoRighe {
  const [intestazione = [], ...resto] = righe;
  const nomi = withoutBlankEnd(intestazione).map((nome) => nome.trim().toLowerCase());
  const problemi = headingProblems(nomi);
  if (problemi.length > 0) {
    return { dati: [], problemi };
  }
  const dati: Dato[] = [];
  resto.forEach((celle, i) => {
    const cella = (colonna: Colonna): string => celle[nomi.indexOf(colonna)]?.trim() ?? '';
    if (celle.every((testo) => testo.trim() === '')) {
      return;
    }
    const report = (colonna: Colonna, messaggio: string): void =>
      void problemi.push({ riga: i + 2, colonna, messaggio });
    if (withoutBlankEnd(celle).length > nomi.length) {
      report('nota', 'c’è altro dopo l’ultima colonna: un testo con il punto e virgola va tra virgolette.');
      return;
    }
    const dato = readRow(definizione, cella, report);
    dati.push(...(dato ? [dato] : []));
  });
  return { dati, problemi };
}

/** Spreadsheets add empty cells at the end of a row. */
function withoutBlankEnd(celle: readonly string[]): readonly string[] {
  const ultima = celle.findLastIndex((testo) => testo.trim() !== '');
  return celle.slice(0, ultima + 1);
}

function headingProblems(nomi: readonly string[]): ProblemaRiga[] {
  const problema = (colonna: string, messaggio: string): ProblemaRiga => ({ riga: 1, colonna, messaggio });
  const mancanti = (['voce', 'valore'] as const).filter((nome) => !nomi.includes(nome));
  if (mancanti.length > 0) {
    const consiglio = 'la prima riga deve essere voce;stato;valore;nota, con il punto e virgola';
    return mancanti.map((nome) => problema(nome, `manca la colonna: ${consiglio}.`));
  }
  return nomi.flatMap((nome, i) => {
    if (nomi.indexOf(nome) !== i) {
      return problema(nome, 'la colonna è ripetuta: lasciane una.');
    }
    return [...COLONNE, ...DESCRITTIVE].includes(nome) ? [] : problema(nome, 'la colonna non serve: toglila.');
  });
}

type Report = (colonna: Colonna, messaggio: string) => void;

function readRow({ modulo }: DefinizioneAnnuale, cella: (colonna: Colonna) => string, report: Report): Dato | null {
  const voce = cella('voce');
  if (voce === '') {
    report('voce', 'manca il codice della voce.');
    return null;
  }
  const scritto = cella('valore');
  const stato = readStato(cella('stato'), scritto, report);
  const nota = cella('nota') || null;
  const definita = modulo.voci.get(voce);
  if (stato === null) {
    return null;
  }
  if (definita?.tipo === 'TESTO') {
    return { voce, stato, valore: null, testo: scritto || null, nota };
  }
  const valore = scritto === '' ? null : readValue(scritto, definita, report);
  return scritto !== '' && valore === null ? null : { voce, stato, valore, nota };
}

function readStato(testo: string, valore: string, report: Report): StatoValore | null {
  const stato = testo.toUpperCase().replace(/\s+/g, '_');
  if (stato === '') {
    return valore === '' ? 'NON_PERVENUTO' : 'VALORE';
  }
  const noto = STATI_VALORE.find((nome) => nome === stato);
  if (!noto) {
    report('stato', `${testo} non è uno stato: scrivi ${STATI_VALORE.join(', ')}, o lascia vuoto.`);
  }
  return noto ?? null;
}

function readValue(testo: string, voce: Voce | undefined, report: Report): number | null {
  const risposta = /^(?:(s[iì]|1)|(no|0))$/i.exec(testo);
  if (voce?.tipo === 'SI_NO' && risposta) {
    return risposta[1] ? 1 : 0;
  }
  const numero = /^(-?\d{1,9})(?:[.,](\d{1,6}))?$/.exec(testo);
  if (!numero) {
    report(
      'valore',
      `${testo} non è un numero: scrivi solo cifre, senza punti per le migliaia, e la virgola per i decimali.`,
    );
    return null;
  }
  const [, intera = '', decimali = ''] = numero;
  if (testo.includes('.') && decimali.length === 3) {
    report('valore', `${testo} si legge in due modi: scrivi ${intera}${decimali}, oppure ${intera},${decimali}.`);
    return null;
  }
  return Number(`${intera}.${decimali || '0'}`);
}
