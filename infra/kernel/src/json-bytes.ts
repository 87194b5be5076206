import { isAscii } from 'node:buffer';

/**
 * V8 keeps a string of more than 128 kB on pages of its own, fetched from the system for it and given back after it: to
 * make one costs several times what its JSON does. A text of so many characters may be one.
 */
const LONG = 60_000;
/** Where the list is that makes an answer long: data, field, connection, edges; a few steps below at most. */
const DEPTH = 8;
/** Written together, so that a long list is not written word by word. */
const PIECE = 8_192;
/** What a long text is long with: each of so many in a list is written as a whole, which is quicker than word by word. */
const MANY = 8;
const MAX_SCRATCH = 4 * 1_048_576;
const BYTES_PER_UNIT = 3;

/** @returns what `JSON.stringify` says, in UTF-8 */
export const jsonBytes = (value: object): Buffer =>
  hasLongList(value, DEPTH) ? inPieces(value, (piece) => piece) : Buffer.from(JSON.stringify(value));

/**
 * The same in ASCII, for a reader of ours: `parseJsonBytes` then has a character for each byte and need not look for others.
 * About one in five hundred is another one in Italian, so the text hardly grows.
 */
export const asciiJsonBytes = (value: object): Buffer =>
  hasLongList(value, DEPTH) ? inPieces(value, inAscii) : Buffer.from(inAscii(JSON.stringify(value)), 'latin1');

/** @throws SyntaxError for what is not JSON */
export const parseJsonBytes = (bytes: Buffer): unknown =>
  JSON.parse(isAscii(bytes) ? bytes.toString('latin1') : bytes.toString());

/**
 * The same bytes in memory of their own, for who keeps them: short ones may be a corner of a larger piece, which would be kept
 * with them.
 */
export function ownBytes(bytes: Buffer | string): Buffer {
  const given = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  return given.buffer.byteLength === given.length ? given : Buffer.from(Uint8Array.from(given).buffer);
}

/** Of JSON, where anything else than ASCII stands inside of strings. */
const inAscii = (json: string): string =>
  json.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

function hasLongList(value: unknown, depth: number): boolean {
  if (depth === 0 || typeof value !== 'object' || value === null) {
    return false;
  }
  return (
    (Array.isArray(value) && value.length >= MANY) || Object.values(value).some((part) => hasLongList(part, depth - 1))
  );
}

let scratch = Buffer.allocUnsafe(0);

function inPieces(value: object, encoded: (json: string) => string): Buffer {
  const writing = new Writing(encoded);
  writing.value(value);
  return writing.end();
}

/** One text at a time, into the same memory: nothing is awaited between its first word and its last. */
class Writing {
  private written = 0;
  private held = '';

  constructor(private readonly encoded: (json: string) => string) {}

  value(value: unknown): void {
    if (!isPlain(value)) {
      this.put(JSON.stringify(value) ?? 'null');
    } else if (Array.isArray(value)) {
      this.list(value);
    } else {
      this.object(value);
    }
  }

  end(): Buffer {
    this.flush();
    const bytes = Buffer.from(scratch.subarray(0, this.written));
    if (scratch.length > MAX_SCRATCH) {
      scratch = Buffer.allocUnsafe(0);
    }
    return bytes;
  }

  private list(list: readonly unknown[]): void {
    this.put('[');
    list.forEach((one, index) => {
      this.put(index > 0 ? ',' : '');
      const json = list.length < MANY ? undefined : (JSON.stringify(one) ?? 'null');
      if (json === undefined || json.length > LONG) {
        this.value(one);
      } else {
        this.put(json);
      }
    });
    this.put(']');
  }

  private object(object: Readonly<Record<string, unknown>>): void {
    let before = '{';
    for (const name of Object.keys(object)) {
      if (isSaid(object[name])) {
        this.put(`${before}${JSON.stringify(name)}:`);
        this.value(object[name]);
        before = ',';
      }
    }
    this.put(before === '{' ? '{}' : '}');
  }

  private put(json: string): void {
    this.held += json;
    if (this.held.length > PIECE) {
      this.flush();
    }
  }

  private flush(): void {
    const text = this.encoded(this.held);
    const needed = this.written + text.length * BYTES_PER_UNIT;
    if (scratch.length < needed) {
      const larger = Buffer.allocUnsafe(2 * needed);
      scratch.copy(larger, 0, 0, this.written);
      scratch = larger;
    }
    this.written += scratch.write(text, this.written);
    this.held = '';
  }
}

/** JSON leaves out a property whose value it has no word for. */
const isSaid = (value: unknown): boolean => !['undefined', 'function', 'symbol'].includes(typeof value);

/** A list or an object that says nothing of its own about how it is written. */
function isPlain(value: unknown): value is readonly unknown[] & Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !('toJSON' in value);
}
