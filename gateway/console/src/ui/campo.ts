import { leggiNumero } from '../lib/numeri';

/** What a form is made of, and what can be said of it before it is sent. Knows nothing of how it is drawn. */

export type Valori = Readonly<Record<string, string | boolean>>;

export interface Campo {
  /** As the input of the API calls it: its errors name it so. */
  readonly nome: string;
  readonly etichetta: string;
  /** `scelte` is several of the options, and its value their codes with commas between; `intero` a whole number. */
  readonly tipo: 'testo' | 'area' | 'numero' | 'intero' | 'data' | 'scelta' | 'scelte' | 'spunta';
  readonly aiuto?: string;
  readonly isObbligatorio?: boolean;
  readonly opzioni?: ReadonlyArray<{ readonly valore: string; readonly etichetta: string }>;
  readonly min?: string;
  readonly max?: string;
  readonly lunghezza?: number;
  /** Fields that follow each other and say the same are drawn together, under these words. */
  readonly gruppo?: string;
  /** What is wrong with what was typed, beyond the above; the API has the last word. */
  readonly controlla?: (value: string | boolean, all: Valori) => string | undefined;
}

/** Fields that are always the same, or that follow from what was written in others. */
export type Campi = readonly Campo[] | ((valori: Valori) => readonly Campo[]);

export const campiPer = (campi: Campi, valori: Valori): readonly Campo[] =>
  typeof campi === 'function' ? campi(valori) : campi;

/** What is wrong, by the name of the field; empty when all may be sent. */
export function controllaCampi(campi: readonly Campo[], valori: Valori): Record<string, string> {
  const found = campi.flatMap((campo) => {
    const wrong = sbaglioDi(campo, valori);
    return wrong ? [[campo.nome, wrong] as const] : [];
  });
  return Object.fromEntries(found);
}

function sbaglioDi(campo: Campo, valori: Valori): string | undefined {
  const value = valori[campo.nome] ?? '';
  if (value === '' || value === false) {
    return campo.isObbligatorio ? 'Questo campo è obbligatorio.' : campo.controlla?.(value, valori);
  }
  return limiteDi(campo, String(value)) ?? campo.controlla?.(value, valori);
}

function limiteDi({ tipo, min, max }: Campo, value: string): string | undefined {
  if (tipo === 'data') {
    // Days compare as they are written.
    return fuori(value, min, max, (giorno) => giorno.split('-').reverse().join('/'));
  }
  if (tipo !== 'numero' && tipo !== 'intero') {
    return undefined;
  }
  const number = leggiNumero(value);
  if (number === undefined) {
    return tipo === 'intero' ? 'Scrivi un numero.' : 'Scrivi un numero, per esempio 12,5.';
  }
  if (tipo === 'intero' && !Number.isInteger(number)) {
    return 'Scrivi un numero intero, senza virgola.';
  }
  return fuori(number, min === undefined ? min : Number(min), max === undefined ? max : Number(max), String);
}

function fuori<T extends string | number>(
  value: T,
  min: T | undefined,
  max: T | undefined,
  written: (limit: T) => string,
): string | undefined {
  if (min !== undefined && value < min) {
    return `Non può essere meno di ${written(min)}.`;
  }
  return max !== undefined && value > max ? `Non può essere più di ${written(max)}.` : undefined;
}

export interface GruppoCampi {
  readonly titolo: string | undefined;
  readonly campi: readonly Campo[];
}

/** Neighbours of one group together, in the order in which they were given. */
export function gruppiDi(campi: readonly Campo[]): GruppoCampi[] {
  const groups: Array<{ titolo: string | undefined; campi: Campo[] }> = [];
  for (const campo of campi) {
    const last = groups.at(-1);
    if (last && last.titolo === campo.gruppo) {
      last.campi.push(campo);
    } else {
      groups.push({ titolo: campo.gruppo, campi: [campo] });
    }
  }
  return groups;
}

/** What was written in a field, without what only makes it look empty; null where nothing was. */
export function testoDi(valori: Valori, nome: string): string | null {
  const value = valori[nome];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** @returns null where nothing was written */
export function numeroDi(valori: Valori, nome: string): number | null {
  const text = testoDi(valori, nome);
  return text === null ? null : (leggiNumero(text) ?? null);
}

/** The codes of a field of several, or the pieces of a text with commas between. */
export const elencoDi = (valori: Valori, nome: string): string[] =>
  (testoDi(valori, nome) ?? '')
    .split(',')
    .map((piece) => piece.trim())
    .filter(Boolean);

/** Options of a field, from the words of a list. */
export const opzioniDa = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([valore, etichetta]) => ({ valore, etichetta }));
