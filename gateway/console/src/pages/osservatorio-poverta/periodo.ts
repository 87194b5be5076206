/** What stands in the address for the whole history. */
export const TUTTI_I_GIORNI = 'sempre';

interface Periodo {
  /** Null for who was there from the start. */
  readonly dal: string | null;
  /** Last day; null while no end is known. */
  readonly al: string | null;
}

/** Whether somebody sat there on a day. Days compare as they are written. */
export const sedevaIl = ({ dal, al }: Periodo, giorno: string): boolean =>
  giorno === TUTTI_I_GIORNI || ((dal === null || dal <= giorno) && (al === null || giorno <= al));
