import { alignByKey, groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { sorgentiDi } from '@trama/regole/sorgenti';
import { calcola, esamina } from '@trama/regole/verifica';
import type { Dato } from '@trama/regole/valori';
import type { Violazione } from '@trama/regole/violazione';
import { In } from 'typeorm';
import {
  Compilazione,
  Domanda,
  type Messaggio,
  type Modifica,
  type Passaggio,
  type ValoreCompilato,
  type ViolazioneRegola,
} from './compilazione.entity.js';
import { IN_VERIFICA } from './dati-rilevati.loader.js';
import { definizioni } from './definizioni.service.js';
import { StatoValore } from './rilevazione.stati.js';

export async function compilazioneById(tx: Tx, ids: readonly string[]): Promise<Array<Compilazione | null>> {
  const found = await tx
    .repo(Compilazione)
    .find({ where: { id: In([...ids]) }, comment: 'rilevazione.compilazioneById' });
  return alignByKey(ids, found, ({ id }) => id);
}

const DOVUTE = `
  /* rilevazione.dovute */
  SELECT c.id FROM compilazione c JOIN campagna k ON k.id = c.campagna_id
  WHERE c.id = ANY ($1) AND EXISTS (
    SELECT FROM obbligo o WHERE o.ambito_id = c.ambito_id AND o.rilevazione = k.rilevazione
      AND make_date(k.anno, 12, 31) BETWEEN o.dal AND coalesce(o.al, 'infinity'))`;

export async function dovutaByCompilazione(tx: Tx, ids: readonly string[]): Promise<boolean[]> {
  const dovute = new Set((await tx.query<{ id: string }>(DOVUTE, [ids])).map(({ id }) => id));
  return ids.map((id) => dovute.has(id));
}

/** Numbers leave PostgreSQL as numbers: what contributors count has far fewer digits than a float keeps. */
const VALORI = `
  /* rilevazione.valori */
  SELECT v.compilazione_id AS "compilazioneId", v.campagna_id AS "campagnaId", v.voce AS "codiceVoce", v.stato,
         CASE v.stato WHEN 'ZERO' THEN 0 ELSE v.valore::float8 END AS valore, v.testo, v.nota, v.provenienza, v.fonte,
         v.ripreso_da AS "ripresoDaId", v.ripresa_voce AS "ripresaVoce", ${IN_VERIFICA} AS "inVerifica"
  FROM valore v WHERE v.compilazione_id = ANY ($1)`;

/** What was written, without what is calculated from it. */
export async function scrittiByCompilazione(tx: Tx, ids: readonly string[]): Promise<ValoreCompilato[][]> {
  return groupByKey(ids, await tx.query<ValoreCompilato>(VALORI, [ids]), ({ compilazioneId }) => compilazioneId);
}

/** An answer with all that is needed to judge it. */
export interface Fascicolo {
  readonly compilazioneId: string;
  readonly campagnaId: string;
  readonly rilevazione: string;
  readonly anno: number;
  readonly impronta: string;
  readonly scritti: readonly ValoreCompilato[];
  /** What was approved for the year before; null when nothing was. */
  readonly precedenti: readonly Dato[] | null;
}

const FASCICOLI = `
  /* rilevazione.fascicoli */
  SELECT c.id AS "compilazioneId", k.id AS "campagnaId", k.rilevazione, k.anno, k.impronta, p.id AS "precedenteId"
  FROM compilazione c JOIN campagna k ON k.id = c.campagna_id
  LEFT JOIN LATERAL (
    SELECT a.id FROM compilazione a JOIN campagna kp ON kp.id = a.campagna_id
    WHERE kp.rilevazione = k.rilevazione AND kp.anno = k.anno - 1 AND a.ambito_id = c.ambito_id AND a.stato = 'APPROVATA'
    ORDER BY a.edizione DESC LIMIT 1) p ON true
  WHERE c.id = ANY ($1)`;

/** Two statements, however many answers: the answers and their predecessors, and the values of both. */
export async function fascicoloByCompilazione(tx: Tx, ids: readonly string[]): Promise<Array<Fascicolo | null>> {
  const righe = await tx.query<Omit<Fascicolo, 'scritti' | 'precedenti'> & { precedenteId: string | null }>(FASCICOLI, [
    ids,
  ]);
  const conValori = [...new Set([...ids, ...righe.flatMap(({ precedenteId }) => precedenteId ?? [])])];
  const valori = new Map((await scrittiByCompilazione(tx, conValori)).map((lista, i) => [conValori[i], lista]));
  const fascicoli = righe.map(({ precedenteId, ...riga }) => ({
    ...riga,
    scritti: valori.get(riga.compilazioneId) ?? [],
    precedenti: precedenteId === null ? null : datiDi(valori.get(precedenteId) ?? []),
  }));
  return alignByKey(ids, fascicoli, ({ compilazioneId }) => compilazioneId);
}

export const datiDi = (scritti: readonly ValoreCompilato[]): Dato[] =>
  scritti.map(({ codiceVoce, stato, valore, testo, nota }) => ({
    voce: codiceVoce,
    stato,
    valore: stato === StatoValore.ZERO ? null : valore,
    testo,
    nota,
  }));

/** All that is wrong with an answer, in the order of the form. */
export const violazioniDi = (fascicolo: Fascicolo): readonly Violazione[] =>
  esamina(definizioni.di(fascicolo), datiDi(fascicolo.scritti), fascicolo.precedenti).violazioni;

/** The same words of the engine and of the schema are two types: its states and severities are the enums of the schema. */
export const comeRisposta = (violazioni: readonly Violazione[]): ViolazioneRegola[] =>
  violazioni as readonly unknown[] as ViolazioneRegola[];

/** Every voce of the form in its order: written, calculated, or not given. */
export function valoriDi(fascicolo: Fascicolo): ValoreCompilato[] {
  const definizione = definizioni.di(fascicolo);
  const scritti = new Map(fascicolo.scritti.map((valore) => [valore.codiceVoce, valore]));
  const calcolati = new Map(calcola(definizione, datiDi(fascicolo.scritti)).map((dato) => [dato.voce, dato]));
  return [...definizione.modulo.voci.keys()].map((codiceVoce) => {
    const calcolato = calcolati.get(codiceVoce);
    return (
      scritti.get(codiceVoce) ?? {
        compilazioneId: fascicolo.compilazioneId,
        campagnaId: fascicolo.campagnaId,
        codiceVoce,
        stato: (calcolato?.stato ?? StatoValore.NON_PERVENUTO) as StatoValore,
        valore: calcolato?.valore ?? null,
        testo: null,
        nota: null,
        provenienza: null,
        fonte: null,
        ripresoDaId: null,
        ripresaVoce: null,
        inVerifica:
          typeof calcolato?.valore === 'number' &&
          [...sorgentiDi(definizione, codiceVoce)].some((voce) => scritti.get(voce)?.inVerifica),
      }
    );
  });
}

const MODIFICHE = `
  /* rilevazione.modifiche */
  SELECT compilazione_id || ' ' || voce AS chiave, stato, CASE stato WHEN 'ZERO' THEN 0 ELSE valore::float8 END AS valore,
         testo, nota, provenienza, soggetto, quando
  FROM modifica WHERE (compilazione_id, voce) IN (SELECT * FROM unnest($1::uuid[], $2::text[])) ORDER BY numero`;

/** The history of values, by "compilazione voce". */
export async function modificheByValore(tx: Tx, chiavi: readonly string[]): Promise<Modifica[][]> {
  const coppie = chiavi.map((chiave) => chiave.split(' '));
  const righe = await tx.query<Modifica & { chiave: string }>(MODIFICHE, [
    coppie.map(([compilazione]) => compilazione),
    coppie.map(([, voce]) => voce),
  ]);
  return groupByKey(chiavi, righe, ({ chiave }) => chiave);
}

const PASSAGGI = `
  /* rilevazione.passaggi */
  SELECT compilazione_id AS "compilazioneId", da, a, motivo, soggetto, ruolo, quando
  FROM passaggio WHERE compilazione_id = ANY ($1) ORDER BY numero`;

export async function passaggiByCompilazione(tx: Tx, ids: readonly string[]): Promise<Passaggio[][]> {
  const righe = await tx.query<Passaggio & { compilazioneId: string }>(PASSAGGI, [ids]);
  return groupByKey(ids, righe, ({ compilazioneId }) => compilazioneId);
}

export async function domandeByCompilazione(tx: Tx, ids: readonly string[]): Promise<Domanda[][]> {
  const domande = await tx.repo(Domanda).find({
    where: { compilazioneId: In([...ids]) },
    order: { voce: 'ASC', id: 'ASC' },
    comment: 'rilevazione.domande',
  });
  return groupByKey(ids, domande, ({ compilazioneId }) => compilazioneId);
}

const MESSAGGI = `
  /* rilevazione.messaggi */
  SELECT domanda_id AS "domandaId", testo, soggetto, ruolo, quando FROM messaggio
  WHERE domanda_id = ANY ($1) ORDER BY numero`;

export async function messaggiByDomanda(tx: Tx, ids: readonly string[]): Promise<Messaggio[][]> {
  return groupByKey(ids, await tx.query<Messaggio>(MESSAGGI, [ids]), ({ domandaId }) => domandaId);
}
