import { ampiezza } from './forma.js';
import type { Domini, Modello, Somma } from './modello.js';

/** Counts that hang together by sums, and nothing else does: what one of them is says nothing beyond the others. */
export interface Sistema {
  readonly nomi: readonly string[];
  readonly minimi: readonly number[];
  readonly massimi: readonly number[];
  readonly righe: readonly Riga[];
}

/** Sum of the terms = `noto`. */
export interface Riga {
  /** Place of a count in `nomi`, and how many times it is added. */
  readonly termini: ReadonlyArray<readonly [indice: number, volte: number]>;
  readonly noto: number;
  /** Place of the whole, where it is not known; the other terms are then its parts. */
  readonly intero: number | null;
}

/** What the observer's knowledge leaves open, in pieces that do not touch; and what contradicts itself. */
export interface Scomposizione {
  readonly sistemi: readonly Sistema[];
  /** Counts that cannot be: told in forms that exclude each other, or parts that do not make their whole. */
  readonly contraddizioni: ReadonlyArray<readonly string[]>;
}

/** A count that is known exactly joins nothing: it is a number in the sums of the others. */
export function scomponi({ incognite, somme }: Modello, domini: Domini): Scomposizione {
  const vuoti = incognite.filter(({ id }) => ampiezza(domini.get(id)!) === 0).map(({ id }) => [id]);
  if (vuoti.length > 0) {
    return { sistemi: [], contraddizioni: vuoti };
  }
  const equazioni = somme.map((somma) => equazioneDi(somma, domini));
  const false_ = equazioni.filter(({ liberi, noto }) => liberi.size === 0 && noto !== 0);
  const aperte = incognite.map(({ id }) => id).filter((id) => ampiezza(domini.get(id)!) > 1);
  const gruppi = raggruppa(aperte, equazioni);
  return {
    sistemi: gruppi.map(({ nomi, equazioni: sue }) => sistemaDi(nomi, sue, domini)),
    contraddizioni: false_.map(({ somma }) => [somma.intero, ...somma.parti]),
  };
}

/** The same text for two systems that are the same question. */
export const impronta = ({ nomi, minimi, massimi, righe }: Sistema): string =>
  JSON.stringify([nomi, minimi, massimi, righe]);

/** Whether these counts could be the true ones. In whole numbers, so that no tolerance of a solver is trusted. */
export const soddisfa = ({ minimi, massimi, righe }: Sistema, valori: readonly number[]): boolean =>
  valori.every((valore, i) => Number.isInteger(valore) && valore >= minimi[i]! && valore <= massimi[i]!) &&
  righe.every(({ termini, noto }) => termini.reduce((sum, [i, volte]) => sum + volte * valori[i]!, 0) === noto);

interface Equazione {
  readonly somma: Somma;
  /** Times that each count still open is added: the whole once, its parts minus once. */
  readonly liberi: ReadonlyMap<string, number>;
  readonly noto: number;
}

function equazioneDi(somma: Somma, domini: Domini): Equazione {
  const liberi = new Map<string, number>();
  let noto = 0;
  for (const [id, volte] of [[somma.intero, 1] as const, ...somma.parti.map((parte) => [parte, -1] as const)]) {
    const dominio = domini.get(id);
    if (!dominio) {
      throw new RangeError(`a sum names ${id}, which is not in the model`);
    }
    if (ampiezza(dominio) === 1) {
      noto -= volte * dominio.minimo;
    } else {
      liberi.set(id, (liberi.get(id) ?? 0) + volte);
    }
  }
  return { somma, liberi, noto };
}

interface Gruppo {
  readonly nomi: readonly string[];
  readonly equazioni: readonly Equazione[];
}

/** Connected components, in the order of their first count. */
function raggruppa(aperte: readonly string[], equazioni: readonly Equazione[]): Gruppo[] {
  const capo = new Map(aperte.map((id) => [id, id]));
  const capoDi = (id: string): string => {
    const sopra = capo.get(id)!;
    if (sopra === id) {
      return id;
    }
    const cima = capoDi(sopra);
    capo.set(id, cima);
    return cima;
  };
  for (const { liberi } of equazioni) {
    const [primo, ...altri] = liberi.keys();
    altri.forEach((id) => capo.set(capoDi(id), capoDi(primo!)));
  }
  const gruppi = new Map<string, { nomi: string[]; equazioni: Equazione[] }>();
  for (const id of aperte) {
    const gruppo = gruppi.get(capoDi(id)) ?? { nomi: [], equazioni: [] };
    gruppi.set(capoDi(id), gruppo);
    gruppo.nomi.push(id);
  }
  for (const equazione of equazioni.filter(({ liberi }) => liberi.size > 0)) {
    gruppi.get(capoDi(equazione.liberi.keys().next().value!))!.equazioni.push(equazione);
  }
  return [...gruppi.values()];
}

function sistemaDi(nomi: readonly string[], equazioni: readonly Equazione[], domini: Domini): Sistema {
  const posto = new Map(nomi.map((id, i) => [id, i]));
  return {
    nomi,
    minimi: nomi.map((id) => domini.get(id)!.minimo),
    massimi: nomi.map((id) => domini.get(id)!.massimo),
    righe: equazioni.map(({ somma, liberi, noto }) => ({
      termini: [...liberi].map(([id, volte]) => [posto.get(id)!, volte] as const),
      noto,
      intero: posto.get(somma.intero) ?? null,
    })),
  };
}
