import type { Modulo, Voce } from './modulo.js';
import type { Razionale } from './lessico/razionale.js';
import { asZero, type Lettura, type Quando, valuta } from './lessico/valutazione.js';
import { CAUSA, rounded, unknown, type Valore } from './lessico/valore.js';

/** The values of one year, as the rules read them. */
export interface Dati {
  readonly modulo: Modulo;
  /** What was given, by code; what is absent was not received. */
  readonly valori: ReadonlyMap<string, Valore>;
}

/** This year, and last year where there is an approved answer. */
export interface DueAnni {
  readonly ora: Dati;
  readonly prima: Dati | null;
}

/** Suppressed counts tried at one value each, by `puntoDi`. */
export type Punti = ReadonlyMap<string, Razionale>;
export const puntoDi = (codice: string, quando: Quando): string => `${quando} ${codice}`;

const NESSUN_PUNTO: Punti = new Map();

/**
 * How expressions read their voci. A calculated voce is computed at every reading from what it is made of, under the same
 * treatment of missing values and the same tried points, so that a sum and its parts can never disagree.
 */
export function buildLettura(anni: DueAnni, comeZero: boolean, punti: Punti = NESSUN_PUNTO): Lettura {
  const memoria = new Map<string, Valore>();
  const read = (codice: string, quando: Quando, zero: boolean): Valore => {
    const chiave = `${zero} ${puntoDi(codice, quando)}`;
    const noto = memoria.get(chiave);
    if (noto) {
      return noto;
    }
    const valore = compute(codice, quando, zero);
    memoria.set(chiave, valore);
    return valore;
  };
  const compute = (codice: string, quando: Quando, zero: boolean): Valore => {
    const dati = quando === 'ORA' ? anni.ora : anni.prima;
    const voce = dati?.modulo.voci.get(codice);
    if (!dati || !voce) {
      const qui = anni.ora.modulo.voci.get(codice);
      return qui ? ofShape(qui, CAUSA.ESENTE) : unknown(CAUSA.ESENTE);
    }
    const dato = dati.valori.get(codice);
    if (voce.formula && (quando === 'ORA' || dato === undefined)) {
      return formulaOf(voce, {
        leggi: (altra) => read(altra, quando, zero),
        leggiComE: (altra) => read(altra, quando, false),
      });
    }
    const punto = punti.get(puntoDi(codice, quando));
    const valore = punto ? { tipo: 'numero' as const, min: punto, max: punto } : (dato ?? missing(voce));
    return zero ? asZero(valore) : valore;
  };
  return {
    leggi: (codice, quando) => read(codice, quando, comeZero),
    leggiComE: (codice, quando) => read(codice, quando, false),
  };
}

/** A calculated voce has the decimals that people see: what the rules compare is what is on the screen. */
function formulaOf({ formula, decimali = 0 }: Voce, lettura: Lettura): Valore {
  const valore = valuta(formula!, lettura);
  return valore.tipo === 'logico' ? valore : rounded(valore, decimali);
}

/** What was not received, in the shape that its voce has in an expression. */
export function missing(voce: Voce): Valore {
  return ofShape(voce, CAUSA.MANCA);
}

export function ofShape({ tipo }: Pick<Voce, 'tipo'>, cause: number): Valore {
  return tipo === 'SI_NO' || tipo === 'TESTO'
    ? { tipo: 'logico', puoVero: true, puoFalso: true, cause }
    : unknown(cause);
}
