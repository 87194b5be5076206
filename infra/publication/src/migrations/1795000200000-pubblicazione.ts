import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What may be told about people: frozen editions of reviewed cubes. Whoever does not own the rows reads these
 * tables through a login that may read nothing else, so that no query, however clever, can reach a row behind
 * a number.
 */
export class Pubblicazione1795000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SCHEMA pubblicazione;
      REVOKE ALL ON SCHEMA pubblicazione FROM PUBLIC;
      GRANT USAGE ON SCHEMA pubblicazione TO trama_stat;

      CREATE TABLE pubblicazione.edizione (
        cubo       text        NOT NULL,
        numero     integer     NOT NULL CHECK (numero > 0),
        impronta   text        NOT NULL CHECK (impronta ~ '^[0-9a-f]{64}$'),
        creata_il  timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (cubo, numero)
      );
      CREATE TABLE pubblicazione.cella (
        cubo       text     NOT NULL,
        edizione   integer  NOT NULL,
        ambito_id  smallint NOT NULL,
        anno       smallint NOT NULL,
        codice     text     NOT NULL,
        valore     double precision,
        soppresso  boolean  NOT NULL,
        data       date     NOT NULL,
        fonte      jsonb    NOT NULL,
        origine    text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO')),
        PRIMARY KEY (cubo, edizione, ambito_id, anno, codice),
        FOREIGN KEY (cubo, edizione) REFERENCES pubblicazione.edizione (cubo, numero),
        CHECK (NOT (soppresso AND valore IS NOT NULL))
      );
      CREATE INDEX ON pubblicazione.cella (cubo, edizione, anno, ambito_id);
      CREATE TABLE pubblicazione.corrente (
        cubo      text    PRIMARY KEY,
        edizione  integer NOT NULL,
        FOREIGN KEY (cubo, edizione) REFERENCES pubblicazione.edizione (cubo, numero)
      );
      GRANT SELECT ON ALL TABLES IN SCHEMA pubblicazione TO trama_stat;

      CREATE FUNCTION pubblicazione.e_congelata() RETURNS trigger
        LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        RAISE EXCEPTION 'an edition is frozen: publish a new one';
      END $$;
      REVOKE ALL ON FUNCTION pubblicazione.e_congelata() FROM PUBLIC;
      CREATE TRIGGER congelata BEFORE UPDATE OR DELETE OR TRUNCATE ON pubblicazione.edizione
        FOR EACH STATEMENT EXECUTE FUNCTION pubblicazione.e_congelata();
      CREATE TRIGGER congelata BEFORE UPDATE OR DELETE OR TRUNCATE ON pubblicazione.cella
        FOR EACH STATEMENT EXECUTE FUNCTION pubblicazione.e_congelata();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA pubblicazione CASCADE');
  }
}
