/**
 * A reviewed cube: fixed dimensions (ambito, year, measure), no free filter. The statement runs as the owner of
 * the tables and gives exact figures; only what `celle.ts` makes of them leaves.
 */
export interface Cubo {
  readonly nome: string;
  /** Columns: ambito_id, anno, codice, valore, data, fonte, origine. */
  readonly statement: string;
  /** What each measure is, which says how it may leave. A measure that is not listed is not published. */
  readonly misure: Readonly<Record<string, Misura>>;
}

export type Misura =
  /** People counted: suppressed under 5, rounded to 5. */
  | { readonly tipo: 'PERSONE' }
  /** A figure about counted people (a median, a mean): told only where their count is. */
  | { readonly tipo: 'DIPENDENTE'; readonly da: string }
  /** Public on its own, such as residents: told exactly. */
  | { readonly tipo: 'PUBBLICA' };

export interface Figura {
  readonly ambito_id: number;
  readonly anno: number;
  readonly codice: string;
  readonly valore: number;
  readonly data: string;
  readonly fonte: unknown;
  readonly origine: string;
}

export interface Cella extends Omit<Figura, 'valore'> {
  readonly valore: number | null;
  readonly soppresso: boolean;
}
