import pg from 'pg';
import { type Parser, PreparedStatements } from './prepared-statements.js';
import { type Answer, askable, type Asked, Preamble, ReadingBatch } from './reading-batch.js';

/**
 * A connection through which readers ask. Each batch of statements travels with who is asking: all of it goes out in one
 * write and is one transaction of PostgreSQL's own making, which cannot write and ends with the batch. What was said of the
 * caller ends with it too, so there is nothing to undo before the next one.
 */
export class ReadingClient extends pg.Client {
  private reader: string | null = null;
  private readonly preamble = new Preamble();
  private readonly prepared = new PreparedStatements();

  private readonly parserOf = (oid: number): Parser => this.getTypeParser(oid) as Parser;

  /** Makes whatever is asked through TypeORM go with this caller, until it is taken back. */
  lend(context: string): void {
    this.reader = context;
  }

  takeBack(): void {
    this.reader = null;
  }

  /** Resolves when all of them have their answer. One that fails fails alone: those after it are asked again. */
  async ask(context: string, asked: readonly Asked[]): Promise<void> {
    const { preamble, prepared } = this;
    let rest = asked;
    while (rest.length > 0) {
      const batch = new ReadingBatch(rest, { context, preamble, prepared, parserOf: this.parserOf });
      rest = await this.sent(batch).then(
        () => [],
        (error: unknown) => this.after(error, batch),
      );
    }
  }

  /** A connection of which nobody knows where it is goes to no other reader: its pool throws away one that has ended. */
  private after(error: unknown, batch: ReadingBatch): readonly Asked[] {
    if (!batch.isItsOwn(error)) {
      void this.end().catch(() => undefined);
    }
    return batch.failed(error);
  }

  override query = ((...args: unknown[]): unknown => {
    const { reader } = this;
    if (reader === null) {
      return this.send(...args);
    }
    return new Promise<Answer>((resolve, reject) => {
      void this.ask(reader, [{ ...askable(args[0], args[1]), resolve, reject }]);
    });
  }) as pg.Client['query'];

  private sent(batch: ReadingBatch): Promise<void> {
    return new Promise((resolve, reject) => {
      batch.callback = (error) => (error ? reject(error) : resolve());
      this.send(batch);
    });
  }

  /** As the driver does. */
  private send(...args: unknown[]): unknown {
    const { query } = Object.getPrototypeOf(ReadingClient.prototype) as { query: (...args: unknown[]) => unknown };
    return query.apply(this, args);
  }
}
