import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The order in which an edition is collected, piece by piece. Without it each piece sorts the whole edition, and the time
 * of a long one grows with the square of its length.
 */
export class CelleInOrdine1795908960000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX cella_in_ordine ON pubblicazione.cella
        (cubo, edizione, anno, codice COLLATE "C", ambito_id, ente COLLATE "C")
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX pubblicazione.cella_in_ordine');
  }
}
