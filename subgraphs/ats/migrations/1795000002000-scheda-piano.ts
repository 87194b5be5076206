import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sheets of the plan that have no register of their own yet, kept whole. */
export class SchedaPiano1795000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE scheda_piano (
        archivio   text     NOT NULL,
        posizione  text     NOT NULL,
        codice     text     NOT NULL UNIQUE,
        titolo     text     NOT NULL,
        contenuto  jsonb    NOT NULL,
        fonte      jsonb,
        origine    text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO')),
        PRIMARY KEY (archivio, posizione)
      );
      GRANT SELECT ON scheda_piano TO trama_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE scheda_piano');
  }
}
