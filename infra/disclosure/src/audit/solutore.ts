import modulo, { type Highs, type Model, type ModelData } from 'highs';
import { type Sistema, soddisfa } from './sistema.js';

/** The solver gave up, or answered with counts that do not satisfy the sums: nothing is proved, so nothing may be published. */
export class AuditIncompiuto extends Error {
  override readonly name = 'AuditIncompiuto';
}

/** Wanted of a solution: the sum of some counts as small as can be, between bounds that may be tighter than the system's. */
export interface Richiesta {
  /** By place in `nomi`: 1 to make it small, -1 to make it great. */
  readonly pesi?: ReadonlyMap<number, number>;
  readonly minimi?: readonly number[];
  readonly massimi?: readonly number[];
}

const SECONDI = 10;
const OTTIMO = 7;
const IMPOSSIBILE: ReadonlySet<number> = new Set([8, 9]);

/** The package's types speak of its CommonJS file; what Node imports is the loader itself. */
const caricaHighs = modulo as unknown as typeof modulo.default;
let highs: Promise<Highs> | undefined;

/** Integer programs on one system, solved by HiGHS one after the other. The solver is loaded at the first one. */
export class Solutore {
  programmi = 0;

  /** Uses the solver on one system; its memory is not JavaScript's, and is given back at the end. */
  async su<T>(sistema: Sistema, usa: (risolvi: (richiesta?: Richiesta) => number[] | null) => T): Promise<T> {
    const solver = await (highs ??= caricaHighs());
    const model = solver.createModel(modelData(sistema));
    try {
      model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0, time_limit: SECONDI });
      return usa((richiesta = {}) => this.risolvi(model, sistema, richiesta));
    } finally {
      model.dispose();
    }
  }

  /** @returns one value for each count, or null when there are none that fit */
  private risolvi(model: Model, sistema: Sistema, { pesi, minimi, massimi }: Richiesta): number[] | null {
    const { nomi } = sistema;
    const tutti = { kind: 'set', indices: nomi.map((_, i) => i) } as const;
    model.changeColsBounds(tutti, minimi ?? sistema.minimi, massimi ?? sistema.massimi);
    model.changeColsCost(
      tutti,
      nomi.map((_, i) => pesi?.get(i) ?? 0),
    );
    model.zeroAllClocks();
    model.run();
    this.programmi += 1;
    const stato = model.getModelStatus();
    if (IMPOSSIBILE.has(stato)) {
      return null;
    }
    const valori = [...model.getSolution().colValue].map((n) => Math.round(n) + 0); // no -0
    if (stato !== OTTIMO || !soddisfa(sistema, valori)) {
      throw new AuditIncompiuto(`no answer about ${nomi.length} counts: solver status ${stato}`);
    }
    return valori;
  }
}

function modelData({ nomi, minimi, massimi, righe }: Sistema): ModelData {
  const termini = righe.flatMap((riga) => riga.termini);
  const inizi = [0];
  for (const riga of righe) {
    inizi.push(inizi.at(-1)! + riga.termini.length);
  }
  return {
    numCols: nomi.length,
    numRows: righe.length,
    colCost: nomi.map(() => 0),
    colLower: minimi,
    colUpper: massimi,
    rowLower: righe.map(({ noto }) => noto),
    rowUpper: righe.map(({ noto }) => noto),
    matrix: {
      format: 'csr',
      numRows: righe.length,
      numCols: nomi.length,
      starts: inizi,
      indices: termini.map(([indice]) => indice),
      values: termini.map(([, volte]) => volte),
    },
    integrality: nomi.map(() => 1 as const),
  };
}
