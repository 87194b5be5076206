import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Every edition of every database in one place, as open data: copied whole when it comes out, and never changed. The
 * texts sort by their bytes, so that an edition has one order on every machine and its files have one checksum.
 */
export class StatisticheAperte1795003310000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE pubblicazione.aperta_edizione (
        codice           text        COLLATE "C" PRIMARY KEY CHECK (codice = cubo || '-' || numero),
        cubo             text        COLLATE "C" NOT NULL,
        numero           integer     NOT NULL,
        titolo           text        NOT NULL,
        licenza          text        NOT NULL,
        impronta         text        NOT NULL CHECK (impronta ~ '^[0-9a-f]{64}$'),
        creata_il        timestamptz NOT NULL,
        righe            integer     NOT NULL CHECK (righe >= 0),
        csv_sha256       text        NOT NULL CHECK (csv_sha256 ~ '^[0-9a-f]{64}$'),
        csv_byte         bigint      NOT NULL,
        ndjson_sha256    text        NOT NULL CHECK (ndjson_sha256 ~ '^[0-9a-f]{64}$'),
        ndjson_byte      bigint      NOT NULL,
        dizionario       text        NOT NULL,
        dizionario_json  text        NOT NULL,
        UNIQUE (cubo, numero)
      );
      CREATE TABLE pubblicazione.aperta_cella (
        edizione   text     COLLATE "C" NOT NULL
          REFERENCES pubblicazione.aperta_edizione (codice) DEFERRABLE INITIALLY DEFERRED,
        posto      integer  NOT NULL CHECK (posto > 0),
        codice     text     COLLATE "C" NOT NULL,
        etichetta  text     NOT NULL,
        unita      text     NOT NULL,
        ambito_id  smallint,
        luogo      text     NOT NULL,
        interno    boolean  NOT NULL,
        ente       text,
        anno       smallint NOT NULL,
        valore     double precision,
        soppresso  boolean  NOT NULL,
        data       date     NOT NULL,
        fonte      jsonb    NOT NULL,
        origine    text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO')),
        PRIMARY KEY (edizione, posto),
        CHECK (NOT (soppresso AND valore IS NOT NULL))
      );
      COMMENT ON COLUMN pubblicazione.aperta_cella.ambito_id IS 'Null for a body and for all contributors together.';
      CREATE INDEX ON pubblicazione.aperta_cella (edizione, anno, posto);
      CREATE INDEX ON pubblicazione.aperta_cella (codice, edizione, posto);
      -- A row more whenever the current edition of a cube changes: whoever pages goes on with those that it began with.
      CREATE TABLE pubblicazione.aperta_corrente (
        raccolta  integer NOT NULL CHECK (raccolta > 0),
        cubo      text    COLLATE "C" NOT NULL,
        edizione  text    COLLATE "C" NOT NULL REFERENCES pubblicazione.aperta_edizione (codice),
        PRIMARY KEY (cubo, raccolta)
      );
      GRANT SELECT ON pubblicazione.aperta_edizione, pubblicazione.aperta_cella, pubblicazione.aperta_corrente TO trama_stat;
      CREATE TRIGGER congelata BEFORE UPDATE OR DELETE OR TRUNCATE ON pubblicazione.aperta_edizione
        FOR EACH STATEMENT EXECUTE FUNCTION pubblicazione.e_congelata();
      CREATE TRIGGER congelata BEFORE UPDATE OR DELETE OR TRUNCATE ON pubblicazione.aperta_cella
        FOR EACH STATEMENT EXECUTE FUNCTION pubblicazione.e_congelata();
      CREATE TRIGGER congelata BEFORE UPDATE OR DELETE OR TRUNCATE ON pubblicazione.aperta_corrente
        FOR EACH STATEMENT EXECUTE FUNCTION pubblicazione.e_congelata();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE pubblicazione.aperta_corrente, pubblicazione.aperta_cella, pubblicazione.aperta_edizione',
    );
  }
}
