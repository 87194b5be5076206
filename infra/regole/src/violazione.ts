import type { Gravita, StatoValore } from './formato.js';
import type { Voce } from './modulo.js';

/** A figure that a rule looked at. */
export interface Visto {
  readonly voce: string;
  readonly anno: number;
  readonly stato: StatoValore;
  /** As Italians write it; null when there is no figure. */
  readonly valore: string | null;
}

/**
 * What is wrong with an answer, as the contract has it. `regola` is the code of a rule (TM-01) or of one of the checks that
 * every voce has: VOCE_SCONOSCIUTA, VOCE_RIPETUTA, STATO, TIPO, INTERVALLO, OBBLIGATORIA, CALCOLATA.
 */
export interface Violazione {
  readonly regola: string;
  readonly voce: string;
  readonly messaggio: string;
  /** ERRORE blocks sending; AVVISO asks for a note on the voce. */
  readonly gravita: Gravita;
  readonly visti: readonly Visto[];
}

/** A rule that could not be judged, so that "no violations" is never taken for "all is well". */
export interface NonVerificata {
  readonly regola: string;
  readonly voce: string;
  readonly motivo: 'VALORI_MANCANTI' | 'VALORI_NON_DOVUTI' | 'DIVISIONE_PER_ZERO' | 'VALORI_ERRATI';
  readonly messaggio: string;
}

export const describeVoce = ({ etichetta, codice }: Voce): string => `${etichetta} (${codice})`;

/**
 * The same bytes wherever it runs: fields in this order, nothing but strings and whole numbers. Messages format their
 * numbers themselves, because the data that browsers format numbers with differs from one to the next.
 */
export function serializzaViolazioni(violazioni: readonly Violazione[]): string {
  const righe = violazioni.map(({ regola, voce, messaggio, gravita, visti }) =>
    JSON.stringify({
      regola,
      voce,
      messaggio,
      gravita,
      visti: visti.map(({ voce: vista, anno, stato, valore }) => ({ voce: vista, anno, stato, valore })),
    }),
  );
  return `[${righe.join(',\n')}]\n`;
}
