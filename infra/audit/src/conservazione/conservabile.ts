import type { Tx } from '@trama/database/database';
import { type AzioneConservazione, type Regola, RegoleError } from './regole.js';

/** What a module tells about records of people that it keeps, so that their rules can be carried out. */
export interface Conservabile {
  /** As in the rules and in the access log. */
  readonly tipo: string;
  /** Table of the records, with `ambito_id` and `id`: they are locked before they are judged. */
  readonly tabella: string;
  /**
   * For each event that a rule may start from, a statement with the columns `ambito_id`, `id` and `inizio` (a date), of
   * the records for which it has happened. One that was dealt with must not come back: the job checks, and fails.
   */
  readonly eventi: Readonly<Record<string, string>>;
  /** What each action does to records of one ambito, with all that hangs on them. */
  readonly azioni: Readonly<Partial<Record<AzioneConservazione, EseguiAzione>>>;
}

export type EseguiAzione = (tx: Tx, ambito: number, ids: readonly string[]) => Promise<void>;

/** A rule with the means to carry it out. */
export interface Disposizione {
  readonly regola: Regola;
  readonly tabella: string;
  readonly evento: string;
  readonly esegui: EseguiAzione;
}

/** Types that have their own way to end: the log is cut by `pota`. */
const A_PARTE: ReadonlySet<string> = new Set(['RegistroAccessi']);

/**
 * Joins the rules of one subgraph with what its modules know.
 *
 * @throws RegoleError when a type is kept without a rule, or a rule names a type, an event or an action that nobody knows
 */
export function disposizioniDi(
  registro: string,
  regole: readonly Regola[],
  conservabili: readonly Conservabile[],
): Disposizione[] {
  const sue = regole.filter((regola) => [registro, '*'].includes(regola.registro) && !A_PARTE.has(regola.tipo));
  const senza = conservabili.filter(({ tipo }) => !sue.some((regola) => regola.tipo === tipo));
  if (senza.length > 0) {
    throw new RegoleError(`Nessuna regola di conservazione per ${senza.map(({ tipo }) => tipo).join(', ')}.`);
  }
  return sue.map((regola) => disposizione(regola, conservabili));
}

function disposizione(regola: Regola, conservabili: readonly Conservabile[]): Disposizione {
  const { tipo, evento_inizio, azione } = regola;
  const conservabile = conservabili.find((altro) => altro.tipo === tipo);
  const evento = conservabile?.eventi[evento_inizio];
  const esegui = conservabile?.azioni[azione];
  if (!conservabile || !evento || !esegui) {
    throw new RegoleError(
      `La regola di conservazione ${tipo}, ${evento_inizio}, ${azione} non si può eseguire: nessun modulo conosce tipo, evento e azione.`,
    );
  }
  return { regola, tabella: conservabile.tabella, evento, esegui };
}
