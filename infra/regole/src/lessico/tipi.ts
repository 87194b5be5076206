import { FUNZIONI, type NomeFunzione } from './funzioni.js';
import type { ErroreEspressione } from './parole.js';
import { type Binario, type Chiamata, type Espressione, isConfronto, type Se, type Unario } from './sintassi.js';
import { combineUnita, describeUnita, type Dimensione, NUMERO_PURO, PERCENTUALE, sameUnita } from './unita.js';

export interface TipoNumero {
  readonly tipo: 'numero';
  /** Null for what is written as a number: "minori > 0" compares people with 0 people. */
  readonly unita: Dimensione | null;
  readonly intero: boolean;
  /** How many digits its fraction may need at most, above and below the line together. */
  readonly cifre: number;
}
export interface TipoLogico {
  readonly tipo: 'logico';
}
/** A text has no value to compute with: it can only be there or not. */
export interface TipoTesto {
  readonly tipo: 'testo';
}
export type Tipo = TipoNumero | TipoLogico | TipoTesto;

/** Digits of one value of a voce: 12 and 6 decimals, above and below the line. */
export const CIFRE_VOCE = 26;
/** Beyond this a product of products would make a browser wait. No rule about people comes near it. */
export const CIFRE_MASSIME = 2_000;

/** What the functions that take numbers of one unit and give one of it do, for messages. */
const AZIONE = { somma: 'sommare', minore: 'confrontare', maggiore: 'confrontare', se_manca: 'sostituire' } as const;

type ArgomentiContati = readonly [Espressione, ...Espressione[]];

const LOGICO: TipoLogico = Object.freeze({ tipo: 'logico' });

/** The voci that an expression may name. */
export interface Vocabolario {
  readonly tipoDi: (codice: string) => Tipo | undefined;
  /** In the year before; null when no year before is known, and then nothing is asked of it. */
  readonly tipoPrecedente: ((codice: string) => Tipo | undefined) | null;
  readonly codici: readonly string[];
}

export interface EsitoTipi {
  /** Null when an error leaves it unknown. */
  readonly tipo: Tipo | null;
  readonly errori: readonly ErroreEspressione[];
}

/** The type of an expression, with everything that is wrong with it at once, in the order of the text. */
export function tipoDiEspressione(espressione: Espressione, vocabolario: Vocabolario): EsitoTipi {
  const controllo = new Controllo(vocabolario);
  const tipo = controllo.typeOf(espressione);
  return { tipo, errori: controllo.errori.sort((a, b) => a.posizione - b.posizione) };
}

/** An unknown type (null) is silent: its error is already on the list, and what leans on it would only echo it. */
class Controllo {
  readonly errori: ErroreEspressione[] = [];

  constructor(private readonly vocabolario: Vocabolario) {}

  typeOf(espressione: Espressione): Tipo | null {
    switch (espressione.nodo) {
      case 'numero':
        return numero(null, !espressione.testo.includes('.'), espressione.testo.length + 7);
      case 'logico':
        return LOGICO;
      case 'voce':
        return this.voce(espressione.codice, espressione.posizione);
      case 'unario':
        return this.unario(espressione);
      case 'binario':
        return this.binario(espressione);
      case 'se':
        return this.se(espressione);
      case 'funzione':
        return this.funzione(espressione);
    }
  }

  private voce(codice: string, posizione: number): Tipo | null {
    const tipo = this.vocabolario.tipoDi(codice);
    if (!tipo) {
      const vicina = nearest(codice, this.vocabolario.codici);
      return this.error(posizione, `la voce ${codice} non esiste${vicina ? `: forse ${vicina}` : ''}`);
    }
    return tipo;
  }

  private unario({ segno, termine }: Unario): Tipo | null {
    return segno === 'non' ? (this.logico(termine, 'non'), LOGICO) : this.numero(termine, '-');
  }

  private binario(espressione: Binario): Tipo | null {
    const { segno, sinistra, destra } = espressione;
    if (isConfronto(segno)) {
      const azione = `confrontare con ${segno}`;
      void (segno === '=' || segno === '<>'
        ? this.same([sinistra, destra], azione)
        : this.sameNumbers([sinistra, destra], azione));
      return LOGICO;
    }
    switch (segno) {
      case 'e':
      case 'o':
        this.logico(sinistra, segno);
        this.logico(destra, segno);
        return LOGICO;
      case '+':
      case '-':
        return this.sameNumbers([sinistra, destra], segno === '+' ? 'sommare' : 'sottrarre');
      case '*':
        return this.scaled(espressione, 1);
      case '/':
        return this.scaled(espressione, -1);
    }
  }

