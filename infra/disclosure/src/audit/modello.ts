import { dominioDi, type Forma, type Intervallo } from './forma.js';

/** One true count that nobody outside knows, with everything that was told about it. */
export interface Incognita {
  readonly id: string;
  readonly cubo: string;
  /** What people call the cell, for example "ambito 3, 2020, VALUTATI". */
  readonly cella: string;
  /** Who gave the count and so knows it; null for a total over several contributors. */
  readonly contributore: Contributore | null;
  readonly forme: readonly Forma[];
  /** The count itself, where the auditor may know what its contributor does; null where it may not. */
  readonly vero: number | null;
}

/** A sum that everybody knows to hold between true counts: over ambiti, over comuni, of parts that make a whole. */
export interface Somma {
  readonly intero: string;
  readonly parti: readonly string[];
}

export interface Modello {
  readonly incognite: readonly Incognita[];
  readonly somme: readonly Somma[];
}

export type Domini = ReadonlyMap<string, Intervallo>;

/** Who gave counts: the number of an ambito, or the code of a body. */
export type Contributore = number | string;

/** Who looks at what was published: null for somebody outside, or a contributor that knows its own counts besides. */
export type Osservatore = Contributore | null;

/** What the observer knows of each count before any sum is used. */
export function dominiPer({ incognite }: Modello, chi: Osservatore): Domini {
  return new Map(
    incognite.map((incognita) => [
      incognita.id,
      dominioDi(suaDi(incognita, chi) ? [...incognita.forme, sua(incognita)] : incognita.forme),
    ]),
  );
}

export const eEsatta = ({ forme }: Incognita): boolean => forme.some(({ tipo }) => tipo === 'ESATTA');

export const eSoppressa = ({ forme }: Incognita): boolean =>
  forme.some(({ tipo }) => tipo === 'SOPPRESSA' || tipo === 'NASCOSTA');

/** A cell that promises to hide its count: suppressed or rounded, and told exactly nowhere. */
export const eProtetta = (incognita: Incognita): boolean =>
  !eEsatta(incognita) && (eSoppressa(incognita) || incognita.forme.some(({ tipo }) => tipo === 'ARROTONDATA'));

export const suaDi = ({ contributore, vero }: Incognita, chi: Osservatore): boolean =>
  chi !== null && contributore === chi && vero !== null;

export const contributori = ({ incognite }: Modello): Contributore[] =>
  [...new Set(incognite.flatMap(({ contributore }) => contributore ?? []))].sort((a, b) =>
    String(a).localeCompare(String(b), 'en', { numeric: true }),
  );

const sua = ({ vero }: Incognita): Forma => ({ tipo: 'ESATTA', valore: vero! });
