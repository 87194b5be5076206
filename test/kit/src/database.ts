import { ContextKey } from '@trama/database/context-key';
import {
  copySubgraphDatabase,
  createSubgraphDatabase,
  type RolePasswords,
  type SubgraphDatabase,
} from '@trama/local/databases';
import { randomBytes } from 'node:crypto';
import pg from 'pg';

interface TestPostgres {
  readonly superuserUrl: string;
  readonly passwords: RolePasswords;
  readonly contextKey: string;
  readonly keysDir: string;
}

export interface ClonedDatabase extends SubgraphDatabase {
  drop(): Promise<void>;
}

/** The PostgreSQL that the global set-up started. */
export const testPostgres = (): TestPostgres => JSON.parse(process.env.TRAMA_TEST_POSTGRES!) as TestPostgres;

/** The key that every database of the run knows its callers by. */
export const testContextKey = (): ContextKey => ContextKey.parse(testPostgres().contextKey);

/** The folder of keys that demonstration people of the run are encrypted with. */
export const testKeysDir = (): string => testPostgres().keysDir;

/** A database of its own for a suite: migrated, with the reference data, and with the demonstration data when asked. */
export async function cloneDatabase(name: string, { demo = false } = {}): Promise<ClonedDatabase> {
  return newDatabase(name, `modello_${name.replace('-', '_')}${demo ? '_demo' : ''}`);
}

/** An empty database, for what tests the way from nothing. */
export async function emptyDatabase(name: string): Promise<ClonedDatabase> {
  return newDatabase(name);
}

async function newDatabase(name: string, template?: string): Promise<ClonedDatabase> {
  const { superuserUrl, passwords } = testPostgres();
  const database = `prova_${name.replace('-', '_')}_${randomBytes(6).toString('hex')}`;
  const shared = { passwords, roles: 'prova' };
  const urls = template
    ? await copySubgraphDatabase(superuserUrl, database, { ...shared, template })
    : await createSubgraphDatabase(superuserUrl, database, shared);
  return { ...urls, drop: () => execute(superuserUrl, `DROP DATABASE ${database} WITH (FORCE)`).then(() => undefined) };
}

/** Kept for a moment: opening a connection costs more than most of what is asked on it. */
const pools = new Map<string, pg.Pool>();

function poolOf(url: string): pg.Pool {
  const known = pools.get(url);
  if (known) {
    return known;
  }
  const pool = new pg.Pool({ connectionString: url, max: 20, idleTimeoutMillis: 1_000, allowExitOnIdle: true });
  pool.on('error', () => undefined); // its database was dropped
  pools.set(url, pool);
  return pool;
}

/** Rows of one statement, on a connection that knows nothing of another statement. */
export async function execute<Row extends object>(
  url: string,
  statement: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = await poolOf(url).connect();
  let isClean = false;
  try {
    const { rows } = await client.query<Row>(statement, values);
    isClean = await client.query('DISCARD ALL').then(
      () => true,
      () => false, // in a transaction that was left open
    );
    return rows;
  } finally {
    client.release(!isClean);
  }
}

/** Counts what the database says on a channel from now on; asked for the count, it waits for what was said and ends. */
export async function ascolta(url: string, canale: string): Promise<() => Promise<number>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let sentite = 0;
  client.on('notification', () => (sentite += 1));
  await client.query(`LISTEN ${client.escapeIdentifier(canale)}`);
  return async () => {
    await client.query('SELECT'); // what was committed before comes with its answer
    await client.end();
    return sentite;
  };
}
