import type { StatoValore } from './formato.js';
import { isZero, type Razionale, toItalian, toNumber } from './lessico/razionale.js';
import { CAUSA, type Cause, isDecided, isPoint, type Valore } from './lessico/valore.js';
import { buildLettura, type DueAnni } from './lettura.js';
import type { Menzione } from './lessico/menzioni.js';
import { giudica, type Regola } from './regola.js';
import type { DefinizioneAnnuale } from './rilevazione.js';
import { controlla, type Dato, leggiDati } from './valori.js';
import type { NonVerificata, Violazione, Visto } from './violazione.js';

export interface Esame {
  readonly violazioni: readonly Violazione[];
  readonly nonVerificate: readonly NonVerificata[];
}

/**
 * Everything that is wrong with a contributor's answers, in the order of the form.
 *
 * @param precedenti last year's approved answers, or null when there are none: rules across years are then not judged
 */
export function verifica(
  definizione: DefinizioneAnnuale,
  dati: readonly Dato[],
  precedenti: readonly Dato[] | null = null,
): readonly Violazione[] {
  return esamina(definizione, dati, precedenti).violazioni;
}

/** As `verifica`, with the rules that could not be judged and why. */
export function esamina(
  definizione: DefinizioneAnnuale,
  dati: readonly Dato[],
  precedenti: readonly Dato[] | null = null,
): Esame {
  const { anni, soppressi } = leggiDati(definizione, firstOfEach(dati), precedenti && firstOfEach(precedenti));
  const violazioni = controlla(definizione, dati);
  const nonVerificate: NonVerificata[] = [];
  for (const regola of definizione.regole) {
    const giudizio = giudica(regola, anni, soppressi);
    if (giudizio.esito === 'VIOLATA') {
      violazioni.push(violationOf(regola, definizione, anni));
    } else if (giudizio.esito === 'NON_VERIFICATA') {
      nonVerificate.push(unjudged(regola, giudizio.cause, definizione, anni));
    }
  }
  return { violazioni: inOrder(violazioni, definizione), nonVerificate };
}

/** Of a repeated voce the first counts, so that the rest can still be judged; the repetition is an error of its own. */
function firstOfEach(dati: readonly Dato[]): readonly Dato[] {
  const visti = new Set<string>();
  return dati.filter(({ voce }) => !visti.has(voce) && visti.add(voce));
}

/** The figures of the calculated voci, in the order of the form. */
export function calcola(definizione: DefinizioneAnnuale, dati: readonly Dato[]): Dato[] {
  const { anni } = leggiDati(definizione, firstOfEach(dati), null);
  const calcolate = [...definizione.modulo.voci.values()].filter(({ formula }) => formula);
  return calcolate.map(({ codice }) => {
    const valore = readVoce({ codice, quando: 'ORA' }, anni);
    const stato = statoOf(valore);
    const haValore = valore.tipo === 'numero' && (stato === 'VALORE' || stato === 'ZERO');
    return { voce: codice, stato, valore: haValore ? toNumber(valore.min) : null };
  });
}

/** What keeps an answer from being sent: errors, and warnings on a voce without a note. */
export function impedimenti(violazioni: readonly Violazione[], dati: readonly Dato[]): readonly Violazione[] {
  const annotate = new Set(dati.filter(({ nota }) => nota?.trim()).map(({ voce }) => voce));
  return violazioni.filter(({ gravita, voce }) => gravita === 'ERRORE' || !annotate.has(voce));
}

const readVoce = ({ codice, quando }: Menzione, anni: DueAnni): Valore =>
  buildLettura(anni, false).leggi(codice, quando);

/** What a value is, once calculated. From suppressed figures comes a suppressed figure. */
function statoOf(valore: Valore): StatoValore {
  if (valore.tipo === 'numero') {
    return isPoint(valore) ? zeroOrValue(valore.min) : 'SOPPRESSO';
  }
  if (valore.tipo === 'logico' && isDecided(valore)) {
    return valore.puoVero ? 'VALORE' : 'ZERO';
  }
  return valore.cause & (CAUSA.MANCA | CAUSA.ERRATO) ? 'NON_PERVENUTO' : 'NON_APPLICABILE';
}

const zeroOrValue = (numero: Razionale): StatoValore => (isZero(numero) ? 'ZERO' : 'VALORE');

