import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Yearly figures of the ambiti as published, and the population that their rates are computed on. */
export class DatoAnnuale1795000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE dato_annuale (
        ambito_id  smallint NOT NULL REFERENCES ambito (numero),
        codice     text     NOT NULL,
        anno       smallint NOT NULL,
        valore     integer  NOT NULL CHECK (valore >= 0),
        data       date     NOT NULL,
        nota       text,
        fonte      jsonb    NOT NULL,
        origine    text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO')),
        PRIMARY KEY (ambito_id, codice, anno)
      );
      CREATE INDEX ON dato_annuale (anno, ambito_id);
      CREATE TABLE popolazione_annuale (
        ambito_id  smallint NOT NULL REFERENCES ambito (numero),
        anno       smallint NOT NULL,
        residenti  integer  NOT NULL CHECK (residenti > 0),
        minori     integer  NOT NULL CHECK (minori >= 0),
        fonte      jsonb    NOT NULL,
        origine    text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO')),
        PRIMARY KEY (ambito_id, anno)
      );
      GRANT SELECT ON dato_annuale, popolazione_annuale TO trama_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE popolazione_annuale, dato_annuale');
  }
}
