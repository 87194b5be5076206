import pg from 'pg';
import { type Parser, PreparedStatements } from './prepared-statements.js';
import { type Asked, Preamble, ReadingBatch } from './reading-batch.js';

/** What the driver reads texts with, and whatever it has no better idea of. */
const asItIs: unknown = pg.types.getTypeParser(pg.types.builtins.TEXT);

/**
 * A connection through which readers ask. Each batch of statements travels with who is asking: all of it goes out in one
 * write and is one transaction of PostgreSQL's own making, which cannot write and ends with the batch. What was said of the
 * caller ends with it too, so there is nothing to undo before the next one.
 */
export class ReadingClient extends pg.Client {
  private readonly preamble = new Preamble();
  private readonly prepared = new PreparedStatements();

  // eslint-disable-next-line trama/no-old-closures -- made once for each connection
  private readonly parserOf = (oid: number): Parser | null => {
    const parser: unknown = this.getTypeParser(oid);
    return parser === asItIs ? null : (parser as Parser);
  };

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

  private sent(batch: ReadingBatch): Promise<void> {
    return new Promise((resolve, reject) => {
      // Written where it becomes a property, V8 would make it among the old objects, and all the rows would stay there with it.
      const heard = (error: Error | null) => (error ? reject(error) : resolve());
      batch.callback = heard;
      (this.query as (batch: ReadingBatch) => unknown).call(this, batch);
    });
  }
}
