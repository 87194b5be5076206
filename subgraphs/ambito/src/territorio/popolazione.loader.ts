import { alignByKey, groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { oggiARoma } from '@trama/kernel/calendario';
import { Confini } from '@trama/schema/confini';
import { type PopolazioneAmbito, type PopolazioneComune, PopolazioneStorica } from './popolazione.entity.js';

/** Residents are counted on 1 January. */
const IL_GIORNO = 'make_date(y.anno, 1, 1)';

/** A sum of fewer comuni than there were would look like a total, so it is none. */
const SOMME = `
    count(*)::int AS attesi, count(p.codice_istat)::int AS comuni, sum(p.totale)::int AS residenti, sum(p.maschi)::int AS maschi,
    sum(p.femmine)::int AS femmine, sum(p.eta_0_17)::int AS eta0a17, sum(p.eta_18_64)::int AS eta18a64,
    sum(p.eta_65_oltre)::int AS eta65oltre, CASE WHEN bool_and(p.stranieri IS NOT NULL) THEN sum(p.stranieri)::int END AS stranieri,
    (array_agg(p.fonte ORDER BY p.codice_istat))[1] AS fonte,
    (array_agg(p.origine ORDER BY p.origine = 'DIMOSTRATIVO' DESC))[1] AS origine`;

/** Under which comune each one stands. $3 is today: what is to come changes no border yet. */
const SU_COMUNE: Readonly<Record<Confini, string>> = {
  ALLORA: 'SELECT codice_istat AS chiave, codice_istat FROM comune WHERE $3::date IS NOT NULL',
  OGGI: 'SELECT attuale AS chiave, codice_istat FROM trama.confini($3::date)',
};

/** Of each comune, in the years $2 or in all that there are: one statement however many comuni and years. */
const DEI_COMUNI = (confini: Confini): string => `
  /* territorio.popolazioneByComune */
  WITH terre AS (SELECT chiave, codice_istat FROM (${SU_COMUNE[confini]}) t WHERE chiave = ANY ($1)),
  anni AS (SELECT DISTINCT anno FROM popolazione_comune JOIN terre USING (codice_istat) WHERE $2::int[] IS NULL OR anno = ANY ($2)),
  somma AS (
    SELECT t.chiave, y.anno, min(p.data)::text AS data,${SOMME},
           string_agg(c.nome, ', ' ORDER BY c.nome) AS nomi, min(p.nota) AS nota
    FROM terre t CROSS JOIN anni y
    JOIN comune c ON c.codice_istat = t.codice_istat
      AND coalesce(c.valido_dal <= ${IL_GIORNO}, true) AND coalesce(c.valido_al >= ${IL_GIORNO}, true)
    LEFT JOIN popolazione_comune p ON p.codice_istat = t.codice_istat AND p.anno = y.anno
    GROUP BY t.chiave, y.anno)
  SELECT chiave AS "codiceIstat", anno, data, residenti, maschi, femmine, eta0a17, eta18a64, eta65oltre, stranieri, comuni,
         CASE WHEN comuni > 1 THEN 'Somma dei comuni di allora: ' || nomi || '.' ELSE nota END AS nota, fonte, origine
  FROM somma WHERE comuni = attesi ORDER BY anno`;

type Batch<K, V> = (tx: Tx, keys: readonly K[]) => Promise<V[]>;
type BatchDiAnno<K, V> = (tx: Tx, keys: readonly K[], anno: number) => Promise<Array<V | null>>;

const deiComuni = (
  tx: Tx,
  confini: Confini,
  codici: readonly string[],
  anni: readonly number[] | null,
): Promise<PopolazioneComune[]> => tx.query<PopolazioneComune>(DEI_COMUNI(confini), [codici, anni, oggiARoma()]);

const diOgniConfine = <B>(make: (confini: Confini) => B): Readonly<Record<Confini, B>> => ({
  [Confini.ALLORA]: make(Confini.ALLORA),
  [Confini.OGGI]: make(Confini.OGGI),
});

/** Residents of each comune in a year; null when no source has all of it. */
export const popolazioneByComune = diOgniConfine<BatchDiAnno<string, PopolazioneComune>>(
  (confini) => async (tx, codici, anno) =>
    alignByKey(codici, await deiComuni(tx, confini, codici, [anno]), ({ codiceIstat }) => codiceIstat),
);

/** The same over the years, the oldest first. */
export const popolazioniByComune = diOgniConfine<Batch<string, PopolazioneComune[]>>(
  (confini) => async (tx, codici) =>
    groupByKey(codici, await deiComuni(tx, confini, codici, null), ({ codiceIstat }) => codiceIstat),
);

/**
 * Of each ambito on the borders of then: the sum of its comuni where every one of them has the year, and otherwise the historical
 * series of the source. Kept by the database.
 */
const ALLORA = `
  /* territorio.popolazioneByAmbito */
  SELECT ambito_id AS "ambitoId", anno, residenti, maschi, femmine, eta_0_17 AS "eta0a17", eta_18_64 AS "eta18a64",
         eta_65_oltre AS "eta65oltre", stranieri, comuni, nota, fonte, origine
  FROM riepilogo_popolazione WHERE ambito_id = ANY ($1) AND ($2::int[] IS NULL OR anno = ANY ($2)) AND $3::date IS NOT NULL
  ORDER BY 1, 2`;

/** The same on those of today: the series, which stands on the borders of then, answers only where they are the same. */
const OGGI = `
  /* territorio.popolazioneByAmbito */
  WITH anni AS (
    SELECT anno FROM popolazione_comune WHERE $2::int[] IS NULL OR anno = ANY ($2)
    UNION SELECT anno FROM popolazione_ambito WHERE $2::int[] IS NULL OR anno = ANY ($2)),
  allora AS (
    SELECT y.anno, a.ambito_id, a.codice_istat FROM anni y JOIN trama.appartenenze() a
      ON coalesce(a.dal <= ${IL_GIORNO}, true) AND coalesce(a.al >= ${IL_GIORNO}, true)),
  terre AS (
    SELECT y.anno, k.ambito_id, k.codice_istat FROM anni y CROSS JOIN trama.confini($3::date) k
    JOIN comune c ON c.codice_istat = k.codice_istat
      AND coalesce(c.valido_dal <= ${IL_GIORNO}, true) AND coalesce(c.valido_al >= ${IL_GIORNO}, true)),
  cambiate AS (
    SELECT anno, ambito_id FROM (
      (SELECT * FROM allora EXCEPT SELECT * FROM terre) UNION ALL (SELECT * FROM terre EXCEPT SELECT * FROM allora)) d),
  somma AS (
    SELECT t.ambito_id, t.anno,${SOMME}
    FROM terre t LEFT JOIN popolazione_comune p ON p.codice_istat = t.codice_istat AND p.anno = t.anno
    WHERE t.ambito_id = ANY ($1) GROUP BY t.ambito_id, t.anno)
  SELECT s.ambito_id AS "ambitoId", s.anno, s.residenti, s.maschi, s.femmine, s.eta0a17, s.eta18a64, s.eta65oltre, s.stranieri,
         s.comuni, NULL AS nota, s.fonte, s.origine
  FROM somma s WHERE s.comuni = s.attesi
  UNION ALL
  SELECT h.ambito_id, h.anno, h.residenti, NULL, NULL, NULL, NULL, NULL, NULL, NULL, h.nota, h.fonte, h.origine
  FROM popolazione_ambito h JOIN anni USING (anno)
  WHERE h.ambito_id = ANY ($1)
    AND NOT EXISTS (SELECT FROM somma s WHERE s.ambito_id = h.ambito_id AND s.anno = h.anno AND s.comuni = s.attesi)
    AND NOT EXISTS (SELECT FROM cambiate d WHERE d.ambito_id = h.ambito_id AND d.anno = h.anno)
  ORDER BY 1, 2`;

const DEGLI_AMBITI: Readonly<Record<Confini, string>> = { ALLORA, OGGI };

const degliAmbiti = (
  tx: Tx,
  confini: Confini,
  numeri: readonly number[],
  anni: readonly number[] | null,
): Promise<PopolazioneAmbito[]> => tx.query<PopolazioneAmbito>(DEGLI_AMBITI[confini], [numeri, anni, oggiARoma()]);

/** Residents of each ambito in a year; null when no source has all of it. */
export const popolazioneByAmbito = diOgniConfine<BatchDiAnno<number, PopolazioneAmbito>>(
  (confini) => async (tx, numeri, anno) =>
    alignByKey(numeri, await degliAmbiti(tx, confini, numeri, [anno]), ({ ambitoId }) => ambitoId),
);

/** The same over the years, the oldest first. */
export const popolazioniByAmbito = diOgniConfine<Batch<number, PopolazioneAmbito[]>>(
  (confini) => async (tx, numeri) =>
    groupByKey(numeri, await degliAmbiti(tx, confini, numeri, null), ({ ambitoId }) => ambitoId),
);

export async function serieByAmbito(tx: Tx, numeri: readonly number[]): Promise<PopolazioneStorica[][]> {
  const rows = await tx.select(PopolazioneStorica, {
    where: { ambitoId: numeri },
    order: { anno: 'ASC' },
    comment: 'territorio.serieByAmbito',
  });
  return groupByKey(numeri, rows, (row) => row.ambitoId);
}
