import { parse } from 'csv-parse/browser/esm/sync';

/** A part of a file of cases that the API takes at once. */
export interface Pezzo {
  readonly testo: string;
  readonly casi: number;
  /** Where each of its rows stands in the whole file, as a spreadsheet shows it: the first is that of the headings. */
  readonly righe: readonly number[];
}

export interface Misura {
  readonly righe: number;
  readonly byte: number;
}

/**
 * Well within what a request carries, and small enough that whoever stops the writing need not wait long for the part that is
 * being written.
 */
export const MISURA: Misura = { righe: 100, byte: 40_000 };

interface Riga {
  readonly testo: string;
  readonly celle: readonly string[];
}

interface RigaDiCaso extends Riga {
  readonly numero: number;
}

/**
 * A file of cases in parts, none of which divides a case: each part is written whole or not at all, and so is each case. A file
 * whose headings do not name the case is one part of two rows: the API says what is wrong with it.
 */
export function dividi(testo: string, misura: Misura = MISURA): Pezzo[] {
  const [testata = { testo: '', celle: [] }, ...corpo] = righeDi(testo);
  const righe = corpo
    .map((riga, index) => ({ ...riga, numero: index + 2 }))
    .filter(({ celle }) => celle.some((cella) => cella.trim() !== ''));
  const at = testata.celle.findIndex((cella) => cella.trim().toLowerCase() === 'codice_esterno');
  if (at === -1) {
    return [pezzoDi(testata, [righe.slice(0, 1)])];
  }
  return insieme(perCaso(righe, at), misura).map((casi) => pezzoDi(testata, casi));
}

/** Rows of one case need not follow each other; one that names no case stands by itself, to be told of. */
function perCaso(righe: readonly RigaDiCaso[], at: number): RigaDiCaso[][] {
  const casi = new Map<string, RigaDiCaso[]>();
  for (const riga of righe) {
    const codice = riga.celle[at]?.trim() || `\n${riga.numero}`;
    casi.set(codice, [...(casi.get(codice) ?? []), riga]);
  }
  return [...casi.values()];
}

function insieme(casi: ReadonlyArray<readonly RigaDiCaso[]>, misura: Misura): RigaDiCaso[][][] {
  const found: RigaDiCaso[][][] = [[]];
  let room = misura;
  for (const caso of casi) {
    const byte = caso.reduce((sum, riga) => sum + byteDi(riga.testo), 0);
    const last = found.at(-1)!;
    if (last.length > 0 && (caso.length > room.righe || byte > room.byte)) {
      found.push([[...caso]]);
      room = misura;
    } else {
      last.push([...caso]);
    }
    room = { righe: room.righe - caso.length, byte: room.byte - byte };
  }
  return found;
}

function pezzoDi(testata: Riga, casi: ReadonlyArray<readonly RigaDiCaso[]>): Pezzo {
  const righe = casi.flat().sort((one, other) => one.numero - other.numero);
  return {
    testo: `${[testata, ...righe].map(({ testo }) => testo).join('\r\n')}\r\n`,
    casi: casi.length,
    righe: [1, ...righe.map(({ numero }) => numero)],
  };
}

const encoder = new TextEncoder();
const byteDi = (testo: string): number => encoder.encode(testo).length + 2;

/** Where a row of a part stands in the whole file. */
export const rigaNelFile = ({ righe }: Pezzo, riga: number): number => righe[riga - 1] ?? riga;

/** A file that is no CSV, and where it stops being one. */
export class CsvRotto extends Error {
  constructor(readonly riga: number) {
    super(`line ${riga}`);
  }
}

/**
 * Rows with semicolons, each as it is written; read as the API reads them.
 *
 * @throws CsvRotto
 */
export function righeDi(testo: string): Riga[] {
  try {
    const lette = parse(testo, {
      ...{ bom: true, delimiter: ';', relax_column_count: true, skip_empty_lines: false },
      raw: true,
    }) as unknown as ReadonlyArray<{ readonly raw: string; readonly record: readonly string[] }>;
    return lette.map(({ raw, record }) => ({ testo: raw.replace(/\r?\n$|\r$/, ''), celle: record }));
  } catch (error) {
    // A quote that is never closed is noticed at the end of the file: the row to look at is the one after those that were read.
    throw new CsvRotto(((error as { readonly records?: number }).records ?? 0) + 1);
  }
}
