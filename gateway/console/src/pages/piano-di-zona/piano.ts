import type { ConsolePianoQuery } from '../../graph/operazioni/piano-di-zona';

export type Piano = NonNullable<NonNullable<ConsolePianoQuery['ambito']>['pianoDiZona']>;
export type Obiettivo = Piano['obiettivi']['edges'][number]['node'];
export type IndicatoreObiettivo = Obiettivo['indicatori'][number];

/** The triennium that the published plan covers. */
export const TRIENNIO = '2021-2023';

/** How far an objective is: the mean of its indicators that were measured; null while none was. */
export function raggiungimento(indicatori: readonly IndicatoreObiettivo[]): number | null {
  const measured = indicatori.flatMap(({ raggiungimento: share }) => share ?? []);
  return measured.length === 0 ? null : measured.reduce((sum, share) => sum + share, 0) / measured.length / 100;
}

export interface Macroarea {
  readonly lettera: string;
  readonly nome: string;
  readonly obiettivi: readonly Obiettivo[];
}

export function perMacroarea(piano: Piano): Macroarea[] {
  const obiettivi = piano.obiettivi.edges.map(({ node }) => node).sort((a, b) => a.ordine - b.ordine);
  const areas = new Map(obiettivi.map(({ macroarea }) => [macroarea.lettera, macroarea.nome]));
  return [...areas]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([lettera, nome]) => ({
      lettera,
      nome,
      obiettivi: obiettivi.filter(({ macroarea }) => macroarea.lettera === lettera),
    }));
}

const OPERATORI = { ALMENO: 'almeno', CIRCA: 'circa', MASSIMO: 'al massimo', PARI: 'esattamente' } as const;

/** "almeno 15 progetti"; null when the plan expects no number. */
export function atteso(
  { operatore, valoreAtteso, unita }: IndicatoreObiettivo,
  formato: (value: number) => string,
): string | null {
  if (valoreAtteso === null) {
    return null;
  }
  return [operatore && OPERATORI[operatore], formato(valoreAtteso), unita].filter(Boolean).join(' ');
}

export const FAMIGLIE = {
  PROCESSO: 'Processo: come si lavora',
  RISULTATO: 'Risultato: che cosa si produce',
  OUTCOME: 'Esito: che cosa cambia per le persone',
} as const;

export const AREE: Readonly<Record<string, string>> = {
  FAMIGLIA_MINORI_GIOVANI: 'Famiglia, minori e giovani',
  CRONICITA_NON_AUTOSUFFICIENZE: 'Cronicità e non autosufficienze',
};

/** An area that has no name of its own yet is shown as it is written, in words. */
export const nomeArea = (area: string): string =>
  AREE[area] ?? `${area[0] ?? ''}${area.slice(1).replaceAll('_', ' ').toLowerCase()}`;
