/** What each letter or digit weighs at the odd places, counted from 1 (D.M. 23 December 1976). */
const DISPARI = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/** The sixteenth character of a codice fiscale, from the fifteen before it in capitals (D.M. 23 December 1976). */
export function carattereDiControllo(quindici: string): string {
  const pesi = [...quindici].map((carattere, posto) => {
    const rango = /\d/.test(carattere) ? Number(carattere) : carattere.charCodeAt(0) - 65;
    return posto % 2 === 0 ? (DISPARI[rango] ?? Number.NaN) : rango;
  });
  return String.fromCharCode(65 + (pesi.reduce((somma, peso) => somma + peso, 0) % 26));
}

/** Whether the last character of a code of sixteen is the one that the others call for. */
export const controllaCodice = (codice: string): boolean => carattereDiControllo(codice.slice(0, 15)) === codice[15];
