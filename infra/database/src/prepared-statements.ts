/** Statements that a connection keeps prepared; each costs memory in the server, in every connection. */
const PREPARED = 64;
/** Texts of which a connection remembers that they came once: only what comes again is worth preparing. */
const REMEMBERED = 512;

/** From the text of a value to the value. */
export type Parser = (text: string) => unknown;

/** How the rows of a statement look and are read. */
export interface Columns {
  /** A row without its values, which gives all rows of a statement one shape. */
  readonly template: Readonly<Record<string, null>>;
  readonly names: readonly string[];
  readonly parsers: readonly Parser[];
}

export interface Prepared {
  readonly name: string;
  /** Whether the server was told. */
  isParsed: boolean;
  /** Once the server has described them: it does not accept a plan any more whose columns have changed. */
  columns: Columns | undefined;
}

/** Which texts this connection has prepared, the most recently used last. */
export class PreparedStatements {
  private readonly known = new Map<string, Prepared>();
  private readonly once = new Set<string>();
  private readonly old: string[] = [];
  private made = 0;

  /** Undefined for a text that came for the first time. */
  of(text: string): Prepared | undefined {
    const prepared = this.known.get(text) ?? this.preparedIfAgain(text);
    if (prepared === undefined) {
      this.remember(text);
      return undefined;
    }
    this.known.delete(text);
    this.known.set(text, prepared);
    if (this.known.size > PREPARED) {
      this.forget(this.known.keys().next().value!);
    }
    return prepared;
  }

  forget(text: string): void {
    const prepared = this.known.get(text);
    if (prepared !== undefined) {
      this.known.delete(text);
      this.old.push(prepared.name);
    }
  }

  /** Names that the server may let go of; closing one that it never had is no error there. */
  takeOld(): string[] {
    return this.old.splice(0);
  }

  private preparedIfAgain(text: string): Prepared | undefined {
    if (!this.once.delete(text)) {
      return undefined;
    }
    this.made += 1;
    return { name: `trama_${this.made}`, isParsed: false, columns: undefined };
  }

  private remember(text: string): void {
    this.once.add(text);
    if (this.once.size > REMEMBERED) {
      this.once.delete(this.once.values().next().value!);
    }
  }
}
