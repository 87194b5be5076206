import type { StatoValore, ValoreInput } from '../../graph/operazioni/tavolo-tutela-minori';
import { leggiNumero, scriviNumero } from '../../lib/numeri';

/** What is written in a row of the form, as the person sees it. */
export interface Scritto {
  readonly stato: StatoValore;
  /** As typed: a number with its comma, or words. */
  readonly valore: string;
  readonly nota: string;
}

/** A row that the person changed, and what it was when the person began. */
export interface Modifica {
  readonly base: Scritto;
  readonly mia: Scritto;
}

export type Modifiche = Readonly<Record<string, Modifica>>;

interface Valore {
  readonly stato: StatoValore;
  readonly valore: number | null;
  readonly testo: string | null;
  readonly nota: string | null;
}

export function scrittoDi({ stato, valore, testo, nota }: Valore): Scritto {
  return { stato, valore: stato === 'ZERO' ? '0' : (testo ?? scriviNumero(valore)), nota: nota ?? '' };
}

export const isUguale = (a: Scritto, b: Scritto): boolean =>
  a.stato === b.stato && a.valore === b.valore && a.nota === b.nota;

/** Whoever types a figure means a value, a zero means that somebody counted, and whoever deletes it has none to give. */
export function conValore(before: Scritto, valore: string, isTesto: boolean): Scritto {
  if (valore.trim() === '') {
    return { ...before, valore, stato: 'NON_PERVENUTO' };
  }
  const isZero = !isTesto && leggiNumero(valore) === 0;
  return { ...before, valore, stato: isZero ? 'ZERO' : 'VALORE' };
}

/** A reason for having no figure takes the figure away. */
export function conStato(before: Scritto, stato: StatoValore): Scritto {
  if (stato === 'ZERO') {
    return { ...before, stato, valore: '0' };
  }
  const keeps = stato === 'VALORE' && before.valore !== '0';
  return { ...before, stato, valore: keeps ? before.valore : '' };
}

/** A row as it was again is not changed any more. */
export function cambia(modifiche: Modifiche, voce: string, attuale: Scritto, mia: Scritto): Modifiche {
  const base = modifiche[voce]?.base ?? attuale;
  const { [voce]: _, ...others } = modifiche;
  return isUguale(base, mia) ? others : { ...others, [voce]: { base, mia } };
}

/** What cannot be sent as it is typed; whether it is likely is for the API to say. */
export function sbaglio({ stato, valore }: Scritto, isTesto: boolean): string | undefined {
  if (stato !== 'VALORE') {
    return undefined;
  }
  if (valore.trim() === '') {
    return 'Scrivi il valore, o scegli perché non c’è.';
  }
  return isTesto || leggiNumero(valore) !== undefined ? undefined : 'Scrivi un numero, per esempio 1.234,5.';
}

export function inputDi(voce: string, { stato, valore, nota }: Scritto, isTesto: boolean): ValoreInput {
  const said = nota.trim() === '' ? null : nota;
  if (stato !== 'VALORE') {
    return { voce, stato, nota: said };
  }
  return isTesto
    ? { voce, stato, testo: valore, nota: said }
    : { voce, stato, valore: leggiNumero(valore) ?? null, nota: said };
}

/** The rows that somebody else wrote while the person did, and that are not what the person wrote. */
export function contesi(modifiche: Modifiche, attuali: ReadonlyMap<string, Scritto>): string[] {
  return Object.entries(modifiche).flatMap(([voce, { base, mia }]) => {
    const now = attuali.get(voce);
    return now && !isUguale(now, base) && !isUguale(now, mia) ? [voce] : [];
  });
}

/** After the person chose: what stays mine starts from what is there now, and what is theirs is no change of mine. */
export function risolte(
  modifiche: Modifiche,
  attuali: ReadonlyMap<string, Scritto>,
  loro: ReadonlySet<string>,
): Modifiche {
  return Object.fromEntries(
    Object.entries(modifiche).flatMap(([voce, { base, mia }]) => {
      const now = attuali.get(voce) ?? base;
      return loro.has(voce) || isUguale(now, mia) ? [] : [[voce, { base: now, mia }]];
    }),
  );
}

/** What was typed while the saving was under way is still to be saved, and starts from what was. */
export function dopo(modifiche: Modifiche, inviate: Modifiche): Modifiche {
  return Object.fromEntries(
    Object.entries(modifiche).flatMap(([voce, { base, mia }]) => {
      const sent = inviate[voce]?.mia;
      return sent && isUguale(sent, mia) ? [] : [[voce, { base: sent ?? base, mia }]];
    }),
  );
}
