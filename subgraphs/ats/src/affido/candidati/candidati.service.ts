import type { Tx } from '@trama/database/database';
import { oggiARoma } from '@trama/kernel/calendario';
import { DomainError } from '@trama/kernel/errors';
import { type SchedaRichiesta, schedaRichiesta } from '@trama/schema/scheda-richiesta';
import type { Identity } from '@trama/kernel/identity';
import type { Contesto, FamigliaAffidataria, RichiestaAffido } from '../abbinamento/abbinamento.type.js';
import { archi } from '../abbinamento/candidati.js';
import { type Motivo, punteggio } from '../abbinamento/punteggio.js';
import { distanzaProvincia } from '../abbinamento/distanze.js';
import { percheNo, type Violazione } from '../abbinamento/vincoli.js';
import { type ComuneDiAmbito, zoneNote } from '../abbinamento/zone.js';
import { famiglieDisponibili, famigliePerCalcolo } from '../famiglia/famiglia.loader.js';
import { contestoDi, type Esigenze, type Intorno, richiestaDi } from '../scheda/esigenze.js';
import { affidiPrecedenti, schedaByCodice } from '../scheda/scheda.loader.js';

/** A family that may be proposed, by its code, with what its score is made of. */
export interface CandidatoCalcolato {
  readonly codice: string;
  readonly punteggio: number;
  readonly motivi: readonly Motivo[];
}

export const MASSIMO_CANDIDATI = 20;

const APERTE = `
  /* candidati.aperte */
  SELECT a.richiesta_codice AS richiesta, array_agg(f.codice) AS famiglie
  FROM abbinamento a JOIN famiglia_affidataria f ON f.id = a.famiglia_id
  WHERE a.richiesta_codice = ANY ($1) AND a.stato NOT IN ('RIFIUTATO', 'CONCLUSO') GROUP BY a.richiesta_codice`;

const COMUNI = `
  /* candidati.comuni */
  SELECT codice_istat AS istat, ambito_id AS ambito FROM comune ORDER BY codice_istat`;

/** What the gateway says of a request, as it came from the ambito; null for one that this caller may not see. */
export function esigenzeDette(detto: unknown): SchedaRichiesta | null {
  return schedaRichiesta.safeParse(detto).data ?? null;
}

/** The best families for each request, with the reasons; the same few statements however many requests there are. */
export async function candidatiDi(
  tx: Tx,
  schede: readonly Esigenze[],
  limite: number,
): Promise<CandidatoCalcolato[][]> {
  if (limite < 1 || limite > MASSIMO_CANDIDATI) {
    throw new DomainError('INPUT_NON_VALIDO', `limite deve essere da 1 a ${MASSIMO_CANDIDATI}.`, {
      extensions: { campi: ['limite'] },
    });
  }
  const bacino = await bacinoDi(tx, schede);
  return schede.map((scheda) => bacino.candidati(scheda, limite));
}

/** Families and what else is needed to judge some requests, read once for all of them. */
export interface Bacino {
  readonly famiglie: readonly FamigliaAffidataria[];
  readonly contesto: Contesto;
  richiesta(scheda: Esigenze): RichiestaAffido;
  candidati(scheda: Esigenze, limite: number): CandidatoCalcolato[];
}

/** @param famiglie those to choose from; all that are available when absent */
export async function bacinoDi(
  tx: Tx,
  schede: readonly Esigenze[],
  famiglie?: readonly FamigliaAffidataria[],
): Promise<Bacino> {
  const [intorno, scelte] = await Promise.all([intornoDi(tx, schede), famiglie ?? famiglieDisponibili(tx)]);
  const contesto = contestoDi(intorno.oggi);
  const richiesta = (scheda: Esigenze) => richiestaDi(scheda, intorno);
  return {
    famiglie: scelte,
    contesto,
    richiesta,
    candidati: (scheda, limite) => {
      const chiesta = richiesta(scheda);
      return archi(chiesta, scelte, contesto)
        .slice(0, limite)
        .map(({ famiglia }) => ({ codice: famiglia.codice, ...punteggio(chiesta, famiglia, contesto) }));
    },
  };
}

async function intornoDi(tx: Tx, schede: readonly Esigenze[]): Promise<Intorno> {
  const codici = schede.map(({ codice }) => codice);
  const [comuni, aperte, precedenti] = await Promise.all([
    tx.query<ComuneDiAmbito>(COMUNI),
    tx.query<{ richiesta: string; famiglie: string[] }>(APERTE, [codici]),
    affidiPrecedenti(tx, codici),
  ]);
  return {
    oggi: oggiARoma(),
    zona: zoneNote(comuni, distanzaProvincia()),
    precedenti,
    proposte: new Map(aperte.map(({ richiesta, famiglie }) => [richiesta, famiglie])),
  };
}

/**
 * Every constraint that keeps this family from this request; empty when it is a candidate, null where the caller may not
 * see one of the two. A service asks for its own requests: that its family was proposed for another's tells it enough.
 */
export async function esclusioni(
  tx: Tx,
  codiceRichiesta: string,
  codiceFamiglia: string,
): Promise<Violazione[] | null> {
  const [scheda] = await schedaByCodice(tx, [codiceRichiesta]);
  const [famiglia] = await famigliePerCalcolo(tx, [codiceFamiglia]);
  if (!scheda || !famiglia || !puoCercare(tx.identity, scheda)) {
    return null;
  }
  const { richiesta, contesto } = await bacinoDi(tx, [scheda], [famiglia]);
  return percheNo(richiesta(scheda), famiglia, contesto);
}

/** Whether a caller looks for families for this request, and is not only asked for one. */
export function puoCercare({ permessi, ambito }: Identity, scheda: { readonly ambito: number }): boolean {
  return permessi.has('affido:coordina') || scheda.ambito === ambito;
}
