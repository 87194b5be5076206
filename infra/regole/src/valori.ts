import type { StatoValore } from './formato.js';
import { compare, fraction, fromNumber, type Razionale, toItalian, ZERO } from './lessico/razionale.js';
import { nearest } from './lessico/tipi.js';
import { valuta } from './lessico/valutazione.js';
import { between, CAUSA, exactly, FALSO, isPoint, type Valore, VERO } from './lessico/valore.js';
import { buildLettura, type Dati, type DueAnni, missing, ofShape, puntoDi } from './lettura.js';
import { type Modulo, outOfRange, type Voce } from './modulo.js';
import { SOPPRESSO_MASSIMO } from './regola.js';
import type { DefinizioneAnnuale } from './rilevazione.js';
import { describeVoce, type Violazione } from './violazione.js';

/** One answer of a contributor, as the contract's `ValoreInput` carries it. */
export interface Dato {
  readonly voce: string;
  readonly stato: StatoValore;
  readonly valore?: number | null;
  /** The answer to a voce of type TESTO. */
  readonly testo?: string | null;
  readonly nota?: string | null;
}

/** Nobody counts a billion of anything in a district: a figure that long is two figures run together. */
const LIMITE = fraction(1_000_000_000n);
const SOPPRESSO: Valore = between(ZERO, fraction(BigInt(SOPPRESSO_MASSIMO)));

interface Letto {
  readonly valore: Valore;
  /** What is wrong with it, if anything: then `valore` is not used by any rule. */
  readonly errore: { readonly regola: string; readonly messaggio: string } | null;
}

/** The answers of this year and of last year as the rules read them, and which of them are suppressed. */
export function leggiDati(
  { modulo, moduloPrecedente }: DefinizioneAnnuale,
  dati: readonly Dato[],
  precedenti: readonly Dato[] | null,
): { readonly anni: DueAnni; readonly soppressi: ReadonlySet<string> } {
  const soppressi = new Set<string>();
  const read = (anno: Modulo, valori: readonly Dato[], quando: 'ORA' | 'PRIMA'): Dati => {
    const letti = new Map<string, Valore>();
    for (const dato of valori) {
      const voce = anno.voci.get(dato.voce);
      if (!voce || (voce.formula && isMissing(dato))) {
        continue;
      }
      const { valore, errore } = readDato(voce, dato);
      letti.set(dato.voce, valore);
      if (dato.stato === 'SOPPRESSO' && !errore && (!voce.formula || quando === 'PRIMA')) {
        soppressi.add(puntoDi(dato.voce, quando));
      }
    }
    return { modulo: anno, valori: letti };
  };
  const prima = precedenti && moduloPrecedente ? read(moduloPrecedente, precedenti, 'PRIMA') : null;
  return { anni: { ora: read(modulo, dati, 'ORA'), prima }, soppressi };
}

const isMissing = ({ stato }: Dato): boolean => stato === 'NON_PERVENUTO';

/** What is wrong with the answers one by one, before any rule: known voci, states, types, ranges, what is required. */
export function controlla(definizione: DefinizioneAnnuale, dati: readonly Dato[]): Violazione[] {
  const { modulo } = definizione;
  const perVoce = new Map<string, Dato>();
  const violazioni: Violazione[] = [];
  for (const dato of dati) {
    if (!modulo.voci.has(dato.voce)) {
      violazioni.push(unknownVoce(dato.voce, modulo));
    } else if (perVoce.has(dato.voce)) {
      violazioni.push(
        errore('VOCE_RIPETUTA', modulo.voci.get(dato.voce)!, 'compare più volte: lascia un valore solo.'),
      );
    } else {
      perVoce.set(dato.voce, dato);
    }
  }
  const { anni } = leggiDati(definizione, [...perVoce.values()], null);
  for (const voce of modulo.voci.values()) {
    const trovata = checkVoce(voce, perVoce.get(voce.codice), anni);
    violazioni.push(...(trovata ? [trovata] : []));
  }
  return violazioni;
}

