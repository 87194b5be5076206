import { LRUCache } from 'lru-cache';

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
  /** Null where the text is the value: calling somebody to give it back took half of what reading a row does. */
  readonly parsers: ReadonlyArray<Parser | null>;
}

export interface Prepared {
  readonly name: string;
  /** Whether the server was told. */
  isParsed: boolean;
  /** Once the server has described them: it does not accept a plan any more whose columns have changed. */
  columns: Columns | undefined;
}

/** Which texts this connection has prepared. */
export class PreparedStatements {
  private readonly old: string[] = [];
  private readonly known = new LRUCache<string, Prepared>({
    max: PREPARED,
    dispose: ({ name }) => void this.old.push(name),
  });
  private readonly once = new LRUCache<string, true>({ max: REMEMBERED });
  private made = 0;

  /** Undefined for a text that came for the first time. */
  of(text: string): Prepared | undefined {
    const known = this.known.get(text);
    if (known) {
      return known;
    }
    if (!this.once.delete(text)) {
      this.once.set(text, true);
      return undefined;
    }
    this.made += 1;
    const prepared: Prepared = { name: `trama_${this.made}`, isParsed: false, columns: undefined };
    this.known.set(text, prepared);
    return prepared;
  }

  forget(text: string): void {
    this.known.delete(text);
  }

  /** Names that the server may let go of; closing one that it never had is no error there. */
  takeOld(): string[] {
    return this.old.splice(0);
  }
}
