import { alignByKey, groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { Ambito } from './ambito.entity.js';
import type { AppartenenzaComune } from './appartenenza.type.js';
import { Comune } from './comune.entity.js';

export async function comuneByCodice(tx: Tx, codici: readonly string[]): Promise<Array<Comune | null>> {
  const comuni = await tx.select(Comune, { where: { codiceIstat: codici }, comment: 'territorio.comuneByCodice' });
  return alignByKey(codici, comuni, (comune) => comune.codiceIstat);
}

const DEL_GIORNO = `
  /* territorio.comuniDelGiorno */
  SELECT a.codice_istat AS "codiceIstat", a.ambito_id AS "ambitoId" FROM trama.appartenenze() a
  WHERE a.ambito_id = ANY ($1) AND coalesce(a.dal <= $2::date, true) AND coalesce(a.al >= $2::date, true)`;

/** The comuni that were of each ambito on a day, by name. */
export async function comuniByAmbito(tx: Tx, numeri: readonly number[], il: string): Promise<Comune[][]> {
  const righe = await tx.query<{ codiceIstat: string; ambitoId: number }>(DEL_GIORNO, [numeri, il]);
  const ambitoDi = new Map(righe.map(({ codiceIstat, ambitoId }) => [codiceIstat, ambitoId]));
  const comuni = await tx.select(Comune, {
    where: { codiceIstat: [...ambitoDi.keys()] },
    order: { nome: 'ASC' },
    comment: 'territorio.comuniByAmbito',
  });
  return groupByKey(numeri, comuni, ({ codiceIstat }) => ambitoDi.get(codiceIstat)!);
}

/** Those that are of each ambito or were of it in the end, the merged ones too, by name. */
export async function comuniAncheCessatiByAmbito(tx: Tx, numeri: readonly number[]): Promise<Comune[][]> {
  const comuni = await tx.select(Comune, {
    where: { ambitoId: numeri },
    order: { nome: 'ASC' },
    comment: 'territorio.comuniAncheCessatiByAmbito',
  });
  return groupByKey(numeri, comuni, (comune) => comune.ambitoId);
}

/** What flowed into each comune, step by step: not what had flowed into that before. */
export async function confluitiByComune(tx: Tx, codici: readonly string[]): Promise<Comune[][]> {
  const comuni = await tx.select(Comune, {
    where: { confluitoInCodice: codici },
    order: { validoAl: 'ASC', nome: 'ASC' },
    comment: 'territorio.confluitiByComune',
  });
  return groupByKey(codici, comuni, ({ confluitoInCodice }) => confluitoInCodice!);
}

const APPARTENENZE = `
  /* territorio.appartenenzeByComune */
  SELECT a.codice_istat AS "codiceIstat", a.ambito_id AS "ambitoId", a.dal::text AS dal, a.al::text AS al
  FROM trama.appartenenze() a WHERE a.codice_istat = ANY ($1) ORDER BY a.al NULLS LAST`;

/** The ambiti that each comune was of, from the first. */
export async function appartenenzeByComune(tx: Tx, codici: readonly string[]): Promise<AppartenenzaComune[][]> {
  const righe = await tx.query<Omit<AppartenenzaComune, 'ambito'>>(APPARTENENZE, [codici]);
  const lette = righe.map((riga): AppartenenzaComune => ({ ...riga, ambito: { numero: riga.ambitoId } }));
  return groupByKey(codici, lette, ({ codiceIstat }) => codiceIstat);
}

/** Everybody who is expected in an answer over the ambiti, by number. */
export function listAmbiti(tx: Tx): Promise<Ambito[]> {
  return tx.select(Ambito, { order: { numero: 'ASC' }, comment: 'territorio.listAmbiti' });
}
