import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Households that services of two ambiti follow, to be counted: pseudonyms of the linkage service, that join with no
 * other table. One job writes them, nobody reads them; what people get is the number of families at a date.
 */
export class LegamiFamiglie1795001520000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LEGAMI);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION trama.famiglie_su_piu_ambiti(date);
      DROP TABLE legame_famiglie, legame_lettura;
    `);
  }
}

const LEGAMI = `
  CREATE TABLE legame_famiglie (
    ambito_a    smallint NOT NULL,
    famiglia_a  text     NOT NULL,
    ambito_b    smallint NOT NULL CHECK (ambito_b > ambito_a),
    famiglia_b  text     NOT NULL,
    dal         date     NOT NULL,
    al          date     CHECK (al >= dal),
    PRIMARY KEY (famiglia_a, famiglia_b, dal)
  );
  CREATE TABLE legame_lettura (
    unica        boolean     PRIMARY KEY DEFAULT true CHECK (unica),
    generazione  bigint      NOT NULL,
    letta_il     timestamptz NOT NULL DEFAULT now()
  );
  ${['legame_famiglie', 'legame_lettura']
    .map(
      (table) => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY solo_il_lavoro ON ${table} TO trama_app USING ((SELECT trama.ruolo()) = 'LAVORO');
  CREATE POLICY proprietario ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true);`,
    )
    .join('')}
  GRANT SELECT, INSERT (ambito_a, famiglia_a, ambito_b, famiglia_b, dal), UPDATE (al) ON legame_famiglie TO trama_app;
  GRANT SELECT, INSERT (generazione, letta_il), UPDATE (generazione, letta_il) ON legame_lettura TO trama_app;

  -- Households that are joined, one to the next, are one family: it is counted by its first household. As the owner,
  -- because a number is all that anybody may have of these rows; null until they were read for the first time.
  CREATE FUNCTION trama.famiglie_su_piu_ambiti(giorno date) RETURNS TABLE (quante integer, letta_il timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH RECURSIVE lato AS (
      SELECT famiglia_a AS a, famiglia_b AS b FROM public.legame_famiglie l
      WHERE l.dal <= giorno AND (l.al IS NULL OR l.al > giorno)
        AND trama.ruolo() IN ('CABINA_REGIA', 'COORDINAMENTO_UDP', 'UFFICIO_DI_PIANO', 'SERVIZIO_TUTELA')),
    verso AS (SELECT a, b FROM lato UNION SELECT b, a FROM lato),
    raggiunta (da, a) AS (
      SELECT a, a FROM verso UNION SELECT r.da, v.b FROM raggiunta r JOIN verso v ON v.a = r.a),
    prima AS (SELECT da FROM raggiunta GROUP BY da HAVING min(a) = da)
    SELECT (SELECT count(*)::integer FROM prima), l.letta_il FROM public.legame_lettura l $$;
  REVOKE ALL ON FUNCTION trama.famiglie_su_piu_ambiti(date) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION trama.famiglie_su_piu_ambiti(date) TO trama_app;
`;
