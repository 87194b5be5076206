import { stringify } from 'csv-stringify/sync';

/** A published cell, as it goes out. */
export interface CellaAperta {
  readonly codice: string;
  readonly etichetta: string;
  readonly anno: number;
  /** Number of the ambito; null for a body and for all contributors together. */
  readonly ambito: number | null;
  readonly luogo: string;
  readonly ente: string | null;
  readonly valore: number | null;
  readonly soppresso: boolean;
  readonly unita: string;
  /** ISO date that the figure speaks of. */
  readonly data: string;
  readonly origine: string;
  readonly fonte: {
    readonly documento?: string;
    readonly capitolo?: string;
    readonly pagina?: number | null;
  };
}

/** The edition that the cells are of, as each of their rows says it. */
export interface EdizioneDiFile {
  readonly codice: string;
  readonly licenza: string;
}

type Riga = ReadonlyArray<string | number | boolean | null>;

/** One after the other in the files, with what each is, in Italian. */
export const COLONNE: ReadonlyArray<readonly [nome: string, descrizione: string]> = [
  ['edizione', 'Codice dell’edizione, da citare.'],
  ['codice', 'Codice della misura: lo stesso in tutte le edizioni.'],
  ['etichetta', 'Nome della misura.'],
  ['anno', 'Anno a cui il dato si riferisce.'],
  ['ambito', 'Numero dell’ambito; vuoto per un ente, per chi è fuori dalla ATS e per tutti insieme.'],
  ['luogo', 'A chi si riferisce il dato, a parole.'],
  ['ente', 'Codice dell’ente del Terzo Settore che ha contato; vuoto negli altri casi.'],
  ['valore', 'Il dato; vuoto se soppresso.'],
  ['soppresso', 'true se il dato esiste ma è troppo piccolo per essere detto.'],
  ['unita', 'Che cosa si conta.'],
  ['data', 'Giorno a cui il dato è aggiornato.'],
  ['origine', 'PIANO_DI_ZONA, RILEVATO, IMPORTATO, oppure DIMOSTRATIVO: inventato per la prova.'],
  ['licenza', 'Licenza con cui il dato si può riusare.'],
  ['fonte_documento', 'Documento da cui viene.'],
  ['fonte_capitolo', 'Dove, nel documento.'],
  ['fonte_pagina', 'Pagina, se c’è.'],
];

function rigaDi({ codice, licenza }: EdizioneDiFile, cella: CellaAperta): Riga {
  const { documento = null, capitolo = null, pagina = null } = cella.fonte;
  return [
    ...[codice, cella.codice, cella.etichetta, cella.anno, cella.ambito, cella.luogo, cella.ente, cella.valore],
    ...[cella.soppresso, cella.unita, cella.data, cella.origine, licenza, documento, capitolo, pagina],
  ];
}

/** RFC 4180 and UTF-8, for programs: commas, a point for decimals. No cell begins a formula in a spreadsheet. */
const csv = (righe: readonly Riga[]): string =>
  stringify(
    righe.map((riga) => riga.map((valore) => (typeof valore === 'boolean' ? String(valore) : valore))),
    { record_delimiter: '\r\n', quoted_match: /[\r\n]/, escape_formulas: true },
  );

/**
 * How an edition is written. The same cells give the same bytes, however they are cut into blocks: the checksum that was
 * told when the edition came out holds for ever. A change here would break the promise of every edition before it.
 */
export const FORMATI = {
  csv: {
    inizio: (): string => csv([COLONNE.map(([nome]) => nome)]),
    blocco: (edizione: EdizioneDiFile, celle: readonly CellaAperta[]): string =>
      csv(celle.map((cella) => rigaDi(edizione, cella))),
  },
  ndjson: {
    inizio: (): string => '',
    blocco: (edizione: EdizioneDiFile, celle: readonly CellaAperta[]): string =>
      celle.map((cella) => `${JSON.stringify(oggettoDi(rigaDi(edizione, cella)))}\n`).join(''),
  },
} as const;

export type FormatoFile = keyof typeof FORMATI;

const oggettoDi = (riga: Riga): Record<string, unknown> =>
  Object.fromEntries(COLONNE.map(([nome], i) => [nome, riga[i]]));
