/**
 * Disclosure control of counts about people, as pure functions.
 *
 * A count under the threshold is suppressed, zero included: on children under protection "nobody" is information
 * too. Everything else is rounded to the base, each number on its own, so that no sum gives a suppressed cell
 * back. Law: Regole deontologiche SISTAN (G.U. 14/01/2019), annex, art. 5 asks for at least three; five is our least.
 */
export interface Soglie {
  /** Counts below this are suppressed; at least 5. */
  readonly minimo: number;
  /** Counts are rounded to the nearest multiple of this; at least 5. */
  readonly base: number;
}

export const SOGLIE: Soglie = Object.freeze({ minimo: 5, base: 5 });

export interface Pubblicato {
  /** Null when suppressed, and null when nothing was contributed: `soppresso` tells which. */
  readonly valore: number | null;
  readonly soppresso: boolean;
}

const NON_PERVENUTO: Pubblicato = Object.freeze({ valore: null, soppresso: false });
const SOPPRESSO: Pubblicato = Object.freeze({ valore: null, soppresso: true });

/**
 * The count as it may leave its owner.
 *
 * @param conteggio people counted, or null when nothing was contributed
 * @throws RangeError when it is not a count (negative, fractional) or the thresholds are under the least allowed
 */
export function pubblicaConteggio(conteggio: number | null, { minimo, base }: Soglie = SOGLIE): Pubblicato {
  if (minimo < SOGLIE.minimo || base < SOGLIE.base) {
    throw new RangeError('disclosure thresholds may be raised, never lowered');
  }
  if (conteggio === null) {
    return NON_PERVENUTO;
  }
  if (!Number.isInteger(conteggio) || conteggio < 0) {
    throw new RangeError('a count of people is a whole number, not negative');
  }
  return conteggio < minimo ? SOPPRESSO : { valore: Math.round(conteggio / base) * base, soppresso: false };
}

/** The count as its source published it: what is already public cannot be made secret again. */
export function conteggioPubblico(conteggio: number | null): Pubblicato {
  return conteggio === null ? NON_PERVENUTO : { valore: conteggio, soppresso: false };
}

/**
 * A rate computed from published numbers alone, so that it says nothing the numbers do not.
 *
 * @param per 1000 for "per 1,000 residents"
 * @returns rounded to two decimals; suppressed when a part is suppressed, null when a part is missing or the denominator is 0
 */
export function pubblicaTasso(numeratore: Pubblicato, denominatore: number | null, per: number): Pubblicato {
  if (numeratore.soppresso) {
    return SOPPRESSO;
  }
  if (numeratore.valore === null || !denominatore) {
    return NON_PERVENUTO;
  }
  return { valore: Math.round((numeratore.valore / denominatore) * per * 100) / 100, soppresso: false };
}
