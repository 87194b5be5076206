import type { ScambioTerritorio } from '../../territorio/territorio.loader.js';
import type { AnnoIndicatore, FiguraIndicatore } from './indicatore.type.js';
import type { AnnoOmogeneo, Correlazione, SerieOmogenea, Tendenza } from './analisi.type.js';
import { VersoTendenza } from './analisi.type.js';
import type { SchedaIndicatore } from './indicatori.js';
import { totaleDi } from './serie.js';

const data = ({ valore, soppresso }: FiguraIndicatore): boolean => valore !== null || soppresso;

const numeriDi = ({ perAmbito }: AnnoIndicatore): Set<number> =>
  new Set(perAmbito.filter(data).map(({ ambito }) => ambito.numero));

/**
 * Like for like: the same sums of only those who gave a figure in every year that anybody gave one. A year without any
 * figure compares with none, and is left out.
 */
export function omogeneaDi(
  scheda: SchedaIndicatore,
  serie: readonly AnnoIndicatore[],
  scambi: readonly ScambioTerritorio[] = [],
): SerieOmogenea {
  const conDati = serie.filter((anno) => numeriDi(anno).size > 0);
  const insiemi = conDati.map(numeriDi);
  const tutti = [...new Set(insiemi.flatMap((insieme) => [...insieme]))].sort((a, b) => a - b);
  const presenti = tutti.filter((numero) => insiemi.every((insieme) => insieme.has(numero)));
  const sempre = stessaTerra(presenti, scambiTra(scambi, conDati));
  return {
    contributori: sempre,
    esclusi: tutti.filter((numero) => !presenti.includes(numero)),
    cambiati: presenti.filter((numero) => !sempre.includes(numero)),
    anni: conDati.map((anno, i): AnnoOmogeneo => {
      const [ora, prima] = [insiemi[i]!, insiemi[i - 1]];
      return {
        anno: anno.anno,
        grezza: anno.totale,
        omogenea: totaleDi(
          scheda,
          anno.perAmbito.filter(({ ambito }) => sempre.includes(ambito.numero)),
        ),
        entrati: prima ? [...ora].filter((numero) => !prima.has(numero)) : [],
        usciti: prima ? [...prima].filter((numero) => !ora.has(numero)) : [],
      };
    }),
  };
}

/** Those of the years in between: a figure speaks of the borders of the last day of its year. */
const scambiTra = (scambi: readonly ScambioTerritorio[], anni: readonly AnnoIndicatore[]): ScambioTerritorio[] =>
  scambi.filter(({ dal }) => dal > `${anni[0]?.anno}-12-31` && dal <= `${anni.at(-1)?.anno}-12-31`);

/**
 * The ambiti that are together one land: an exchange between two of them changes nothing in their sum, one with somebody
 * else does. Whoever has to go may have exchanged with others in turn.
 */
function stessaTerra(numeri: readonly number[], scambi: readonly ScambioTerritorio[]): number[] {
  const fuori = (numero: number): boolean =>
    scambi.some(({ da, a }) => (da === numero && !numeri.includes(a)) || (a === numero && !numeri.includes(da)));
  const restano = numeri.filter((numero) => !fuori(numero));
  return restano.length === numeri.length ? restano : stessaTerra(restano, scambi);
}

/** Two years make a change, not a trend. */
const ANNI_MINIMI = 3;

/** Of the homogeneous series; null with too few years, or where an end of it cannot be told. */
export function tendenzaDi({ anni }: SerieOmogenea): Tendenza | null {
  const [prima, ultima] = [anni[0], anni.at(-1)];
  const [da, a] = [prima?.omogenea.valore ?? null, ultima?.omogenea.valore ?? null];
  if (anni.length < ANNI_MINIMI || da === null || a === null) {
    return null;
  }
  return {
    dal: prima!.anno,
    al: ultima!.anno,
    anni: anni.length,
    variazione: a - da,
    variazioneRelativa: da === 0 ? null : arrotonda(a / da - 1, 3),
    verso: versoTra(prima!, ultima!),
  };
}

/** Certain only where no true sum within the bounds of one end meets those of the other. */
function versoTra({ omogenea: prima }: AnnoOmogeneo, { omogenea: ultima }: AnnoOmogeneo): VersoTendenza {
  if (ultima.minimo! > prima.massimo!) {
    return VersoTendenza.SALE;
  }
  return ultima.massimo! < prima.minimo! ? VersoTendenza.SCENDE : VersoTendenza.NON_SI_PUO_DIRE;
}

/** With fewer ambiti nearly any order looks like a link. */
const AMBITI_MINIMI = 8;

/** What one indicator and another have in common over the ambiti, in the newest year that has enough of both. */
export function correlazioneTra(
  serie: readonly AnnoIndicatore[],
  altra: readonly AnnoIndicatore[],
): Omit<Correlazione, 'tema' | 'con'> | null {
  const anni = serie.map((anno, i) => ({ anno: anno.anno, coppie: coppieTra(anno, altra[i]!) }));
  const scelto = anni.findLast(({ coppie }) => coppie.length >= AMBITI_MINIMI);
  if (!scelto) {
    return null;
  }
  const n = scelto.coppie.length;
  const rho = spearman(scelto.coppie);
  return rho === null ? null : { anno: scelto.anno, n, rho: arrotonda(rho, 2), ...intervallo(rho, n) };
}

type Coppia = readonly [una: number, altra: number];

function coppieTra(una: AnnoIndicatore, altra: AnnoIndicatore): Coppia[] {
  return una.perAmbito.flatMap(({ per1000 }, i): Coppia[] => {
    const suo = altra.perAmbito[i]!.per1000;
    return per1000 === null || suo === null ? [] : [[per1000, suo]];
  });
}

/** Of ranks, so that one great ambito does not decide; null when all of one are alike. */
export function spearman(coppie: readonly Coppia[]): number | null {
  const uni = ranghi(coppie.map(([una]) => una));
  const altri = ranghi(coppie.map(([, altra]) => altra));
  const media = (coppie.length + 1) / 2;
  const prodotti = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, rango, i) => sum + (rango - media) * (b[i]! - media), 0);
  const scala = Math.sqrt(prodotti(uni, uni) * prodotti(altri, altri));
  return scala === 0 ? null : prodotti(uni, altri) / scala;
}

/** Those that are alike share the mean of their places. */
function ranghi(valori: readonly number[]): number[] {
  const minori = (valore: number): number => valori.filter((uno) => uno < valore).length;
  const uguali = (valore: number): number => valori.filter((uno) => uno === valore).length;
  return valori.map((valore) => minori(valore) + (uguali(valore) + 1) / 2);
}

/** 95% by Fisher's transformation, with the variance of Bonett and Wright for ranks. */
function intervallo(rho: number, n: number): { da: number; a: number } {
  const limitato = Math.max(-0.999, Math.min(0.999, rho));
  const errore = 1.96 * Math.sqrt((1 + limitato ** 2 / 2) / (n - 3));
  const z = Math.atanh(limitato);
  return { da: arrotonda(Math.tanh(z - errore), 2), a: arrotonda(Math.tanh(z + errore), 2) };
}

function arrotonda(valore: number, decimali: number): number {
  const fattore = 10 ** decimali;
  return Math.round(valore * fattore) / fattore;
}
