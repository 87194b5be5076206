import { DataSource, type MixedList, type MigrationInterface } from 'typeorm';
import { ReadingClient } from './reading-client.js';

export type Entities = ReadonlyArray<new () => object>;
export type Migrations = ReadonlyArray<new () => MigrationInterface>;

export interface Connection {
  readonly url: string;
  /** Shown by PostgreSQL in pg_stat_activity. */
  readonly application: string;
  readonly poolSize: number;
}

/**
 * A connected DataSource. Callers wrap it in a Database and pass that on: a bare DataSource has no caller.
 *
 * The limits are the ones below the gateway's deadline (10 s): a statement that would outlive its caller is
 * cut by the server, and a frozen server by the client.
 */
export async function connect(
  connection: Connection,
  entities: Entities,
  migrations: Migrations = [],
): Promise<DataSource> {
  const source = new DataSource({
    type: 'postgres',
    url: connection.url,
    applicationName: connection.application,
    poolSize: connection.poolSize,
    connectTimeoutMS: 2_000,
    entities: [...entities] as MixedList<new () => object>,
    migrations: [...migrations],
    migrationsTableName: 'migrazione',
    synchronize: false,
    logging: false,
    extra: { Client: ReadingClient, statement_timeout: 5_000, query_timeout: 6_000, keepAlive: true },
  });
  return source.initialize();
}
