import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What residents of an ambito are summed from: registers that their owner writes, some times a year. */
const TABELLE = ['popolazione_comune', 'popolazione_ambito', 'comune', 'appartenenza_precedente'] as const;

/**
 * Residents of each ambito and year on the borders of then, kept beside what they are summed from. Whoever puts the ambiti side
 * by side reads a row for each; finding out again for everybody who asks which comuni were of which ambito was more
 * than half of what PostgreSQL did for it.
 */
export class RiepilogoPopolazione1796004300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABELLA);
    await runner.query(FUNZIONI);
    await runner.query(su((tabella) => TRIGGER(tabella)));
    await runner.query('SELECT trama.riassumi_popolazione()');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(su((tabella) => `DROP TRIGGER riepilogo_popolazione ON ${tabella}`));
    await runner.query(`
      DROP FUNCTION trama.popolazione_cambiata(), trama.riassumi_popolazione();
      DROP TABLE riepilogo_popolazione`);
  }
}

const TABELLA = `
  CREATE TABLE riepilogo_popolazione (
    ambito_id     smallint NOT NULL REFERENCES ambito (numero),
    anno          smallint NOT NULL,
    residenti     integer  NOT NULL,
    maschi        integer,
    femmine       integer,
    eta_0_17      integer,
    eta_18_64     integer,
    eta_65_oltre  integer,
    stranieri     integer,
    comuni        integer,
    nota          text,
    fonte         jsonb    NOT NULL,
    origine       text     NOT NULL,
    PRIMARY KEY (ambito_id, anno)
  );
  COMMENT ON TABLE riepilogo_popolazione IS 'Written by triggers alone.';
  COMMENT ON COLUMN riepilogo_popolazione.comuni IS 'How many were summed; null where the historical series answers.';
  GRANT SELECT ON riepilogo_popolazione TO trama_app, trama_stat;
  CREATE TRIGGER marca AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON riepilogo_popolazione
    FOR EACH STATEMENT EXECUTE FUNCTION pubblicazione.cambia_marca();`;

const FUNZIONI = `
  CREATE FUNCTION trama.riassumi_popolazione() RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    -- One after the other: two who change it at a time would each sum without the other's change.
    PERFORM pg_advisory_xact_lock(hashtext('riepilogo_popolazione'));
    WITH somma AS (
      SELECT t.ambito_id, p.anno, count(*) AS attesi, count(c.codice_istat) AS comuni, sum(c.totale) AS residenti,
             sum(c.maschi) AS maschi, sum(c.femmine) AS femmine, sum(c.eta_0_17) AS eta_0_17, sum(c.eta_18_64) AS eta_18_64,
             sum(c.eta_65_oltre) AS eta_65_oltre,
             CASE WHEN bool_and(c.stranieri IS NOT NULL) THEN sum(c.stranieri) END AS stranieri,
             (array_agg(c.fonte ORDER BY c.codice_istat))[1] AS fonte,
             (array_agg(c.origine ORDER BY c.origine = 'DIMOSTRATIVO' DESC))[1] AS origine
      FROM (SELECT DISTINCT anno FROM public.popolazione_comune) p
      -- Residents are counted on 1 January.
      JOIN trama.appartenenze() t ON coalesce(t.dal <= make_date(p.anno, 1, 1), true) AND coalesce(t.al >= make_date(p.anno, 1, 1), true)
      LEFT JOIN public.popolazione_comune c ON c.codice_istat = t.codice_istat AND c.anno = p.anno
      GROUP BY t.ambito_id, p.anno),
    nuove AS (
      SELECT ambito_id, anno, residenti, maschi, femmine, eta_0_17, eta_18_64, eta_65_oltre, stranieri, comuni, NULL AS nota, fonte, origine
      -- A sum of fewer comuni than there were would look like a total, so it is none.
      FROM somma WHERE comuni = attesi
      UNION ALL
      SELECT h.ambito_id, h.anno, h.residenti, NULL, NULL, NULL, NULL, NULL, NULL, NULL, h.nota, h.fonte, h.origine
      FROM public.popolazione_ambito h
      WHERE NOT EXISTS (SELECT FROM somma s WHERE s.ambito_id = h.ambito_id AND s.anno = h.anno AND s.comuni = s.attesi)),
    via AS (
      DELETE FROM public.riepilogo_popolazione r
      WHERE NOT EXISTS (SELECT FROM nuove n WHERE n.ambito_id = r.ambito_id AND n.anno = r.anno))
    INSERT INTO public.riepilogo_popolazione AS r SELECT * FROM nuove
    ON CONFLICT (ambito_id, anno) DO UPDATE
      SET residenti = excluded.residenti, maschi = excluded.maschi, femmine = excluded.femmine, eta_0_17 = excluded.eta_0_17,
          eta_18_64 = excluded.eta_18_64, eta_65_oltre = excluded.eta_65_oltre, stranieri = excluded.stranieri,
          comuni = excluded.comuni, nota = excluded.nota, fonte = excluded.fonte, origine = excluded.origine
      WHERE r.* IS DISTINCT FROM excluded.*;
  END $$;

  CREATE FUNCTION trama.popolazione_cambiata() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    PERFORM trama.riassumi_popolazione();
    RETURN NULL;
  END $$;
  REVOKE ALL ON FUNCTION trama.riassumi_popolazione(), trama.popolazione_cambiata() FROM PUBLIC;`;

const TRIGGER = (tabella: string) => `
  CREATE TRIGGER riepilogo_popolazione AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON ${tabella}
  FOR EACH STATEMENT EXECUTE FUNCTION trama.popolazione_cambiata()`;

const su = (testo: (tabella: string) => string): string => TABELLE.map(testo).join(';\n');
