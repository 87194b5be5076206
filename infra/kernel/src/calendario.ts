/** The day that it is in Italy, ISO 8601, wherever the server is: the Swedish spelling of a date is the ISO one. */
export function oggiARoma(istante: Date = new Date()): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(istante);
}

/** A day as Italians write it: 2020-12-31 is 31/12/2020. */
export const giornoItaliano = (iso: string): string => iso.split('-').reverse().join('/');
