import fc from 'fast-check';
import { conteggioPubblico, pubblicaConteggio, pubblicaTasso } from './conteggio.js';

describe('disclosure control of a count', () => {
  const count = fc.nat({ max: 1_000_000 });

  test('a count under five never leaves, and says so', () => {
    for (const small of [0, 1, 2, 3, 4]) {
      expect(pubblicaConteggio(small)).toEqual({ valore: null, soppresso: true });
    }
  });

  test('a count that nobody contributed is missing, not suppressed and not zero', () => {
    expect(pubblicaConteggio(null)).toEqual({ valore: null, soppresso: false });
  });

  test('everything else is a multiple of five, at most two away from the truth', () => {
    fc.assert(
      fc.property(
        count.filter((n) => n >= 5),
        (n) => {
          const { valore, soppresso } = pubblicaConteggio(n);
          expect(soppresso).toBe(false);
          expect(valore! % 5).toBe(0);
          expect(Math.abs(valore! - n)).toBeLessThanOrEqual(2);
        },
      ),
    );
  });

  test('a published value is compatible with at least three true counts', () => {
    fc.assert(
      fc.property(count, (n) => {
        const published = JSON.stringify(pubblicaConteggio(n));
        const around = Array.from({ length: 11 }, (_, i) => n - 5 + i).filter((m) => m >= 0);
        expect(around.filter((m) => JSON.stringify(pubblicaConteggio(m)) === published).length).toBeGreaterThanOrEqual(
          3,
        );
      }),
    );
  });

  test('thresholds may be raised and never lowered', () => {
    expect(pubblicaConteggio(9, { minimo: 10, base: 5 })).toEqual({ valore: null, soppresso: true });
    expect(() => pubblicaConteggio(9, { minimo: 3, base: 5 })).toThrow(RangeError);
    expect(() => pubblicaConteggio(9, { minimo: 5, base: 1 })).toThrow(RangeError);
  });

  test('what is not a count is refused', () => {
    expect(() => pubblicaConteggio(-1)).toThrow(RangeError);
    expect(() => pubblicaConteggio(7.5)).toThrow(RangeError);
  });
});

describe('a rate', () => {
  test('is computed from the published count: two true counts that publish alike have one rate', () => {
    fc.assert(
      fc.property(fc.nat({ max: 5000 }), fc.integer({ min: 1, max: 100_000 }), (n, residents) => {
        const published = pubblicaConteggio(n);
        const again = published.valore === null ? published : pubblicaConteggio(published.valore);
        expect(pubblicaTasso(published, residents, 1000)).toEqual(pubblicaTasso(again, residents, 1000));
      }),
    );
  });

  test('of 746 minors out of 17,594 residents under 18 is 42.4 per thousand', () => {
    expect(pubblicaTasso(conteggioPubblico(746), 17_594, 1000)).toEqual({ valore: 42.4, soppresso: false });
  });

  test('is suppressed with its count, and missing without a denominator', () => {
    expect(pubblicaTasso(pubblicaConteggio(3), 100, 1000)).toEqual({ valore: null, soppresso: true });
    expect(pubblicaTasso(pubblicaConteggio(30), null, 1000)).toEqual({ valore: null, soppresso: false });
    expect(pubblicaTasso(pubblicaConteggio(30), 0, 1000)).toEqual({ valore: null, soppresso: false });
  });
});
