import type { NomeFunzione } from './funzioni.js';
import { CENTO, parseDecimal, ZERO } from './razionale.js';
import type { Binario, Chiamata, Espressione, Se, SegnoBinario } from './sintassi.js';
import * as v from './valore.js';
import type { Valore, ValoreLogico, ValoreNumero } from './valore.js';

export type Quando = 'ORA' | 'PRIMA';

/** Where an expression finds its voci. */
export interface Lettura {
  readonly leggi: (voce: string, quando: Quando) => Valore;
  /** As `leggi`, but a missing value stays missing whatever the rule does with missing values. */
  readonly leggiComE: (voce: string, quando: Quando) => Valore;
}

/**
 * What an expression may be, given what its voci may be. Total: whatever passed the type check gets an answer, even if the
 * answer is "not known". An exception here is a mistake of ours, never of the figures.
 */
export function valuta(espressione: Espressione, lettura: Lettura): Valore {
  switch (espressione.nodo) {
    case 'numero':
      return v.exactly(parseDecimal(espressione.testo)!);
    case 'logico':
      return v.logico(espressione.valore);
    case 'voce':
      return lettura.leggi(espressione.codice, 'ORA');
    case 'unario':
      return espressione.segno === 'non'
        ? v.not(logico(espressione.termine, lettura))
        : v.opposite(numero(espressione.termine, lettura));
    case 'binario':
      return binario(espressione, lettura);
    case 'se':
      return se(espressione, lettura);
    case 'funzione':
      return FUNZIONE[espressione.nome](espressione, lettura);
  }
}

export function logico(espressione: Espressione, lettura: Lettura): ValoreLogico {
  const valore = valuta(espressione, lettura);
  return valore.tipo === 'logico' ? valore : mistyped('a condition', valore);
}

export function numero(espressione: Espressione, lettura: Lettura): ValoreNumero {
  const valore = valuta(espressione, lettura);
  return valore.tipo === 'logico' ? mistyped('a number', valore) : valore;
}

function mistyped(atteso: string, trovato: Valore): never {
  throw new TypeError(`an expression that was never type-checked: ${atteso} was expected, not ${trovato.tipo}`);
}

function binario({ segno, sinistra, destra }: Binario, lettura: Lettura): Valore {
  switch (segno) {
    case 'e':
      return v.and(logico(sinistra, lettura), logico(destra, lettura));
    case 'o':
      return v.or(logico(sinistra, lettura), logico(destra, lettura));
    case '=':
      return same(sinistra, destra, lettura);
    case '<>':
      return v.not(same(sinistra, destra, lettura));
    default:
      return OPERAZIONE[segno](numero(sinistra, lettura), numero(destra, lettura));
  }
}

type Operazione = (a: ValoreNumero, b: ValoreNumero) => Valore;

const OPERAZIONE: Readonly<Record<Exclude<SegnoBinario, 'e' | 'o' | '=' | '<>'>, Operazione>> = {
  '<': v.less,
  '<=': v.lessOrEqual,
  '>': (a, b) => v.less(b, a),
  '>=': (a, b) => v.lessOrEqual(b, a),
  '+': v.plus,
  '-': v.minus,
  '*': v.times,
  '/': v.over,
};

function same(sinistra: Espressione, destra: Espressione, lettura: Lettura): ValoreLogico {
  const [a, b] = [valuta(sinistra, lettura), valuta(destra, lettura)];
  if (a.tipo === 'logico') {
    return b.tipo === 'logico' ? v.same(a, b) : mistyped('a condition', b);
  }
  return b.tipo === 'logico' ? mistyped('a number', b) : v.equal(a, b);
}

function se({ condizione, allora, altrimenti }: Se, lettura: Lettura): Valore {
  const caso = logico(condizione, lettura);
  if (!altrimenti) {
    return v.or(v.not(caso), logico(allora, lettura));
  }
  if (v.isDecided(caso)) {
    return valuta(caso.puoVero ? allora : altrimenti, lettura);
  }
  const [a, b] = [valuta(allora, lettura), valuta(altrimenti, lettura)];
  if (a.tipo === 'logico') {
    const scelta = b.tipo === 'logico' ? b : mistyped('a condition', b);
    return v.or(v.and(caso, a), v.and(v.not(caso), scelta));
  }
  const altra = b.tipo === 'logico' ? mistyped('a number', b) : b;
  return caso.cause === 0 ? v.either(a, altra) : v.unknown(caso.cause);
}

