import type { Identity } from '@trama/kernel/identity';
import type { DataSource, EntityManager, EntityTarget, ObjectLiteral, QueryRunner, Repository } from 'typeorm';
import type { ContextKey } from './context-key.js';
import { ReadingDesk } from './reading-desk.js';
import { refusalOf, repeatedWhenUnlucky } from './refusals.js';
import { type Result, rowsOf } from './rows.js';
import { type Selection, statementOf } from './selection.js';

/** The writing door, for the same caller. */
export type Write = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
export type AfterRollback = (cause: unknown, write: Write) => Promise<void>;

/** An open transaction that speaks for one caller. Exists only inside a callback and never leaves it. */
export class Tx {
  private readonly last: Array<() => Promise<void>> = [];
  private readonly undone: AfterRollback[] = [];
  /** Of a reader: what it asks by hand needs nothing of TypeORM, and travels with what else its caller asks. */
  private desk: ReadingDesk | undefined;
  /** The statement of a transaction that was asked last. */
  private before: Promise<unknown> = Promise.resolve();

  constructor(
    readonly manager: EntityManager,
    readonly identity: Identity,
  ) {}

  repo<E extends ObjectLiteral>(entity: EntityTarget<E>): Repository<E> {
    return this.manager.getRepository(entity);
  }

  /** Rows of a statement written by hand. Values go in `parameters`, never into the text. */
  async query<Row>(statement: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.desk
      ? ((await this.desk.query(statement, parameters)).rows as Row[])
      : rowsOf(await this.inTurn<Result<Row>>(statement, parameters));
  }

  /** What is asked at once in a transaction goes one after the other: its connection has one place. */
  private inTurn<R>(statement: string, parameters: readonly unknown[]): Promise<R> {
    const answer = this.before.then(() => this.manager.query<R>(statement, [...parameters]));
    this.before = answer.catch(() => undefined);
    return answer;
  }

  /** The answers to two questions: of a reader in one turn, where a transaction has them asked one after the other. */
  async both<A, B>(one: () => Promise<A>, other: () => Promise<B>): Promise<[A, B]> {
    return this.desk ? Promise.all([one(), other()]) : [await one(), await other()];
  }

  /**
   * Records of an entity, for lists and loaders: one statement, written once for each place that asks it, where a repository
   * would write it and take its rows apart anew each time.
   */
  async select<E extends ObjectLiteral>(entity: new () => E, selection: Selection<E>): Promise<E[]> {
    const { text, values } = statementOf(this.manager.connection.getMetadata(entity), selection);
    const rows = await this.query<E>(text, values);
    return rows.map((row) => Object.assign(new entity(), row));
  }

  /** For the door that opened this transaction, and nobody else: whoever kept it cannot ask any more once it is closed. */
  through(desk: ReadingDesk | undefined): void {
    this.desk = desk;
  }

  /** Runs `act` as the last thing of this transaction: locks that others wait for are then held for a moment only. */
  beforeCommit(act: () => Promise<void>): void {
    this.last.push(act);
  }

  /** Runs `act` once nothing of this transaction is left, before its caller learns why. */
  afterRollback(act: AfterRollback): void {
    this.undone.push(act);
  }

  /** For the door that opened this transaction, and nobody else. */
  async finish(): Promise<void> {
    for (const act of this.last) {
      await act();
    }
  }

  /** For the door that opened this transaction, and nobody else. */
  async undo(cause: unknown, write: Write): Promise<void> {
    for (const act of this.undone) {
      await act(cause, write);
    }
  }
}

/**
 * The one door to PostgreSQL. There is no way to a Tx without an Identity, and a statement that went round the
 * door would run without a caller: row-level security shows it no row.
 */
export class Database {
  private readonly desks = new WeakMap<Identity, ReadingDesk>();

  constructor(
    private readonly source: DataSource,
    private readonly key: ContextKey,
  ) {}

  /**
   * Runs `work` for its caller, and PostgreSQL itself keeps it from writing. Each of its statements sees what was committed
   * when it began; those that one caller asks at the same moment, here or in another `read`, travel together.
   */
  async read<T>(identity: Identity, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.reading(identity, async (runner, tx) => {
      const desk = this.deskOf(identity);
      const connect = () => Promise.resolve(desk);
      runner.connect = connect;
      tx.through(desk);
      try {
        return await completed(tx, work);
      } finally {
        tx.through(undefined);
      }
    });
  }

  private deskOf(identity: Identity): ReadingDesk {
    const desk = this.desks.get(identity) ?? new ReadingDesk(this.source, () => this.key.sign(identity));
    this.desks.set(identity, desk);
    return desk;
  }

  /** Reads like `read`, but all of `work` sees the database as it was at one moment, although others write meanwhile. */
  async readSnapshot<T>(identity: Identity, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.reading(identity, async (runner, tx) => {
      await runner.query(`START TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; ${this.speakFor(identity)}`);
      try {
        return await completed(tx, work);
      } finally {
        // A connection that cannot even roll back is broken, and its pool throws it away.
        await runner.query('ROLLBACK').catch(() => undefined);
      }
    });
  }

  private async reading<T>(identity: Identity, through: (runner: QueryRunner, tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.source.createQueryRunner();
    const tx = new Tx(runner.manager, identity);
    try {
      const value = await through(runner, tx);
      await runner.release();
      return value;
    } catch (fault) {
      // Before the caller's undoing, which takes a connection of its own.
      await runner.release();
      return this.undone(fault, tx);
    }
  }

  /**
   * Runs `work` in a transaction that may write; all of it happens, or nothing does. Two callers who wait for each other
   * are no reason to refuse either: `work` is then run again from its beginning, so it keeps nothing outside itself.
   */
  async write<T>(identity: Identity, work: (tx: Tx) => Promise<T>): Promise<T> {
    let tx: Tx | undefined;
    const transaction = () =>
      this.source.transaction(async (manager) => {
        tx = new Tx(manager, identity);
        await manager.query(this.speakFor(identity));
        return completed(tx, work);
      });
    try {
      return await repeatedWhenUnlucky(transaction);
    } catch (fault) {
      return this.undone(fault, tx);
    }
  }

  /** True when PostgreSQL answers. */
  async ready(): Promise<boolean> {
    return this.source.query('SELECT 1').then(
      () => true,
      () => false,
    );
  }

  /** Local to the transaction: the pool gives this connection to another caller next. Hexadecimal, so it cannot end its quotes. */
  private speakFor(identity: Identity): string {
    return `SET LOCAL trama.contesto = '${this.key.sign(identity)}'`;
  }

  private async undone(fault: unknown, tx: Tx | undefined): Promise<never> {
    const cause = refusalOf(fault);
    await tx?.undo(cause, (again) => this.write(tx.identity, again));
    throw cause;
  }
}

async function completed<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  const value = await work(tx);
  await tx.finish();
  return value;
}