/** Checks that look at one answer alone. What else is required looks at the whole form, which may still be half written. */
const DI_UN_VALORE: ReadonlySet<string> = new Set(['VOCE_SCONOSCIUTA', 'VOCE_RIPETUTA', 'STATO', 'TIPO', 'INTERVALLO']);

/** What is wrong with answers whatever the rest of the form says. */
export const controllaUnoAUno = (definizione: DefinizioneAnnuale, dati: readonly Dato[]): Violazione[] =>
  controlla(definizione, dati).filter(({ regola }) => DI_UN_VALORE.has(regola));

function unknownVoce(codice: string, { voci }: Modulo): Violazione {
  const vicina = nearest(codice, [...voci.keys()]);
  const consiglio = vicina ? `forse è ${vicina}` : 'togli la riga';
  const messaggio = `La voce ${codice} non c'è in questa rilevazione: ${consiglio}.`;
  return { regola: 'VOCE_SCONOSCIUTA', voce: codice, messaggio, gravita: 'ERRORE', visti: [] };
}

function errore(regola: string, voce: Voce, messaggio: string): Violazione {
  return {
    regola,
    voce: voce.codice,
    messaggio: `${describeVoce(voce)}: ${messaggio}`,
    gravita: 'ERRORE',
    visti: [],
  };
}

function checkVoce(voce: Voce, dato: Dato | undefined, anni: DueAnni): Violazione | null {
  if (voce.formula) {
    return checkCalculated(voce, dato, anni);
  }
  const letto = dato && readDato(voce, dato);
  if (letto?.errore) {
    return errore(letto.errore.regola, voce, letto.errore.messaggio);
  }
  return checkRequired(voce, dato) ?? (letto ? checkRange(voce, letto.valore) : null);
}

/**
 * Required means answered, not invented: who has no figure says so with a note, and the collection shows a gap instead of
 * a number made up to get past the form.
 */
function checkRequired(voce: Voce, dato: Dato | undefined): Violazione | null {
  const stato = dato?.stato ?? 'NON_PERVENUTO';
  if (!voce.obbligatoria || stato === 'VALORE' || stato === 'ZERO' || stato === 'SOPPRESSO') {
    return null;
  }
  if (!dato?.nota?.trim()) {
    return errore('OBBLIGATORIA', voce, 'serve un valore; se non lo hai, scrivi nella nota perché.');
  }
  return stato === 'NON_PERVENUTO'
    ? { ...errore('OBBLIGATORIA', voce, 'manca il valore; la nota dice perché.'), gravita: 'AVVISO' }
    : null;
}

function checkRange(voce: Voce, valore: Valore): Violazione | null {
  if (valore.tipo !== 'numero' || !outOfRange(voce, valore.min, valore.max)) {
    return null;
  }
  const limiti = [
    voce.minimo ? `almeno ${toItalian(voce.minimo)}` : '',
    voce.massimo ? `al massimo ${toItalian(voce.massimo)}` : '',
  ];
  const ammessi = limiti.filter(Boolean).join(' e ');
  const letto = isPoint(valore) ? toItalian(valore.min) : `tra ${toItalian(valore.min)} e ${toItalian(valore.max)}`;
  return errore('INTERVALLO', voce, `il valore è ${letto}, deve essere ${ammessi}. Controlla che non sia un errore.`);
}

