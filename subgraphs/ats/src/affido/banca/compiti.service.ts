import type { Tx } from '@trama/database/database';
import { oggiARoma } from '@trama/kernel/calendario';
import { GIORNI_RICONFERMA } from '../abbinamento/vincoli.js';
import type { CompitoAffido } from './banca.type.js';

/** A proposal waits for an answer so long before it is late. */
const GIORNI_PER_RISPONDERE = 15;
/** How long before its day a review, or the end of twenty-four months, becomes a task. */
const PREAVVISO_VERIFICA = 30;
const PREAVVISO_PROROGA = 90;
/** A citizen is called back within a week. */
const GIORNI_PER_RICHIAMARE = 7;

/**
 * What the caller's service has to do; for the table of fostering, what all have. Only what row-level security shows is
 * looked at: families of the own service, and placements in which it has a part.
 */
const COMPITI = `
  /* banca.compiti */
  WITH mio AS (SELECT trama.servizio_affidi_mio() AS servizio, trama.e_tavolo_affido() AS tavolo, trama.ambito() AS ambito),
  verificato AS (
    SELECT a.codice, a.stato, a.fine, a.richiesta_codice,
      coalesce(a.continua_dal, a.inizio) + make_interval(months => least(a.durata_mesi, 24 + a.proroga_mesi)) AS scadenza,
      coalesce((SELECT max(v.fatta_il) FROM verifica_affido v WHERE v.abbinamento_id = a.id), a.inizio) + interval '6 months' AS verifica
    FROM abbinamento a WHERE a.stato = 'IN_ESSERE' OR a.esito = 'ALTRO_AFFIDO'),
  compito AS (
    SELECT 'RICONFERMA' AS tipo, f.id AS famiglia, NULL AS abbinamento, f.riconfermata_il + $2::int AS entro
    FROM famiglia_affidataria f, mio
    WHERE f.stato = 'DISPONIBILE' AND f.riconfermata_il + $2::int < $1::date AND (mio.tavolo OR f.servizio_codice = mio.servizio)
    UNION ALL
    SELECT 'ACCORDO', NULL, a.codice, a.proposto_il + $3::int FROM abbinamento a, mio
    WHERE a.stato IN ('PROPOSTO', 'IN_VALUTAZIONE') AND (mio.tavolo
      OR (a.accordo_famiglia_il IS NULL AND a.servizio_codice = mio.servizio)
      OR (a.accordo_minore_il IS NULL AND a.richiesta_ambito = mio.ambito AND trama.e_servizio_affidi()))
    UNION ALL
    SELECT 'VERIFICA', NULL, codice, verifica::date FROM verificato WHERE stato = 'IN_ESSERE' AND verifica <= $1::date + $4::int
    UNION ALL
    -- Without it the minor who goes on to another family has no candidates.
    SELECT 'VERIFICA', NULL, v.codice, v.verifica::date FROM verificato v JOIN scheda_richiesta s ON s.codice = v.richiesta_codice
    WHERE v.stato = 'CONCLUSO' AND v.verifica < v.fine AND s.stato IN ('IN_ATTESA', 'IN_ABBINAMENTO')
    UNION ALL
    SELECT 'PROROGA', NULL, codice, scadenza::date FROM verificato WHERE stato = 'IN_ESSERE' AND scadenza <= $1::date + $5::int
    UNION ALL
    SELECT 'CONTATTO', NULL, NULL, (c.ricevuto_il AT TIME ZONE 'Europe/Rome')::date + $6::int FROM contatto_affido c
    WHERE c.stato <> 'CHIUSO')
  SELECT tipo, famiglia AS "famigliaId", abbinamento AS "abbinamentoCodice", entro::text,
    greatest(0, $1::date - entro) AS "ritardoGiorni"
  FROM compito ORDER BY entro, tipo, coalesce(famiglia::text, abbinamento, '') LIMIT 500`;

/** The most urgent first; five hundred at most. */
export const compiti = (tx: Tx, oggi = oggiARoma()): Promise<CompitoAffido[]> =>
  tx.query<CompitoAffido>(COMPITI, [
    oggi,
    GIORNI_RICONFERMA,
    GIORNI_PER_RISPONDERE,
    PREAVVISO_VERIFICA,
    PREAVVISO_PROROGA,
    GIORNI_PER_RICHIAMARE,
  ]);
