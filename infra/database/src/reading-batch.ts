import pg from 'pg';
import type { Columns, Parser, Prepared, PreparedStatements } from './prepared-statements.js';

/** What we use of the driver's connection: the messages of the extended protocol (PostgreSQL, "Message Flow"). */
export interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  parse(message: { name: string; text: string }): void;
  bind(message: { statement: string; values: readonly unknown[] }): void;
  describe(message: { type: 'P'; name: string }): void;
  execute(message: { portal: string }): void;
  close(message: { type: 'S'; name: string }): void;
  sync(): void;
  sendCopyFail(why: string): void;
}

/** What a reader is told of a statement: as much as TypeORM looks at. */
export interface Answer {
  readonly command: 'SELECT';
  readonly rowCount: number;
  readonly rows: object[];
}

/** A statement that waits for its answer. */
export interface Asked {
  readonly text: string;
  /** As the driver writes them into a message. */
  readonly values: readonly unknown[];
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/** What a batch needs of the connection that it goes through. */
export interface Around {
  /** The signed caller. */
  readonly context: string;
  readonly preamble: Preamble;
  readonly prepared: PreparedStatements;
  readonly parserOf: (oid: number) => Parser | null;
}

interface Description {
  readonly fields: ReadonlyArray<{ readonly name: string; readonly dataTypeID: number }>;
}

const PREAMBLE = `SELECT set_config('trama.contesto', $1, true), set_config('transaction_read_only', 'on', true)`;

/** What neither ends the transaction nor begins one: the statements behind it would go without their caller. */
const READS = /^\s*(?:\/\*[^*]*\*\/\s*)?\(*\s*(?:SELECT|WITH|VALUES|EXPLAIN)\b/i;

const nobody = (): void => undefined;

const { prepareValue } = (pg as unknown as { utils: { prepareValue(value: unknown): unknown } }).utils;

/**
 * A statement as it can travel with others.
 *
 * @throws TypeError for what could not go with its caller, or is no question
 */
export function askable(text: unknown, values: unknown = []): Pick<Asked, 'text' | 'values'> {
  if (typeof text !== 'string' || !Array.isArray(values)) {
    throw new TypeError('a reader asks with a text and its values');
  }
  if (!READS.test(text)) {
    throw new TypeError('a reader asks with SELECT or WITH');
  }
  return { text, values: values.map((value) => prepareValue(value)) };
}

/**
 * Statements of one caller, with the caller in front of them, in one write: one transaction of PostgreSQL's own making, which
 * cannot write and ends with the last of them. An object that the driver's queue takes as a query.
 */
export class ReadingBatch {
  /** What the driver waits for. */
  callback: (error: Error | null) => void = nobody;
  /** The statement that the server is at; before the first one it answers to the caller, which is nobody's row. */
  private at = -1;
  private readonly sent: Array<Prepared | undefined> = [];
  private columns: Columns | undefined;
  private rows: object[] = [];
  /** Why a value of the statement could not be read: thrown here, it would end the process. */
  private unreadable: { readonly why: unknown } | undefined;

  constructor(
    private readonly asked: readonly Asked[],
    private readonly around: Around,
  ) {}

  /** What travels in it, without the caller. */
  get texts(): readonly string[] {
    return this.asked.map(({ text }) => text);
  }

  submit(wire: Wire): null {
    wire.stream.cork();
    try {
      this.around.preamble.send(wire, this.around.context);
      this.around.prepared.takeOld().forEach((name) => wire.close({ type: 'S', name }));
      this.asked.forEach((asked) => this.send(wire, asked));
      wire.sync();
    } finally {
      wire.stream.uncork();
    }
    return null;
  }

  private send(wire: Wire, { text, values }: Asked): void {
    const prepared = this.around.prepared.of(text);
    const name = prepared?.name ?? '';
    this.sent.push(prepared);
    if (!prepared?.isParsed) {
      wire.parse({ name, text });
    }
    if (prepared) {
      prepared.isParsed = true;
    }
    wire.bind({ statement: name, values });
    if (prepared?.columns === undefined) {
      wire.describe({ type: 'P', name: '' });
    }
    wire.execute({ portal: '' });
  }

  handleRowDescription({ fields }: Description): void {
    const names = fields.map(({ name }) => name);
    const columns = {
      template: Object.fromEntries(names.map((name) => [name, null])),
      names,
      parsers: fields.map(({ dataTypeID }) => this.around.parserOf(dataTypeID)),
    };
    const prepared = this.sent[this.at];
    if (prepared) {
      prepared.columns = columns;
    }
    this.columns = columns;
  }

  handleDataRow({ fields }: { readonly fields: ReadonlyArray<string | null> }): void {
    if (this.at < 0 || this.unreadable) {
      return;
    }
    try {
      this.rows.push(this.rowOf(fields));
    } catch (why) {
      this.unreadable = { why };
    }
  }

  private rowOf(fields: ReadonlyArray<string | null>): object {
    const { template, names, parsers } = this.columns!;
    const row: Record<string, unknown> = { ...template };
    for (let i = 0; i < fields.length; i += 1) {
      const text = fields[i]!;
      if (text !== null) {
        const parse = parsers[i]!;
        row[names[i]!] = parse === null ? text : parse(text);
      }
    }
    return row;
  }

  handleCommandComplete(): void {
    const { rows, unreadable } = this;
    const asked = this.asked[this.at];
    if (unreadable) {
      asked?.reject(unreadable.why);
    } else {
      asked?.resolve({ command: 'SELECT', rowCount: rows.length, rows });
    }
    this.next();
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete();
  }

  private next(): void {
    this.at += 1;
    this.rows = [];
    this.unreadable = undefined;
    this.columns = this.sent[this.at]?.columns;
  }

  handleReadyForQuery(): void {
    this.callback(null);
  }

  /** The server leaves out what comes after a statement that fails. */
  handleError(error: Error): void {
    if (this.at < 0) {
      this.around.preamble.forget();
    }
    this.asked.slice(Math.max(this.at, 0)).forEach(({ text }) => this.around.prepared.forget(text));
    this.callback(error);
  }

  /** Whether it is a statement's own failure, after which the connection is as good as before. */
  isItsOwn(error: unknown): boolean {
    return this.at >= 0 && error instanceof pg.DatabaseError && error.severity === 'ERROR';
  }

  /** Tells it to those whose failure it is. @returns those that it has kept from being asked */
  failed(error: unknown): readonly Asked[] {
    const from = Math.max(this.at, 0);
    const to = this.isItsOwn(error) ? from + 1 : this.asked.length;
    this.asked.slice(from, to).forEach(({ reject }) => reject(error));
    return this.asked.slice(to);
  }

  handleCopyInResponse(wire: Wire): void {
    wire.sendCopyFail('a reader sends nothing');
  }

  handleCopyData(): void {}

  handlePortalSuspended(): void {}
}

/** Says who asks, and that they only read. Prepared once for each connection. */
export class Preamble {
  private attempt = 0;
  private isPrepared = false;

  send(wire: Wire, context: string): void {
    const name = `trama_chi_${this.attempt}`;
    if (!this.isPrepared) {
      wire.parse({ name, text: PREAMBLE });
      this.isPrepared = true;
    }
    wire.bind({ statement: name, values: [context] });
    wire.execute({ portal: '' });
  }

  /** It may have failed before or after it was prepared: another name works in both cases. */
  forget(): void {
    this.isPrepared = false;
    this.attempt += 1;
  }
}