/** Nobody types a calculated voce. Whoever sends it back must send what comes out, or two totals would be around. */
function checkCalculated(voce: Voce, dato: Dato | undefined, anni: DueAnni): Violazione | null {
  const calcolato = valuta({ nodo: 'voce', codice: voce.codice, posizione: 1 }, buildLettura(anni, false));
  if (dato && (dato.stato === 'VALORE' || dato.stato === 'ZERO')) {
    const { valore, errore: sbagliato } = readDato(voce, dato);
    if (sbagliato) {
      return errore(sbagliato.regola, voce, sbagliato.messaggio);
    }
    const scritto = valore as { min: Razionale };
    if (calcolato.tipo !== 'numero') {
      return errore('CALCOLATA', voce, `si calcola da altre voci, che mancano: lasciala vuota. (${voce.testoFormula})`);
    }
    if (!isPoint(calcolato) || compare(calcolato.min, scritto.min) !== 0) {
      const esito = isPoint(calcolato) ? `dà ${toItalian(calcolato.min)}` : 'usa valori soppressi';
      const dice = `il calcolo ${esito}, qui c'è ${toItalian(scritto.min)}: correggi le voci da cui si calcola.`;
      return errore('CALCOLATA', voce, `${dice} (${voce.testoFormula})`);
    }
  }
  return checkRange(voce, calcolato);
}

const wrong = (voce: Voce, regola: string, messaggio: string): Letto => ({
  valore: ofShape(voce, CAUSA.ERRATO),
  errore: { regola, messaggio },
});
const right = (valore: Valore): Letto => ({ valore, errore: null });

function readDato(voce: Voce, dato: Dato): Letto {
  const { stato } = dato;
  const scritto = voce.tipo === 'TESTO' ? dato.testo?.trim() : dato.valore;
  const haValore = scritto !== undefined && scritto !== null && scritto !== '';
  if (stato === 'VALORE') {
    return haValore ? readValue(voce, dato) : wrong(voce, 'STATO', 'lo stato è VALORE ma il valore manca: scrivilo.');
  }
  if (stato === 'ZERO') {
    return readZero(voce, haValore, dato.valore);
  }
  if (haValore) {
    return wrong(voce, 'STATO', `lo stato è ${stato} ma c'è un valore: togli il valore o cambia lo stato.`);
  }
  if (stato === 'SOPPRESSO') {
    return voce.contaPersone
      ? right(SOPPRESSO)
      : wrong(voce, 'STATO', 'si sopprime solo un conteggio di persone: scrivi il valore.');
  }
  return right(stato === 'NON_PERVENUTO' ? missing(voce) : ofShape(voce, CAUSA.ESENTE));
}

function readZero(voce: Voce, haValore: boolean, valore: number | null | undefined): Letto {
  if (voce.tipo === 'TESTO' || (haValore && valore !== 0)) {
    return wrong(voce, 'STATO', "lo stato è ZERO ma c'è un altro valore: togli il valore o cambia lo stato.");
  }
  return right(voce.tipo === 'SI_NO' ? FALSO : exactly(ZERO));
}

function readValue(voce: Voce, { valore }: Dato): Letto {
  switch (voce.tipo) {
    case 'TESTO':
      return right(VERO);
    case 'SI_NO':
      return valore === 0 || valore === 1
        ? right(valore === 1 ? VERO : FALSO)
        : wrong(voce, 'TIPO', 'si risponde sì (1) o no (0).');
    case 'INTERO':
    case 'DECIMALE':
    case 'PERCENTUALE':
      return readNumber(voce, valore!);
  }
}

function readNumber(voce: Voce, valore: number): Letto {
  const esatto = typeof valore === 'number' ? fromNumber(valore) : null;
  const decimali = BigInt(10 ** (voce.decimali ?? 0));
  if (!esatto || (decimali * esatto.num) % esatto.den !== 0n) {
    const ammessi = ALLOWED_DECIMALS[voce.decimali ?? 0] ?? `con al massimo ${voce.decimali} decimali`;
    return wrong(voce, 'TIPO', `${describeNumber(valore)} non va bene: serve un numero ${ammessi}.`);
  }
  if (compare(esatto, LIMITE) >= 0 || compare(esatto, fraction(-LIMITE.num)) <= 0) {
    return wrong(voce, 'TIPO', 'il numero è troppo grande: controlla le cifre.');
  }
  return right(exactly(esatto));
}

const ALLOWED_DECIMALS = ['senza decimali', 'con al massimo un decimale'];

const describeNumber = (valore: unknown): string =>
  typeof valore === 'number' ? String(valore).replace('.', ',') : 'il valore';
