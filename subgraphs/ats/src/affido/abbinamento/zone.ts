import type { Distanza } from './abbinamento.type.js';
import { confronta } from './confronta.js';

/**
 * So many comuni at least look the same to whoever sees a distance. Rounding does not do it: the distances from twenty
 * families, rounded to ten kilometres, are of one comune alone nine times in ten.
 */
export const COMUNI_PER_ZONA = 3;

/** The comune that stands for another where a distance is worked out: one for each zone. */
export type Zona = (istat: string) => string;

export interface ComuneDiAmbito {
  readonly istat: string;
  readonly ambito: number;
}

/** A comune that is not on the map is far from everywhere, and never the seat of a zone that has another. */
const FUORI_MAPPA_KM = 10_000;

/**
 * Neighbouring comuni of one ambito in zones of three to five, all of them where there are fewer; each answers with the one
 * in the middle of its zone. The ambito of a request is told, so a zone never crosses its border: what would be left on
 * this side might be a single comune.
 * (Maximum distance to average: J. Domingo-Ferrer and J. M. Mateo-Sanz, "Practical data-oriented microaggregation for
 * statistical disclosure control", 2002.)
 */
export function zoneDi(comuni: readonly ComuneDiAmbito[], distanza: Distanza): Zona {
  const km = (da: string, a: string): number => distanza(da, a) ?? FUORI_MAPPA_KM;
  const sede = new Map<string, string>();
  for (const ambito of new Set(comuni.map((comune) => comune.ambito))) {
    const suoi = comuni.filter((comune) => comune.ambito === ambito).map(({ istat }) => istat);
    for (const zona of gruppi(suoi.sort(confronta), km)) {
      const centro = minimo(zona, (uno) => somma(zona.map((altro) => km(uno, altro))));
      zona.forEach((istat) => sede.set(istat, centro));
    }
  }
  return (istat) => sede.get(istat) ?? istat;
}

let nota = { comuni: '', distanza: undefined as Distanza | undefined, zona: ((istat) => istat) as Zona };

/** As `zoneDi`, worked out again only when a comune moved: that happens in a few years once. */
export function zoneNote(comuni: readonly ComuneDiAmbito[], distanza: Distanza): Zona {
  const questi = comuni.map(({ istat, ambito }) => `${istat}/${ambito}`).join();
  if (nota.comuni !== questi || nota.distanza !== distanza) {
    nota = { comuni: questi, distanza, zona: zoneDi(comuni, distanza) };
  }
  return nota.zona;
}

/** From the edge inwards: the one that is farthest from all others, with its nearest; who is left at the end stays together. */
function gruppi(istat: readonly string[], km: (da: string, a: string) => number): string[][] {
  const fatti: string[][] = [];
  let restano = [...istat];
  while (restano.length >= 2 * COMUNI_PER_ZONA) {
    const estremo = minimo(restano, (uno) => -somma(restano.map((altro) => km(uno, altro))));
    const vicini = [...restano].sort((a, b) => km(estremo, a) - km(estremo, b) || confronta(a, b));
    // A comune without coordinates is as far from itself as from others.
    const zona = [estremo, ...vicini.filter((uno) => uno !== estremo).slice(0, COMUNI_PER_ZONA - 1)];
    fatti.push(zona);
    restano = restano.filter((uno) => !zona.includes(uno));
  }
  return restano.length > 0 ? [...fatti, restano] : fatti;
}

/** The first of those with the least. */
function minimo(tra: readonly string[], quanto: (uno: string) => number): string {
  return tra.reduce((migliore, uno) => (quanto(uno) < quanto(migliore) ? uno : migliore));
}

const somma = (numeri: readonly number[]): number => numeri.reduce((a, b) => a + b, 0);
