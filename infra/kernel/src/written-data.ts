const OPENING = '{"data":';
const CLOSING = '}';

/** The data of an answer, written as JSON already. Apollo passes it on without a look at it. */
export class WrittenData {
  static readonly opening = OPENING;
  static readonly closing = CLOSING;

  /** @param bytes of an answer that says nothing else: from `opening` to `closing` */
  constructor(private bytes: Buffer) {}

  /**
   * Hands the answer over, once. For each request Apollo makes a getter, which V8 keeps among the old objects with all that it
   * sees, this one included: the bytes would stay there until these are collected.
   *
   * @param others what the answer says besides, as the JSON of an object; it comes first
   */
  takeWith(others: string): Buffer {
    const { bytes } = this;
    this.bytes = Buffer.alloc(0);
    return others === '{}' ? bytes : Buffer.concat([Buffer.from(`${others.slice(0, -1)},`), bytes.subarray(1)]);
  }

  /** For who wants to look into it after all. */
  toJSON(): unknown {
    return JSON.parse(this.bytes.toString('utf8', OPENING.length, this.bytes.length - CLOSING.length)) as unknown;
  }
}

/** @returns a whole answer in bytes, whose data may be written already */
export function answerBytes(
  result: { readonly data?: unknown },
  json: (value: object) => string = JSON.stringify,
): Buffer {
  const { data, ...others } = result;
  return data instanceof WrittenData ? data.takeWith(json(others)) : Buffer.from(json(result));
}
