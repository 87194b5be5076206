import { compare, greatest, least, multiply, negate, type Razionale, round, ZERO, add, divide } from './razionale.js';

/**
 * Why something is not known. Flags, because one sum may lack a figure and lean on another that nobody owes.
 * MANCA: not received. ESENTE: not owed, not applicable, or asked of a year that has no approved figure.
 * DIVISIONE: divided by zero. ERRATO: the figure itself is wrong, and another violation already says so.
 */
export const CAUSA = Object.freeze({ MANCA: 1, ESENTE: 2, DIVISIONE: 4, ERRATO: 8 });
export type Cause = number;

/** All that a number may be: one value, or the values between two when a count is suppressed. */
export interface Intervallo {
  readonly tipo: 'numero';
  readonly min: Razionale;
  readonly max: Razionale;
}
export interface Ignoto {
  readonly tipo: 'ignoto';
  readonly cause: Cause;
}
export type ValoreNumero = Intervallo | Ignoto;

/** All that a condition may be. Neither for certain: both are true, and `cause` says what is missing, or 0. */
export interface ValoreLogico {
  readonly tipo: 'logico';
  readonly puoVero: boolean;
  readonly puoFalso: boolean;
  readonly cause: Cause;
}
export type Valore = ValoreNumero | ValoreLogico;

export const exactly = (valore: Razionale): Intervallo => ({ tipo: 'numero', min: valore, max: valore });
export const between = (min: Razionale, max: Razionale): Intervallo => ({ tipo: 'numero', min, max });
export const unknown = (cause: Cause): Ignoto => ({ tipo: 'ignoto', cause });
export const isPoint = (valore: Intervallo): boolean => compare(valore.min, valore.max) === 0;

export const VERO: ValoreLogico = Object.freeze({ tipo: 'logico', puoVero: true, puoFalso: false, cause: 0 });
export const FALSO: ValoreLogico = Object.freeze({ tipo: 'logico', puoVero: false, puoFalso: true, cause: 0 });
export const logico = (vero: boolean): ValoreLogico => (vero ? VERO : FALSO);
export const undecided = (cause: Cause): ValoreLogico => ({ tipo: 'logico', puoVero: true, puoFalso: true, cause });
export const isDecided = ({ puoVero, puoFalso }: ValoreLogico): boolean => puoVero !== puoFalso;

const open = (valore: ValoreLogico): Cause => (isDecided(valore) ? 0 : valore.cause);

export const not = ({ puoVero, puoFalso, cause }: ValoreLogico): ValoreLogico => ({
  tipo: 'logico',
  puoVero: puoFalso,
  puoFalso: puoVero,
  cause,
});

/** Known as soon as one side settles it: "a e b" is false when b is, whatever a lacks. */
export function and(a: ValoreLogico, b: ValoreLogico): ValoreLogico {
  return settled(a.puoVero && b.puoVero, a.puoFalso || b.puoFalso, open(a) | open(b));
}

export function or(a: ValoreLogico, b: ValoreLogico): ValoreLogico {
  return settled(a.puoVero || b.puoVero, a.puoFalso && b.puoFalso, open(a) | open(b));
}

function settled(puoVero: boolean, puoFalso: boolean, cause: Cause): ValoreLogico {
  return { tipo: 'logico', puoVero, puoFalso, cause: puoVero && puoFalso ? cause : 0 };
}

/** A function of numbers, when all of them are known; otherwise not known, for all the reasons together. */
export function lift(valori: readonly ValoreNumero[], f: (noti: readonly Intervallo[]) => ValoreNumero): ValoreNumero {
  const cause = causesOf(valori);
  return cause === null ? f(valori as readonly Intervallo[]) : unknown(cause);
}

function causesOf(valori: readonly ValoreNumero[]): Cause | null {
  const ignoti = valori.filter((valore) => valore.tipo === 'ignoto');
  return ignoti.length === 0 ? null : ignoti.reduce((cause, ignoto) => cause | ignoto.cause, 0);
}

