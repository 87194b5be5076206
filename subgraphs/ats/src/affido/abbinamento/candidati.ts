import type { CodiceVincolo, Contesto, FamigliaAffidataria, RichiestaAffido } from './abbinamento.type.js';
import { confronta } from './confronta.js';
import { centesimi, type Motivo, punteggio } from './punteggio.js';
import { ammissibile, DEROGABILI, percheNo, VINCOLI } from './vincoli.js';

export interface Candidato {
  readonly famiglia: FamigliaAffidataria;
  readonly km: number | null;
  readonly punteggio: number;
  readonly motivi: readonly Motivo[];
}

/** A family that may be proposed, before anybody asks for the reasons. */
export interface Arco {
  readonly famiglia: FamigliaAffidataria;
  readonly km: number | null;
  readonly centesimi: number;
}

/**
 * The better first, and never two equal: higher score, then nearer, then the family that has been available for longer, then
 * the lower codice.
 */
export function confrontaArchi(a: Arco, b: Arco): number {
  return (
    b.centesimi - a.centesimi ||
    (a.km ?? Infinity) - (b.km ?? Infinity) ||
    confronta(a.famiglia.disponibilita.dal, b.famiglia.disponibilita.dal) ||
    confronta(a.famiglia.codice, b.famiglia.codice)
  );
}

/** Every family that violates no constraint, the best first. */
export function archi(
  richiesta: RichiestaAffido,
  famiglie: readonly FamigliaAffidataria[],
  contesto: Contesto,
): Arco[] {
  return famiglie
    .filter((famiglia) => ammissibile(richiesta, famiglia, contesto))
    .map((famiglia) => ({
      famiglia,
      km: contesto.distanza(richiesta.comune, famiglia.comune),
      centesimi: centesimi(richiesta, famiglia, contesto),
    }))
    .sort(confrontaArchi);
}

/** The `n` families that suit the request best, each with the reasons. */
export function candidati(
  richiesta: RichiestaAffido,
  famiglie: readonly FamigliaAffidataria[],
  n: number,
  contesto: Contesto,
): Candidato[] {
  return archi(richiesta, famiglie, contesto)
    .slice(0, n)
    .map(({ famiglia, km }) => ({ famiglia, km, ...punteggio(richiesta, famiglia, contesto) }));
}

export interface Sblocco {
  readonly vincolo: CodiceVincolo;
  readonly frase: string;
  /** Candidates that waiving this constraint alone would add. */
  readonly candidatiInPiu: number;
}

/**
 * The constraint that, waived alone, would give most candidates; null when none gives any. Only constraints that people may
 * agree to go beyond are tried: what the law forbids is nobody's to waive. Of two equal ones, the first of `VINCOLI`.
 */
export function vincoloCheSblocca(
  richiesta: RichiestaAffido,
  famiglie: readonly FamigliaAffidataria[],
  contesto: Contesto,
): Sblocco | null {
  const escluse = famiglie.filter((famiglia) => !ammissibile(richiesta, famiglia, contesto));
  const inPiu = DEROGABILI.map((codice) => {
    const con = derogando(codice, contesto);
    return { codice, quante: escluse.filter((famiglia) => ammissibile(richiesta, famiglia, con)).length };
  });
  const migliore = inPiu.reduce((a, b) => (b.quante > a.quante ? b : a));
  return migliore.quante === 0
    ? null
    : { vincolo: migliore.codice, frase: fraseDi(migliore.codice), candidatiInPiu: migliore.quante };
}

/** How many families each constraint keeps out, alone or with others: the answer when no single waiver helps. */
export function vincoliPiuViolati(
  richiesta: RichiestaAffido,
  famiglie: readonly FamigliaAffidataria[],
  contesto: Contesto,
): Array<{ readonly vincolo: CodiceVincolo; readonly famiglie: number }> {
  const conta = new Map<CodiceVincolo, number>();
  for (const { codice } of famiglie.flatMap((famiglia) => percheNo(richiesta, famiglia, contesto))) {
    conta.set(codice, (conta.get(codice) ?? 0) + 1);
  }
  return VINCOLI.flatMap(({ codice }) =>
    conta.has(codice) ? [{ vincolo: codice, famiglie: conta.get(codice)! }] : [],
  ).sort((a, b) => b.famiglie - a.famiglie);
}

export function derogando(codice: CodiceVincolo, contesto: Contesto): Contesto {
  return { ...contesto, derogati: new Set([...(contesto.derogati ?? []), codice]) };
}

export function fraseDi(codice: CodiceVincolo): string {
  return VINCOLI.find((vincolo) => vincolo.codice === codice)!.frase;
}
