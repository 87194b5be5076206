import { alignByKey, groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { In } from 'typeorm';
import type { EsitoObiettivo, EsitoPrecedente } from './esito.type.js';
import { Fatto } from './fatto.entity.js';
import type { Indicatore, OperatoreIndicatore } from './indicatore.type.js';
import { Obiettivo } from './obiettivo.entity.js';
import { PianoDiZona, type RiepilogoPiano } from './piano.entity.js';
import { raggiungimento } from './raggiungimento.js';

/** A record of an ambito as a loader key: the ambito, then the code that is unique in it. */
export const chiave = (ambitoId: number, codice: string): string => `${ambitoId}/${codice}`;

const parti = (chiavi: readonly string[]): [number[], string[]] => {
  const split = chiavi.map((key) => key.split(/\/(.*)/s));
  return [split.map(([ambito]) => Number(ambito)), split.map(([, codice]) => codice!)];
};

export async function pianoByAmbito(
  tx: Tx,
  numeri: readonly number[],
  triennio: string,
): Promise<Array<PianoDiZona | null>> {
  const piani = await tx
    .repo(PianoDiZona)
    .find({ where: { ambitoId: In([...numeri]), triennio }, comment: 'piano.pianoByAmbito' });
  return alignByKey(numeri, piani, (piano) => piano.ambitoId);
}

interface RigaRiepilogo extends Omit<RiepilogoPiano, 'raggiungimentoMedio'> {
  /** Latest measure, expected value and operator of each measured indicator. */
  readonly misure: ReadonlyArray<{ valore: number; atteso: number | null; operatore: OperatoreIndicatore | null }>;
}

const RIEPILOGO = `
  /* piano.riepilogoByAmbito */
  WITH schede AS (
    SELECT ambito_id, count(*)::int AS obiettivi, count(*) FILTER (WHERE tipo = 'INNOVATIVO')::int AS innovativi,
           count(*) FILTER (WHERE in_continuita)::int AS in_continuita
    FROM obiettivo WHERE ambito_id = ANY ($1) AND triennio = $2 GROUP BY ambito_id),
  ultime AS (
    SELECT DISTINCT ON (ambito_id, indicatore_codice) ambito_id, indicatore_codice, valore
    FROM misurazione WHERE ambito_id = ANY ($1) ORDER BY ambito_id, indicatore_codice, data DESC),
  misurati AS (
    SELECT i.ambito_id, count(*)::int AS indicatori, count(u.valore)::int AS misurati,
           jsonb_agg(jsonb_build_object('valore', u.valore, 'atteso', i.valore_atteso, 'operatore', i.operatore))
             FILTER (WHERE u.valore IS NOT NULL) AS misure
    FROM indicatore i
    JOIN obiettivo o ON o.ambito_id = i.ambito_id AND o.codice = i.obiettivo_codice AND o.triennio = $2
    LEFT JOIN ultime u ON u.ambito_id = i.ambito_id AND u.indicatore_codice = i.codice
    WHERE i.ambito_id = ANY ($1) GROUP BY i.ambito_id)
  SELECT p.ambito_id AS "ambitoId", p.origine, coalesce(s.obiettivi, 0) AS obiettivi, coalesce(s.innovativi, 0) AS innovativi,
         coalesce(s.in_continuita, 0) AS "inContinuita", coalesce(m.indicatori, 0) AS indicatori,
         coalesce(m.misurati, 0) AS "indicatoriMisurati", coalesce(m.misure, '[]') AS misure
  FROM piano_di_zona p LEFT JOIN schede s USING (ambito_id) LEFT JOIN misurati m USING (ambito_id)
  WHERE p.ambito_id = ANY ($1) AND p.triennio = $2`;

export async function riepilogoByAmbito(
  tx: Tx,
  numeri: readonly number[],
  triennio: string,
): Promise<Array<RiepilogoPiano | null>> {
  const rows = await tx.query<RigaRiepilogo>(RIEPILOGO, [numeri, triennio]);
  const riepiloghi = rows.map(({ misure, ...figures }) => {
    const gradi = misure.flatMap(({ valore, atteso, operatore }) => raggiungimento(valore, atteso, operatore) ?? []);
    return { ...figures, raggiungimentoMedio: media(gradi) };
  });
  return alignByKey(numeri, riepiloghi, (row) => row.ambitoId);
}

const media = (values: readonly number[]): number | null =>
  values.length === 0 ? null : Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 10) / 10;

/** The objectives of each plan, in the order of the plan: a plan has some tens, so a page is cut from the whole. */
export async function obiettiviByAmbito(tx: Tx, numeri: readonly number[], triennio: string): Promise<Obiettivo[][]> {
  const obiettivi = await tx.repo(Obiettivo).find({
    where: { ambitoId: In([...numeri]), triennio },
    order: { ambitoId: 'ASC', ordine: 'ASC' },
    comment: 'piano.obiettiviByAmbito',
  });
  return groupByKey(numeri, obiettivi, (obiettivo) => obiettivo.ambitoId);
}

