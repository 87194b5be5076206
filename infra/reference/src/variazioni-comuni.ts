import { piuGiorni } from '@trama/kernel/calendario';
import type { Archivi, Archivio } from './archivi.js';
import type { Fonte } from './fonte.js';

/** Days of a comune: null where the register does not look so far back, or where it has not ended. */
export interface Validita {
  readonly valido_dal: string | null;
  readonly valido_al: string | null;
  readonly confluito_in: string | null;
}

type Variazione = Archivio<'variazioniComuni'>['comuni'][number];

const SEMPRE: Validita = { valido_dal: null, valido_al: null, confluito_in: null };

/** The days of each comune, by its code. */
export function validitaDi(archivi: Archivi): (codiceIstat: string) => Validita {
  const variazioni = new Map(archivi.get('variazioniComuni').comuni.map((comune) => [comune.codiceIstat, comune]));
  return (codiceIstat) => {
    const variazione = variazioni.get(codiceIstat);
    return variazione ? validita(variazione) : SEMPRE;
  };
}

const validita = ({ dal, al, confluitoIn }: Variazione): Validita => ({
  valido_dal: dal,
  valido_al: al,
  confluito_in: confluitoIn,
});

/** The ambito that a comune was of on a day, given the one that it is of now. */
export function ambitoAllora(archivi: Archivi): (codiceIstat: string, ora: number, giorno: string) => number {
  const { appartenenze } = archivi.get('variazioniComuni');
  return (codiceIstat, ora, giorno) => {
    const finite = appartenenze.filter((una) => una.codiceIstat === codiceIstat && una.al >= giorno);
    const [prima] = finite.sort((a, b) => (a.al < b.al ? -1 : 1));
    return prima?.ambito ?? ora;
  };
}

/** Land that passed from one ambito to another, on the first day of the new one. */
export interface Scambio {
  readonly codiceIstat: string;
  readonly da: number;
  readonly a: number;
  readonly dal: string;
  readonly fonte: Fonte;
}

/** Comuni that passed to another ambito, and those that flowed into a comune of another one. */
export function scambiDi(archivi: Archivi, ambitoDi: ReadonlyMap<string, number>): Scambio[] {
  const { comuni, appartenenze } = archivi.get('variazioniComuni');
  const allora = ambitoAllora(archivi);
  const passati = appartenenze.map(({ codiceIstat, ambito, al, fonte }) => {
    const dal = piuGiorni(al, 1);
    const a = allora(codiceIstat, ambitoDi.get(codiceIstat) ?? ambito, dal);
    return { codiceIstat, da: ambito, a, dal, fonte: fonteDiRegistro(fonte) };
  });
  const confluiti = comuni.flatMap(({ codiceIstat, ambito, al, confluitoIn, fonte }) => {
    const ora = confluitoIn === null ? undefined : ambitoDi.get(confluitoIn);
    if (ambito === null || al === null || ora === undefined) {
      return [];
    }
    const dal = piuGiorni(al, 1);
    return [{ codiceIstat, da: ambito, a: allora(confluitoIn!, ora, dal), dal, fonte: fonteDiRegistro(fonte) }];
  });
  return [...passati, ...confluiti].filter(({ da, a }) => da !== a);
}

/** Days are ISO dates: their order is that of their texts. */
export const eraValido = ({ valido_dal, valido_al }: Validita, giorno: string): boolean =>
  (valido_dal === null || valido_dal <= giorno) && (valido_al === null || giorno <= valido_al);

/** These registers have no pages. */
export const fonteDiRegistro = ({ documento, capitolo }: Pick<Fonte, 'documento' | 'capitolo'>): Fonte => ({
  documento,
  capitolo,
  pagina: null,
  paginaFine: null,
  paginaStimata: false,
});
