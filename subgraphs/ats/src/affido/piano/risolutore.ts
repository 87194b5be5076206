import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { avido } from './avido.js';
import type { Risolto } from './lavorante.js';
import { programmaDi } from './modello.js';
import { conScambi } from './scambi.js';
import type { Coppia, Parte, SoluzioneParte } from './piano.type.js';

/** A larger part is not even sent: no time limit of a request lets the solver prove one, and copying it takes seconds. */
const COPPIE_RISOLVIBILI = 100_000;

/**
 * The best of each part. Those in which everybody may have the first choice need no solver; the others go to a thread of
 * its own, the smaller first, until the time is over: what is not solved by then stays with the greedy choice, and the
 * swaps that give more minors a family.
 */
export async function risolviParti(parti: readonly Parte[], tempoLimiteMs: number): Promise<SoluzioneParte[]> {
  const soluzioni = parti.map(facile);
  const difficili = parti
    .map((parte, i) => ({ parte, i }))
    .filter(({ parte, i }) => !soluzioni[i]!.ottima && parte.coppie.length <= COPPIE_RISOLVIBILI)
    .sort((a, b) => a.parte.coppie.length - b.parte.coppie.length || a.i - b.i);
  if (difficili.length > 0 && tempoLimiteMs > 0) {
    const programmi = difficili.map(({ parte }) => programmaDi(parte));
    await conLavorante(programmi, tempoLimiteMs, ({ quale, scelte, ottimo }) => {
      const { parte, i } = difficili[quale]!;
      if (scelte !== null) {
        soluzioni[i] = { scelte: scelte.map((n) => parte.coppie[n]!), ottima: ottimo };
      }
    });
  }
  return soluzioni;
}

/** Optimal without a solver: nobody can be better off when each request has the family that suits it best. */
function facile(parte: Parte): SoluzioneParte {
  const scelte = avido(parte);
  const prime = new Map<number, Coppia>();
  parte.coppie.forEach((coppia) => prime.has(coppia.r) || prime.set(coppia.r, coppia));
  const ottima =
    scelte.length === prime.size && scelte.every((scelta) => scelta.centesimi === prime.get(scelta.r)!.centesimi);
  return { scelte: ottima ? scelte : conScambi(parte, scelte), ottima };
}

function conLavorante(
  programmi: ReadonlyArray<ReturnType<typeof programmaDi>>,
  tempoLimiteMs: number,
  risolto: (uno: Risolto) => void,
): Promise<void> {
  // The compiled file, also where sources run: a thread knows nothing of what compiles them.
  const file = createRequire(import.meta.url).resolve('@trama/ats/lavorante');
  return new Promise((resolve, reject) => {
    const lavorante = new Worker(file, { workerData: programmi, env: {}, stdin: false });
    let mancano = programmi.length;
    // Nobody waits for the thread to end: on a busy machine that takes seconds, which the limit would not count.
    const fine = (esito: () => void): void => {
      clearTimeout(sveglia);
      lavorante.removeAllListeners('message');
      void lavorante.terminate();
      esito();
    };
    const sveglia = setTimeout(() => fine(resolve), tempoLimiteMs);
    lavorante.on('message', (uno: Risolto) => {
      risolto(uno);
      mancano -= 1;
      if (mancano === 0) {
        fine(resolve);
      }
    });
    lavorante.on('error', (error) => fine(() => reject(error)));
  });
}
