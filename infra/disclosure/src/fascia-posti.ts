import { type Pubblicato, pubblicaTasso, SOGLIE } from './conteggio.js';

/**
 * How many places of a unit are taken, as it may be told to everybody beside the number of its places.
 *
 * Rounding as elsewhere would not do: a full unit of 7 would be told as 5, and one of 20 with two places free as full. The
 * count is told as a band of five instead, counted downwards from the places, so that "full" is true when it is said. The
 * lowest band holds 0 to 4 whole, and so no band tells one small count from another. Where there are so few places that
 * a full unit is a small count, nothing is told.
 */
export interface FasciaPosti {
  readonly stato: 'LIBERI' | 'ULTIMI' | 'COMPLETO' | 'RISERVATA';
  /** Least number of places taken that is told alike. */
  readonly minimo: number;
  /** Greatest number that is told alike; null when there is none: more people than places may be there. */
  readonly massimo: number | null;
}

/**
 * @param posti places of the unit, more than 0: public
 * @param occupati people who have one; may be more than the places
 * @throws RangeError when one of them is no such number
 */
export function fasciaDi(posti: number, occupati: number): FasciaPosti {
  if (!Number.isInteger(posti) || posti < 1 || !Number.isInteger(occupati) || occupati < 0) {
    throw new RangeError('places are a whole number over 0, and taken ones not negative');
  }
  if (posti < SOGLIE.minimo) {
    return { stato: 'RISERVATA', minimo: 0, massimo: null };
  }
  if (occupati >= posti) {
    return { stato: 'COMPLETO', minimo: posti, massimo: null };
  }
  return conPostiLiberi(posti, occupati);
}

/** ULTIMI is the band just under the places, unless it is the one that hides the small counts. */
function conPostiLiberi(posti: number, occupati: number): FasciaPosti {
  const { minimo: soglia, base } = SOGLIE;
  const sottoFascia = posti - base * Math.floor((posti - soglia) / base);
  if (occupati < sottoFascia) {
    return { stato: 'LIBERI', minimo: 0, massimo: sottoFascia - 1 };
  }
  const minimo = posti - base * Math.ceil((posti - occupati) / base);
  return { stato: minimo + base === posti ? 'ULTIMI' : 'LIBERI', minimo, massimo: minimo + base - 1 };
}

/** Bands of several units, added up. */
export interface SommaFasce {
  readonly posti: number;
  readonly minimo: number;
  /** With no more than its places for a unit that is full. */
  readonly massimo: number;
}

export interface Saturazione {
  /** Places taken of a hundred, between 0 and 100. */
  readonly tasso: Pubblicato;
  /** By how many points the true figure may differ at most; null without one. */
  readonly margine: number | null;
}

/** Beyond so many points it would say too little to be said. */
const MARGINE_MASSIMO = 15;

/**
 * The places taken of a hundred. It is worked out from the bands alone, each in its middle, so that whatever is asked, and
 * however often, it says nothing that the bands of the single units do not.
 */
export function saturazioneDi({ posti, minimo, massimo }: SommaFasce): Saturazione {
  if (posti === 0) {
    return { tasso: pubblicaTasso({ valore: null, soppresso: false }, null, 100), margine: null };
  }
  const margine = Math.round(((massimo - minimo) / 2 / posti) * 1000) / 10;
  const soppresso = margine > MARGINE_MASSIMO;
  const occupati: Pubblicato = { valore: soppresso ? null : (minimo + massimo) / 2, soppresso };
  return { tasso: pubblicaTasso(occupati, posti, 100), margine: soppresso ? null : margine };
}
