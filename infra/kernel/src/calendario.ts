/** The Swedish spelling of a date is the ISO one. Made once: making it costs a hundred times what using it does. */
const GIORNO_DI_ROMA = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' });

const ORA_MS = 3_600_000;
/** Italy's clocks differ from UTC by whole hours, so a day begins with an hour of UTC: within one it is the same. */
let noto = { ora: Number.NaN, giorno: '' };

/** The day that it is in Italy, ISO 8601, wherever the server is. */
export function oggiARoma(istante: Date = new Date()): string {
  const ora = Math.floor(istante.getTime() / ORA_MS);
  if (ora !== noto.ora) {
    noto = { ora, giorno: GIORNO_DI_ROMA.format(istante) };
  }
  return noto.giorno;
}

/** A day as Italians write it: 2020-12-31 is 31/12/2020. */
export const giornoItaliano = (iso: string): string => iso.split('-').reverse().join('/');

const GIORNO_MS = 86_400_000;

/** Days from one ISO date to another; negative when the second comes first. */
export function giorniTra(da: string, a: string): number {
  return Math.round((Date.parse(`${a}T00:00:00Z`) - Date.parse(`${da}T00:00:00Z`)) / GIORNO_MS);
}

/** The day so many days later, or before with a negative number. */
export function piuGiorni(giorno: string, giorni: number): string {
  return new Date(Date.parse(`${giorno}T00:00:00Z`) + giorni * GIORNO_MS).toISOString().slice(0, 10);
}

/** The same day some months later, or the last one of that month: six months after 31 August are over on 28 February. */
export function piuMesi(giorno: string, mesi: number): string {
  const [anno, mese, quale] = giorno.split('-').map(Number) as [number, number, number];
  const ultimo = new Date(Date.UTC(anno, mese + mesi, 0)).getUTCDate();
  return new Date(Date.UTC(anno, mese - 1 + mesi, Math.min(quale, ultimo))).toISOString().slice(0, 10);
}
