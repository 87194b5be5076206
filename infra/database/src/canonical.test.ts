import fc from 'fast-check';
import { canonicalJson } from './canonical.js';

/** The same object with its fields in the opposite order, at every depth. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(reversed);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, field]) => [name, reversed(field)]),
  );
}

describe('the canonical text of an input', () => {
  test('does not depend on the order of the fields, and means the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(text).toBe(canonicalJson(reversed(value)));
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('is another for another value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const same = JSON.stringify(JSON.parse(canonicalJson(a))) === JSON.stringify(JSON.parse(canonicalJson(b)));
        expect(canonicalJson(a) === canonicalJson(b)).toBe(same);
      }),
      { numRuns: 500 },
    );
  });

  test('tells a field that is null from one that is absent, and an absent one from none at all', () => {
    class Input {
      motivo?: string | undefined = undefined;
      caso = 'c';
    }
    expect(canonicalJson(new Input())).toBe('{"caso":"c"}');
    expect(canonicalJson({ motivo: null, caso: 'c' })).toBe('{"caso":"c","motivo":null}');
  });

  test.each([
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [undefined],
    [1n],
    [() => 1],
    [new Date(0)],
    [new Map([[1, 2]])],
    [new Set([1])],
    [Buffer.from('a')],
    [Promise.resolve(1)],
    [[undefined]],
  ])('refuses %p, which JSON would change without a word', (value) => {
    expect(() => canonicalJson({ value: [value] })).toThrow(TypeError);
  });
});
