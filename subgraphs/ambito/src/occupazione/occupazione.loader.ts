import { alignByKey, groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import type { Origine } from '@trama/schema/origine';
import { In } from 'typeorm';
import { CON_UNA_CAPIENZA } from '../unita-offerta/capienza.service.js';
import { DisponibilitaPosti, type DisponibilitaUnita } from './disponibilita.type.js';
import { OccupazioneUnita } from './occupazione.entity.js';
import { primoGiornoValido } from './validita.service.js';

interface Ultima {
  readonly unita: string;
  readonly stato: DisponibilitaPosti;
  readonly giorno: string;
  readonly origine: Origine;
}

const ULTIME = `
  /* occupazione.disponibilitaByUnita */
  SELECT DISTINCT ON (unita) unita, stato, giorno::text, origine
  FROM disponibilita_posti WHERE unita = ANY ($1) ORDER BY unita, giorno DESC`;

/** What everybody is told of each unit: its last declared day. */
export async function disponibilitaByUnita(tx: Tx, codici: readonly string[]): Promise<DisponibilitaUnita[]> {
  const ultime = alignByKey(codici, await tx.query<Ultima>(ULTIME, [codici]), ({ unita }) => unita);
  const valida = primoGiornoValido();
  return ultime.map((ultima) =>
    ultima === null
      ? { stato: DisponibilitaPosti.NON_DICHIARATA, giorno: null, superata: false, origine: null }
      : { ...ultima, superata: ultima.giorno < valida },
  );
}

/** All that was declared of each unit, the last day first; of units of other ambiti the wall shows none. */
export async function occupazioniByUnita(tx: Tx, codici: readonly string[]): Promise<OccupazioneUnita[][]> {
  const righe = await tx.repo(OccupazioneUnita).find({
    where: { unitaCodice: In([...codici]) },
    order: { giorno: 'DESC' },
    comment: 'occupazione.occupazioniByUnita',
  });
  return groupByKey(codici, righe, ({ unitaCodice }) => unitaCodice);
}

/**
 * That a unit is in one of these states, for the WHERE of a statement on units. A declaration that nobody should rely on
 * any more is none: who looks for free places is not sent to a unit that had some last year.
 *
 * @param stati placeholder of the states
 * @param valida placeholder of the first day that can be relied on
 */
export const inUnoStato = (stati: string, valida: string): string => `(${CON_UNA_CAPIENZA} AND coalesce((
  SELECT d.stato FROM disponibilita_posti d WHERE d.unita = codice AND d.giorno >= ${valida}::date
  ORDER BY d.giorno DESC LIMIT 1), '${DisponibilitaPosti.NON_DICHIARATA}') = ANY (${stati}::text[]))`;
