import type { Identity } from '@trama/kernel/identity';
import type { DataSource, EntityManager, EntityTarget, ObjectLiteral, Repository } from 'typeorm';

/** An open transaction that speaks for one caller. Exists only inside a callback and never leaves it. */
export class Tx {
  constructor(
    readonly manager: EntityManager,
    readonly identity: Identity,
  ) {}

  repo<E extends ObjectLiteral>(entity: EntityTarget<E>): Repository<E> {
    return this.manager.getRepository(entity);
  }

  /** Rows of a statement written by hand. Values go in `parameters`, never into the text. */
  query<Row>(statement: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.manager.query(statement, [...parameters]);
  }
}

/** The one door to PostgreSQL. There is no way to a Tx without an Identity. */
export class Database {
  constructor(private readonly source: DataSource) {}

  /** Runs `work` in a transaction that PostgreSQL itself keeps from writing. */
  read<T>(identity: Identity, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.source.transaction(async (manager) => {
      await manager.query('SET TRANSACTION READ ONLY');
      return work(new Tx(manager, identity));
    });
  }

  /** True when PostgreSQL answers. */
  async ready(): Promise<boolean> {
    return this.source.query('SELECT 1').then(
      () => true,
      () => false,
    );
  }
}