export const plus = (a: ValoreNumero, b: ValoreNumero): ValoreNumero =>
  lift([a, b], ([x, y]) => between(add(x!.min, y!.min), add(x!.max, y!.max)));

export const opposite = (a: ValoreNumero): ValoreNumero => lift([a], ([x]) => between(negate(x!.max), negate(x!.min)));

export const minus = (a: ValoreNumero, b: ValoreNumero): ValoreNumero => plus(a, opposite(b));

export const times = (a: ValoreNumero, b: ValoreNumero): ValoreNumero =>
  lift([a, b], ([x, y]) => corners(x!, y!, multiply));

/** By zero, or by what may be zero, it is not known. */
export const over = (a: ValoreNumero, b: ValoreNumero): ValoreNumero =>
  lift([a, b], ([x, y]) =>
    compare(y!.min, ZERO) <= 0 && compare(y!.max, ZERO) >= 0 ? unknown(CAUSA.DIVISIONE) : corners(x!, y!, divide),
  );

function corners(x: Intervallo, y: Intervallo, f: (a: Razionale, b: Razionale) => Razionale): Intervallo {
  if (isPoint(x) && isPoint(y)) {
    return exactly(f(x.min, y.min));
  }
  const angoli = [f(x.min, y.min), f(x.min, y.max), f(x.max, y.min), f(x.max, y.max)];
  return between(least(angoli), greatest(angoli));
}

export const absolute = (a: ValoreNumero): ValoreNumero =>
  lift([a], ([x]) => {
    const [da, finoA] = [x!.min, x!.max].map((v) => (v.num < 0n ? negate(v) : v)) as [Razionale, Razionale];
    const attraversaZero = compare(x!.min, ZERO) <= 0 && compare(x!.max, ZERO) >= 0;
    return between(attraversaZero ? ZERO : least([da, finoA]), greatest([da, finoA]));
  });

export const rounded = (a: ValoreNumero, decimali: number): ValoreNumero =>
  lift([a], ([x]) => between(round(x!.min, decimali), round(x!.max, decimali)));

export const lowest = (valori: readonly ValoreNumero[]): ValoreNumero =>
  lift(valori, (noti) => between(least(noti.map((x) => x.min)), least(noti.map((x) => x.max))));

export const highest = (valori: readonly ValoreNumero[]): ValoreNumero =>
  lift(valori, (noti) => between(greatest(noti.map((x) => x.min)), greatest(noti.map((x) => x.max))));

/** Either of two: what a choice gives when its condition is open. */
export const either = (a: ValoreNumero, b: ValoreNumero): ValoreNumero =>
  lift([a, b], ([x, y]) => between(least([x!.min, y!.min]), greatest([x!.max, y!.max])));

export const lessOrEqual = (a: ValoreNumero, b: ValoreNumero): ValoreLogico =>
  compared(a, b, (x, y) => settled(compare(x.min, y.max) <= 0, compare(x.max, y.min) > 0, 0));

export const less = (a: ValoreNumero, b: ValoreNumero): ValoreLogico => not(lessOrEqual(b, a));

export const equal = (a: ValoreNumero, b: ValoreNumero): ValoreLogico =>
  compared(a, b, (x, y) => {
    const sovrapposti = compare(x.min, y.max) <= 0 && compare(y.min, x.max) <= 0;
    return settled(sovrapposti, !(isPoint(x) && isPoint(y) && sovrapposti), 0);
  });

/** Both true or both false. */
export function same(a: ValoreLogico, b: ValoreLogico): ValoreLogico {
  return or(and(a, b), and(not(a), not(b)));
}

function compared(a: ValoreNumero, b: ValoreNumero, f: (x: Intervallo, y: Intervallo) => ValoreLogico): ValoreLogico {
  const cause = causesOf([a, b]);
  return cause === null ? f(a as Intervallo, b as Intervallo) : undecided(cause);
}
