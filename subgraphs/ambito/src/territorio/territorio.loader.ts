import { alignByKey, groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { In } from 'typeorm';
import { Ambito } from './ambito.entity.js';
import { Comune } from './comune.entity.js';
import { type PopolazioneAmbito, PopolazioneComune, PopolazioneStorica } from './popolazione.entity.js';

export async function ambitoByNumero(tx: Tx, numeri: readonly number[]): Promise<Array<Ambito | null>> {
  const ambiti = await tx
    .repo(Ambito)
    .find({ where: { numero: In([...numeri]) }, comment: 'territorio.ambitoByNumero' });
  return alignByKey(numeri, ambiti, (ambito) => ambito.numero);
}

export async function comuneByCodice(tx: Tx, codici: readonly string[]): Promise<Array<Comune | null>> {
  const comuni = await tx
    .repo(Comune)
    .find({ where: { codiceIstat: In([...codici]) }, comment: 'territorio.comuneByCodice' });
  return alignByKey(codici, comuni, (comune) => comune.codiceIstat);
}

export async function comuniByAmbito(tx: Tx, numeri: readonly number[]): Promise<Comune[][]> {
  const comuni = await tx.repo(Comune).find({
    where: { ambitoId: In([...numeri]) },
    order: { nome: 'ASC' },
    comment: 'territorio.comuniByAmbito',
  });
  return groupByKey(numeri, comuni, (comune) => comune.ambitoId);
}

export async function popolazioneByComune(
  tx: Tx,
  codici: readonly string[],
  anno: number,
): Promise<Array<PopolazioneComune | null>> {
  const rows = await tx.repo(PopolazioneComune).find({
    where: { codiceIstat: In([...codici]), anno },
    comment: 'territorio.popolazioneByComune',
  });
  return alignByKey(codici, rows, (row) => row.codiceIstat);
}

/**
 * The comuni are summed only when every comune of the ambito has the year: a partial sum would look like a
 * total. Otherwise the historical series answers, where it has the year.
 */
const POPOLAZIONE = `
  /* territorio.popolazioneByAmbito */
  WITH attesi AS (SELECT ambito_id, count(*)::int AS comuni FROM comune WHERE ambito_id = ANY ($1) GROUP BY ambito_id),
  somma AS (
    SELECT ambito_id, count(*)::int AS comuni, sum(totale)::int AS residenti, sum(maschi)::int AS maschi,
           sum(femmine)::int AS femmine, sum(eta_0_17)::int AS eta0a17, sum(eta_18_64)::int AS eta18a64,
           sum(eta_65_oltre)::int AS eta65oltre, sum(stranieri)::int AS stranieri,
           (array_agg(fonte ORDER BY codice_istat))[1] AS fonte, (array_agg(origine ORDER BY origine = 'DIMOSTRATIVO' DESC))[1] AS origine
    FROM popolazione_comune WHERE ambito_id = ANY ($1) AND anno = $2 GROUP BY ambito_id)
  SELECT somma.ambito_id AS "ambitoId", $2::int AS anno, residenti, maschi, femmine, eta0a17, eta18a64, eta65oltre, stranieri,
         comuni, NULL AS nota, fonte, origine
  FROM somma JOIN attesi USING (ambito_id, comuni)
  UNION ALL
  SELECT s.ambito_id, s.anno, s.residenti, NULL, NULL, NULL, NULL, NULL, NULL, NULL, s.nota, s.fonte, s.origine
  FROM popolazione_ambito s
  WHERE s.ambito_id = ANY ($1) AND s.anno = $2
    AND NOT EXISTS (SELECT FROM somma JOIN attesi USING (ambito_id, comuni) WHERE somma.ambito_id = s.ambito_id)`;

export async function popolazioneByAmbito(
  tx: Tx,
  numeri: readonly number[],
  anno: number,
): Promise<Array<PopolazioneAmbito | null>> {
  const rows = await tx.query<PopolazioneAmbito>(POPOLAZIONE, [numeri, anno]);
  return alignByKey(numeri, rows, (row) => row.ambitoId);
}

export async function serieByAmbito(tx: Tx, numeri: readonly number[]): Promise<PopolazioneStorica[][]> {
  const rows = await tx.repo(PopolazioneStorica).find({
    where: { ambitoId: In([...numeri]) },
    order: { anno: 'ASC' },
    comment: 'territorio.serieByAmbito',
  });
  return groupByKey(numeri, rows, (row) => row.ambitoId);
}

/** Everybody who is expected in an answer over the ambiti, by number. */
export function listAmbiti(tx: Tx): Promise<Ambito[]> {
  return tx.repo(Ambito).find({ order: { numero: 'ASC' }, comment: 'territorio.listAmbiti' });
}
