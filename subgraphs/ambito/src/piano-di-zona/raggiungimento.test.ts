import fc from 'fast-check';
import { OperatoreIndicatore } from './indicatore.type.js';
import { raggiungimento } from './raggiungimento.js';

describe('raggiungimento of an indicator', () => {
  test('ten projects out of fifteen expected are 66.7 per cent, twenty are 100', () => {
    expect(raggiungimento(10, 15, OperatoreIndicatore.ALMENO)).toBe(66.7);
    expect(raggiungimento(20, 15, OperatoreIndicatore.ALMENO)).toBe(100);
  });

  test('a deadline of thirty days is met in twenty and half met in sixty', () => {
    expect(raggiungimento(20, 30, OperatoreIndicatore.MASSIMO)).toBe(100);
    expect(raggiungimento(60, 30, OperatoreIndicatore.MASSIMO)).toBe(50);
  });

  test('is unknown without a measure or an expected value, never zero', () => {
    expect(raggiungimento(null, 15, OperatoreIndicatore.ALMENO)).toBeNull();
    expect(raggiungimento(15, null, null)).toBeNull();
    expect(raggiungimento(15, 0, OperatoreIndicatore.PARI)).toBeNull();
  });

  test('stays between 0 and 100, and a better measure is never worth less', () => {
    const number = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(number, number, fc.double({ min: 0.001, max: 1e6, noNaN: true }), (a, b, atteso) => {
        const [low, high] = a <= b ? [a, b] : [b, a];
        const almeno = [low, high].map((v) => raggiungimento(v, atteso, OperatoreIndicatore.ALMENO)!);
        const massimo = [low, high].map((v) => raggiungimento(v, atteso, OperatoreIndicatore.MASSIMO)!);
        expect(almeno[0]).toBeLessThanOrEqual(almeno[1]!);
        expect(massimo[0]).toBeGreaterThanOrEqual(massimo[1]!);
        [...almeno, ...massimo].forEach((v) => expect(v >= 0 && v <= 100).toBe(true));
      }),
    );
  });
});
