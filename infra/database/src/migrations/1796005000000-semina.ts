import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was last seeded and out of what, so that a start finds out that there is nothing to seed. For the owner alone. */
export class Semina1796005000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE trama.semina (
        unica    boolean PRIMARY KEY DEFAULT true CHECK (unica),
        impronta text    NOT NULL,
        parti    jsonb   NOT NULL,
        stato    text    NOT NULL
      );
      REVOKE ALL ON trama.semina FROM PUBLIC;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE trama.semina');
  }
}
