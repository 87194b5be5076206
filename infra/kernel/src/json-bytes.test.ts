import { isAscii } from 'node:buffer';
import * as fc from 'fast-check';
import { asciiJsonBytes, jsonBytes, parseJsonBytes } from './json-bytes.js';

/** Values long enough to be written in pieces, and others; with what JSON leaves out, and with units that are no character. */
const { value } = fc.letrec((tie) => ({
  leaf: fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.string({ unit: 'binary', maxLength: 10 }),
    fc.constantFrom<unknown>(undefined, () => 1, Symbol('s'), '\ud800', new Date(0), '«perché» – così'),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
  ),
  value: fc.oneof(
    { depthSize: 'small' },
    tie('leaf'),
    fc.array(tie('value'), { maxLength: 6 }),
    fc.dictionary(fc.string({ unit: 'grapheme', maxLength: 6 }), tie('value'), { maxKeys: 5 }),
  ),
}));
/** Short ones, and the same a thousand times beside sixty thousand characters, which is long. */
const answers = fc.tuple(value, fc.boolean()).map(([one, isLong]) => ({
  data: isLong
    ? { testo: '–'.repeat(60_000), lista: Array<unknown>(300).fill(one), altro: { una: one } }
    : { una: one },
}));

describe('JSON as bytes', () => {
  test('is what JSON.stringify says, however long', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const right = Buffer.from(JSON.stringify(answer));
        expect(jsonBytes(answer).equals(right)).toBe(true);
      }),
    );
  });

  test('for ourselves is ASCII, and says the same', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const bytes = asciiJsonBytes(answer);
        expect(isAscii(bytes)).toBe(true);
        expect(JSON.stringify(parseJsonBytes(bytes)) === JSON.stringify(answer)).toBe(true);
      }),
    );
  });

  test('of others is read too, and what is none is refused', () => {
    expect(parseJsonBytes(Buffer.from('{"nome":"Comunità Montana – «Valle»"}'))).toEqual({
      nome: 'Comunità Montana – «Valle»',
    });
    expect(() => parseJsonBytes(Buffer.from('{"nome"'))).toThrow(SyntaxError);
  });
});
