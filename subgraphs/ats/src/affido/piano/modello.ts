import type { ModelData } from 'highs';
import type { Parte } from './piano.type.js';

/** One integer program, in two steps: the costs of each, for one variable a pair. */
export interface Programma {
  readonly modello: ModelData;
  /** First step: minors with a family, and those who waited long before others. To be made great. */
  readonly precedenza: readonly number[];
  /** Second step, without losing anything of the first: points. */
  readonly punti: readonly number[];
}

/**
 * A variable for each pair, 0 or 1. Rows: each request at most once; in each family no more minors than it has places.
 * The last row is the value of the first step, free at first, and kept in the second.
 */
export function programmaDi({ coppie, minori, attesaLunga, posti }: Parte): Programma {
  const richieste = [...minori.keys()];
  const famiglie = [...posti.keys()];
  const rigaR = new Map(richieste.map((r, i) => [r, i]));
  const rigaF = new Map(famiglie.map((f, i) => [f, richieste.length + i]));
  // One minor more is worth more than all those who waited long: both fit in numbers that a computer keeps exactly.
  const tutti = [...minori.values()].reduce((a, b) => a + b, 0);
  const precedenza = coppie.map(({ r }) => minori.get(r)! * (tutti + 1 + (attesaLunga.has(r) ? 1 : 0)));
  const numRows = richieste.length + famiglie.length + 1;
  const righe: Array<Array<readonly [colonna: number, volte: number]>> = Array.from({ length: numRows }, () => []);
  coppie.forEach(({ r, f }, colonna) => {
    righe[rigaR.get(r)!]!.push([colonna, 1]);
    righe[rigaF.get(f)!]!.push([colonna, minori.get(r)!]);
    righe[numRows - 1]!.push([colonna, precedenza[colonna]!]);
  });
  const termini = righe.flat();
  const inizi = [0];
  righe.forEach((riga) => inizi.push(inizi.at(-1)! + riga.length));
  return {
    precedenza,
    punti: coppie.map(({ centesimi }) => centesimi),
    modello: {
      numCols: coppie.length,
      numRows,
      colCost: coppie.map(() => 0),
      colLower: coppie.map(() => 0),
      colUpper: coppie.map(() => 1),
      rowLower: righe.map(() => 0),
      rowUpper: [...richieste.map(() => 1), ...famiglie.map((f) => posti.get(f)!), Number.POSITIVE_INFINITY],
      matrix: {
        format: 'csr',
        numRows,
        numCols: coppie.length,
        starts: inizi,
        indices: termini.map(([colonna]) => colonna),
        values: termini.map(([, volte]) => volte),
      },
      integrality: coppie.map(() => 1 as const),
    },
  };
}
