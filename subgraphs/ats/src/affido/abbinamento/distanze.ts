import { createRequire } from 'node:module';
import type { Distanza } from './abbinamento.type.js';

type Coordinate = readonly [latitudine: number, longitudine: number];

const RAGGIO_TERRA_KM = 6371.0088;
const radianti = (gradi: number): number => (gradi * Math.PI) / 180;

/**
 * As the crow flies, between the seats of two comuni. Lakes and mountains make the road longer, by a third in the plain and
 * by more across a pass: it is the same for every family of a comune, so it orders them fairly, and it needs no network.
 */
export function lineaDAria([lat1, lng1]: Coordinate, [lat2, lng2]: Coordinate): number {
  const a =
    Math.sin(radianti(lat2 - lat1) / 2) ** 2 +
    Math.cos(radianti(lat1)) * Math.cos(radianti(lat2)) * Math.sin(radianti(lng2 - lng1) / 2) ** 2;
  return 2 * RAGGIO_TERRA_KM * Math.asin(Math.min(1, Math.sqrt(a)));
}

/** Between any two of these comuni, worked out once: a plan asks some ten million times. Rounded to 100 metres. */
export function distanzeTra(coordinate: Readonly<Record<string, Coordinate>>): Distanza {
  const codici = Object.keys(coordinate);
  const posto = new Map(codici.map((codice, i) => [codice, i]));
  const tabella = new Float64Array(codici.length ** 2);
  codici.forEach((da, i) =>
    codici.forEach((a, j) => {
      tabella[i * codici.length + j] = Math.round(lineaDAria(coordinate[da]!, coordinate[a]!) * 10) / 10;
    }),
  );
  return (da, a) => {
    const [i, j] = [posto.get(da), posto.get(a)];
    return i === undefined || j === undefined ? null : tabella[i * codici.length + j]!;
  };
}

let provincia: Distanza | undefined;

/** Between the comuni of the province of Brescia; null for one elsewhere. Coordinates: GeoNames, see the data file. */
export function distanzaProvincia(): Distanza {
  return (provincia ??= distanzeTra(coordinateProvincia()));
}

export function coordinateProvincia(): Readonly<Record<string, Coordinate>> {
  const { comuni } = createRequire(import.meta.url)('@trama/ats/data/coordinate-comuni.json') as {
    comuni: Record<string, Coordinate>;
  };
  return comuni;
}
