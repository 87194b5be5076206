/** The day that it is in Italy, ISO 8601, wherever the server is: the Swedish spelling of a date is the ISO one. */
export function oggiARoma(istante: Date = new Date()): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(istante);
}
