import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The days in which comuni are there, and what each flowed into: see the same in the ambito subgraph. */
export class ComuniNelTempo1795903260000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER comune_regge ON comune;
      DROP FUNCTION trama.comune_regge(), trama.confini(date);
      ALTER TABLE comune DROP COLUMN valido_dal, DROP COLUMN valido_al, DROP COLUMN confluito_in;
    `);
  }
}

const fixedPath = 'SET search_path = pg_catalog, pg_temp';

const UP = `
  ALTER TABLE comune
    ADD COLUMN valido_dal    date,
    ADD COLUMN valido_al     date,
    ADD COLUMN confluito_in  text REFERENCES comune (codice_istat) DEFERRABLE INITIALLY DEFERRED,
    ADD CHECK ((valido_al IS NULL) = (confluito_in IS NULL)),
    ADD CHECK (valido_al >= valido_dal);
  CREATE INDEX ON comune (confluito_in);

  -- In which comune of a day the land of each one lies. What is to come by then is left out.
  CREATE FUNCTION trama.confini(giorno date) RETURNS TABLE (codice_istat text, attuale text)
    LANGUAGE sql STABLE PARALLEL SAFE ${fixedPath} AS $$
    WITH RECURSIVE passi (codice_istat, attuale) AS (
      SELECT c.codice_istat, c.codice_istat FROM public.comune c
      UNION ALL
      SELECT p.codice_istat, c.confluito_in FROM passi p JOIN public.comune c ON c.codice_istat = p.attuale
      WHERE c.valido_al < giorno)
    SELECT p.codice_istat, p.attuale FROM passi p JOIN public.comune c ON c.codice_istat = p.attuale
    WHERE coalesce(c.valido_dal <= giorno, true) AND coalesce(c.valido_al >= giorno, true) $$;
  REVOKE ALL ON FUNCTION trama.confini(date) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION trama.confini(date) TO trama_app;

  -- Where it flows must be there on the day after, and longer: so that nothing flows in a circle.
  CREATE FUNCTION trama.comune_regge() RETURNS trigger LANGUAGE plpgsql ${fixedPath} AS $$
  BEGIN
    IF EXISTS (
      SELECT FROM public.comune a JOIN public.comune b ON b.codice_istat = a.confluito_in
      WHERE NEW.codice_istat IN (a.codice_istat, b.codice_istat)
        AND NOT (coalesce(b.valido_dal <= a.valido_al + 1, true) AND coalesce(b.valido_al > a.valido_al, true))) THEN
      RAISE EXCEPTION 'comune % and what flows into it do not follow each other', NEW.codice_istat USING ERRCODE = '23514';
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER comune_regge AFTER INSERT OR UPDATE ON comune
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION trama.comune_regge();
  REVOKE ALL ON FUNCTION trama.comune_regge() FROM PUBLIC;
`;
