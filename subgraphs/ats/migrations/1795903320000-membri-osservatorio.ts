import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who sits in the observatory is dated, and the coordination writes it: a body that leaves stays in the years it sat. */
export class MembriOsservatorio1795903320000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      REVOKE INSERT (id, ente, dal, fonte), UPDATE (al, versione) ON membro_osservatorio FROM trama_app;
      DROP POLICY coordinamento_termina ON membro_osservatorio;
      DROP POLICY coordinamento_aggiunge ON membro_osservatorio;
      DROP POLICY chi_legge ON membro_osservatorio;
      DROP POLICY proprietario ON membro_osservatorio;
      ALTER TABLE membro_osservatorio NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE membro_osservatorio DISABLE ROW LEVEL SECURITY;
      DROP TRIGGER uno_alla_volta ON membro_osservatorio;
      DROP FUNCTION trama.membro_uno_alla_volta();
      DELETE FROM membro_osservatorio;
      ALTER TABLE membro_osservatorio DROP COLUMN id, DROP COLUMN dal, DROP COLUMN al, DROP COLUMN versione,
        ALTER COLUMN origine DROP DEFAULT, ADD PRIMARY KEY (ente);
    `);
  }
}

const fixedPath = 'SET search_path = pg_catalog, pg_temp';
const COORDINAMENTO = '(SELECT trama.e_coordinamento())';

const UP = `
  -- Reference rows without an identifier: the preparation that follows loads them again.
  DELETE FROM membro_osservatorio;
  ALTER TABLE membro_osservatorio
    DROP CONSTRAINT membro_osservatorio_pkey,
    ADD COLUMN id        uuid    PRIMARY KEY,
    ADD COLUMN dal       date,
    ADD COLUMN al        date,
    ADD COLUMN versione  integer NOT NULL DEFAULT 1 CHECK (versione > 0),
    ADD CHECK (al >= dal),
    ALTER COLUMN origine SET DEFAULT 'RILEVATO';
  CREATE INDEX ON membro_osservatorio (ente);

  -- Two transactions that seat the same body take turns: each would not see the other's row.
  CREATE FUNCTION trama.membro_uno_alla_volta() RETURNS trigger LANGUAGE plpgsql ${fixedPath} AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('membro_osservatorio ' || NEW.ente, 0));
    IF EXISTS (SELECT FROM public.membro_osservatorio m WHERE m.ente = NEW.ente AND m.id <> NEW.id
               AND daterange(m.dal, m.al, '[]') && daterange(NEW.dal, NEW.al, '[]')) THEN
      RAISE EXCEPTION 'one body sits twice' USING ERRCODE = 'exclusion_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER uno_alla_volta BEFORE INSERT OR UPDATE OF ente, dal, al ON membro_osservatorio
    FOR EACH ROW EXECUTE FUNCTION trama.membro_uno_alla_volta();
  REVOKE ALL ON FUNCTION trama.membro_uno_alla_volta() FROM PUBLIC;

  ALTER TABLE membro_osservatorio ENABLE ROW LEVEL SECURITY;
  ALTER TABLE membro_osservatorio FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietario ON membro_osservatorio TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY chi_legge ON membro_osservatorio FOR SELECT TO trama_app USING (true);
  CREATE POLICY coordinamento_aggiunge ON membro_osservatorio FOR INSERT TO trama_app WITH CHECK (${COORDINAMENTO});
  CREATE POLICY coordinamento_termina ON membro_osservatorio FOR UPDATE TO trama_app
    USING (${COORDINAMENTO}) WITH CHECK (${COORDINAMENTO} AND al IS NOT NULL);
  GRANT INSERT (id, ente, dal, fonte), UPDATE (al, versione) ON membro_osservatorio TO trama_app;
`;
