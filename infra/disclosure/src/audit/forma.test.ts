import fc from 'fast-check';
import { conteggioPubblico, pubblicaConteggio, pubblicaTasso, type Soglie } from '../conteggio.js';
import { ampiezza, dominioDi } from './forma.js';
import { arrotonda } from './tavole.fixtures.js';

describe('what a published form says of the true count', () => {
  const conteggio = fc.nat({ max: 2000 });
  const soglie: fc.Arbitrary<Soglie> = fc.record({
    minimo: fc.integer({ min: 5, max: 20 }),
    base: fc.integer({ min: 5, max: 12 }),
  });

  test('is every count that our rule publishes alike, and no other', () => {
    fc.assert(
      fc.property(conteggio, soglie, (n, s) => {
        const { minimo, massimo } = dominioDi([arrotonda(s)(n)!]);
        const come = (m: number) => JSON.stringify(pubblicaConteggio(m, s));
        const uguali = Array.from({ length: 2100 }, (_, m) => m).filter((m) => come(m) === come(n));
        expect([minimo, massimo, massimo - minimo + 1]).toEqual([uguali[0], uguali.at(-1), uguali.length]);
      }),
    );
  });

  test('of a rate over a public denominator, is every count with that rate, and no other', () => {
    fc.assert(
      fc.property(conteggio, fc.integer({ min: 1, max: 30_000 }), (n, denominatore) => {
        const tasso = (m: number) => pubblicaTasso(conteggioPubblico(m), denominatore, 1000).valore;
        const forma = { tipo: 'TASSO', valore: tasso(n)!, denominatore, per: 1000, decimali: 2 } as const;
        const { minimo, massimo } = dominioDi([forma]);
        expect([tasso(minimo), tasso(massimo)]).toEqual([tasso(n), tasso(n)]);
        expect(minimo === 0 || tasso(minimo - 1) !== tasso(n)).toBe(true);
        expect(tasso(massimo + 1)).not.toBe(tasso(n));
      }),
    );
  });

  test('told in several forms, is what they have in common', () => {
    const tonda = { tipo: 'ARROTONDATA', valore: 10, soglie: { minimo: 5, base: 5 } } as const;
    const larga = { tipo: 'ARROTONDATA', valore: 14, soglie: { minimo: 5, base: 7 } } as const;
    expect(dominioDi([tonda])).toEqual({ minimo: 8, massimo: 12 });
    expect(dominioDi([tonda, larga])).toEqual({ minimo: 11, massimo: 12 });
    expect(dominioDi([{ tipo: 'SOPPRESSA', minimo: 5 }, { tipo: 'PRESENTE' }])).toEqual({ minimo: 1, massimo: 4 });
    expect(ampiezza(dominioDi([tonda, { tipo: 'ESATTA', valore: 13 }]))).toBe(0);
  });
});
