import type { Soglie } from '../conteggio.js';

/** What was told about one true count. A count may have been told in several forms, by several editions and cubes. */
export type Forma =
  /** Hidden because it is under the threshold: from 0 to one less. */
  | { readonly tipo: 'SOPPRESSA'; readonly minimo: number }
  /** Hidden whatever it is, to protect another cell: nothing is known of it. */
  | { readonly tipo: 'NASCOSTA' }
  /** Told as the nearest multiple of the base, so that it is not under the threshold either. */
  | { readonly tipo: 'ARROTONDATA'; readonly valore: number; readonly soglie: Soglie }
  /** Told as it is. */
  | { readonly tipo: 'ESATTA'; readonly valore: number }
  /** A rate of the true count over a public denominator, told with so many decimals. */
  | {
      readonly tipo: 'TASSO';
      readonly valore: number;
      readonly denominatore: number;
      readonly per: number;
      readonly decimali: number;
    }
  /** Something was told about the people counted (a median, a mean): there is at least one. */
  | { readonly tipo: 'PRESENTE' };

/** Whole numbers, both ends included; empty when `minimo` is above `massimo`. */
export interface Intervallo {
  readonly minimo: number;
  readonly massimo: number;
}

/** No count here is greater: about the residents of Lombardia. */
export const CONTEGGIO_MASSIMO = 10_000_000;

const QUALUNQUE: Intervallo = Object.freeze({ minimo: 0, massimo: CONTEGGIO_MASSIMO });

/** The counts that would have been told in all of these forms; every count, when there is none. */
export function dominioDi(forme: readonly Forma[]): Intervallo {
  return forme.map(compatibili).reduce(intersezione, QUALUNQUE);
}

/** How many whole numbers are in it. */
export const ampiezza = ({ minimo, massimo }: Intervallo): number => Math.max(0, massimo - minimo + 1);

const intersezione = (a: Intervallo, b: Intervallo): Intervallo => ({
  minimo: Math.max(a.minimo, b.minimo),
  massimo: Math.min(a.massimo, b.massimo),
});

function compatibili(forma: Forma): Intervallo {
  switch (forma.tipo) {
    case 'SOPPRESSA':
      return { minimo: 0, massimo: forma.minimo - 1 };
    case 'NASCOSTA':
      return QUALUNQUE;
    case 'ARROTONDATA':
      return arrotondatiA(forma.valore, forma.soglie);
    case 'ESATTA':
      return { minimo: forma.valore, massimo: forma.valore };
    case 'TASSO':
      return conTasso(forma);
    case 'PRESENTE':
      return { minimo: 1, massimo: CONTEGGIO_MASSIMO };
  }
}

/** Math.round takes a half upwards: the counts from half a base under the value to just short of half a base over it. */
const arrotondatiA = (valore: number, { minimo, base }: Soglie): Intervallo => ({
  minimo: Math.max(minimo, Math.ceil(valore - base / 2)),
  massimo: Math.ceil(valore + base / 2) - 1,
});

/** Found by its formula and then put right by one or two with the rounding itself, since decimals are not exact. */
function conTasso({ valore, denominatore, per, decimali }: Extract<Forma, { tipo: 'TASSO' }>): Intervallo {
  const unita = 10 ** decimali;
  const passi = Math.round(valore * unita);
  const tasso = (n: number) => Math.round((n / denominatore) * per * unita);
  const vicino = (mezzo: number) => Math.round(((passi + mezzo) * denominatore) / (per * unita));
  let minimo = Math.max(0, vicino(-0.5) - 2);
  while (tasso(minimo) < passi) {
    minimo += 1;
  }
  let massimo = vicino(0.5) + 2;
  while (massimo >= 0 && tasso(massimo) > passi) {
    massimo -= 1;
  }
  return { minimo, massimo };
}
