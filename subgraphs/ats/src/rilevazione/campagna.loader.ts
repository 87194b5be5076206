import { alignByKey, groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { giorniTra, oggiARoma } from '@trama/kernel/calendario';
import type { Copertura } from '@trama/schema/copertura';
import type { Origine } from '@trama/schema/origine';
import { Campagna, type Destinatario, type Ritardo, type Voce } from './campagna.entity.js';
import { Compilazione } from './compilazione.entity.js';
import { coperturaDeiDestinatari } from './copertura.service.js';

export async function campagnaById(tx: Tx, ids: readonly string[]): Promise<Array<Campagna | null>> {
  const campagne = await tx.select(Campagna, { where: { id: ids }, comment: 'rilevazione.campagnaById' });
  return alignByKey(ids, campagne, ({ id }) => id);
}

/** The campaign of each year of one collection, or null. */
export async function campagnaByAnno(
  tx: Tx,
  anni: readonly number[],
  rilevazione: string,
): Promise<Array<Campagna | null>> {
  const where = { rilevazione: [rilevazione], anno: anni };
  const campagne = await tx.select(Campagna, { where, comment: 'rilevazione.campagnaByAnno' });
  return alignByKey(anni, campagne, ({ anno }) => anno);
}

export function listCampagne(tx: Tx, rilevazione: string): Promise<Campagna[]> {
  return tx.select(Campagna, {
    where: { rilevazione: [rilevazione] },
    order: { anno: 'ASC' },
    comment: 'rilevazione.listCampagne',
  });
}

const VOCI = `
  /* rilevazione.vociByCampagna */
  SELECT campagna_id AS "campagnaId", codice, etichetta, descrizione, sezione, tipo, unita, conta_persone AS "contaPersone",
         obbligatoria, calcolata, si_somma AS "siSomma"
  FROM voce WHERE campagna_id = ANY ($1) ORDER BY campagna_id, ordine`;

export async function vociByCampagna(tx: Tx, ids: readonly string[]): Promise<Voce[][]> {
  return groupByKey(ids, await tx.query<Voce>(VOCI, [ids]), ({ campagnaId }) => campagnaId);
}

/** The newest edition of each contributor, in the order of contributors. */
export async function compilazioniByCampagna(tx: Tx, ids: readonly string[]): Promise<Compilazione[][]> {
  const tutte = await tx.select(Compilazione, {
    where: { campagnaId: ids },
    order: { ambitoId: 'ASC', edizione: 'DESC' },
    comment: 'rilevazione.compilazioniByCampagna',
  });
  const ultime = tutte.filter(
    ({ campagnaId, ambitoId }, i) =>
      i === tutte.findIndex((prima) => prima.campagnaId === campagnaId && prima.ambitoId === ambitoId),
  );
  return groupByKey(ids, ultime, ({ campagnaId }) => campagnaId);
}

const DESTINATARI = `
  /* rilevazione.destinatarioById */
  SELECT ambito_id AS "ambitoId", codice, nome, interno FROM destinatario WHERE ambito_id = ANY ($1)`;

export async function destinatarioById(tx: Tx, numeri: readonly number[]): Promise<Array<Destinatario | null>> {
  const destinatari = await tx.query<Destinatario>(DESTINATARI, [numeri]);
  return alignByKey(numeri, destinatari, ({ ambitoId }) => ambitoId);
}

interface Attesa extends Destinatario {
  readonly campagnaId: string;
  readonly scadenza: string;
  /** Day on which the answer that counts was sent; null for one that has not arrived, or is being written again. */
  readonly arrivata: string | null;
  /** False for one that was never sent. */
  readonly spedita: boolean;
  readonly origine: Origine | null;
}

/** Who owed an answer on the last day of the year, and whether it arrived. An obligation counts once however often it is written. */
const ATTESE = `
  /* rilevazione.attese */
  SELECT DISTINCT ON (k.id, d.ambito_id) k.id AS "campagnaId", k.scadenza::text AS scadenza, d.ambito_id AS "ambitoId", d.codice,
         d.nome, d.interno, s.arrivata::text AS arrivata, s.campagna_id IS NOT NULL AS spedita, s.origine
  FROM campagna k
  JOIN obbligo o ON o.rilevazione = k.rilevazione
    AND make_date(k.anno, 12, 31) BETWEEN o.dal AND coalesce(o.al, 'infinity')
  JOIN destinatario d ON d.ambito_id = o.ambito_id
  LEFT JOIN trama.arrivate($1) s ON s.campagna_id = k.id AND s.ambito_id = d.ambito_id
  WHERE k.id = ANY ($1) ORDER BY k.id, d.ambito_id`;

export async function attesePerCampagna(tx: Tx, ids: readonly string[]): Promise<Attesa[][]> {
  return groupByKey(ids, await tx.query<Attesa>(ATTESE, [ids]), ({ campagnaId }) => campagnaId);
}

export async function coperturaByCampagna(tx: Tx, ids: readonly string[]): Promise<Copertura[]> {
  return (await attesePerCampagna(tx, ids)).map(coperturaDiAttese);
}

function coperturaDiAttese(attese: readonly Attesa[]): Copertura {
  const contributi = attese.flatMap(({ ambitoId, arrivata, origine }) =>
    arrivata && origine ? [{ numero: ambitoId, data: arrivata, origine }] : [],
  );
  return coperturaDeiDestinatari(attese, contributi);
}

export async function ritardiByCampagna(tx: Tx, ids: readonly string[]): Promise<Ritardo[][]> {
  const oggi = oggiARoma();
  return (await attesePerCampagna(tx, ids)).map((attese) =>
    attese
      .filter(({ spedita, scadenza }) => !spedita && scadenza < oggi)
      .map((destinatario) => ({ destinatario, giorni: giorniTra(destinatario.scadenza, oggi) })),
  );
}