type Calcolo = (chiamata: Chiamata, lettura: Lettura) => Valore;

const numeri = ({ argomenti }: Chiamata, lettura: Lettura): ValoreNumero[] =>
  argomenti.map((argomento) => numero(argomento, lettura));

const codiceDi = ({ argomenti: [primo] }: Chiamata): string =>
  primo!.nodo === 'voce' ? primo!.codice : mistyped('a voce', v.unknown(0));

const FUNZIONE: Readonly<Record<NomeFunzione, Calcolo>> = {
  precedente: (chiamata, lettura) => lettura.leggi(codiceDi(chiamata), 'PRIMA'),
  variazione: (chiamata, lettura) => {
    const [ora, prima] = (['ORA', 'PRIMA'] as const).map((quando) => lettura.leggi(codiceDi(chiamata), quando));
    return change(known(ora!), known(prima!));
  },
  presente: (chiamata, lettura) => presence(lettura.leggiComE(codiceDi(chiamata), 'ORA')),
  se_manca: (chiamata, lettura) => {
    const valore = known(lettura.leggiComE(codiceDi(chiamata), 'ORA'));
    const colmabile = valore.tipo === 'ignoto' && (valore.cause & ~(v.CAUSA.MANCA | v.CAUSA.ESENTE)) === 0;
    return colmabile ? numero(chiamata.argomenti[1]!, lettura) : valore;
  },
  tra: (chiamata, lettura) => {
    const [valore, minimo, massimo] = numeri(chiamata, lettura);
    return v.and(v.lessOrEqual(minimo!, valore!), v.lessOrEqual(valore!, massimo!));
  },
  quasi: (chiamata, lettura) => {
    const [primo, secondo, tolleranza] = numeri(chiamata, lettura);
    return v.lessOrEqual(v.absolute(v.minus(primo!, secondo!)), tolleranza!);
  },
  percentuale: (chiamata, lettura) => {
    const [parte, totale] = numeri(chiamata, lettura);
    return v.times(v.over(parte!, totale!), v.exactly(CENTO));
  },
  assoluto: (chiamata, lettura) => v.absolute(numeri(chiamata, lettura)[0]!),
  arrotonda: (chiamata, lettura) => {
    const [valore, decimali] = chiamata.argomenti;
    return v.rounded(numero(valore!, lettura), decimali?.nodo === 'numero' ? Number(decimali.testo) : 0);
  },
  somma: (chiamata, lettura) => numeri(chiamata, lettura).reduce(v.plus),
  minore: (chiamata, lettura) => v.lowest(numeri(chiamata, lettura)),
  maggiore: (chiamata, lettura) => v.highest(numeri(chiamata, lettura)),
};

const known = (valore: Valore): ValoreNumero => (valore.tipo === 'logico' ? mistyped('a number', valore) : valore);

/** From nothing there is no relative change: it is a division by zero, and says so. */
const change = (ora: ValoreNumero, prima: ValoreNumero): ValoreNumero => v.over(v.minus(ora, prima), v.absolute(prima));

/** A voce that nobody owes is neither there nor missing. */
function presence(valore: Valore): ValoreLogico {
  if (valore.tipo === 'numero' || (valore.tipo === 'logico' && valore.cause === 0)) {
    return v.VERO;
  }
  return valore.cause === v.CAUSA.MANCA ? v.FALSO : v.undecided(valore.cause);
}

/** What a missing value counts as where a rule says COME_ZERO. */
export function asZero(valore: Valore): Valore {
  if (valore.tipo === 'numero' || valore.cause !== v.CAUSA.MANCA) {
    return valore;
  }
  return valore.tipo === 'logico' ? v.FALSO : v.exactly(ZERO);
}
