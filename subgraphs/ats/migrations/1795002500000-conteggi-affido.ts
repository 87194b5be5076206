import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the bank can count for the yearly collection on fostering, of the caller's own ambito: numbers, and not who. Its
 * planning office reads no family and no request, so the function does, as the owner.
 */
export class ConteggiAffido1795002500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CONTEGGI);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION trama.conteggi_affido(integer)');
  }
}

const TIPI = {
  affidi_residenziali: 'RESIDENZIALE',
  affidi_diurni: 'DIURNO',
  affidi_appoggio: 'APPOGGIO',
  affidi_pronto_intervento: 'PRONTO_INTERVENTO',
  affidi_fine_settimana: 'FINE_SETTIMANA',
};
const ESITI = {
  conclusi_rientro: 'RIENTRO',
  conclusi_autonomia: 'AUTONOMIA',
  conclusi_altro_affido: 'ALTRO_AFFIDO',
  conclusi_interrotti: 'INTERROTTO',
};

const minori = (voce: string, condizione: string): string =>
  `('${voce}', (SELECT coalesce(sum(a.minori) FILTER (WHERE ${condizione}), 0) FROM affido a)::numeric)`;
const alla_fine = (voce: string, condizione: string): string => minori(voce, `a.alla_fine AND ${condizione}`);

/** A family that has left the bank is never changed again, and a closed request neither: their last change is the day. */
const CONTEGGI = `
  CREATE FUNCTION trama.conteggi_affido(anno integer) RETURNS TABLE (voce text, valore numeric)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH l AS (
      SELECT trama.ambito() AS ambito, make_date(anno, 1, 1) AS inizio, make_date(anno, 12, 31) AS fine
      WHERE trama.ruolo() IN ('UFFICIO_DI_PIANO', 'SERVIZIO_TUTELA') AND trama.ambito() IS NOT NULL),
    famiglia AS (
      SELECT f.id, f.registrata_il, CASE WHEN f.stato = 'CESSATA' THEN (f.aggiornata_il AT TIME ZONE 'Europe/Rome')::date END AS cessata_il
      FROM l JOIN public.famiglia_affidataria f ON f.ambito_casa = l.ambito),
    richiesta AS (
      SELECT s.codice, s.decreto_data, 1 + s.fratelli AS minori,
        CASE WHEN s.stato = 'CHIUSA' THEN (s.aggiornata_il AT TIME ZONE 'Europe/Rome')::date END AS chiusa_il
      FROM l JOIN public.scheda_richiesta s ON s.ambito = l.ambito),
    affido AS (
      SELECT a.minori, a.inizio, a.fine, a.tipo, a.esito, a.richiesta_codice, s.macrocategoria, s.natura, s.decreto_data,
        f.ambito_casa <> l.ambito AS altrove,
        a.inizio < l.inizio AND (a.fine IS NULL OR a.fine >= l.inizio) AS all_inizio,
        a.inizio <= l.fine AND (a.fine IS NULL OR a.fine > l.fine) AS alla_fine,
        a.inizio BETWEEN l.inizio AND l.fine AS avviato,
        coalesce(a.fine BETWEEN l.inizio AND l.fine, false) AS concluso,
        (a.inizio + interval '24 months')::date <= l.fine AS oltre
      FROM l JOIN public.abbinamento a ON a.richiesta_ambito = l.ambito AND a.inizio IS NOT NULL
      JOIN public.scheda_richiesta s ON s.codice = a.richiesta_codice
      JOIN public.famiglia_affidataria f ON f.id = a.famiglia_id)
    SELECT v.voce, v.valore FROM l CROSS JOIN LATERAL (VALUES
      ('famiglie_31_12', (SELECT count(*) FROM famiglia f
        WHERE f.registrata_il <= l.fine AND (f.cessata_il IS NULL OR f.cessata_il > l.fine))::numeric),
      ('famiglie_nuove', (SELECT count(*) FROM famiglia f WHERE f.registrata_il BETWEEN l.inizio AND l.fine)::numeric),
      ('famiglie_cessate', (SELECT count(*) FROM famiglia f WHERE f.cessata_il BETWEEN l.inizio AND l.fine)::numeric),
      ('famiglie_con_affido_31_12', (SELECT count(DISTINCT a.famiglia_id) FROM public.abbinamento a JOIN famiglia f ON f.id = a.famiglia_id
        WHERE a.inizio <= l.fine AND (a.fine IS NULL OR a.fine > l.fine))::numeric),
      ('minori_richiesti', (SELECT coalesce(sum(r.minori), 0) FROM richiesta r WHERE r.decreto_data BETWEEN l.inizio AND l.fine)::numeric),
      ('minori_in_attesa_31_12', (SELECT coalesce(sum(r.minori), 0) FROM richiesta r
        WHERE r.decreto_data <= l.fine AND (r.chiusa_il IS NULL OR r.chiusa_il > l.fine)
          AND NOT EXISTS (SELECT FROM affido a WHERE a.richiesta_codice = r.codice AND (a.alla_fine
            OR (a.fine <= l.fine AND a.esito IN ('RIENTRO', 'AUTONOMIA')))))::numeric),
      ('attesa_mediana', (SELECT round((percentile_cont(0.5) WITHIN GROUP (ORDER BY a.inizio - a.decreto_data))::numeric, 1)
        FROM affido a WHERE a.avviato)),
      ${[
        minori('affidi_1_1', 'a.all_inizio'),
        minori('affidi_avviati', 'a.avviato'),
        minori('affidi_conclusi', 'a.concluso'),
        minori('affidi_31_12', 'a.alla_fine'),
        alla_fine('affidi_altro_ambito_31_12', 'a.altrove'),
        alla_fine('affidi_oltre_24_mesi_31_12', 'a.oltre'),
        ...Object.entries(TIPI).map(([voce, tipo]) => alla_fine(voce, `a.tipo = '${tipo}'`)),
        alla_fine('affidi_residuale', `a.macrocategoria = 'RESIDUALE'`),
        alla_fine('affidi_recuperabile', `a.macrocategoria = 'RECUPERABILE'`),
        alla_fine('affidi_consensuali', `a.natura = 'CONSENSUALE'`),
        alla_fine('affidi_giudiziali', `a.natura = 'GIUDIZIALE'`),
        ...Object.entries(ESITI).map(([voce, esito]) => minori(voce, `a.concluso AND a.esito = '${esito}'`)),
      ].join(',\n      ')}
    ) AS v (voce, valore) WHERE v.valore IS NOT NULL $$;
  REVOKE ALL ON FUNCTION trama.conteggi_affido(integer) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION trama.conteggi_affido(integer) TO trama_app;
`;
