/** What a quoted text may not hold as it is; of two halves of one character `JSON.stringify` knows whether they are a pair. */
// eslint-disable-next-line no-control-regex -- they are what JSON must not hold
const NOT_PLAIN = /["\\\u0000-\u001f\ud800-\udfff]/;
const NOT_PLAIN_ASCII = /["\\]|[^\x20-\x7e]/;

/** @returns what `JSON.stringify` says of a text; to look first whether it is plain takes a third of the time */
export const jsonOfText = (text: string): string => (NOT_PLAIN.test(text) ? JSON.stringify(text) : `"${text}"`);

/** The same in ASCII. */
export const asciiJsonOfText = (text: string): string =>
  NOT_PLAIN_ASCII.test(text) ? inAscii(jsonOfText(text)) : `"${text}"`;

/** How JSON says each unit that is not ASCII, once somebody has written it: as many as there are, and no more. */
const escapes = new Map<number, string>();

function escapeOf(unit: number): string {
  const known = escapes.get(unit);
  if (known !== undefined) {
    return known;
  }
  const escape = `\\u${unit.toString(16).padStart(4, '0')}`;
  escapes.set(unit, escape);
  return escape;
}

/** Of JSON, where anything else than ASCII stands inside of strings. A replacement by pattern takes twice as long. */
export function inAscii(json: string): string {
  let ascii = '';
  let from = 0;
  for (let at = 0; at < json.length; at += 1) {
    const unit = json.charCodeAt(at);
    if (unit > 0x7f) {
      ascii += json.slice(from, at) + escapeOf(unit);
      from = at + 1;
    }
  }
  return from === 0 ? json : ascii + json.slice(from);
}

/**
 * V8 keeps a string of more than 128 kB on pages of its own, fetched from the system for it and given back after it, which
 * costs several times what writing the JSON does: so a long text becomes bytes piece by piece.
 */
const PIECE = 8_192;
const MAX_SCRATCH = 4 * 1_048_576;
const BYTES_PER_UNIT = 3;

let scratch = Buffer.allocUnsafe(0);

/**
 * A text of JSON while it is written, from its beginning to its end and without a pause: only one is written at a time. Add to
 * `text`; give it to `flush` now and then, above all after each element of a list.
 *
 * To take back what was written since a moment, keep `text` and `written` of then and put them back: what is before `written` has not
 * changed since.
 */
export class JsonWriter {
  /** What is not yet bytes. */
  text = '';
  /** How many bytes there are. */
  written = 0;

  flushIfLong(): void {
    if (this.text.length > PIECE) {
      this.flush();
    }
  }

  /** @returns all of it in UTF-8 */
  end(): Buffer {
    this.flush();
    const bytes = Buffer.from(scratch.subarray(0, this.written));
    if (scratch.length > MAX_SCRATCH) {
      scratch = Buffer.allocUnsafe(0);
    }
    return bytes;
  }

  private flush(): void {
    const needed = this.written + this.text.length * BYTES_PER_UNIT;
    if (scratch.length < needed) {
      const larger = Buffer.allocUnsafe(2 * needed);
      scratch.copy(larger, 0, 0, this.written);
      scratch = larger;
    }
    this.written += scratch.write(this.text, this.written);
    this.text = '';
  }
}
