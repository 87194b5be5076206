export enum GravitaProblema {
  ERRORE = 'ERRORE',
  AVVISO = 'AVVISO',
}

/** Something in a file that is not right, with the place that a spreadsheet shows. It never says a name or a code back. */
export interface Problema {
  readonly riga: number;
  /** Name of the column; empty when the whole row or file is meant. */
  readonly colonna: string;
  readonly gravita: GravitaProblema;
  readonly messaggio: string;
}
