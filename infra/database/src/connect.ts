import { DataSource, type MixedList, type MigrationInterface } from 'typeorm';
import { ReadingClient } from './reading-client.js';

export type Entities = ReadonlyArray<new () => object>;
export type Migrations = ReadonlyArray<new () => MigrationInterface>;

export interface Connection {
  readonly url: string;
  /** Shown by PostgreSQL in pg_stat_activity. */
  readonly application: string;
  readonly poolSize: number;
  /** For work that nobody waits for in a browser, such as a preparation: a busy machine makes it slow, and not fail. */
  readonly patient?: boolean;
}

interface Limits {
  readonly connectMs: number;
  readonly statementMs: number;
}

/** Below the gateway's deadline (10 s), and the first below what it gives a subgraph (5 s): who waits for a connection is told so. */
const WHILE_SOMEBODY_WAITS: Limits = { connectMs: 4_000, statementMs: 5_000 };
/** Opening a connection is the dearest thing that PostgreSQL does for a reader: those of a busy hour outlive its pauses. */
const IDLE_MS = 60_000;
const PATIENT: Limits = { connectMs: 30_000, statementMs: 60_000 };

/**
 * A connected DataSource. Callers wrap it in a Database and pass that on: a bare DataSource has no caller.
 *
 * A statement that would outlive its caller is cut by the server, and a frozen server by the client.
 */
export async function connect(
  connection: Connection,
  entities: Entities,
  migrations: Migrations = [],
): Promise<DataSource> {
  const { connectMs, statementMs } = connection.patient ? PATIENT : WHILE_SOMEBODY_WAITS;
  const source = new DataSource({
    type: 'postgres',
    url: connection.url,
    applicationName: connection.application,
    poolSize: connection.poolSize,
    connectTimeoutMS: connectMs,
    entities: [...entities] as MixedList<new () => object>,
    migrations: [...migrations],
    migrationsTableName: 'migrazione',
    synchronize: false,
    logging: false,
    extra: {
      Client: ReadingClient,
      statement_timeout: statementMs,
      query_timeout: statementMs + 1_000,
      idleTimeoutMillis: IDLE_MS,
      keepAlive: true,
    },
  });
  return source.initialize();
}
