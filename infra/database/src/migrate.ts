import type { DataSource } from 'typeorm';

/** Any constant: two starters of one database meet on it, and the second waits for the first. */
const MIGRATION_LOCK = 7_261_001;

/**
 * Brings the schema to its newest level, once, whoever starts first: TypeORM itself takes no lock.
 *
 * @returns names of the migrations that ran now
 */
export async function migrate(source: DataSource): Promise<string[]> {
  const runner = source.createQueryRunner();
  try {
    await runner.query('SET statement_timeout = 0');
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const done = await source.runMigrations({ transaction: 'each' });
    return done.map(({ name }) => name);
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await runner.release();
  }
}
