import { alignByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { Ambito, Ats, ContributoreEsterno, Distretto } from './territorio.entity.js';

/** The ATS of this installation: there is one. */
export async function theAts(tx: Tx): Promise<Ats | null> {
  const [ats] = await tx.select(Ats, { order: { codice: 'ASC' }, comment: 'territorio.theAts' });
  return ats ?? null;
}

export async function ambitoByNumero(tx: Tx, numeri: readonly number[]): Promise<Array<Ambito | null>> {
  const ambiti = await tx.select(Ambito, { where: { numero: numeri }, comment: 'territorio.ambitoByNumero' });
  return alignByKey(numeri, ambiti, (ambito) => ambito.numero);
}

export function listAmbiti(tx: Tx): Promise<Ambito[]> {
  return tx.select(Ambito, { order: { numero: 'ASC' }, comment: 'territorio.listAmbiti' });
}

export async function distrettoByNumero(tx: Tx, numeri: readonly number[]): Promise<Array<Distretto | null>> {
  const distretti = await tx.select(Distretto, { where: { numero: numeri }, comment: 'territorio.distrettoByNumero' });
  return alignByKey(numeri, distretti, (distretto) => distretto.numero);
}

export function listDistretti(tx: Tx): Promise<Distretto[]> {
  return tx.select(Distretto, { order: { numero: 'ASC' }, comment: 'territorio.listDistretti' });
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
