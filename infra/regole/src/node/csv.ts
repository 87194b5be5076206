import { parse } from 'csv-parse/sync';
import { scopri } from '../righe.js';

export type EsitoCsv =
  | { readonly righe: string[][] }
  /** Why it is no CSV that we read, and where. */
  | { readonly riga: number; readonly messaggio: string };

/** The cells of a CSV as contributors save it: UTF-8, semicolons. Empty lines stay, so that rows keep their numbers. */
export function righeDaCsv(contenuto: Uint8Array): EsitoCsv {
  let testo: string;
  try {
    testo = new TextDecoder('utf-8', { fatal: true }).decode(contenuto);
  } catch {
    return { riga: 1, messaggio: 'ha lettere che non si riconoscono: salvalo come CSV UTF-8.' };
  }
  try {
    const righe = parse(testo, { bom: true, delimiter: ';', relax_column_count: true, skip_empty_lines: false });
    return { righe: righe.map((celle) => celle.map(scopri)) };
  } catch (error) {
    // A quote that is never closed is noticed at the end of the file: the row to look at is the one after those that were read.
    const { records = 0 } = error as { readonly records?: number };
    return { riga: records + 1, messaggio: 'non è un CSV che si legge: controlla le virgolette.' };
  }
}
