import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who owes a collection is decided by the coordination, day by day, and what it decided stays written: each obligation keeps
 * the days that it had, and no two of the same contributor and collection meet.
 */
export class Obblighi1795001400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(FUNCTIONS);
    await runner.query(WALL);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER obbligo_uno_alla_volta ON obbligo;
      DROP TRIGGER modifica_obbligo_nuova ON obbligo;
      DROP TRIGGER modifica_obbligo_giorni ON obbligo;
      DROP FUNCTION trama.obbligo_uno_alla_volta(), trama.scrivi_modifica_obbligo();
      DROP TABLE modifica_obbligo;
      DROP POLICY proprietario ON obbligo;
      DROP POLICY chi_legge ON obbligo;
      DROP POLICY coordinamento_assegna ON obbligo;
      DROP POLICY coordinamento_termina ON obbligo;
      ALTER TABLE obbligo NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE obbligo DISABLE ROW LEVEL SECURITY;
      REVOKE INSERT (ambito_id, id, rilevazione, dal, al), UPDATE (al, versione) ON obbligo FROM trama_app;
      ALTER TABLE obbligo DROP COLUMN id, DROP COLUMN versione;
    `);
  }
}

const TABLES = `
  ALTER TABLE obbligo
    ADD COLUMN id        uuid    NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN versione  integer NOT NULL DEFAULT 1 CHECK (versione > 0),
    ADD UNIQUE (ambito_id, id);

  -- The days that an obligation had, the newest included.
  CREATE TABLE modifica_obbligo (
    ambito_id   smallint       NOT NULL,
    obbligo_id  uuid           NOT NULL,
    numero      bigint         NOT NULL GENERATED ALWAYS AS IDENTITY,
    dal         date           NOT NULL,
    al          date,
    soggetto    text,
    quando      timestamptz(3) NOT NULL DEFAULT now(),
    PRIMARY KEY (ambito_id, obbligo_id, numero),
    FOREIGN KEY (ambito_id, obbligo_id) REFERENCES obbligo (ambito_id, id) ON DELETE CASCADE
  );
`;

const fixedPath = 'SET search_path = pg_catalog, pg_temp';

const FUNCTIONS = `
  -- Two transactions that give the same contributor the same collection take turns: each would not see the other's row.
  CREATE FUNCTION trama.obbligo_uno_alla_volta() RETURNS trigger
    LANGUAGE plpgsql ${fixedPath} AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('obbligo ' || NEW.ambito_id || ' ' || NEW.rilevazione, 0));
    IF EXISTS (SELECT FROM public.obbligo o
               WHERE o.ambito_id = NEW.ambito_id AND o.rilevazione = NEW.rilevazione AND o.dal <> NEW.dal
                 AND daterange(o.dal, o.al, '[]') && daterange(NEW.dal, NEW.al, '[]')) THEN
      RAISE EXCEPTION 'two obligations of one contributor meet' USING ERRCODE = 'exclusion_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER obbligo_uno_alla_volta BEFORE INSERT OR UPDATE OF dal, al ON obbligo
    FOR EACH ROW EXECUTE FUNCTION trama.obbligo_uno_alla_volta();

  CREATE FUNCTION trama.scrivi_modifica_obbligo() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER ${fixedPath} AS $$
  BEGIN
    INSERT INTO public.modifica_obbligo (ambito_id, obbligo_id, dal, al, soggetto)
      VALUES (NEW.ambito_id, NEW.id, NEW.dal, NEW.al, trama.soggetto());
    RETURN NULL;
  END $$;
  CREATE TRIGGER modifica_obbligo_nuova AFTER INSERT ON obbligo
    FOR EACH ROW EXECUTE FUNCTION trama.scrivi_modifica_obbligo();
  CREATE TRIGGER modifica_obbligo_giorni AFTER UPDATE ON obbligo
    FOR EACH ROW WHEN ((OLD.dal, OLD.al) IS DISTINCT FROM (NEW.dal, NEW.al))
    EXECUTE FUNCTION trama.scrivi_modifica_obbligo();
  REVOKE ALL ON FUNCTION trama.obbligo_uno_alla_volta(), trama.scrivi_modifica_obbligo() FROM PUBLIC;

  INSERT INTO modifica_obbligo (ambito_id, obbligo_id, dal, al) SELECT ambito_id, id, dal, al FROM obbligo;
`;

const COORDINAMENTO = '(SELECT trama.e_coordinamento())';

const WALL = `
  ${['obbligo', 'modifica_obbligo']
    .map(
      (table) => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietario ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true);`,
    )
    .join('')}

  -- Which bodies owe a collection is an agreement between public bodies; who wrote it down is not for everybody.
  CREATE POLICY chi_legge ON obbligo FOR SELECT TO trama_app USING (true);
  CREATE POLICY coordinamento_assegna ON obbligo FOR INSERT TO trama_app WITH CHECK (${COORDINAMENTO});
  CREATE POLICY coordinamento_termina ON obbligo FOR UPDATE TO trama_app
    USING (${COORDINAMENTO}) WITH CHECK (${COORDINAMENTO} AND al IS NOT NULL);
  CREATE POLICY chi_legge ON modifica_obbligo FOR SELECT TO trama_app USING (${COORDINAMENTO});

  GRANT INSERT (ambito_id, id, rilevazione, dal, al), UPDATE (al, versione) ON obbligo TO trama_app;
  GRANT SELECT ON modifica_obbligo TO trama_app;
`;