  private scaled({ sinistra, destra, segno, posizione }: Binario, verso: 1 | -1): Tipo | null {
    const a = this.numero(sinistra, segno);
    const b = this.numero(destra, segno);
    if (verso === -1 && destra.nodo === 'numero' && Number(destra.testo) === 0) {
      return this.error(destra.posizione, 'non si divide per zero');
    }
    if (!a || !b) {
      return null;
    }
    const libera = a.unita === null && b.unita === null;
    const unita = libera ? null : combineUnita(a.unita ?? NUMERO_PURO, b.unita ?? NUMERO_PURO, verso);
    return this.bounded(numero(unita, verso === 1 && a.intero && b.intero, a.cifre + b.cifre), posizione);
  }

  private se({ condizione, allora, altrimenti }: Se): Tipo | null {
    this.logico(condizione, 'se');
    if (!altrimenti) {
      this.logico(allora, 'allora');
      return LOGICO;
    }
    return this.same([allora, altrimenti], 'scegliere tra');
  }

  private funzione(chiamata: Chiamata): Tipo | null {
    const { nome, argomenti, posizione } = chiamata;
    const { minimo, massimo, firma, suVoce } = FUNZIONI[nome];
    const [primo] = argomenti;
    if (argomenti.length < minimo || argomenti.length > massimo) {
      return this.error(posizione, `${nome} ha ${argomenti.length} argomenti, si scrive ${firma}`);
    }
    return suVoce && primo!.nodo !== 'voce'
      ? this.error(primo!.posizione, `${nome} vuole il codice di una voce`)
      : this.result(nome, argomenti as ArgomentiContati, posizione);
  }

  private result(nome: NomeFunzione, argomenti: ArgomentiContati, posizione: number): Tipo | null {
    const [primo, secondo] = argomenti;
    switch (nome) {
      case 'presente':
        return this.typeOf(primo) && LOGICO;
      case 'precedente':
        return this.precedente(primo);
      case 'variazione':
        return this.variazione(primo);
      case 'tra':
      case 'quasi':
        this.sameNumbers(argomenti, 'confrontare');
        return LOGICO;
      case 'percentuale':
        return this.percentuale(argomenti, posizione);
      case 'assoluto':
        return this.numero(primo, nome);
      case 'arrotonda':
        return this.arrotonda(primo, secondo);
      default:
        return this.sameNumbers(argomenti, AZIONE[nome]);
    }
  }

  private precedente(argomento: Espressione): Tipo | null {
    const ora = this.typeOf(argomento);
    if (!ora || argomento.nodo !== 'voce' || !this.vocabolario.tipoPrecedente) {
      return ora;
    }
    const { codice, posizione } = argomento;
    const prima = this.vocabolario.tipoPrecedente(codice);
    if (!prima) {
      return this.error(posizione, `la voce ${codice} non c'era l'anno prima: la regola può partire l'anno dopo`);
    }
    return compatible(ora, prima)
      ? prima
      : this.error(posizione, `la voce ${codice} l'anno prima aveva un'altra unità o un altro tipo`);
  }

  private variazione(argomento: Espressione): Tipo | null {
    const tipo = this.precedente(argomento);
    if (tipo && tipo.tipo !== 'numero') {
      return this.error(argomento.posizione, 'variazione vuole una voce con un numero');
    }
    return tipo && numero(NUMERO_PURO, false, tipo.cifre * 4);
  }

  private percentuale(argomenti: readonly Espressione[], posizione: number): Tipo | null {
    const tipo = this.sameNumbers(argomenti, 'mettere in percentuale');
    return tipo && this.bounded(numero(PERCENTUALE, false, tipo.cifre + 3), posizione);
  }

  private arrotonda(valore: Espressione, decimali: Espressione | undefined): Tipo | null {
    if (decimali && (decimali.nodo !== 'numero' || !/^[0-6]$/.test(decimali.testo))) {
      return this.error(decimali.posizione, 'i decimali di arrotonda sono un numero scritto da 0 a 6');
    }
    const tipo = this.numero(valore, 'arrotonda');
    const intero = !decimali || (decimali.nodo === 'numero' && decimali.testo === '0');
    return tipo && numero(tipo.unita, intero || tipo.intero, tipo.cifre + 7);
  }

