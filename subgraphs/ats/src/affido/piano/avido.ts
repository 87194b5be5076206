import type { Coppia, Parte } from './piano.type.js';

/**
 * The choice of somebody who goes through the list: who waits longest first, each with the best family that still has
 * places. What the exact plan is compared with, and what is left in hand when its time runs out.
 */
export function avido({ coppie, minori, posti }: Pick<Parte, 'coppie' | 'minori' | 'posti'>): Coppia[] {
  const liberi = new Map(posti);
  const scelte = new Map<number, Coppia>();
  // The pairs of a request are together, the better first; requests are in the order of their wait.
  for (const coppia of coppie) {
    const servono = minori.get(coppia.r)!;
    const restano = liberi.get(coppia.f)!;
    if (!scelte.has(coppia.r) && servono <= restano) {
      scelte.set(coppia.r, coppia);
      liberi.set(coppia.f, restano - servono);
    }
  }
  return [...scelte.values()];
}
