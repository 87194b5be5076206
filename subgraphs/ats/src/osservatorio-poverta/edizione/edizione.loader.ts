import { alignByKey, groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { POVERTA } from '../osservatorio.cubo.js';
import type { Cella, Motivo } from './differenze.js';
import { EdizioneOsservatorio, LetturaEdizione } from './edizione.entity.js';

/** The newest first. */
export const listEdizioni = (tx: Tx): Promise<EdizioneOsservatorio[]> =>
  tx.select(EdizioneOsservatorio, { order: { ordine: 'DESC' }, comment: 'osservatorio.listEdizioni' });

export const edizioneByCodice = (tx: Tx, codice: string): Promise<EdizioneOsservatorio | null> =>
  tx.repo(EdizioneOsservatorio).findOne({ where: { codice }, comment: 'osservatorio.edizioneByCodice' });

export async function edizioneById(tx: Tx, ids: readonly string[]): Promise<Array<EdizioneOsservatorio | null>> {
  const edizioni = await tx.select(EdizioneOsservatorio, { where: { id: ids }, comment: 'osservatorio.edizioneById' });
  return alignByKey(ids, edizioni, ({ id }) => id);
}

export async function edizioneByIncontro(tx: Tx, ids: readonly string[]): Promise<Array<EdizioneOsservatorio | null>> {
  const edizioni = await tx.select(EdizioneOsservatorio, {
    where: { incontroId: ids },
    comment: 'osservatorio.edizioneByIncontro',
  });
  return alignByKey(ids, edizioni, ({ incontroId }) => incontroId);
}

/** By their order: null before the first. */
export async function edizioneByOrdine(tx: Tx, ordini: readonly number[]): Promise<Array<EdizioneOsservatorio | null>> {
  const edizioni = await tx.select(EdizioneOsservatorio, {
    where: { ordine: ordini },
    comment: 'osservatorio.edizioneByOrdine',
  });
  return alignByKey(ordini, edizioni, ({ ordine }) => ordine);
}

/** Every revision, the newest of each theme first. */
export async function lettureByEdizione(tx: Tx, ids: readonly string[]): Promise<LetturaEdizione[][]> {
  const letture = await tx.select(LetturaEdizione, {
    where: { edizioneId: ids },
    order: { tema: 'ASC', revisione: 'DESC' },
    comment: 'osservatorio.lettureByEdizione',
  });
  return groupByKey(ids, letture, ({ edizioneId }) => edizioneId);
}

const MOTIVI = `
  /* osservatorio.motiviByEdizione */
  SELECT edizione_id AS "edizioneId", ambito, anno, testo FROM motivo_edizione WHERE edizione_id = ANY ($1)`;

export async function motiviByEdizione(tx: Tx, ids: readonly string[]): Promise<Motivo[][]> {
  const motivi = await tx.query<Motivo & { edizioneId: string }>(MOTIVI, [ids]);
  return groupByKey(ids, motivi, ({ edizioneId }) => edizioneId);
}

const CELLE = `
  /* osservatorio.celleByEdizione */
  SELECT edizione, ambito_id AS "ambitoId", anno, codice, valore, soppresso, origine FROM pubblicazione.cella
  WHERE cubo = '${POVERTA}' AND edizione = ANY ($1)`;

/** The cells of published editions: one statement however many. */
export async function celleByEdizione(tx: Tx, numeri: readonly number[]): Promise<Cella[][]> {
  const celle = await tx.query<Cella & { edizione: number }>(CELLE, [numeri]);
  return groupByKey(numeri, celle, ({ edizione }) => edizione);
}

const CORRENTE = `
  /* osservatorio.corrente */
  SELECT edizione FROM pubblicazione.corrente WHERE cubo = '${POVERTA}'`;

/** The published edition that an edition fixed now would name; null before the first publication. */
export async function numeroCorrente(tx: Tx): Promise<number | null> {
  const [corrente] = await tx.query<{ edizione: number }>(CORRENTE);
  return corrente?.edizione ?? null;
}
