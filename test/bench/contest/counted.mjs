// What one request asks of the rest: statements of PostgreSQL, and requests to subgraphs.
import pg from 'pg';
import { ask } from './compare.mjs';

const REQUESTS = 20;
const TRIES = 3;

/**
 * What needs a new start: PostgreSQL counts statements, and has connections for all contenders at once; each of them has no more
 * than it would have alone.
 */
export const settingsOfTheBench = ({ superuserUrl }) =>
  withClient(superuserUrl, async (client) => {
    await client.query(`ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'`);
    await client.query(`ALTER SYSTEM SET max_connections = 500`);
  });

/** Statements for each request: the least of some tries, because programs also ask by themselves now and then. */
export async function statementsOf(contender, operation) {
  return withClient(contender.trama.superuserUrl, async (client) => {
    await client.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
    const counted = [];
    for (let i = 0; i < TRIES; i += 1) {
      await client.query('SELECT pg_stat_statements_reset()');
      for (let n = 0; n < REQUESTS; n += 1) {
        await ask(contender, operation);
      }
      const { rows } = await client.query(
        `SELECT sum(calls)::int AS calls FROM pg_stat_statements WHERE query NOT LIKE '%pg_stat_statements%'`,
      );
      counted.push(rows[0].calls / REQUESTS);
    }
    return Math.round(Math.min(...counted) * 10) / 10;
  });
}

export async function withClient(connectionString, work) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Connections to PostgreSQL now, by the program that holds them. */
export const connectionsOf = ({ superuserUrl }) =>
  withClient(superuserUrl, async (client) => {
    const { rows } = await client.query(
      `SELECT application_name AS program, count(*)::int AS connections FROM pg_stat_activity
       WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() GROUP BY 1 ORDER BY 2 DESC, 1`,
    );
    return rows;
  });
