import type { Tx } from '@trama/database/database';
import { oggiARoma } from '@trama/kernel/calendario';
import { DomainError } from '@trama/kernel/errors';
import { type SchedaRichiesta, schedaRichiesta } from '@trama/schema/scheda-richiesta';
import type { AffidoPrecedente, FamigliaAffidataria, RichiestaAffido } from '../abbinamento/abbinamento.type.js';
import { archi } from '../abbinamento/candidati.js';
import { type Motivo, punteggio } from '../abbinamento/punteggio.js';
import { percheNo, type Violazione } from '../abbinamento/vincoli.js';
import { famiglieDisponibili, famigliePerCalcolo } from '../famiglia/famiglia.loader.js';
import { contestoDi, type Esigenze, richiestaDi } from '../scheda/esigenze.js';
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
  SELECT a.richiesta_codice AS richiesta, f.codice AS famiglia FROM abbinamento a JOIN famiglia_affidataria f ON f.id = a.famiglia_id
  WHERE a.richiesta_codice = ANY ($1) AND a.stato NOT IN ('RIFIUTATO', 'CONCLUSO')`;

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

/** Families and what is already proposed, read once for several requests. */
export interface Bacino {
  readonly famiglie: readonly FamigliaAffidataria[];
  richiesta(scheda: Esigenze): RichiestaAffido;
  /** The families that may be proposed for it: not those that are proposed already. */
  libere(scheda: Esigenze): FamigliaAffidataria[];
  candidati(scheda: Esigenze, limite: number): CandidatoCalcolato[];
}

export async function bacinoDi(tx: Tx, schede: readonly Esigenze[]): Promise<Bacino> {
  const codici = schede.map(({ codice }) => codice);
  const famiglie = await famiglieDisponibili(tx);
  const aperte = await tx.query<{ richiesta: string; famiglia: string }>(APERTE, [codici]);
  const precedenti = await affidiPrecedenti(tx, codici);
  const proposte = new Set(aperte.map(({ richiesta, famiglia }) => `${richiesta} ${famiglia}`));
  return unBacino(famiglie, proposte, precedenti);
}

function unBacino(
  famiglie: readonly FamigliaAffidataria[],
  proposte: ReadonlySet<string>,
  precedenti: ReadonlyMap<string, AffidoPrecedente>,
): Bacino {
  const oggi = oggiARoma();
  const contesto = contestoDi(oggi);
  const richiesta = (scheda: Esigenze) => richiestaDi(scheda, oggi, precedenti.get(scheda.codice) ?? null);
  const libere = ({ codice }: Esigenze) => famiglie.filter((famiglia) => !proposte.has(`${codice} ${famiglia.codice}`));
  return {
    famiglie,
    richiesta,
    libere,
    candidati: (scheda, limite) => {
      const chiesta = richiesta(scheda);
      return archi(chiesta, libere(scheda), contesto)
        .slice(0, limite)
        .map(({ famiglia }) => ({ codice: famiglia.codice, ...punteggio(chiesta, famiglia, contesto) }));
    },
  };
}

/**
 * Every constraint that keeps this family from this request; empty when it is a candidate, null where the caller may not
 * see one of the two.
 */
export async function esclusioni(
  tx: Tx,
  codiceRichiesta: string,
  codiceFamiglia: string,
): Promise<Violazione[] | null> {
  const [scheda] = await schedaByCodice(tx, [codiceRichiesta]);
  const [famiglia] = await famigliePerCalcolo(tx, [codiceFamiglia]);
  if (!scheda || !famiglia) {
    return null;
  }
  const oggi = oggiARoma();
  const precedenti = await affidiPrecedenti(tx, [codiceRichiesta]);
  return percheNo(richiestaDi(scheda, oggi, precedenti.get(codiceRichiesta) ?? null), famiglia, contestoDi(oggi));
}
