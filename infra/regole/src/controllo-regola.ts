import type { DatoEsempio, Esempio } from './formato.js';
import { tipoDiEspressione } from './lessico/tipi.js';
import type { Problema } from './modulo.js';
import { giudica, type Regola } from './regola.js';
import type { DefinizioneAnnuale, Rilevazione } from './rilevazione.js';
import { controlla, type Dato, leggiDati } from './valori.js';

interface Strumenti {
  readonly definizionePer: (rilevazione: Rilevazione, anno: number) => DefinizioneAnnuale | null;
  /** Whether versions and expressions are sound, so that examples can be run on them. */
  readonly sane: boolean;
}

/** Checks a rule in every year in which what it means may change: where it begins, where a version does, and the year after. */
export function checkRegola(
  regola: Regola,
  rilevazione: Rilevazione,
  { definizionePer, sane }: Strumenti,
  problemi: Problema[],
): void {
  const inizi = [regola.dal, ...rilevazione.versioni.map(({ file }) => file.dal)];
  const anni = [...new Set(inizi.flatMap((anno) => [anno, anno + 1]))]
    .filter((anno) => anno >= regola.dal && (regola.al === null || anno <= regola.al))
    .sort((a, b) => a - b);
  const definizioni = anni.flatMap((anno) => definizionePer(rilevazione, anno) ?? []);
  const trovati = definizioni.flatMap((definizione) => problemsIn(regola, definizione, sane));
  if (definizioni.length === 0) {
    trovati.push(`non vale in nessun anno in cui la rilevazione si fa`);
  }
  const dove = `${rilevazione.codice}, ${regola.codice}`;
  [...new Set(trovati)].forEach((messaggio) => problemi.push({ dove, messaggio }));
}

function problemsIn(regola: Regola, definizione: DefinizioneAnnuale, sane: boolean): string[] {
  const tipi = [...typeProblems(regola, definizione), ...noteProblems(regola, definizione)];
  return tipi.length > 0 || !sane ? tipi : exampleProblems(regola, definizione);
}

function typeProblems(regola: Regola, { modulo, moduloPrecedente, versione }: DefinizioneAnnuale): string[] {
  const { tipo, errori } = tipoDiEspressione(regola.espressione, {
    tipoDi: (codice) => modulo.tipi.get(codice),
    tipoPrecedente: moduloPrecedente && ((codice) => moduloPrecedente.tipi.get(codice)),
    codici: [...modulo.voci.keys()],
  });
  const scritti = errori.map(
    ({ posizione, messaggio }) => `versione ${versione}, posizione ${posizione}: ${messaggio}`,
  );
  return tipo && tipo.tipo !== 'logico'
    ? [...scritti, `versione ${versione}: l'espressione dà un valore e non una condizione, vera o falsa`]
    : scritti;
}

/** A warning asks for a note, and a note is written where a figure is. */
function noteProblems({ gravita, voce }: Regola, { modulo }: DefinizioneAnnuale): string[] {
  return gravita === 'AVVISO' && modulo.voci.get(voce)?.formula
    ? [`l'avviso è sulla voce calcolata ${voce}: mettilo su una voce che si compila, dove si può scrivere la nota`]
    : [];
}

function exampleProblems(regola: Regola, definizione: DefinizioneAnnuale): string[] {
  const { passa, viola } = regola.esempi;
  return [
    ...outcomeProblems(regola, definizione, { esempio: passa, nome: 'passa', atteso: 'RISPETTATA' }),
    ...outcomeProblems(regola, definizione, { esempio: viola, nome: 'viola', atteso: 'VIOLATA' }),
  ];
}

interface Prova {
  readonly esempio: Esempio;
  readonly nome: string;
  readonly atteso: 'RISPETTATA' | 'VIOLATA';
}

/** An example must be judged, not skipped: one that lacks a figure would pass whatever the rule says. */
function outcomeProblems(regola: Regola, definizione: DefinizioneAnnuale, { esempio, nome, atteso }: Prova): string[] {
  const ora = datiOf(esempio.valori);
  const prima = esempio.precedenti ? datiOf(esempio.precedenti) : null;
  const sbagliati = controlla(definizione, ora).filter(({ regola: codice }) => codice !== 'OBBLIGATORIA');
  if (sbagliati.length > 0) {
    return sbagliati.map(({ messaggio }) => `esempio ${nome}: ${messaggio}`);
  }
  const { anni, soppressi } = leggiDati(definizione, ora, prima);
  const { esito } = giudica(regola, anni, soppressi);
  return esito === atteso ? [] : [`esempio ${nome}: con questi valori la regola risulta ${esito}`];
}

const datiOf = (valori: Readonly<Record<string, DatoEsempio>>): Dato[] =>
  Object.entries(valori).map(([voce, dato]) => {
    if (typeof dato === 'string') {
      return { voce, stato: dato, valore: null };
    }
    return { voce, stato: 'VALORE', valore: Number(dato) };
  });