function violationOf(regola: Regola, definizione: DefinizioneAnnuale, anni: DueAnni): Violazione {
  const visti = regola.menzioni.map((menzione) => seen(menzione, definizione, anni));
  const letti = visti.map((visto, i) => `${nameOf(regola.menzioni[i]!, definizione)}: ${describeVisto(visto)}`);
  return {
    regola: regola.codice,
    voce: regola.voce,
    messaggio: `${regola.messaggio} [${letti.join('; ')}]`,
    gravita: regola.gravita,
    visti,
  };
}

function seen(menzione: Menzione, { anno }: DefinizioneAnnuale, anni: DueAnni): Visto {
  const valore = readVoce(menzione, anni);
  return {
    voce: menzione.codice,
    anno: menzione.quando === 'ORA' ? anno : anno - 1,
    stato: statoOf(valore),
    valore: figure(valore),
  };
}

function figure(valore: Valore): string | null {
  if (valore.tipo === 'numero') {
    const [min, max] = [toItalian(valore.min), toItalian(valore.max)];
    return isPoint(valore) ? min : `da ${min} a ${max}`;
  }
  if (valore.tipo === 'logico' && isDecided(valore)) {
    return valore.puoVero ? 'sì' : 'no';
  }
  return null;
}

const SENZA_VALORE: Readonly<Partial<Record<StatoValore, string>>> = {
  NON_PERVENUTO: 'non pervenuto',
  NON_APPLICABILE: 'non dovuto o non applicabile',
};

const describeVisto = ({ stato, valore }: Visto): string => valore ?? SENZA_VALORE[stato] ?? 'senza valore';

function nameOf({ codice, quando }: Menzione, { modulo, anno }: DefinizioneAnnuale): string {
  const voce = modulo.voci.get(codice);
  const nome = voce ? voce.etichetta : codice;
  return quando === 'PRIMA' ? `${nome} nel ${anno - 1}` : nome;
}

function unjudged(regola: Regola, cause: Cause, definizione: DefinizioneAnnuale, anni: DueAnni): NonVerificata {
  const [motivo, perche] = reason(cause);
  const vuote = regola.menzioni.filter((menzione) => figure(readVoce(menzione, anni)) === null);
  const quali = vuote.map((menzione) => nameOf(menzione, definizione)).join(', ');
  const messaggio = `Non controllata: ${perche}${quali ? ` (${quali})` : ''}.`;
  return { regola: regola.codice, voce: regola.voce, motivo, messaggio };
}

function reason(cause: Cause): readonly [NonVerificata['motivo'], string] {
  if (cause & CAUSA.ERRATO) {
    return ['VALORI_ERRATI', 'un valore va prima corretto'];
  }
  if (cause & CAUSA.MANCA) {
    return ['VALORI_MANCANTI', 'manca un valore'];
  }
  return cause & CAUSA.ESENTE
    ? ['VALORI_NON_DOVUTI', 'un valore non è dovuto, o non è ancora approvato']
    : ['DIVISIONE_PER_ZERO', 'divide per zero'];
}

const CONTROLLI = ['VOCE_SCONOSCIUTA', 'VOCE_RIPETUTA', 'STATO', 'TIPO', 'OBBLIGATORIA', 'CALCOLATA', 'INTERVALLO'];

/** By the place of the voce in the form, unknown voci last; on one voce its own checks first, then rules by code. */
function inOrder(violazioni: readonly Violazione[], { modulo }: DefinizioneAnnuale): Violazione[] {
  const chiavi = violazioni.map((violazione) => {
    const controllo = CONTROLLI.indexOf(violazione.regola);
    return {
      violazione,
      ordine: modulo.voci.get(violazione.voce)?.ordine ?? modulo.voci.size,
      controllo: controllo < 0 ? CONTROLLI.length : controllo,
    };
  });
  chiavi.sort(
    (a, b) =>
      a.ordine - b.ordine ||
      byText(a.violazione.voce, b.violazione.voce) ||
      a.controllo - b.controllo ||
      byText(a.violazione.regola, b.violazione.regola),
  );
  return chiavi.map(({ violazione }) => violazione);
}

/** By code unit: the alphabet of the reader's language must not decide the order. */
function byText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
