import type { FilePacchetto, FileRegola, Gravita, Mancanti, Fonte, Esempio } from './formato.js';
import { vociDi, type Menzione } from './lessico/menzioni.js';
import { fraction, type Razionale } from './lessico/razionale.js';
import { type Espressione, leggiEspressione } from './lessico/sintassi.js';
import { type Lettura, logico } from './lessico/valutazione.js';
import { CAUSA, type Cause, isDecided } from './lessico/valore.js';
import { buildLettura, type DueAnni, puntoDi, type Punti } from './lettura.js';
import type { Problema } from './modulo.js';

export interface Regola {
  readonly codice: string;
  readonly voce: string;
  readonly espressione: Espressione;
  readonly testo: string;
  readonly gravita: Gravita;
  readonly messaggio: string;
  readonly fonte: Fonte;
  readonly responsabile: string;
  readonly mancanti: Mancanti;
  readonly dal: number;
  readonly al: number | null;
  readonly esempi: { readonly passa: Esempio; readonly viola: Esempio };
  /** What it names, each once, in the order of the text. */
  readonly menzioni: readonly Menzione[];
}

/** Reads one rule of a pack; null when its expression cannot be read, and `problemi` says why. */
export function buildRegola(file: FileRegola, pacchetto: FilePacchetto, problemi: Problema[]): Regola | null {
  const dove = `${pacchetto.rilevazione}, regole ${pacchetto.anno}, ${file.codice}`;
  const esito = leggiEspressione(file.espressione);
  if (!esito.ok) {
    const { posizione, messaggio } = esito.errore;
    problemi.push({ dove, messaggio: `posizione ${posizione}: ${messaggio}` });
    return null;
  }
  const { espressione: testo, sostituisce: _, al = null, ...resto } = file;
  const { espressione } = esito;
  const menzioni = vociDi(espressione);
  if (!menzioni.some(({ codice }) => codice === file.voce)) {
    problemi.push({ dove, messaggio: `la voce ${file.voce}, su cui si segnala, non è nell'espressione` });
  }
  if (al !== null && al < pacchetto.anno) {
    problemi.push({ dove, messaggio: `finisce nel ${al}, prima di cominciare nel ${pacchetto.anno}` });
  }
  return { ...resto, espressione, testo, al, dal: pacchetto.anno, menzioni };
}

export type Giudizio =
  | { readonly esito: 'RISPETTATA' }
  | { readonly esito: 'VIOLATA' }
  /** It could not be judged, and why. */
  | { readonly esito: 'NON_VERIFICATA'; readonly cause: Cause };

const RISPETTATA: Giudizio = Object.freeze({ esito: 'RISPETTATA' });
const VIOLATA: Giudizio = Object.freeze({ esito: 'VIOLATA' });

/** A suppressed count is one of these: who suppresses says "fewer than five", and no more. */
export const SOPPRESSO_MASSIMO = 4;
const VALORI_SOPPRESSI: readonly Razionale[] = Array.from({ length: SOPPRESSO_MASSIMO + 1 }, (_, i) =>
  fraction(BigInt(i)),
);
/** Four suppressed counts are 625 combinations, tried one by one; beyond, only what intervals prove is a violation. */
const SOPPRESSI_PROVATI = 4;

/**
 * Whether the figures break a rule. Suppressed counts accuse nobody by themselves: a rule is broken only when no value
 * that they may have satisfies it.
 */
export function giudica(regola: Regola, anni: DueAnni, soppressi: ReadonlySet<string>): Giudizio {
  const variabili = soppressi.size === 0 ? [] : suppressedIn(regola, anni, soppressi);
  if (variabili.length === 0) {
    return judgeCase(regola, anni);
  }
  // As intervals first, and without VIOLA: what a suppressed count may still settle is not yet a violation.
  const insieme = judgeCase({ ...regola, mancanti: regola.mancanti === 'VIOLA' ? 'SALTA' : regola.mancanti }, anni);
  if (insieme.esito !== 'NON_VERIFICATA') {
    return insieme;
  }
  if (variabili.length > SOPPRESSI_PROVATI) {
    return insieme.cause === 0 ? RISPETTATA : insieme;
  }
  return judgeCases(regola, anni, variabili);
}

/** Every value of every suppressed count: one that satisfies the rule is enough. */
function judgeCases(regola: Regola, anni: DueAnni, variabili: readonly string[]): Giudizio {
  let cause: Cause = 0;
  for (const punti of assignments(variabili)) {
    const caso = judgeCase(regola, anni, punti);
    if (caso.esito === 'RISPETTATA') {
      return RISPETTATA;
    }
    cause |= caso.esito === 'NON_VERIFICATA' ? caso.cause : 0;
  }
  return cause === 0 ? VIOLATA : { esito: 'NON_VERIFICATA', cause };
}

/** One case: the suppressed counts as intervals, or each at one of its values. */
function judgeCase({ espressione, mancanti }: Regola, anni: DueAnni, punti?: Punti): Giudizio {
  const lettura = buildLettura(anni, mancanti === 'COME_ZERO', punti);
  const valore = logico(espressione, lettura);
  if (isDecided(valore)) {
    return valore.puoVero ? RISPETTATA : VIOLATA;
  }
  // Nobody is told off for what was never owed, nor for a missing figure in a rule that may not concern them.
  const viola = mancanti === 'VIOLA' && valore.cause === CAUSA.MANCA && applies(espressione, lettura);
  return viola ? VIOLATA : { esito: 'NON_VERIFICATA', cause: valore.cause };
}

/** Whether the condition that opens a rule ("se a > 0 allora ...") is known to hold: a rule without one always applies. */
function applies(espressione: Espressione, lettura: Lettura): boolean {
  if (espressione.nodo !== 'se' || espressione.altrimenti) {
    return true;
  }
  const condizione = logico(espressione.condizione, lettura);
  return isDecided(condizione) && condizione.puoVero;
}

/** The suppressed counts that an expression reads, also through the formulas of calculated voci. */
function suppressedIn(regola: Regola, { ora, prima }: DueAnni, soppressi: ReadonlySet<string>): string[] {
  const trovati = new Set<string>();
  const visti = new Set<string>();
  const visit = ({ codice, quando }: Menzione): void => {
    const chiave = puntoDi(codice, quando);
    if (visti.has(chiave)) {
      return;
    }
    visti.add(chiave);
    if (soppressi.has(chiave)) {
      trovati.add(chiave);
    }
    const formula = (quando === 'ORA' ? ora : prima)?.modulo.voci.get(codice)?.formula;
    if (formula) {
      vociDi(formula).forEach((usata) => visit({ codice: usata.codice, quando }));
    }
  };
  regola.menzioni.forEach(visit);
  return [...trovati];
}

function* assignments(variabili: readonly string[]): Generator<Punti> {
  const [prima, ...altre] = variabili;
  if (prima === undefined) {
    yield new Map();
    return;
  }
  for (const resto of assignments(altre)) {
    for (const valore of VALORI_SOPPRESSI) {
      yield new Map(resto).set(prima, valore);
    }
  }
}
