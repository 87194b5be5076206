// The bare SQL of an operation, over and over: the limit of the store. As many connections to each database as servers have.
import pg from 'pg';
import { going } from './going.mjs';
import { STATEMENTS } from './statements.mjs';

const pools = new Map();

export async function sqlCallers({ sql, clients, seconds, warm }) {
  const { operation, variables, databases } = sql;
  const asked = Object.entries(STATEMENTS[operation](variables));
  const times = [];
  const from = performance.now();
  const goesOn = going(times, from, seconds, warm);
  const caller = async () => {
    while (goesOn(performance.now())) {
      const since = performance.now();
      await Promise.all(
        asked.map(([what, [database, text, values]]) =>
          poolOf(databases[database]).query({ name: `${operation} ${what}`, text, values }),
        ),
      );
      times.push(performance.now() - since);
    }
  };
  await Promise.all(Array.from({ length: clients }, caller));
  return { times, milliseconds: performance.now() - from };
}

function poolOf(connectionString) {
  const known = pools.get(connectionString);
  if (known) {
    return known;
  }
  const pool = new pg.Pool({ connectionString, max: 10, idleTimeoutMillis: 0 });
  pool.on('error', () => undefined); // a server that stops closes what is idle, and nobody waits for it
  pools.set(connectionString, pool);
  return pool;
}
