import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Each plan is summed up by itself, and each last measure looked up by key. Before, all ambiti that a statement touched
 * were counted together and then joined; PostgreSQL took them for few, as it does while many come in at once, and counted all of
 * them again for each plan and each indicator. What a plan costs now is what is in it, whatever PostgreSQL believes.
 */
export class RiepilogoPerPiano1796004100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(riepilogo(PIANO_PER_PIANO));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(riepilogo(TUTTI_INSIEME));
  }
}

const PIANO_PER_PIANO = `
    SELECT p.ambito_id, p.triennio, o.obiettivi, o.innovativi, o.in_continuita, i.indicatori, i.misurati, i.medio
    FROM public.piano_di_zona p
    CROSS JOIN LATERAL (
      SELECT count(*) AS obiettivi, count(*) FILTER (WHERE tipo = 'INNOVATIVO') AS innovativi,
             count(*) FILTER (WHERE in_continuita) AS in_continuita
      FROM public.obiettivo WHERE ambito_id = p.ambito_id AND triennio = p.triennio) o
    CROSS JOIN LATERAL (
      SELECT count(*) AS indicatori, count(u.valore) AS misurati,
             floor(10 * avg(trama.raggiungimento(u.valore, i.valore_atteso, i.operatore)) + 0.5) / 10 AS medio
      FROM public.obiettivo o
      JOIN public.indicatore i ON i.ambito_id = o.ambito_id AND i.obiettivo_codice = o.codice
      LEFT JOIN LATERAL (
        SELECT valore FROM public.misurazione WHERE ambito_id = i.ambito_id AND indicatore_codice = i.codice
        ORDER BY data DESC LIMIT 1) u ON true
      WHERE o.ambito_id = p.ambito_id AND o.triennio = p.triennio) i
    WHERE p.ambito_id = ANY (ambiti)`;

const TUTTI_INSIEME = `
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
    WHERE p.ambito_id = ANY (ambiti)`;

const riepilogo = (conti: string) => `
  CREATE OR REPLACE FUNCTION trama.riepiloga_piani(ambiti smallint[]) RETURNS void LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    -- One after the other: two who change one plan at a time would each count without the other's change.
    PERFORM pg_advisory_xact_lock(hashtext('riepilogo_piano'), a) FROM (SELECT DISTINCT a FROM unnest(ambiti) a ORDER BY a) t;
    INSERT INTO public.riepilogo_piano AS r ${conti}
    ON CONFLICT (ambito_id, triennio) DO UPDATE
      SET obiettivi = excluded.obiettivi, innovativi = excluded.innovativi, in_continuita = excluded.in_continuita,
          indicatori = excluded.indicatori, indicatori_misurati = excluded.indicatori_misurati,
          raggiungimento_medio = excluded.raggiungimento_medio;
  END $$;`;
