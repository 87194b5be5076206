import { DomainError } from './errors.js';
import { type Identity, requirePermesso } from './identity.js';
import type { Permesso } from './permessi.js';

/** One row of a table of states: what an action makes of a state, who may do it, and what else must hold. */
export interface Transizione<S extends string, A extends string, C> {
  readonly da: S | readonly S[];
  readonly azione: A;
  readonly a: S;
  readonly permesso: Permesso;
  /** Why not, as an Italian sentence that says what to do first; null when nothing stands in the way. */
  readonly guardia?: (contesto: C) => string | null;
}

/**
 * A state machine as data: the same table decides, refuses, and tells the console what can be done, so that the three
 * never disagree.
 *
 * @typeParam C what the guards look at: usually the row itself
 */
export class Transizioni<S extends string, A extends string, C = void> {
  /** @param cosa how a refusal begins: "Il caso" */
  constructor(
    private readonly cosa: string,
    private readonly righe: ReadonlyArray<Transizione<S, A, C>>,
  ) {
    const coppie = righe.flatMap((riga) => daDi(riga).map((stato) => `${stato} ${riga.azione}`));
    if (new Set(coppie).size !== coppie.length) {
      throw new Error(`${cosa}: the same action leaves the same state twice`);
    }
  }

  /**
   * The state that the action leads to.
   *
   * @throws DomainError NON_AUTORIZZATO, before the state is told; TRANSIZIONE_NON_AMMESSA, with `extensions.stato` and
   * in `extensions.azioni` what this caller may do instead
   */
  next(stato: S, azione: A, identity: Identity, contesto: C): S {
    const conAzione = this.righe.filter((riga) => riga.azione === azione);
    const permesse = conAzione.filter(({ permesso }) => identity.permessi.has(permesso));
    if (conAzione[0] && permesse.length === 0) {
      requirePermesso(identity, conAzione[0].permesso);
    }
    const riga = permesse.find((una) => daDi(una).includes(stato));
    const impedimento = riga ? (riga.guardia?.(contesto) ?? null) : '';
    if (!riga || impedimento !== null) {
      throw this.rifiuto(stato, azione, impedimento, this.azioniPossibili(stato, identity, contesto));
    }
    return riga.a;
  }

  /** What this caller could do now, in the order of the table: what a console offers, and nothing it would refuse. */
  azioniPossibili(stato: S, identity: Identity, contesto: C): A[] {
    return this.righe
      .filter((riga) => daDi(riga).includes(stato) && identity.permessi.has(riga.permesso))
      .filter(({ guardia }) => (guardia?.(contesto) ?? null) === null)
      .map(({ azione }) => azione);
  }

  private rifiuto(stato: S, azione: A, impedimento: string | null, azioni: readonly A[]): DomainError {
    const perche = impedimento ? `: ${impedimento}` : '.';
    const invece = azioni.length > 0 ? `Ora si può: ${azioni.join(', ')}.` : 'Ora non si può fare altro.';
    const frase = `${this.cosa} è nello stato ${stato} e ${azione} non è ammessa${perche} ${invece}`;
    return new DomainError('TRANSIZIONE_NON_AMMESSA', frase, { extensions: { stato, azioni } });
  }
}

const daDi = <S extends string, A extends string, C>({ da }: Transizione<S, A, C>): readonly S[] =>
  typeof da === 'string' ? [da] : da;
