import { pubblicaTasso, SOGLIE } from '@trama/disclosure/conteggio';
import type { CellaPubblicata } from '@trama/publication/celle.loader';
import { Origine } from '@trama/schema/origine';
import { StatoValore } from '../../rilevazione/rilevazione.stati.js';
import type { Ambito } from '../../territorio/territorio.entity.js';
import type { ScambioTerritorio } from '../../territorio/territorio.loader.js';
import type { AnnoIndicatore, FiguraIndicatore, TotaleIndicatore } from './indicatore.type.js';
import type { SchedaIndicatore } from './indicatori.js';

/** What was published of some years: cells and remarks, and the ambiti that there are. */
export interface Pubblicate {
  readonly anni: readonly number[];
  readonly ambiti: readonly Ambito[];
  /** Land that passed from one of them to another. */
  readonly scambi: readonly ScambioTerritorio[];
  readonly celle: ReadonlyMap<string, CellaPubblicata>;
  /** Why there is no figure, or that it is being verified. */
  readonly avvisi: ReadonlyMap<string, readonly string[]>;
}

export const postoDi = (anno: number, ambito: number, codice: string): string => `${anno} ${ambito} ${codice}`;

export const serieDi = (scheda: SchedaIndicatore, pubblicate: Pubblicate): AnnoIndicatore[] =>
  pubblicate.anni.map((anno) => {
    const perAmbito = pubblicate.ambiti.map((ambito) => figuraDi(scheda, anno, ambito, pubblicate));
    return { anno, perAmbito, totale: totaleDi(scheda, perAmbito) };
  });

function figuraDi(
  scheda: SchedaIndicatore,
  anno: number,
  ambito: Ambito,
  { celle, avvisi }: Pubblicate,
): FiguraIndicatore {
  const { codice, denominatore } = scheda;
  const posto = postoDi(anno, ambito.numero, codice);
  const cella = celle.get(posto);
  const suoi = avvisi.get(posto) ?? [];
  const su = denominatore === null ? null : (celle.get(postoDi(anno, ambito.numero, denominatore))?.valore ?? null);
  return {
    ambito,
    valore: cella?.valore ?? null,
    soppresso: cella?.soppresso ?? false,
    stato: statoDi(cella, suoi),
    inVerifica: suoi.includes('IN_VERIFICA'),
    per1000: cella ? pubblicaTasso(cella, su, 1_000).valore : null,
    origine: cella?.origine ?? null,
  };
}

function statoDi(cella: CellaPubblicata | undefined, avvisi: readonly string[]): StatoValore {
  if (cella?.soppresso) {
    return StatoValore.SOPPRESSO;
  }
  if (cella) {
    return cella.valore === 0 ? StatoValore.ZERO : StatoValore.VALORE;
  }
  const perche = avvisi.find((avviso) => avviso !== 'IN_VERIFICA');
  return perche ? StatoValore[perche as keyof typeof StatoValore] : StatoValore.NON_PERVENUTO;
}

const CONTRIBUTI_MINIMI = 3;

/** From what the reader sees, so that it tells nothing more; with the bounds that rounding and suppression leave. */
export function totaleDi({ persone }: SchedaIndicatore, figure: readonly FiguraIndicatore[]): TotaleIndicatore {
  const date = figure.filter(({ valore, soppresso }) => valore !== null || soppresso);
  if (date.length < CONTRIBUTI_MINIMI) {
    const soppresso = date.length > 0;
    return { valore: null, soppresso, minimo: null, massimo: null, contributori: date.length };
  }
  const somma = date.reduce((sum, { valore }) => sum + (valore ?? 0), 0);
  const soppresso = date.some((figura) => figura.soppresso);
  const estremi = date.map((figura) => estremiDi(figura, persone));
  return {
    valore: soppresso ? null : somma,
    soppresso,
    minimo: estremi.reduce((sum, [minimo]) => sum + minimo, 0),
    massimo: estremi.reduce((sum, [, massimo]) => sum + massimo, 0),
    contributori: date.length,
  };
}

/** Whole numbers that are told as this one: a suppressed one is under the threshold, a rounded one within half the base. */
function estremiDi({ valore, soppresso, origine }: FiguraIndicatore, persone: boolean): readonly [number, number] {
  if (soppresso || valore === null) {
    return [0, SOGLIE.minimo - 1];
  }
  if (!persone || origine === Origine.PIANO_DI_ZONA) {
    return [valore, valore];
  }
  const mezza = Math.floor((SOGLIE.base - 1) / 2);
  return [Math.max(SOGLIE.minimo, valore - mezza), valore + mezza];
}