  private logico(espressione: Espressione, dove: string): void {
    const tipo = this.typeOf(espressione);
    if (tipo && tipo.tipo !== 'logico') {
      this.error(espressione.posizione, `${dove} vuole una condizione, vera o falsa: qui c'è ${describe(tipo)}`);
    }
  }

  private numero(espressione: Espressione, dove: string): TipoNumero | null {
    const tipo = this.typeOf(espressione);
    if (tipo && tipo.tipo !== 'numero') {
      return this.error(espressione.posizione, `${dove} vuole un numero: qui c'è ${describe(tipo)}`);
    }
    return tipo;
  }

  /** All numbers, all of one unit. */
  private sameNumbers(espressioni: readonly Espressione[], azione: string): TipoNumero | null {
    const tipi = espressioni.map((espressione) => this.numero(espressione, azione));
    return this.joined(espressioni, tipi, azione);
  }

  /** Two conditions, or two numbers of one unit. */
  private same(espressioni: readonly [Espressione, Espressione], azione: string): Tipo | null {
    const [a, b] = espressioni.map((espressione) => this.typeOf(espressione)) as [Tipo | null, Tipo | null];
    if (!a || !b) {
      return null;
    }
    if (a.tipo === 'numero' && b.tipo === 'numero') {
      return this.joined(espressioni, [a, b], azione);
    }
    return a.tipo === 'logico' && b.tipo === 'logico'
      ? LOGICO
      : this.error(espressioni[1].posizione, `non si può ${azione} ${describe(a)} e ${describe(b)}`);
  }

  private joined(
    espressioni: readonly Espressione[],
    tipi: ReadonlyArray<TipoNumero | null>,
    azione: string,
  ): TipoNumero | null {
    const noti = tipi.filter((tipo) => tipo !== null);
    const unita = noti.find((tipo) => tipo.unita !== null)?.unita ?? null;
    const diverso = tipi.findIndex((tipo) => tipo?.unita && unita && !sameUnita(tipo.unita, unita));
    if (diverso >= 0) {
      const altra = describeUnita(tipi[diverso]!.unita!);
      return this.error(espressioni[diverso]!.posizione, `non si può ${azione} ${describeUnita(unita!)} e ${altra}`);
    }
    if (noti.length < tipi.length) {
      return null;
    }
    const intero = noti.every((tipo) => tipo.intero);
    const cifre = noti.map((tipo) => tipo.cifre).reduce((a, b) => (intero ? Math.max(a, b) + 1 : a + b));
    return this.bounded(numero(unita, intero, cifre), espressioni[0]!.posizione);
  }

  private bounded(tipo: TipoNumero, posizione: number): TipoNumero | null {
    return tipo.cifre <= CIFRE_MASSIME
      ? tipo
      : this.error(posizione, 'qui i numeri possono diventare troppo lunghi: arrotonda prima, o dividi la regola');
  }

  private error(posizione: number, messaggio: string): null {
    this.errori.push({ posizione, messaggio });
    return null;
  }
}

function numero(unita: Dimensione | null, intero: boolean, cifre: number): TipoNumero {
  return { tipo: 'numero', unita, intero, cifre };
}

function compatible(a: Tipo, b: Tipo): boolean {
  return a.tipo === 'numero' && b.tipo === 'numero'
    ? sameUnita(a.unita ?? NUMERO_PURO, b.unita ?? NUMERO_PURO)
    : a.tipo === b.tipo;
}

function describe(tipo: Tipo): string {
  switch (tipo.tipo) {
    case 'numero':
      return tipo.unita === null ? 'un numero' : `un numero (${describeUnita(tipo.unita)})`;
    case 'logico':
      return 'una condizione';
    case 'testo':
      return 'un testo';
  }
}

/** The code that was probably meant: at most a third of its letters away. */
export function nearest(codice: string, codici: readonly string[]): string | undefined {
  const distanze = codici.map((altro) => [editDistance(codice, altro), altro] as const);
  const vicine = distanze.filter(
    ([distanza]) => distanza < codice.length && distanza <= Math.max(1, codice.length / 3),
  );
  return vicine.sort(([a, x], [b, y]) => a - b || (x < y ? -1 : 1))[0]?.[1];
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const previous = row;
    row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, previous[j]! + 1, row[j - 1]! + 1));
    }
  }
  return row[b.length]!;
}