interface RigaIndicatore extends Omit<Indicatore, 'raggiungimento' | 'ultimaMisurazione'> {
  readonly ambitoId: number;
  readonly obiettivoCodice: string;
  readonly ultimaMisurazione: Indicatore['ultimaMisurazione'];
}

const INDICATORI = `
  /* piano.indicatoriByObiettivo */
  SELECT i.ambito_id AS "ambitoId", i.obiettivo_codice AS "obiettivoCodice", i.codice, i.etichetta, i.famiglia, i.voce,
         i.valore_atteso AS "valoreAtteso", i.unita, i.operatore, i.periodo, i.indicatore_collegato AS "indicatoreCollegato",
         i.nota, i.origine, m.ultima AS "ultimaMisurazione"
  FROM indicatore i
  JOIN unnest($1::smallint[], $2::text[]) AS k (ambito_id, codice) ON i.ambito_id = k.ambito_id AND i.obiettivo_codice = k.codice
  LEFT JOIN LATERAL (
    SELECT jsonb_build_object('valore', valore, 'data', data, 'origine', origine) AS ultima
    FROM misurazione WHERE ambito_id = i.ambito_id AND indicatore_codice = i.codice ORDER BY data DESC LIMIT 1) m ON true
  ORDER BY i.ambito_id, i.obiettivo_codice, i.ordine`;

export async function indicatoriByObiettivo(tx: Tx, chiavi: readonly string[]): Promise<Indicatore[][]> {
  const rows = await tx.query<RigaIndicatore>(INDICATORI, parti(chiavi));
  const indicatori = rows.map((row) => ({
    ...row,
    raggiungimento: raggiungimento(row.ultimaMisurazione?.valore ?? null, row.valoreAtteso, row.operatore),
  }));
  return groupByKey(chiavi, indicatori, (row) => chiave(row.ambitoId, row.obiettivoCodice));
}

const COLONNE_ESITO = `
  e.codice, e.titolo, e.triennio, e.area, e.grado_raggiungimento AS "gradoRaggiungimento",
  e.coincidenza_risorse AS "coincidenzaRisorse", e.valutazione_utenti AS "valutazioneUtenti", e.criticita,
  e.cambiamento_positivo AS "cambiamentoPositivo", e.continuita_precedente AS "continuitaPrecedente", e.riproposto,
  e.motivo_riproposizione AS "motivoRiproposizione", e.nota, e.fonte, e.origine`;

const ESITI_DI_OBIETTIVO = `
  /* piano.esitiByObiettivo */
  SELECT c.ambito_id AS "ambitoId", c.obiettivo_codice AS "obiettivoCodice", c.certezza, c.base, c.motivo, ${COLONNE_ESITO}
  FROM collegamento_esito c
  JOIN unnest($1::smallint[], $2::text[]) AS k (ambito_id, codice) ON c.ambito_id = k.ambito_id AND c.obiettivo_codice = k.codice
  JOIN esito_obiettivo e ON e.ambito_id = c.ambito_id AND e.codice = c.esito_codice
  ORDER BY c.ambito_id, c.obiettivo_codice, e.ordine`;

export async function esitiByObiettivo(tx: Tx, chiavi: readonly string[]): Promise<EsitoPrecedente[][]> {
  const rows = await tx.query<EsitoPrecedente & { ambitoId: number; obiettivoCodice: string }>(
    ESITI_DI_OBIETTIVO,
    parti(chiavi),
  );
  return groupByKey(chiavi, rows, (row) => chiave(row.ambitoId, row.obiettivoCodice));
}

const ESITI = `
  /* piano.esitiByAmbito */
  SELECT e.ambito_id AS "ambitoId", ${COLONNE_ESITO}
  FROM esito_obiettivo e WHERE e.ambito_id = ANY ($1) ORDER BY e.ambito_id, e.ordine`;

export async function esitiByAmbito(tx: Tx, numeri: readonly number[]): Promise<EsitoObiettivo[][]> {
  const rows = await tx.query<EsitoObiettivo & { ambitoId: number }>(ESITI, [numeri]);
  return groupByKey(numeri, rows, (row) => row.ambitoId);
}

export async function fattiByAmbito(tx: Tx, numeri: readonly number[]): Promise<Fatto[][]> {
  const fatti = await tx.repo(Fatto).find({
    where: { ambitoId: In([...numeri]) },
    order: { ambitoId: 'ASC', ordine: 'ASC' },
    comment: 'piano.fattiByAmbito',
  });
  return groupByKey(numeri, fatti, (fatto) => fatto.ambitoId);
}
