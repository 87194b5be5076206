/**
 * Exact numbers. A rule that compares sums of hours or a share of people must say the same in every browser and on the
 * server, so nothing here is a floating-point number: a fraction of two BigInts, always in lowest terms.
 */
export interface Razionale {
  readonly num: bigint;
  /** Always positive. */
  readonly den: bigint;
}

export const ZERO: Razionale = Object.freeze({ num: 0n, den: 1n });
export const UNO: Razionale = Object.freeze({ num: 1n, den: 1n });
export const CENTO: Razionale = Object.freeze({ num: 100n, den: 1n });

/** @throws RangeError when the denominator is zero: callers ask first */
export function fraction(num: bigint, den = 1n): Razionale {
  if (den === 0n) {
    throw new RangeError('a fraction has no zero under the line');
  }
  const sign = den < 0n ? -1n : 1n;
  const divisor = greatestCommonDivisor(num < 0n ? -num : num, den * sign) * sign;
  return { num: num / divisor, den: den / divisor };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) {
    [x, y] = [y, x % y];
  }
  return x === 0n ? 1n : x;
}

export const add = (a: Razionale, b: Razionale): Razionale => fraction(a.num * b.den + b.num * a.den, a.den * b.den);
export const negate = (a: Razionale): Razionale => ({ num: -a.num, den: a.den });
export const subtract = (a: Razionale, b: Razionale): Razionale => add(a, negate(b));
export const multiply = (a: Razionale, b: Razionale): Razionale => fraction(a.num * b.num, a.den * b.den);
export const divide = (a: Razionale, b: Razionale): Razionale => fraction(a.num * b.den, a.den * b.num);
export const isZero = (a: Razionale): boolean => a.num === 0n;

/** Negative, zero or positive, like the comparison of a sort. */
export function compare(a: Razionale, b: Razionale): -1 | 0 | 1 {
  const difference = a.num * b.den - b.num * a.den;
  if (difference === 0n) {
    return 0;
  }
  return difference < 0n ? -1 : 1;
}

export const least = (values: readonly Razionale[]): Razionale => values.reduce((a, b) => (compare(a, b) <= 0 ? a : b));
export const greatest = (values: readonly Razionale[]): Razionale =>
  values.reduce((a, b) => (compare(a, b) >= 0 ? a : b));

/** Half goes away from zero, as people round: 2.5 is 3, -2.5 is -3. */
export function round(a: Razionale, decimali: number): Razionale {
  const scale = 10n ** BigInt(decimali);
  const negative = a.num < 0n;
  const scaled = (negative ? -a.num : a.num) * scale;
  const rounded = (scaled * 2n + a.den) / (a.den * 2n);
  return fraction(negative ? -rounded : rounded, scale);
}

const DECIMALE = /^(-?)(\d{1,15})(?:\.(\d{1,6}))?$/;

/** A decimal written with a point, up to 15 digits and 6 decimals, or null. */
export function parseDecimal(testo: string): Razionale | null {
  const match = DECIMALE.exec(testo);
  if (!match) {
    return null;
  }
  const [, segno, intera = '', decimali = ''] = match;
  const value = BigInt(intera + decimali);
  return fraction(segno === '-' ? -value : value, 10n ** BigInt(decimali.length));
}

/**
 * A JSON number as people meant it: 0.1 is one tenth and not the double next to it. The shortest decimal that reads back
 * as the same double is fixed by ECMAScript, so every engine gives the same.
 */
export const fromNumber = (valore: number): Razionale | null => parseDecimal(String(valore));

/** As a decimal with a point and no useless zeros; null when it does not end within `massimo` decimals. */
export function toDecimal(a: Razionale, massimo = 6): string | null {
  const rounded = round(a, massimo);
  return compare(rounded, a) === 0 ? digits(rounded, massimo) : null;
}

function digits(a: Razionale, decimali: number): string {
  const scaled = (a.num * 10n ** BigInt(decimali)) / a.den;
  const text = (scaled < 0n ? -scaled : scaled).toString().padStart(decimali + 1, '0');
  const intera = text.slice(0, text.length - decimali);
  const resto = text.slice(text.length - decimali).replace(/0+$/, '');
  return `${scaled < 0n ? '-' : ''}${intera}${resto ? `.${resto}` : ''}`;
}

/** The nearest number of JSON. Exact for whatever `fromNumber` can read. */
export const toNumber = (a: Razionale): number => Number(toDecimal(a) ?? digits(round(a, 6), 6));

/**
 * As Italians write it: 8.158 and 11,5. Our own and not Intl's, whose output follows the data that each browser carries.
 */
export function toItalian(a: Razionale): string {
  const esatto = toDecimal(a);
  const [intera = '', decimali] = (esatto ?? digits(round(a, 4), 4)).split('.');
  const migliaia = intera.replace(/\B(?=(\d{3})+$)/g, '.');
  return `${esatto === null ? 'circa ' : ''}${migliaia}${decimali ? `,${decimali}` : ''}`;
}
