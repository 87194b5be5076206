import { alignByKey, groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import type { Origine } from '@trama/schema/origine';
import type { EsitoObiettivo, EsitoPrecedente } from './esito.type.js';
import { Fatto } from './fatto.entity.js';
import type { Indicatore } from './indicatore.type.js';
import { Obiettivo } from './obiettivo.entity.js';
import { PianoDiZona, type RiepilogoPiano } from './piano.entity.js';

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

interface RigaIndicatore extends Omit<Indicatore, 'ultimaMisurazione'> {
  readonly ambitoId: number;
  readonly obiettivoCodice: string;
  readonly misura: number | null;
  readonly misurataIl: string;
  readonly misuraOrigine: Origine;
}

const INDICATORI = `
  /* piano.indicatoriByObiettivo */
  SELECT i.ambito_id AS "ambitoId", i.obiettivo_codice AS "obiettivoCodice", i.codice, i.etichetta, i.famiglia, i.voce,
         i.valore_atteso AS "valoreAtteso", i.unita, i.operatore, i.periodo, i.indicatore_collegato AS "indicatoreCollegato",
         i.nota, i.origine, trama.raggiungimento(m.valore, i.valore_atteso, i.operatore) AS raggiungimento,
         m.valore AS misura, m.data::text AS "misurataIl", m.origine AS "misuraOrigine"
  FROM indicatore i
  JOIN unnest($1::smallint[], $2::text[]) AS k (ambito_id, codice) ON i.ambito_id = k.ambito_id AND i.obiettivo_codice = k.codice
  LEFT JOIN LATERAL (
    SELECT valore, data, origine
    FROM misurazione WHERE ambito_id = i.ambito_id AND indicatore_codice = i.codice ORDER BY data DESC LIMIT 1) m ON true
  ORDER BY i.ambito_id, i.obiettivo_codice, i.ordine`;

export async function indicatoriByObiettivo(tx: Tx, chiavi: readonly string[]): Promise<Indicatore[][]> {
  const righe = await tx.query<RigaIndicatore>(INDICATORI, parti(chiavi));
  const indicatori = righe.map((riga) => Object.assign(riga, { ultimaMisurazione: ultimaMisurazione(riga) }));
  return groupByKey(chiavi, indicatori, (riga) => chiave(riga.ambitoId, riga.obiettivoCodice));
}

const ultimaMisurazione = ({ misura, misurataIl, misuraOrigine }: RigaIndicatore): Indicatore['ultimaMisurazione'] =>
  misura === null ? null : { valore: misura, data: misurataIl, origine: misuraOrigine };

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
  const fatti = await tx.select(Fatto, {
    where: { ambitoId: numeri },
    order: { ambitoId: 'ASC', ordine: 'ASC' },
    comment: 'piano.fattiByAmbito',
  });
  return groupByKey(numeri, fatti, (fatto) => fatto.ambitoId);
}
