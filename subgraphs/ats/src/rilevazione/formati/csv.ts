import { righeDaCsv } from '@trama/regole/node/csv';
import { proteggi } from '@trama/regole/righe';
import { stringify } from 'csv-stringify/sync';
import type { EsitoTabella, Tabella } from './formati.js';

/** As Italian spreadsheets open it with a double click: UTF-8 with its mark, semicolons, comma for decimals. */
export function scriviCsv(tabella: Tabella): Buffer {
  const righe = tabella.map((celle) =>
    celle.map((cella) => (typeof cella === 'number' ? String(cella).replace('.', ',') : proteggi(cella))),
  );
  // A lone line feed in a text would begin a new row, and what follows it a new cell, if the text were not in quotes.
  return Buffer.from(stringify(righe, { bom: true, delimiter: ';', record_delimiter: '\r\n', quoted_match: /[\r\n]/ }));
}

export function leggiCsv(contenuto: Buffer): EsitoTabella {
  if (contenuto.subarray(0, 2).toString('latin1') === 'PK') {
    return { riga: 1, messaggio: 'è un foglio XLSX, non un CSV: indica il formato giusto.' };
  }
  const esito = righeDaCsv(contenuto);
  return 'messaggio' in esito ? esito : { righe: esito.righe, problemi: [] };
}
