import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a reader must know of a cell besides its figure: that it is being verified, or why there is none. Beside the cells
 * and not among them, so that a remark is never taken for a count. Editions made before have none.
 */
export class Avvisi1795001400100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE pubblicazione.avviso (
        cubo       text     NOT NULL,
        edizione   integer  NOT NULL,
        ambito_id  smallint NOT NULL,
        anno       smallint NOT NULL,
        codice     text     NOT NULL,
        avviso     text     NOT NULL CHECK (avviso IN ('IN_VERIFICA', 'NON_DOVUTO', 'NON_APPLICABILE')),
        data       date     NOT NULL,
        fonte      jsonb    NOT NULL,
        origine    text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO')),
        PRIMARY KEY (cubo, edizione, ambito_id, anno, codice, avviso),
        FOREIGN KEY (cubo, edizione) REFERENCES pubblicazione.edizione (cubo, numero)
      );
      CREATE INDEX ON pubblicazione.avviso (cubo, edizione, anno, ambito_id);
      GRANT SELECT ON pubblicazione.avviso TO trama_stat;
      CREATE TRIGGER congelata BEFORE UPDATE OR DELETE OR TRUNCATE ON pubblicazione.avviso
        FOR EACH STATEMENT EXECUTE FUNCTION pubblicazione.e_congelata();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE pubblicazione.avviso');
  }
}
