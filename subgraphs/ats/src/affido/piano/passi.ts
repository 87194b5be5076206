import { setImmediate } from 'node:timers/promises';

/** So long a piece of work may keep the others of the process waiting. */
const PASSO_MS = 25;

/** What `fai` gives for each, in their order; every so often whoever else has work is let through. */
export async function aPassi<T, U>(cose: readonly T[], fai: (cosa: T, i: number) => U): Promise<U[]> {
  const fatte: U[] = [];
  let inizio = performance.now();
  for (const [i, cosa] of cose.entries()) {
    fatte.push(fai(cosa, i));
    if (performance.now() - inizio > PASSO_MS) {
      await setImmediate();
      inizio = performance.now();
    }
  }
  return fatte;
}
