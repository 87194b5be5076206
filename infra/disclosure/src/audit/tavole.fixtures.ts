import type { Soglie } from '../conteggio.js';
import type { Forma } from './forma.js';
import { dominiPer, type Incognita, type Modello, type Osservatore, type Somma } from './modello.js';

/** How a count is told. `null`: not at all. */
export type Regola = (conteggio: number) => Forma | null;

/** Ours: under the threshold suppressed, everything else rounded. */
export const arrotonda =
  (soglie: Soglie = { minimo: 5, base: 5 }): Regola =>
  (conteggio) =>
    conteggio < soglie.minimo
      ? { tipo: 'SOPPRESSA', minimo: soglie.minimo }
      : { tipo: 'ARROTONDATA', valore: Math.round(conteggio / soglie.base) * soglie.base, soglie };

/** What many do: small cells suppressed, and everything else told as it is. */
export const sopprimiSoltanto: Regola = (conteggio) =>
  conteggio < 5 ? { tipo: 'SOPPRESSA', minimo: 5 } : { tipo: 'ESATTA', valore: conteggio };

export const nonDire: Regola = () => null;

interface Regole {
  readonly celle: Regola;
  readonly righe: Regola;
  readonly colonne: Regola;
  readonly totale: Regola;
}

export const tutte = (regola: Regola): Regole => ({ celle: regola, righe: regola, colonne: regola, totale: regola });

/** A table of ambiti (rows) by parts of a whole (columns), with its margins; an ambito knows its own row. */
export function modelloDi(tavola: readonly number[][], regole: Regole): Modello {
  const colonne = tavola[0]!.map((_, j) => j);
  const incognita = (id: string, vero: number, regola: Regola, contributore: number | null): Incognita => {
    const forma = regola(vero);
    return { id, cubo: 'prova', cella: id, contributore, forme: forma ? [forma] : [], vero };
  };
  const incognite = [
    ...tavola.flatMap((riga, i) => riga.map((n, j) => incognita(`c${i}.${j}`, n, regole.celle, i + 1))),
    ...tavola.map((riga, i) => incognita(`r${i}`, somma(riga), regole.righe, i + 1)),
    ...colonne.map((j) => incognita(`k${j}`, somma(tavola.map((riga) => riga[j]!)), regole.colonne, null)),
    incognita('t', somma(tavola.flat()), regole.totale, null),
  ];
  const somme: Somma[] = [
    ...tavola.map((_, i) => ({ intero: `r${i}`, parti: colonne.map((j) => `c${i}.${j}`) })),
    ...colonne.map((j) => ({ intero: `k${j}`, parti: tavola.map((_, i) => `c${i}.${j}`) })),
    { intero: 't', parti: tavola.map((_, i) => `r${i}`) },
    { intero: 't', parti: colonne.map((j) => `k${j}`) },
  ];
  return { incognite, somme };
}

export const veri = ({ incognite }: Modello): ReadonlyMap<string, number> =>
  new Map(incognite.map(({ id, vero }) => [id, vero!]));

/** Every value that each count can have, by trying all of them: for tables whose cells have few. */
export function perTentativi(modello: Modello, chi: Osservatore): ReadonlyMap<string, readonly number[]> {
  const domini = dominiPer(modello, chi);
  const interi = new Set(modello.somme.map(({ intero }) => intero));
  const foglie = modello.incognite.map(({ id }) => id).filter((id) => !interi.has(id));
  const trovati = new Map(modello.incognite.map(({ id }) => [id, new Set<number>()]));
  const prova = (valori: Map<string, number>): void => {
    const foglia = foglie[valori.size];
    if (foglia === undefined) {
      const tutti = conSomme(modello, valori);
      if (tutti && [...tutti].every(([id, n]) => n >= domini.get(id)!.minimo && n <= domini.get(id)!.massimo)) {
        tutti.forEach((n, id) => trovati.get(id)!.add(n));
      }
      return;
    }
    const { minimo, massimo } = domini.get(foglia)!;
    for (let n = minimo; n <= massimo; n += 1) {
      prova(new Map([...valori, [foglia, n]]));
    }
  };
  prova(new Map());
  return new Map([...trovati].map(([id, valori]) => [id, [...valori].sort((a, b) => a - b)]));
}

/** The wholes beside their parts; null when two sums of one whole differ. */
function conSomme({ somme }: Modello, foglie: ReadonlyMap<string, number>): Map<string, number> | null {
  const valori = new Map(foglie);
  for (const { intero, parti } of somme) {
    const n = somma(parti.map((parte) => valori.get(parte)!));
    if (valori.has(intero) && valori.get(intero) !== n) {
      return null;
    }
    valori.set(intero, n);
  }
  return valori;
}

const somma = (numeri: readonly number[]): number => numeri.reduce((sum, n) => sum + n, 0);
