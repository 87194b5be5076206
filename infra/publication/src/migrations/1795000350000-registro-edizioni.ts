import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an audit of all editions together has to know of each: the thresholds that it was made with, and the exact
 * counts behind it, since every ambito remembers its own. Only the owner reads the counts: no login of the
 * application is granted anything on them. Editions made before have none, and had the least thresholds.
 */
export class RegistroEdizioni1795000350000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE pubblicazione.edizione
        ADD COLUMN minimo integer NOT NULL DEFAULT 5 CHECK (minimo >= 5),
        ADD COLUMN base   integer NOT NULL DEFAULT 5 CHECK (base >= 5);

      CREATE TABLE pubblicazione.esatta (
        cubo       text     NOT NULL,
        edizione   integer  NOT NULL,
        ambito_id  smallint NOT NULL,
        anno       smallint NOT NULL,
        codice     text     NOT NULL,
        valore     integer  NOT NULL CHECK (valore >= 0),
        PRIMARY KEY (cubo, edizione, ambito_id, anno, codice),
        FOREIGN KEY (cubo, edizione) REFERENCES pubblicazione.edizione (cubo, numero)
      );
      REVOKE ALL ON pubblicazione.esatta FROM PUBLIC, trama_stat, trama_app;
      CREATE TRIGGER congelata BEFORE UPDATE OR DELETE OR TRUNCATE ON pubblicazione.esatta
        FOR EACH STATEMENT EXECUTE FUNCTION pubblicazione.e_congelata();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE pubblicazione.esatta;
      ALTER TABLE pubblicazione.edizione DROP COLUMN minimo, DROP COLUMN base;
    `);
  }
}
