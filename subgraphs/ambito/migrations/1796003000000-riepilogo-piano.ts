import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABELLE = ['piano_di_zona', 'obiettivo', 'indicatore', 'misurazione'] as const;

const TRANSIZIONI = {
  insert: 'NEW TABLE AS righe',
  update: 'OLD TABLE AS prima NEW TABLE AS righe',
  delete: 'OLD TABLE AS righe',
} as const;

/**
 * The summary of each plan, kept beside it. Whoever puts the ambiti side by side reads a row for each; counting
 * objectives, indicators and measures again for everybody who asks grew with all that had ever been measured.
 */
export class RiepilogoPiano1796003000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(RAGGIUNGIMENTO);
    await runner.query(RIEPILOGO);
    await runner.query(TRIGGER);
    await runner.query('SELECT trama.riepiloga_piani(array_agg(numero)) FROM ambito');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(SENZA_TRIGGER);
    await runner.query(`
      DROP FUNCTION trama.riepiloga_piani(), trama.riepiloga_piani(smallint[]);
      DROP TABLE riepilogo_piano;
      DROP FUNCTION trama.raggiungimento(double precision, double precision, text)`);
  }
}

const RAGGIUNGIMENTO = `
  CREATE FUNCTION trama.raggiungimento(valore double precision, atteso double precision, operatore text)
  RETURNS double precision LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    -- Looked at before they are divided: PostgreSQL refuses a quotient that is too large or too small to be written.
    RETURN CASE WHEN atteso > 0 AND valore IS NOT NULL THEN
      floor(1000 * CASE WHEN operatore IS DISTINCT FROM 'MASSIMO'
        THEN CASE WHEN valore >= atteso THEN 1 WHEN valore <= atteso * 0.0004 THEN 0 ELSE valore / atteso END
        ELSE CASE WHEN valore <= atteso THEN 1 WHEN atteso <= valore * 0.0004 THEN 0 ELSE atteso / valore END
      END + 0.5) / 10 END;
  END $$;
  COMMENT ON FUNCTION trama.raggiungimento(double precision, double precision, text) IS
    'How far a measure is on the way to the expected value: per cent from 0 to 100, one decimal. More than expected is still 100: an average must not hide one missed target behind another one''s excess. Null without a measure, or without an expected value above 0 to compare it with.';
  REVOKE ALL ON FUNCTION trama.raggiungimento(double precision, double precision, text) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION trama.raggiungimento(double precision, double precision, text) TO trama_app, trama_stat;`;

const RIEPILOGO = `
  CREATE TABLE riepilogo_piano (
    ambito_id            smallint NOT NULL,
    triennio             text     NOT NULL,
    obiettivi            integer  NOT NULL,
    innovativi           integer  NOT NULL,
    in_continuita        integer  NOT NULL,
    indicatori           integer  NOT NULL,
    indicatori_misurati  integer  NOT NULL,
    raggiungimento_medio double precision,
    PRIMARY KEY (ambito_id, triennio),
    FOREIGN KEY (ambito_id, triennio) REFERENCES piano_di_zona (ambito_id, triennio) ON DELETE CASCADE
  );
  COMMENT ON TABLE riepilogo_piano IS 'Written by triggers alone.';
  GRANT SELECT ON riepilogo_piano TO trama_app, trama_stat;
  CREATE TRIGGER marca AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON riepilogo_piano
    FOR EACH STATEMENT EXECUTE FUNCTION pubblicazione.cambia_marca();

  CREATE FUNCTION trama.riepiloga_piani(ambiti smallint[]) RETURNS void LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    -- One after the other: two who change one plan at a time would each count without the other's change.
    PERFORM pg_advisory_xact_lock(hashtext('riepilogo_piano'), a) FROM (SELECT DISTINCT a FROM unnest(ambiti) a ORDER BY a) t;
    INSERT INTO public.riepilogo_piano AS r
    SELECT p.ambito_id, p.triennio, coalesce(o.obiettivi, 0), coalesce(o.innovativi, 0), coalesce(o.in_continuita, 0),
           coalesce(i.indicatori, 0), coalesce(i.misurati, 0), i.medio
    FROM public.piano_di_zona p
    LEFT JOIN (
      SELECT ambito_id, triennio, count(*) AS obiettivi, count(*) FILTER (WHERE tipo = 'INNOVATIVO') AS innovativi,
             count(*) FILTER (WHERE in_continuita) AS in_continuita
      FROM public.obiettivo WHERE ambito_id = ANY (ambiti) GROUP BY ambito_id, triennio) o USING (ambito_id, triennio)
    LEFT JOIN (
      SELECT i.ambito_id, o.triennio, count(*) AS indicatori, count(u.valore) AS misurati,
             floor(10 * avg(trama.raggiungimento(u.valore, i.valore_atteso, i.operatore)) + 0.5) / 10 AS medio
      FROM public.indicatore i
      JOIN public.obiettivo o ON o.ambito_id = i.ambito_id AND o.codice = i.obiettivo_codice
      LEFT JOIN (
        SELECT DISTINCT ON (ambito_id, indicatore_codice) ambito_id, indicatore_codice, valore
        FROM public.misurazione WHERE ambito_id = ANY (ambiti) ORDER BY ambito_id, indicatore_codice, data DESC) u
        ON u.ambito_id = i.ambito_id AND u.indicatore_codice = i.codice
      WHERE i.ambito_id = ANY (ambiti) GROUP BY i.ambito_id, o.triennio) i USING (ambito_id, triennio)
    WHERE p.ambito_id = ANY (ambiti)
    ON CONFLICT (ambito_id, triennio) DO UPDATE
      SET obiettivi = excluded.obiettivi, innovativi = excluded.innovativi, in_continuita = excluded.in_continuita,
          indicatori = excluded.indicatori, indicatori_misurati = excluded.indicatori_misurati,
          raggiungimento_medio = excluded.raggiungimento_medio;
  END $$;

  CREATE FUNCTION trama.riepiloga_piani() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    ambiti smallint[];
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      SELECT array_agg(DISTINCT ambito_id) INTO ambiti FROM (SELECT ambito_id FROM prima UNION SELECT ambito_id FROM righe) t;
    ELSE
      SELECT array_agg(DISTINCT ambito_id) INTO ambiti FROM righe;
    END IF;
    IF ambiti IS NOT NULL THEN
      PERFORM trama.riepiloga_piani(ambiti);
    END IF;
    RETURN NULL;
  END $$;
  REVOKE ALL ON FUNCTION trama.riepiloga_piani(), trama.riepiloga_piani(smallint[]) FROM PUBLIC;`;

const suOgni = (testo: (tabella: string, evento: string, transizione: string) => string): string =>
  TABELLE.flatMap((tabella) =>
    Object.entries(TRANSIZIONI).map(([evento, righe]) => testo(tabella, evento, righe)),
  ).join(';\n');

const TRIGGER = suOgni(
  (tabella, evento, righe) => `
  CREATE TRIGGER riepilogo_${evento} AFTER ${evento} ON ${tabella} REFERENCING ${righe}
  FOR EACH STATEMENT EXECUTE FUNCTION trama.riepiloga_piani()`,
);

const SENZA_TRIGGER = suOgni((tabella, evento) => `DROP TRIGGER riepilogo_${evento} ON ${tabella}`);
