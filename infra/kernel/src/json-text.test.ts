import { isAscii } from 'node:buffer';
import * as fc from 'fast-check';
import { parseJsonBytes } from './json-bytes.js';
import { asciiJsonOfText, inAscii, jsonOfText, JsonWriter } from './json-text.js';
import { answerBytes, WrittenData } from './written-data.js';

/** With units that are no character by themselves, and with what JSON must not hold as it is. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 10 }),
  fc.constantFrom('\ud800', '\udc00\ud800', '"', '\\', '\u0000', '\u001f', '\u007f', '\u2028', '😀', '«perché» – così'),
);

describe('a text as JSON', () => {
  test('is what JSON.stringify says', () => {
    fc.assert(fc.property(text, (one) => expect(jsonOfText(one)).toBe(JSON.stringify(one))));
  });

  test('in ASCII says the same', () => {
    fc.assert(
      fc.property(text, (one) => {
        const json = asciiJsonOfText(one);
        expect([isAscii(Buffer.from(json)), JSON.parse(json)]).toEqual([true, JSON.parse(JSON.stringify(one))]);
        expect(JSON.parse(inAscii(JSON.stringify({ [one]: one })))).toEqual({ [one]: one });
      }),
    );
  });
});

describe('JSON that is written piece by piece', () => {
  /** Begins something, writes, flushes, and keeps or takes back what was written since it began. */
  const step = fc.oneof(
    fc.record({
      does: fc.constant('writes' as const),
      what: fc.oneof(
        text,
        text.map((one) => one.repeat(400)),
      ),
    }),
    fc.record({
      does: fc.constantFrom('begins' as const, 'keeps' as const, 'takes back' as const, 'flushes' as const),
    }),
  );

  test('is all that was written and not taken back', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const writer = new JsonWriter();
        let right = '';
        const begun: Array<{ text: string; written: number; right: string }> = [];
        for (const one of steps) {
          if (one.does === 'writes') {
            writer.text += one.what;
            right += one.what;
          } else if (one.does === 'flushes') {
            writer.flushIfLong();
          } else if (one.does === 'begins') {
            begun.push({ text: writer.text, written: writer.written, right });
          } else {
            const since = begun.pop();
            if (one.does === 'takes back' && since) {
              Object.assign(writer, { text: since.text, written: since.written });
              ({ right } = since);
            }
          }
        }
        // Halves of characters come out as Buffer writes them; JSON has none.
        fc.pre(Buffer.from(right).toString() === right);
        expect(writer.end().equals(Buffer.from(right))).toBe(true);
      }),
    );
  });

  test('belongs to who asked for it, whatever is written next', () => {
    const first = Object.assign(new JsonWriter(), { text: '"prima"' }).end();
    Object.assign(new JsonWriter(), { text: '"seconda"' }).end();
    expect(first.toString()).toBe('"prima"');
  });
});

describe('an answer', () => {
  test('whose data is written already says the rest first, and is itself alone without any', () => {
    const written = () => new WrittenData(Buffer.from('{"data":{"nome":"Città"}}'));
    expect(JSON.parse(JSON.stringify({ data: written() }))).toEqual({ data: { nome: 'Città' } });
    expect(answerBytes({ data: written() }).toString()).toBe('{"data":{"nome":"Città"}}');
    const withErrors = answerBytes({ errors: [{ message: 'no' }], data: written() } as object).toString();
    expect(withErrors).toBe('{"errors":[{"message":"no"}],"data":{"nome":"Città"}}');
  });

  test('whose data is an object is written as it is', () => {
    expect(answerBytes({ data: { nome: 'Città' } }).toString()).toBe('{"data":{"nome":"Città"}}');
    expect(answerBytes({ data: { nome: 'Città' } }, (value) => inAscii(JSON.stringify(value))).toString()).toBe(
      '{"data":{"nome":"Citt\\u00e0"}}',
    );
  });
});

describe('JSON in bytes', () => {
  test('of others is read too, and what is none is refused', () => {
    const nome = 'Comunità Montana – «Valle»';
    expect(parseJsonBytes(Buffer.from(JSON.stringify({ nome })))).toEqual({ nome });
    expect(parseJsonBytes(Buffer.from(inAscii(JSON.stringify({ nome }))))).toEqual({ nome });
    expect(() => parseJsonBytes(Buffer.from('{"nome"'))).toThrow(SyntaxError);
  });
});
