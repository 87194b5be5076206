import fc from 'fast-check';
import { canonico, inUtf8, type Parte } from './canonico.js';

const parte: fc.Arbitrary<Parte> = fc.oneof(
  fc.constant(null),
  fc.string({ unit: 'grapheme' }),
  fc.integer(),
  fc.uint8Array({ maxLength: 20 }),
);
const kindOf = (valore: Parte) =>
  valore instanceof Uint8Array ? ['byte', Buffer.from(valore).toString('hex')] : [typeof valore, valore];
const same = (a: readonly Parte[], b: readonly Parte[]) =>
  JSON.stringify(a.map(kindOf)) === JSON.stringify(b.map(kindOf));

describe('the canonical encoding of tuples', () => {
  test('gives different bytes for different tuples, and the same for the same', () => {
    fc.assert(
      fc.property(fc.array(parte), fc.array(parte), (a, b) => {
        expect(canonico(...a).equals(canonico(...b))).toBe(same(a, b));
      }),
      { numRuns: 2000 },
    );
  });

  test('does not move the border between two parts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.nat(), fc.nat(), (testo, n, m) => {
        const [i, j] = [n % (testo.length + 1), m % (testo.length + 1)];
        fc.pre(i !== j && wellFormed(testo.slice(0, i)) && wellFormed(testo.slice(0, j)));
        const [a, b] = [i, j].map((k) => canonico(testo.slice(0, k), testo.slice(k)));
        expect(a!.equals(b!)).toBe(false);
      }),
    );
  });

  test('keeps null, empty, zero and their spellings apart', () => {
    const simili: Parte[][] = [
      [],
      [null],
      [''],
      ['null'],
      [0],
      ['0'],
      [Buffer.alloc(0)],
      ['', ''],
      [null, null],
      [Buffer.from('0')],
    ];
    expect(new Set(simili.map((parti) => canonico(...parti).toString('hex'))).size).toBe(simili.length);
  });

  test('refuses texts that UTF-8 would change, and numbers with more than one spelling', () => {
    expect(() => inUtf8('a\ud800')).toThrow(TypeError);
    expect(inUtf8('\u{1F600}').toString('utf8')).toBe('\u{1F600}');
    expect(() => canonico(1.5)).toThrow(TypeError);
    expect(() => canonico(2 ** 53)).toThrow(TypeError);
  });

  const wellFormed = (testo: string) => !/\p{Surrogate}/u.test(testo);
});
