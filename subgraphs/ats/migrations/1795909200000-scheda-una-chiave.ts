import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A sheet is known by its code. A second unique column was one more than `ON CONFLICT (codice)` looks at: of two callers who
 * wrote a new sheet at the same moment, the second could meet that of the first there, and was refused.
 */
export class SchedaUnaChiave1795909200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE scheda_richiesta DROP CONSTRAINT scheda_richiesta_id_key');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE scheda_richiesta ADD CONSTRAINT scheda_richiesta_id_key UNIQUE (id)');
  }
}
