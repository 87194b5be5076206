import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Comuni with the days in which they are there, what each flowed into, and the ambito that each was of before. Days are
 * whole: `al` is the last one. The database refuses a territory that does not hold together, because every total over it would
 * count somebody twice or not at all.
 */
export class TerritorioNelTempo1795903200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(FUNCTIONS);
    await runner.query(CHECKS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER territorio_regge ON comune;
      DROP TRIGGER territorio_regge ON popolazione_comune;
      DROP TABLE appartenenza_precedente;
      DROP FUNCTION trama.confini(date), trama.appartenenze(), trama.territorio_regge(), trama.popolazione_regge(),
        trama.ambito_del_comune(text, date);
      ALTER TABLE comune DROP COLUMN valido_dal, DROP COLUMN valido_al, DROP COLUMN confluito_in;
    `);
  }
}

const TABLES = `
  -- Whole rows are loaded at once, a new comune after those that flow into it: references are looked at in the end.
  ALTER TABLE comune
    ADD COLUMN valido_dal    date,
    ADD COLUMN valido_al     date,
    ADD COLUMN confluito_in  text REFERENCES comune (codice_istat) DEFERRABLE INITIALLY DEFERRED,
    ADD CHECK ((valido_al IS NULL) = (confluito_in IS NULL)),
    ADD CHECK (valido_al >= valido_dal);
  CREATE INDEX ON comune (confluito_in);
  COMMENT ON COLUMN comune.ambito_id IS 'That it is of now, or that it was of last.';

  -- No beginning: it is the day after the one before it, so that there is neither a gap nor a day in two ambiti.
  CREATE TABLE appartenenza_precedente (
    ambito_id     smallint NOT NULL REFERENCES ambito (numero),
    codice_istat  text     NOT NULL REFERENCES comune (codice_istat) DEFERRABLE INITIALLY DEFERRED,
    al            date     NOT NULL,
    fonte         jsonb    NOT NULL,
    origine       text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO')),
    PRIMARY KEY (ambito_id, codice_istat, al),
    UNIQUE (codice_istat, al)
  );
  GRANT SELECT ON appartenenza_precedente TO trama_app;
`;

const fixedPath = 'SET search_path = pg_catalog, pg_temp';

const FUNCTIONS = `
  -- Every ambito that a comune was ever of, with its days; null for from ever and for still.
  CREATE FUNCTION trama.appartenenze() RETURNS TABLE (codice_istat text, ambito_id smallint, dal date, al date)
    LANGUAGE sql STABLE PARALLEL SAFE ${fixedPath} AS $$
    SELECT t.codice_istat, t.ambito_id,
           coalesce(lag(t.al) OVER (PARTITION BY t.codice_istat ORDER BY t.al NULLS LAST) + 1, t.valido_dal), t.al
    FROM (SELECT c.codice_istat, c.ambito_id, c.valido_dal, c.valido_al AS al FROM public.comune c
          UNION ALL
          SELECT p.codice_istat, p.ambito_id, c.valido_dal, p.al
          FROM public.appartenenza_precedente p JOIN public.comune c ON c.codice_istat = p.codice_istat) t $$;

  -- In which comune of a day the land of each one lies, and in which ambito of that day. What is to come by then is left out.
  CREATE FUNCTION trama.confini(giorno date) RETURNS TABLE (codice_istat text, attuale text, ambito_id smallint)
    LANGUAGE sql STABLE PARALLEL SAFE ${fixedPath} AS $$
    WITH RECURSIVE passi (codice_istat, attuale) AS (
      SELECT c.codice_istat, c.codice_istat FROM public.comune c
      UNION ALL
      SELECT p.codice_istat, c.confluito_in FROM passi p JOIN public.comune c ON c.codice_istat = p.attuale
      WHERE c.valido_al < giorno)
    SELECT p.codice_istat, p.attuale, a.ambito_id FROM passi p JOIN trama.appartenenze() a ON a.codice_istat = p.attuale
    WHERE coalesce(a.dal <= giorno, true) AND coalesce(a.al >= giorno, true) $$;

  -- The ambito that a comune was of on a day; null on days when it is not there.
  CREATE FUNCTION trama.ambito_del_comune(codice text, giorno date) RETURNS smallint
    LANGUAGE sql STABLE PARALLEL SAFE ${fixedPath} AS $$
    SELECT CASE WHEN giorno < c.valido_dal OR giorno > c.valido_al THEN NULL ELSE coalesce(
      (SELECT p.ambito_id FROM public.appartenenza_precedente p
       WHERE p.codice_istat = codice AND p.al >= giorno ORDER BY p.al LIMIT 1), c.ambito_id) END
    FROM public.comune c WHERE c.codice_istat = codice $$;

  REVOKE ALL ON FUNCTION trama.appartenenze(), trama.confini(date) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION trama.appartenenze(), trama.confini(date) TO trama_app;
`;

const CHECKS = `
  CREATE FUNCTION trama.territorio_regge() RETURNS trigger LANGUAGE plpgsql ${fixedPath} AS $$
  DECLARE
    quale text := coalesce(NEW.codice_istat, OLD.codice_istat);
  BEGIN
    -- Where it flows must be there on the day after, and longer: so that nothing flows in a circle.
    IF EXISTS (
      SELECT FROM public.comune a JOIN public.comune b ON b.codice_istat = a.confluito_in
      WHERE quale IN (a.codice_istat, b.codice_istat)
        AND NOT (coalesce(b.valido_dal <= a.valido_al + 1, true) AND coalesce(b.valido_al > a.valido_al, true))) THEN
      RAISE EXCEPTION 'comune % and what flows into it do not follow each other', quale USING ERRCODE = '23514';
    END IF;
    IF EXISTS (SELECT FROM public.comune c JOIN public.appartenenza_precedente p ON p.codice_istat = c.codice_istat
               WHERE c.codice_istat = quale AND (p.al < c.valido_dal OR p.al >= c.valido_al)) THEN
      RAISE EXCEPTION 'comune % was of an ambito on days when it is not there', quale USING ERRCODE = '23514';
    END IF;
    IF EXISTS (SELECT FROM public.popolazione_comune p WHERE p.codice_istat = quale
               AND p.ambito_id IS DISTINCT FROM trama.ambito_del_comune(quale, p.data)) THEN
      RAISE EXCEPTION 'comune % has residents in an ambito, or on days, that it is not of', quale USING ERRCODE = '23514';
    END IF;
    RETURN NULL;
  END $$;

  CREATE FUNCTION trama.popolazione_regge() RETURNS trigger LANGUAGE plpgsql ${fixedPath} AS $$
  BEGIN
    IF NEW.ambito_id IS DISTINCT FROM trama.ambito_del_comune(NEW.codice_istat, NEW.data) THEN
      RAISE EXCEPTION 'comune % is not of ambito % on %', NEW.codice_istat, NEW.ambito_id, NEW.data USING ERRCODE = '23514';
    END IF;
    RETURN NULL;
  END $$;

  CREATE CONSTRAINT TRIGGER territorio_regge AFTER INSERT OR UPDATE ON comune
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION trama.territorio_regge();
  CREATE CONSTRAINT TRIGGER territorio_regge AFTER INSERT OR UPDATE OR DELETE ON appartenenza_precedente
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION trama.territorio_regge();
  CREATE CONSTRAINT TRIGGER territorio_regge AFTER INSERT OR UPDATE ON popolazione_comune
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION trama.popolazione_regge();

  REVOKE ALL ON FUNCTION trama.ambito_del_comune(text, date), trama.territorio_regge(), trama.popolazione_regge() FROM PUBLIC;
`;
