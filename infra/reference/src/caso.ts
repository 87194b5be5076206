import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance with a fixed seed: the same seed gives the same demonstration data on every machine. */
export interface Caso {
  /** A whole number from `min` to `max`, both included. */
  intero(min: number, max: number): number;
  /** A number from `min` to `max` with three decimals. */
  numero(min: number, max: number): number;
  scelta<T>(list: readonly T[]): T;
}

export function caso(seed: number): Caso {
  const generator = xoroshiro128plus(seed);
  const intero = (min: number, max: number): number => uniformInt(generator, min, max);
  return {
    intero,
    numero: (min, max) => intero(Math.round(min * 1000), Math.round(max * 1000)) / 1000,
    scelta: (list) => list[intero(0, list.length - 1)]!,
  };
}
