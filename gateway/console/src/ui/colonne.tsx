import { Cifra, Conteggio, type ConteggioDati } from './Cifre';
import type { Colonna } from './Tabella';

/** A column of figures: the same number for the eye, for the order and for the file. */
export const colonnaCifra = <R,>(
  chiave: string,
  titolo: string,
  leggi: (row: R) => number | null | undefined,
  manca = 'non pervenuto',
): Colonna<R> => ({
  chiave,
  titolo,
  isNumero: true,
  valore: (row) => leggi(row) ?? null,
  cella: (row) => <Cifra valore={leggi(row)} manca={manca} />,
});

/**
 * The same of counts about people, some of which are too small to be told.
 *
 * @param manca why there is no figure, where the API says it
 */
export const colonnaConteggio = <R,>(
  chiave: string,
  titolo: string,
  leggi: (row: R) => ConteggioDati | null | undefined,
  manca?: (row: R) => string,
): Colonna<R> => ({
  chiave,
  titolo,
  isNumero: true,
  valore: (row) => leggi(row)?.valore ?? null,
  cella: (row) => <Conteggio di={leggi(row)} manca={manca?.(row)} />,
});
