import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Two tables for the end of a record's time. A legal hold keeps a record past it; a pruning says up to which line an
 * old chain was cut, so that the rest still has something to follow.
 *
 * Lines of the log go only when they are more than 24 months old and a pruning says so: the trigger refuses the rest,
 * its owner's DELETE included. The verification accepts a pruning only at a line that was anchored so long ago.
 */
export class Conservazione1795000500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE registro.blocco_legale (
        ambito_id  smallint    NOT NULL CHECK (ambito_id >= 0),
        id         uuid        NOT NULL DEFAULT gen_random_uuid(),
        tipo       text        NOT NULL CHECK (tipo ~ '^[A-Z][A-Za-z]{1,47}$'),
        oggetto    uuid        NOT NULL,
        motivo     text        NOT NULL CHECK (length(motivo) BETWEEN 10 AND 500),
        autore     text        NOT NULL,
        dal        timestamptz NOT NULL,
        fino_al    date,
        PRIMARY KEY (ambito_id, id)
      );
      COMMENT ON COLUMN registro.blocco_legale.motivo IS 'The proceeding or request that needs the record, by its number; never a name.';
      COMMENT ON COLUMN registro.blocco_legale.fino_al IS 'Last day of the hold, in Europe/Rome; without it the hold lasts until somebody lifts it.';
      CREATE INDEX ON registro.blocco_legale (ambito_id, tipo, oggetto);
      ALTER TABLE registro.blocco_legale ENABLE ROW LEVEL SECURITY;
      ALTER TABLE registro.blocco_legale FORCE ROW LEVEL SECURITY;
      CREATE POLICY solo_il_mio_ambito ON registro.blocco_legale TO trama_app USING (ambito_id = (SELECT trama.ambito()));
      -- The owner runs retention, which asks what is held.
      CREATE POLICY proprietario ON registro.blocco_legale TO CURRENT_USER USING (true) WITH CHECK (true);
      GRANT SELECT, INSERT (ambito_id, tipo, oggetto, motivo, fino_al), UPDATE (fino_al) ON registro.blocco_legale TO trama_app;

      CREATE FUNCTION registro.firma_blocco() RETURNS trigger
        LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        NEW.autore := trama.soggetto();
        NEW.dal := statement_timestamp();
        RETURN NEW;
      END $$;
      CREATE TRIGGER firma_blocco BEFORE INSERT ON registro.blocco_legale FOR EACH ROW EXECUTE FUNCTION registro.firma_blocco();

      CREATE TABLE registro.potatura (
        ambito_id  smallint    PRIMARY KEY CHECK (ambito_id >= 0),
        numero     bigint      NOT NULL CHECK (numero > 0),
        hash       bytea       NOT NULL CHECK (length(hash) = 32),
        quando     timestamptz NOT NULL DEFAULT now()
      );

      CREATE FUNCTION registro.solo_potatura() RETURNS trigger
        LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF OLD.quando < now() - interval '24 months' AND EXISTS (
          SELECT FROM registro.potatura p WHERE p.ambito_id = OLD.ambito_id AND p.numero >= OLD.numero
        ) THEN
          RETURN OLD;
        END IF;
        RAISE EXCEPTION 'the access log is only added to' USING ERRCODE = '42501';
      END $$;
      DROP TRIGGER non_si_cambia ON registro.accesso;
      CREATE TRIGGER non_si_cambia BEFORE UPDATE OR TRUNCATE ON registro.accesso
        FOR EACH STATEMENT EXECUTE FUNCTION registro.non_si_cambia();
      CREATE TRIGGER solo_potatura BEFORE DELETE ON registro.accesso FOR EACH ROW EXECUTE FUNCTION registro.solo_potatura();
      REVOKE ALL ON ALL FUNCTIONS IN SCHEMA registro FROM PUBLIC;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER solo_potatura ON registro.accesso;
      DROP TRIGGER non_si_cambia ON registro.accesso;
      CREATE TRIGGER non_si_cambia BEFORE UPDATE OR DELETE OR TRUNCATE ON registro.accesso
        FOR EACH STATEMENT EXECUTE FUNCTION registro.non_si_cambia();
      DROP FUNCTION registro.solo_potatura();
      DROP TABLE registro.potatura;
      DROP TABLE registro.blocco_legale;
      DROP FUNCTION registro.firma_blocco();
    `);
  }
}
