/** What a number counts or measures. `numero` is a bare number: a ratio, a score. */
export const UNITA = [
  'persone',
  'nuclei',
  'progetti',
  'provvedimenti',
  'richieste',
  'incontri',
  'contatti',
  'posti',
  'ore',
  'giorni',
  'mesi',
  'anni',
  'euro',
  'percentuale',
] as const;

export type Unita = (typeof UNITA)[number];

/** Units with their exponents: hours per person is { ore: 1, persone: -1 }, a bare number is {}. */
export type Dimensione = Readonly<Partial<Record<Unita, number>>>;

export const NUMERO_PURO: Dimensione = Object.freeze({});
export const PERCENTUALE: Dimensione = Object.freeze({ percentuale: 1 });

/** A unit as definitions write it: "persone", "ore/persone", "numero"; null when it is none of ours. */
export function parseUnita(testo: string): Dimensione | null {
  if (testo === 'numero') {
    return NUMERO_PURO;
  }
  const parti = testo.split('/');
  if (parti.length > 2 || new Set(parti).size !== parti.length || !parti.every(isUnita)) {
    return null;
  }
  const [sopra, sotto] = parti;
  return sotto === undefined ? { [sopra!]: 1 } : { [sopra!]: 1, [sotto]: -1 };
}

const isUnita = (testo: string): testo is Unita => (UNITA as readonly string[]).includes(testo);

export const sameUnita = (a: Dimensione, b: Dimensione): boolean => UNITA.every((u) => (a[u] ?? 0) === (b[u] ?? 0));

/** The unit of a product (`verso` 1) or of a quotient (-1). */
export function combineUnita(a: Dimensione, b: Dimensione, verso: 1 | -1): Dimensione {
  const potenze = UNITA.map((u) => [u, (a[u] ?? 0) + verso * (b[u] ?? 0)] as const);
  return Object.fromEntries(potenze.filter(([, potenza]) => potenza !== 0));
}

/** For people: "ore per persone", "euro", "un numero senza unità". */
export function describeUnita(dimensione: Dimensione): string {
  const write = (verso: 1 | -1): string[] =>
    UNITA.flatMap((u) => {
      const potenza = verso * (dimensione[u] ?? 0);
      return potenza > 0 ? [potenza === 1 ? u : `${u} alla ${potenza}`] : [];
    });
  const [sopra, sotto] = [write(1), write(-1)];
  if (sopra.length + sotto.length === 0) {
    return 'un numero senza unità';
  }
  return [sopra.join(' per ') || 'uno', ...(sotto.length > 0 ? [sotto.join(' e per ')] : [])].join(' diviso ');
}
