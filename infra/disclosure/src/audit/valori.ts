import type { Richiesta, Solutore } from './solutore.js';
import { type Sistema, soddisfa } from './sistema.js';

/** A cell with fewer possible values than this can be told. */
export const VALORI_MINIMI = 3;

/** What is left of a cell that can be told: one or two possible values, in order. */
export interface Ristretta {
  readonly id: string;
  readonly valori: readonly number[];
}

/** The sums cannot hold all together. */
export const CONTRADDITTORIO = Symbol('contraddittorio');

/**
 * Which of the cells asked about have fewer than three possible values.
 *
 * A cell passes only with three complete tables, checked in whole numbers, that would have been published exactly
 * alike and give it three different values: whatever the solver does wrong, a cell that can be told does not pass.
 */
export async function ristretteIn(
  solutore: Solutore,
  sistema: Sistema,
  chieste: ReadonlySet<string>,
): Promise<Ristretta[] | typeof CONTRADDITTORIO> {
  if (sistema.righe.length === 0) {
    return sistema.nomi.flatMap((id, i) => {
      const valori = interi(sistema.minimi[i]!, sistema.massimi[i]!, VALORI_MINIMI);
      return chieste.has(id) && valori.length < VALORI_MINIMI ? [{ id, valori }] : [];
    });
  }
  return solutore.su(sistema, (risolvi) => {
    const viste = new Viste(sistema);
    if (!viste.aggiungi(risolvi(centrale(sistema))) && !viste.aggiungi(risolvi())) {
      return CONTRADDITTORIO;
    }
    return sistema.nomi.flatMap((id, i) => {
      const valori = chieste.has(id) ? valoriDi(i, viste, sistema, risolvi) : null;
      return valori && valori.length < VALORI_MINIMI ? [{ id, valori }] : [];
    });
  });
}

/** Least and greatest value of a cell, without short cuts. */
export function estremi(
  i: number,
  sistema: Sistema,
  risolvi: (richiesta?: Richiesta) => number[] | null,
): { minimo: number; massimo: number } | null {
  const basso = sistema.righe.length === 0 ? sistema.minimi : risolvi({ pesi: new Map([[i, 1]]) });
  const alto = sistema.righe.length === 0 ? sistema.massimi : risolvi({ pesi: new Map([[i, -1]]) });
  return basso && alto && { minimo: basso[i]!, massimo: alto[i]! };
}

/** Asks for the least, the greatest and something between, and stops as soon as three values have been seen. */
function valoriDi(
  i: number,
  viste: Viste,
  sistema: Sistema,
  risolvi: (richiesta?: Richiesta) => number[] | null,
): number[] {
  for (const peso of [1, -1]) {
    if (!viste.bastano(i)) {
      viste.scambia(i);
    }
    if (!viste.bastano(i)) {
      viste.aggiungi(risolvi({ pesi: new Map([[i, peso]]) }));
    }
  }
  const valori = [...viste.di(i)].sort((a, b) => a - b);
  if (valori.length < VALORI_MINIMI && valori.at(-1)! - valori[0]! > 1) {
    viste.aggiungi(
      risolvi({
        minimi: sistema.minimi.with(i, valori[0]! + 1),
        massimi: sistema.massimi.with(i, valori.at(-1)! - 1),
      }),
    );
  }
  return [...viste.di(i)].sort((a, b) => a - b);
}

/** A table with every count off the ends of its domain: from there each can move by one without asking the solver. */
const centrale = ({ minimi, massimi }: Sistema): Richiesta => {
  const spazio = (i: number) => (massimi[i]! - minimi[i]! > 1 ? 1 : 0);
  return { minimi: minimi.map((n, i) => n + spazio(i)), massimi: massimi.map((n, i) => n - spazio(i)) };
};

/**
 * The values of each count in the tables found so far: up to three, since no more are needed. One table gives many:
 * counts moved a little give others, and trying costs far less than asking the solver.
 */
class Viste {
  private readonly valori: ReadonlyArray<Set<number>>;
  private readonly tavole: number[][] = [];
  /** Counts that are no whole: those can be moved. */
  private readonly foglie: readonly number[];

  constructor(private readonly sistema: Sistema) {
    this.valori = sistema.nomi.map(() => new Set());
    const interi = new Set(sistema.righe.map(({ intero }) => intero));
    this.foglie = sistema.nomi.map((_, i) => i).filter((i) => !interi.has(i));
  }

  di(i: number): ReadonlySet<number> {
    return this.valori[i]!;
  }

  bastano(i: number): boolean {
    return this.valori[i]!.size >= VALORI_MINIMI;
  }

  /** Takes a table and its neighbours. @returns false when there is no table */
  aggiungi(tavola: number[] | null): boolean {
    if (tavola) {
      this.tavole.push(tavola);
      this.nota(tavola);
      this.foglie.forEach((i) => PASSI.forEach((passo) => this.prova(tavola, [[i, passo]])));
    }
    return tavola !== null;
  }

  /** Moves the count in the newest tables, and one other the opposite way. */
  scambia(i: number): void {
    for (const tavola of this.tavole.slice(-TAVOLE_DA_SCAMBIARE)) {
      for (const altro of this.foglie) {
        for (const passo of this.bastano(i) || altro === i ? [] : PASSI) {
          this.prova(tavola, [
            [i, passo],
            [altro, -passo],
          ]);
        }
      }
    }
  }

  /** Some counts a little different, and their wholes with them. */
  private prova(tavola: readonly number[], passi: ReadonlyArray<readonly [number, number]>): void {
    const vicina = [...tavola];
    passi.forEach(([i, passo]) => (vicina[i]! += passo));
    conInteri(this.sistema, vicina);
    if (soddisfa(this.sistema, vicina)) {
      this.nota(vicina);
    }
  }

  private nota(tavola: readonly number[]): void {
    tavola.forEach((valore, i) => {
      if (!this.bastano(i)) {
        this.valori[i]!.add(valore);
      }
    });
  }
}

const PASSI = [-1, 1, -2, 2] as const;
const TAVOLE_DA_SCAMBIARE = 2;

/** Sums of sums of sums, at most so deep: beyond that the solver is asked. */
const PROFONDITA = 6;

/** Wholes computed again from their parts, from the innermost out. */
function conInteri({ righe }: Sistema, tavola: number[]): void {
  for (let giro = 0, mosso = true; mosso && giro < PROFONDITA; giro += 1) {
    mosso = false;
    for (const { termini, noto, intero } of righe) {
      if (intero !== null) {
        const somma = noto - termini.reduce((sum, [i, volte]) => (i === intero ? sum : sum + volte * tavola[i]!), 0);
        mosso ||= somma !== tavola[intero];
        tavola[intero] = somma;
      }
    }
  }
}

function interi(minimo: number, massimo: number, alPiu: number): number[] {
  return Array.from({ length: Math.min(alPiu, Math.max(0, massimo - minimo + 1)) }, (_, i) => minimo + i);
}
