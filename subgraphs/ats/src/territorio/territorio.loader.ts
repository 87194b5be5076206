import { alignByKey, groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { Ambito, Ats, ContributoreEsterno, Distretto } from './territorio.entity.js';

/** The ATS of this installation: there is one. */
export async function theAts(tx: Tx): Promise<Ats | null> {
  const [ats] = await tx.repo(Ats).find({ order: { codice: 'ASC' }, take: 1, comment: 'territorio.theAts' });
  return ats ?? null;
}

export async function ambitoByNumero(tx: Tx, numeri: readonly number[]): Promise<Array<Ambito | null>> {
  const ambiti = await tx.select(Ambito, { where: { numero: numeri }, comment: 'territorio.ambitoByNumero' });
  return alignByKey(numeri, ambiti, (ambito) => ambito.numero);
}

export function listAmbiti(tx: Tx): Promise<Ambito[]> {
  return tx.select(Ambito, { order: { numero: 'ASC' }, comment: 'territorio.listAmbiti' });
}

export async function ambitiByDistretto(tx: Tx, numeri: readonly number[]): Promise<Ambito[][]> {
  const ambiti = await tx.select(Ambito, {
    where: { distrettoNumero: numeri },
    order: { numero: 'ASC' },
    comment: 'territorio.ambitiByDistretto',
  });
  return groupByKey(numeri, ambiti, (ambito) => ambito.distrettoNumero);
}

export async function distrettoByNumero(tx: Tx, numeri: readonly number[]): Promise<Array<Distretto | null>> {
  const distretti = await tx.select(Distretto, { where: { numero: numeri }, comment: 'territorio.distrettoByNumero' });
  return alignByKey(numeri, distretti, (distretto) => distretto.numero);
}

export async function distrettiByAts(tx: Tx, codici: readonly string[]): Promise<Distretto[][]> {
  const distretti = await tx.select(Distretto, {
    where: { atsCodice: codici },
    order: { numero: 'ASC' },
    comment: 'territorio.distrettiByAts',
  });
  return groupByKey(codici, distretti, (distretto) => distretto.atsCodice);
}

export function listContributoriEsterni(tx: Tx): Promise<ContributoreEsterno[]> {
  return tx.select(ContributoreEsterno, { order: { nome: 'ASC' }, comment: 'territorio.listContributoriEsterni' });
}

/** Land that passed from one ambito to another on a day. */
export interface ScambioTerritorio {
  readonly dal: string;
  readonly da: number;
  readonly a: number;
}

const SCAMBI = `
  /* territorio.listScambi */
  SELECT dal::text AS dal, da, a FROM scambio_territorio ORDER BY dal`;

export const listScambi = (tx: Tx): Promise<ScambioTerritorio[]> => tx.query<ScambioTerritorio>(SCAMBI);
