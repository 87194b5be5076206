import pg from 'pg';

/** What we use of the driver's connection: the messages of the extended protocol (PostgreSQL, "Message Flow"). */
interface Wire {
  parse(message: { name: string; text: string }): void;
  bind(message: { statement: string; values: readonly unknown[] }): void;
  execute(message: { portal: string }): void;
  close(message: { type: 'S'; name: string }): void;
  readonly parsedStatements: Record<string, string | undefined>;
  readonly submittedNamedStatements: Record<string, string | undefined>;
}

/** The driver's own query, as its class is: what a statement goes through on its way out and back. */
interface DriverQuery {
  readonly text: string;
  prepare(wire: Wire): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, wire: Wire): void;
  handleError(error: unknown, wire: Wire): void;
}

interface QueryOfDriver {
  new (config: { text: string; values: readonly unknown[]; queryMode: 'extended'; name?: string }): DriverQuery;
}

const DriverQuery = pg.Query as unknown as QueryOfDriver;

const PREAMBLE = `SELECT set_config('trama.contesto', $1, true), set_config('transaction_read_only', 'on', true)`;

/** Statements that a connection keeps prepared; each costs memory in the server, in every connection. */
const PREPARED = 64;
/** Texts of which a connection remembers that they came once: only what comes again is worth preparing. */
const REMEMBERED = 512;

/**
 * A connection that can be lent to one reader. While it is, each of its statements travels with who is asking: both
 * messages go out in one write and are one transaction of PostgreSQL's own making, which cannot write and ends with the
 * statement. What was said of the caller ends with it too, so there is nothing to undo before the next one.
 */
export class ReadingClient extends pg.Client {
  private reader: string | null = null;
  private readonly preamble = new Preamble();
  private readonly prepared = new PreparedStatements();

  /** @param context the signed caller */
  lend(context: string): void {
    this.reader = context;
  }

  takeBack(): void {
    this.reader = null;
  }

  override query = ((...args: unknown[]): unknown => {
    const [text, values] = args;
    const send = Object.getPrototypeOf(ReadingClient.prototype) as { query: (...args: unknown[]) => unknown };
    if (this.reader === null) {
      return send.query.apply(this, args);
    }
    // Anything else than a text and its values would travel without a caller: row-level security would show it nothing.
    if (typeof text !== 'string' || (values !== undefined && !Array.isArray(values))) {
      throw new TypeError('a reader asks with a text and its values');
    }
    const { reader, preamble, prepared } = this;
    return new Promise((resolve, reject) => {
      const statement = new Reading(text, (values as unknown[] | undefined) ?? [], { reader, preamble, prepared });
      send.query.call(this, statement, (error: Error | null, result: unknown) =>
        error ? reject(error) : resolve(result),
      );
    });
  }) as pg.Client['query'];
}

interface Around {
  readonly reader: string;
  readonly preamble: Preamble;
  readonly prepared: PreparedStatements;
}

/** A statement with its caller in front of it; what the database answers to the first part is nobody's row. */
class Reading extends DriverQuery {
  private callerIsKnown = false;

  constructor(
    text: string,
    values: readonly unknown[],
    private readonly around: Around,
  ) {
    super({ text, values, queryMode: 'extended', ...nameOf(around.prepared.nameOf(text)) });
  }

  override prepare(wire: Wire): void {
    this.around.preamble.send(wire, this.around.reader);
    this.around.prepared.closeOld(wire);
    super.prepare(wire);
  }

  override handleDataRow(message: unknown): void {
    if (this.callerIsKnown) {
      super.handleDataRow(message);
    }
  }

  override handleCommandComplete(message: unknown, wire: Wire): void {
    if (this.callerIsKnown) {
      super.handleCommandComplete(message, wire);
    }
    this.callerIsKnown = true;
  }

  override handleError(error: unknown, wire: Wire): void {
    if (!this.callerIsKnown) {
      this.around.preamble.forget();
    }
    // A plan that the database no longer accepts, such as after a migration, is made again the next time.
    this.around.prepared.forget(this.text);
    super.handleError(error, wire);
  }
}

const nameOf = (name: string | undefined) => (name === undefined ? {} : { name });

/** Prepared once for each connection. */
class Preamble {
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

/** Which texts this connection has prepared, the most recently used last. */
class PreparedStatements {
  private readonly names = new Map<string, string>();
  private readonly once = new Set<string>();
  private readonly old: string[] = [];
  private made = 0;

  nameOf(text: string): string | undefined {
    const known = this.names.get(text) ?? (this.once.has(text) ? `trama_${(this.made += 1)}` : undefined);
    if (known === undefined) {
      this.remember(text);
      return undefined;
    }
    this.names.delete(text);
    this.names.set(text, known);
    if (this.names.size > PREPARED) {
      this.forget(this.names.keys().next().value!);
    }
    return known;
  }

  forget(text: string): void {
    const name = this.names.get(text);
    if (name !== undefined) {
      this.names.delete(text);
      this.old.push(name);
    }
  }

  /** Closing a name that the server never had is no error there. */
  closeOld(wire: Wire): void {
    for (const name of this.old.splice(0)) {
      wire.close({ type: 'S', name });
      delete wire.parsedStatements[name];
      delete wire.submittedNamedStatements[name];
    }
  }

  private remember(text: string): void {
    this.once.add(text);
    if (this.once.size > REMEMBERED) {
      this.once.delete(this.once.values().next().value!);
    }
  }
}
