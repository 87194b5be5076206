const GIORNO = 86_400_000;

/** Days from one ISO date to another; negative when the second comes first. */
export function giorniTra(da: string, a: string): number {
  return Math.round((Date.parse(`${a}T00:00:00Z`) - Date.parse(`${da}T00:00:00Z`)) / GIORNO);
}

/** The same day some months later, or the last one of that month: six months after 31 August are over on 28 February. */
export function piuMesi(data: string, mesi: number): string {
  const [anno, mese, giorno] = data.split('-').map(Number) as [number, number, number];
  const ultimo = new Date(Date.UTC(anno, mese + mesi, 0)).getUTCDate();
  return new Date(Date.UTC(anno, mese - 1 + mesi, Math.min(giorno, ultimo))).toISOString().slice(0, 10);
}

export function piuGiorni(data: string, giorni: number): string {
  return new Date(Date.parse(`${data}T00:00:00Z`) + giorni * GIORNO).toISOString().slice(0, 10);
}

/** As people write it: 1.3.2026. */
export function inParole(data: string): string {
  const [anno, mese, giorno] = data.split('-').map(Number);
  return `${giorno}.${mese}.${anno}`;
}
