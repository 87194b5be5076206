import type { Soglie } from '@trama/disclosure/conteggio';
import type { Dizionario } from './dizionario.js';
import type { Posto } from './posto.js';

/**
 * A reviewed cube: fixed dimensions (ambito or body, year, measure), no free filter. The statement runs as the owner of
 * the tables and gives exact figures; only what `celle.ts` makes of them leaves.
 */
export interface Cubo {
  readonly nome: string;
  /** What its measures are, in words; read when an edition comes out. */
  readonly dizionario?: () => Dizionario;
  /** Columns: ambito_id, anno, codice, valore, data, fonte, origine; and ente, in a cube of bodies. */
  readonly statement: string;
  /** Remarks on its cells, from another statement of the owner: columns ambito_id, anno, codice, avviso, data, fonte, origine. */
  readonly avvisi?: string;
  /** What each measure is, which says how it may leave. A measure that is not listed is not published. */
  readonly misure: Readonly<Record<string, Misura>>;
  /** Stricter than the least, where the data ask for it. Editions keep those that they were made with. */
  readonly soglie?: Soglie;
  /**
   * Sums that hold between the true figures of one contributor and year. Everybody can think of them, so the auditor must
   * know them: one that is left out is an attack that nobody looks for. A part that is never told is a measure too.
   */
  readonly somme?: readonly SommaDiMisure[];
  /**
   * Counts told also for all contributors together, under `TUTTI_GLI_AMBITI`, where at least three contribute,
   * or four when one of them has more than all the others.
   */
  readonly totali?: readonly string[];
  /** Cells held back besides the small ones, so that those cannot be worked out. Reviewed, and never taken away again. */
  readonly soppressioni?: readonly Posto[];
}

export interface SommaDiMisure {
  readonly intero: string;
  readonly parti: readonly string[];
}

export type Misura =
  /** People counted: suppressed under 5, rounded to 5. `conta` names what is counted, where another cube counts the same. */
  | { readonly tipo: 'PERSONE'; readonly conta?: string }
  /** A figure about counted people (a median, a mean): told only where their count is. */
  | { readonly tipo: 'DIPENDENTE'; readonly da: string }
  /** The count `di` for so many (`per`) of the public figure `su`: from published numbers, or as printed, with so many decimals. */
  | {
      readonly tipo: 'TASSO';
      readonly di: string;
      readonly su: string;
      readonly per: number;
      readonly decimaliStampati: number;
    }
  /** Public on its own, such as residents: told exactly. */
  | { readonly tipo: 'PUBBLICA' };

export interface Figura extends Posto {
  readonly valore: number;
  readonly data: string;
  readonly fonte: unknown;
  readonly origine: string;
}

export interface Cella extends Omit<Figura, 'valore'> {
  readonly valore: number | null;
  readonly soppresso: boolean;
}

/** What a reader must know of a cell besides its figure: that it is being verified, or why there is none. */
export interface Avviso extends Posto {
  readonly avviso: 'IN_VERIFICA' | 'NON_DOVUTO' | 'NON_APPLICABILE';
  readonly data: string;
  readonly fonte: unknown;
  readonly origine: string;
}

/** What the Piano di Zona printed cannot be made secret again. */
export const eStampata = ({ origine }: Pick<Figura, 'origine'>): boolean => origine === 'PIANO_DI_ZONA';
