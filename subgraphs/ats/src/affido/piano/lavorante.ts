import modulo, { type Highs, type Model } from 'highs';
import { parentPort, workerData } from 'node:worker_threads';
import type { Programma } from './modello.js';

/** What the solver says of one program: the variables that are 1; null when it found nothing in time. */
export interface Risolto {
  readonly quale: number;
  readonly scelte: readonly number[] | null;
  readonly ottimo: boolean;
}

const OTTIMO = 7;
const MEZZO = 0.5;

/** The package's types speak of its CommonJS file; what Node imports is the loader itself. */
const caricaHighs = modulo as unknown as typeof modulo.default;

/** Runs in a thread of its own: the solver blocks whoever calls it, and a server must go on answering. */
async function lavora(programmi: readonly Programma[]): Promise<void> {
  const highs = await caricaHighs();
  programmi.forEach((programma, quale) => {
    parentPort!.postMessage({ quale, ...risolvi(highs, programma) } satisfies Risolto);
  });
}

function risolvi(highs: Highs, { modello, precedenza, punti }: Programma): Omit<Risolto, 'quale'> {
  const model = highs.createModel(modello);
  try {
    model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0 });
    const tutte = { kind: 'set', indices: punti.map((_, i) => i) } as const;
    const passo = (pesi: readonly number[]): readonly number[] | null => {
      // The solver makes a sum small; we want it great.
      model.changeColsCost(
        tutte,
        pesi.map((peso) => -peso),
      );
      model.run();
      return model.getModelStatus() === OTTIMO ? scelteDi(model) : null;
    };
    const prima = passo(precedenza);
    if (prima === null) {
      return { scelte: null, ottimo: false };
    }
    const valore = prima.reduce((somma, i) => somma + precedenza[i]!, 0);
    const ultima = modello.numRows - 1;
    model.changeRowsBounds({ kind: 'set', indices: [ultima] }, [valore - MEZZO], [Number.POSITIVE_INFINITY]);
    const seconda = passo(punti);
    return { scelte: seconda ?? prima, ottimo: seconda !== null };
  } finally {
    model.dispose();
  }
}

const scelteDi = (model: Model): number[] =>
  [...model.getSolution().colValue].flatMap((valore, i) => (valore > MEZZO ? [i] : []));

void lavora(workerData as readonly Programma[]);
