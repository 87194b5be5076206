import { alignByKey, groupByKey, groupByPosto } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import type { EsitoObiettivo, EsitoPrecedente } from './esito.type.js';
import { Fatto } from './fatto.entity.js';
import type { Indicatore } from './indicatore.type.js';
import { Obiettivo } from './obiettivo.entity.js';
import { PianoDiZona, type RiepilogoPiano } from './piano.entity.js';

/** A record of an ambito as a loader key: the ambito, then the code that is unique in it. */
export const chiave = (ambitoId: number, codice: string): string => `${ambitoId}/${codice}`;

const coppie = (chiavi: readonly string[]): [number[], string[]] => {
  const split = chiavi.map((key) => key.split(/\/(.*)/s));
  return [split.map(([ambito]) => Number(ambito)), split.map(([, codice]) => codice!)];
};

export async function pianoByAmbito(
  tx: Tx,
  numeri: readonly number[],
  triennio: string,
): Promise<Array<PianoDiZona | null>> {
  const piani = await tx.select(PianoDiZona, {
    where: { ambitoId: numeri, triennio: [triennio] },
    comment: 'piano.pianoByAmbito',
  });
  return alignByKey(numeri, piani, (piano) => piano.ambitoId);
}

const RIEPILOGO = `
  /* piano.riepilogoByAmbito */
  SELECT r.ambito_id AS "ambitoId", p.origine, r.obiettivi, r.innovativi, r.in_continuita AS "inContinuita", r.indicatori,
         r.indicatori_misurati AS "indicatoriMisurati", r.raggiungimento_medio AS "raggiungimentoMedio"
  FROM riepilogo_piano r JOIN piano_di_zona p USING (ambito_id, triennio)
  WHERE r.ambito_id = ANY ($1) AND r.triennio = $2`;

export async function riepilogoByAmbito(
  tx: Tx,
  numeri: readonly number[],
  triennio: string,
): Promise<Array<RiepilogoPiano | null>> {
  const rows = await tx.query<RiepilogoPiano & { ambitoId: number }>(RIEPILOGO, [numeri, triennio]);
  return alignByKey(numeri, rows, (row) => row.ambitoId);
}

/** The objectives of each plan, in the order of the plan: a plan has some tens, so a page is cut from the whole. */
export async function obiettiviByAmbito(tx: Tx, numeri: readonly number[], triennio: string): Promise<Obiettivo[][]> {
  const obiettivi = await tx.select(Obiettivo, {
    where: { ambitoId: numeri, triennio: [triennio] },
    order: { ambitoId: 'ASC', ordine: 'ASC' },
    comment: 'piano.obiettiviByAmbito',
  });
  return groupByKey(numeri, obiettivi, (obiettivo) => obiettivo.ambitoId);
}

/** What of an indicator is read where it is asked: the fields, and the columns that answer them. */
const PARTI = {
  provenienza: {
    campi: ['voce', 'operatore', 'periodo', 'indicatoreCollegato', 'nota', 'origine'],
    colonne: 'i.voce, i.operatore, i.periodo, i.indicatore_collegato AS "indicatoreCollegato", i.nota, i.origine',
  },
  misura: {
    campi: ['ultimaMisurazione'],
    colonne: `CASE WHEN m.valore IS NOT NULL THEN json_build_object('valore', m.valore, 'data', m.data, 'origine', m.origine) END
         AS "ultimaMisurazione"`,
  },
  raggiungimento: {
    campi: ['raggiungimento'],
    // Most have no measure, and calling the function to hear so took longer than all the rest.
    colonne: `CASE WHEN m.valore IS NOT NULL THEN trama.raggiungimento(m.valore, i.valore_atteso, i.operatore) END
         AS raggiungimento`,
  },
} as const;

type Parte = keyof typeof PARTI;
const nomi = Object.keys(PARTI) as Parte[];

/** @returns the parts of an indicator that answer these fields, as the argument of `indicatoriByObiettivo` */
export const partiDi = (campi: ReadonlySet<string>): string =>
  nomi.filter((parte) => PARTI[parte].campi.some((campo) => campi.has(campo))).join();

const MISURA = `
  LEFT JOIN LATERAL (
    SELECT valore, data, origine
    FROM misurazione WHERE ambito_id = i.ambito_id AND indicatore_codice = i.codice ORDER BY data DESC LIMIT 1) m ON true`;

const indicatoriCon = (parti: readonly string[]): string => `
  /* piano.indicatoriByObiettivo */
  SELECT k.posto::integer AS posto, i.codice, i.etichetta, i.famiglia, i.valore_atteso AS "valoreAtteso", i.unita
         ${nomi.map((parte) => (parti.includes(parte) ? `, ${PARTI[parte].colonne}` : '')).join('')}
  FROM unnest($1::smallint[], $2::text[]) WITH ORDINALITY AS k (ambito_id, codice, posto)
  JOIN indicatore i ON i.ambito_id = k.ambito_id AND i.obiettivo_codice = k.codice
  ${parti.some((parte) => parte !== 'provenienza') ? MISURA : ''}
  ORDER BY k.posto, i.ordine`;

/** Without the fields of the parts that are not told. */
export async function indicatoriByObiettivo(tx: Tx, chiavi: readonly string[], parti: string): Promise<Indicatore[][]> {
  const testo = indicatoriCon(parti.split(','));
  return groupByPosto(chiavi, await tx.query<Indicatore & { posto: number }>(testo, coppie(chiavi)));
}

const COLONNE_ESITO = `
  e.codice, e.titolo, e.triennio, e.area, e.grado_raggiungimento AS "gradoRaggiungimento",
  e.coincidenza_risorse AS "coincidenzaRisorse", e.valutazione_utenti AS "valutazioneUtenti", e.criticita,
  e.cambiamento_positivo AS "cambiamentoPositivo", e.continuita_precedente AS "continuitaPrecedente", e.riproposto,
  e.motivo_riproposizione AS "motivoRiproposizione", e.nota, e.fonte, e.origine`;

const ESITI_DI_OBIETTIVO = `
  /* piano.esitiByObiettivo */
  SELECT k.posto::integer AS posto, c.certezza, c.base, c.motivo, ${COLONNE_ESITO}
  FROM unnest($1::smallint[], $2::text[]) WITH ORDINALITY AS k (ambito_id, codice, posto)
  JOIN collegamento_esito c ON c.ambito_id = k.ambito_id AND c.obiettivo_codice = k.codice
  JOIN esito_obiettivo e ON e.ambito_id = c.ambito_id AND e.codice = c.esito_codice
  ORDER BY k.posto, e.ordine`;

export async function esitiByObiettivo(tx: Tx, chiavi: readonly string[]): Promise<EsitoPrecedente[][]> {
  const rows = await tx.query<EsitoPrecedente & { posto: number }>(ESITI_DI_OBIETTIVO, coppie(chiavi));
  return groupByPosto(chiavi, rows);
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
  const fatti = await tx.select(Fatto, {
    where: { ambitoId: numeri },
    order: { ambitoId: 'ASC', ordine: 'ASC' },
    comment: 'piano.fattiByAmbito',
  });
  return groupByKey(numeri, fatti, (fatto) => fatto.ambitoId);
}
