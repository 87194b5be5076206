import type { DataSource } from 'typeorm';

/** How long an idempotency key is remembered, at least: longer than any client repeats a request for. */
export const DAYS = 30;

/**
 * Forgets the idempotency keys that are older. Runs as the owner, when a database is prepared.
 *
 * @returns how many
 */
export async function forgetKeys(source: DataSource, days = DAYS): Promise<number> {
  const [, gone] = await source.query<[unknown, number]>(
    `/* scritture.dimentica */ DELETE FROM trama.chiave_idempotenza WHERE creata_il < now() - make_interval(days => $1)`,
    [days],
  );
  return gone;
}
