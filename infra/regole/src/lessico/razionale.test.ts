import fc from 'fast-check';
import {
  add,
  compare,
  divide,
  fraction,
  fromNumber,
  isZero,
  multiply,
  parseDecimal,
  round,
  subtract,
  toDecimal,
  toItalian,
  toNumber,
} from './razionale.js';

const razionale = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.bigInt({ min: 1n, max: 10n ** 6n }))
  .map(([num, den]) => fraction(num, den));

describe('exact numbers', () => {
  test('a tenth and two tenths are three tenths', () => {
    expect(add(fromNumber(0.1)!, fromNumber(0.2)!)).toEqual(fromNumber(0.3));
  });

  test('follow the laws that sums of figures are trusted for', () => {
    fc.assert(
      fc.property(razionale, razionale, razionale, (a, b, c) => {
        expect(add(a, add(b, c))).toEqual(add(add(c, b), a));
        expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
        expect(isZero(subtract(a, a))).toBe(true);
        expect(compare(a, b)).toBe(-compare(b, a) || 0);
        if (!isZero(b)) {
          expect(multiply(divide(a, b), b)).toEqual(a);
        }
      }),
    );
  });

  test('come from JSON and go back without a change, as long as a figure has six decimals', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 15), max: 10 ** 15 }), (milionesimi) => {
        const valore = milionesimi / 10 ** 6;
        const esatto = fromNumber(valore)!;
        expect(compare(esatto, fraction(BigInt(milionesimi), 10n ** 6n))).toBe(0);
        expect(toNumber(esatto)).toBe(valore === 0 ? 0 : valore);
        expect(parseDecimal(toDecimal(esatto)!)).toEqual(esatto);
      }),
    );
    expect([NaN, Infinity, 1e-7, 1e21].map(fromNumber)).toEqual([null, null, null, null]);
  });

  test('round half away from zero, and never by more than half', () => {
    const arrotonda = (testo: string, decimali: number): string => toDecimal(round(parseDecimal(testo)!, decimali))!;
    expect([arrotonda('2.5', 0), arrotonda('-2.5', 0), arrotonda('1.45', 1), arrotonda('1.44', 1)]).toEqual([
      '3',
      '-3',
      '1.5',
      '1.4',
    ]);
    fc.assert(
      fc.property(razionale, fc.nat({ max: 6 }), (a, decimali) => {
        const distanza = subtract(round(a, decimali), a);
        const assoluta = distanza.num < 0n ? { ...distanza, num: -distanza.num } : distanza;
        expect(compare(assoluta, fraction(1n, 2n * 10n ** BigInt(decimali)))).toBeLessThanOrEqual(0);
      }),
    );
  });

  test('are written as Italians do, without asking the browser', () => {
    const scritto = (testo: string): string => toItalian(parseDecimal(testo)!);
    expect(['8158', '11.5', '-1234567.25', '0', '999', '0.05'].map(scritto)).toEqual([
      '8.158',
      '11,5',
      '-1.234.567,25',
      '0',
      '999',
      '0,05',
    ]);
    expect(toItalian(fraction(1n, 3n))).toBe('circa 0,3333');
    expect(toItalian(fraction(-2n, 3n))).toBe('circa -0,6667');
  });
});
