import { FUNZIONI, isFunzione, type NomeFunzione } from './funzioni.js';
import {
  EspressioneErrata,
  type ErroreEspressione,
  LIMITI,
  PAROLE_CHIAVE,
  type Parola,
  refuse,
  words,
} from './parole.js';

export type SegnoUnario = '-' | 'non';
export type Confronto = '=' | '<>' | '<' | '<=' | '>' | '>=';
export type SegnoBinario = 'o' | 'e' | Confronto | '+' | '-' | '*' | '/';

interface Nodo {
  /** Where it starts in the text, from 1: for messages only, equality of expressions ignores it. */
  readonly posizione: number;
}
export interface Numero extends Nodo {
  readonly nodo: 'numero';
  readonly testo: string;
}
export interface Logico extends Nodo {
  readonly nodo: 'logico';
  readonly valore: boolean;
}
export interface Voce extends Nodo {
  readonly nodo: 'voce';
  readonly codice: string;
}
export interface Unario extends Nodo {
  readonly nodo: 'unario';
  readonly segno: SegnoUnario;
  readonly termine: Espressione;
}
export interface Binario extends Nodo {
  readonly nodo: 'binario';
  readonly segno: SegnoBinario;
  readonly sinistra: Espressione;
  readonly destra: Espressione;
}
export interface Se extends Nodo {
  readonly nodo: 'se';
  readonly condizione: Espressione;
  readonly allora: Espressione;
  /** Null in "se a allora b", which holds whenever a does not. */
  readonly altrimenti: Espressione | null;
}
export interface Chiamata extends Nodo {
  readonly nodo: 'funzione';
  readonly nome: NomeFunzione;
  readonly argomenti: readonly Espressione[];
}
export type Espressione = Numero | Logico | Voce | Unario | Binario | Se | Chiamata;

export type EsitoLettura =
  { readonly ok: true; readonly espressione: Espressione } | { readonly ok: false; readonly errore: ErroreEspressione };

/** How tightly each sign binds. Comparisons do not chain: "a < b < c" means nothing here, and says so. */
export const FORZA: Readonly<Record<SegnoBinario, number>> = Object.freeze({
  o: 1,
  e: 2,
  '=': 4,
  '<>': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
});
const CONFRONTI: readonly string[] = ['=', '<>', '<', '<=', '>', '>='];
export const isConfronto = (segno: SegnoBinario): segno is Confronto => CONFRONTI.includes(segno);

export const FORZA_NON = 3;
export const FORZA_MENO = 7;
export const FORZA_CONFRONTO = FORZA['='];

/**
 * Reads an expression. There is no evaluation of text anywhere: what comes out is a tree of seven kinds of nodes, of
 * bounded length, depth and number, that only our own evaluator walks.
 */
export function leggiEspressione(testo: string): EsitoLettura {
  try {
    return { ok: true, espressione: new Lettore(words(testo)).whole() };
  } catch (error) {
    if (error instanceof EspressioneErrata) {
      return { ok: false, errore: error.errore };
    }
    throw error;
  }
}

/** Precedence climbing over the words. */
class Lettore {
  private next = 0;
  private nodi = 0;
  private profondita = 0;

  constructor(private readonly parole: readonly Parola[]) {}

  whole(): Espressione {
    const espressione = this.expression(1);
    const resto = this.word;
    if (resto.tipo !== 'fine') {
      this.refuseRest(resto);
    }
    return espressione;
  }

  private get word(): Parola {
    return this.parole[this.next]!;
  }

  private expression(forza: number): Espressione {
    const inizio = this.word;
    this.profondita += 1;
    if (this.profondita > LIMITI.profondita) {
      refuse(inizio.posizione, `troppe parentesi o condizioni una dentro l'altra (al massimo ${LIMITI.profondita})`);
    }
    const espressione = this.is('se') && forza === 1 ? this.conditional() : this.operations(this.term(), forza);
    this.profondita -= 1;
    return espressione;
  }

  private operations(primo: Espressione, forza: number): Espressione {
    let sinistra = primo;
    for (let segno = this.sign(); segno !== null && FORZA[segno] >= forza; segno = this.sign()) {
      const { posizione } = this.take();
      const destra = this.expression(FORZA[segno] + 1);
      sinistra = this.node({ nodo: 'binario', segno, sinistra, destra, posizione: sinistra.posizione });
      const altro = this.sign();
      if (isConfronto(segno) && altro !== null && isConfronto(altro)) {
        refuse(
          this.word.posizione,
          `due confronti di seguito dopo la posizione ${posizione}: uniscili con e, o usa tra`,
        );
      }
    }
    return sinistra;
  }

  private conditional(): Espressione {
    const { posizione } = this.take();
    const condizione = this.expression(1);
    this.expect('allora');
    const allora = this.expression(1);
    const altrimenti = this.is('altrimenti') ? (this.take(), this.expression(1)) : null;
    return this.node({ nodo: 'se', condizione, allora, altrimenti, posizione });
  }

  private term(): Espressione {
    const parola = this.take();
    const { posizione } = parola;
    switch (parola.tipo) {
      case 'numero':
        return this.node({ nodo: 'numero', testo: parola.testo, posizione });
      case 'nome':
        return this.named(parola);
      case 'segno':
        return this.signed(parola);
      case 'fine':
        return refuse(posizione, "l'espressione finisce qui: manca una voce, un numero o una parentesi aperta");
    }
  }

  private signed({ testo, posizione }: Parola): Espressione {
    if (testo === '(') {
      const dentro = this.expression(1);
      this.expect(')');
      return dentro;
    }
    if (testo === '-') {
      return this.node({ nodo: 'unario', segno: '-', termine: this.expression(FORZA_MENO), posizione });
    }
    return refuse(posizione, `qui non va ${testo}: serve una voce, un numero o una parentesi aperta`);
  }

  private named({ testo, posizione }: Parola): Espressione {
    if (testo === 'vero' || testo === 'falso') {
      return this.node({ nodo: 'logico', valore: testo === 'vero', posizione });
    }
    if (testo === 'non') {
      return this.node({ nodo: 'unario', segno: 'non', termine: this.expression(FORZA_NON), posizione });
    }
    if (testo === 'se') {
      return refuse(posizione, 'una condizione dentro un calcolo va tra parentesi: (se ... allora ... altrimenti ...)');
    }
    if ((PAROLE_CHIAVE as readonly string[]).includes(testo)) {
      return refuse(posizione, `qui non va ${testo}: prima serve una voce o un numero`);
    }
    return this.is('(') ? this.call(testo, posizione) : this.node({ nodo: 'voce', codice: testo, posizione });
  }

  private call(nome: string, posizione: number): Espressione {
    if (!isFunzione(nome)) {
      return refuse(posizione, `la funzione ${nome} non esiste: ci sono ${Object.keys(FUNZIONI).join(', ')}`);
    }
    this.take();
    const argomenti = [this.expression(1)];
    while (this.is(',')) {
      this.take();
      argomenti.push(this.expression(1));
    }
    this.expect(')');
    return this.node({ nodo: 'funzione', nome, argomenti, posizione });
  }

  private node(nodo: Espressione): Espressione {
    this.nodi += 1;
    if (this.nodi > LIMITI.nodi) {
      refuse(nodo.posizione, `l'espressione ha più di ${LIMITI.nodi} elementi: dividila in due regole`);
    }
    return nodo;
  }

  private sign(): SegnoBinario | null {
    return this.word.tipo !== 'numero' && Object.hasOwn(FORZA, this.word.testo)
      ? (this.word.testo as SegnoBinario)
      : null;
  }

  private is(testo: string): boolean {
    return this.word.tipo !== 'fine' && this.word.testo === testo;
  }

  private take(): Parola {
    const parola = this.word;
    this.next += parola.tipo === 'fine' ? 0 : 1;
    return parola;
  }

  private expect(atteso: string): void {
    const { tipo, testo, posizione } = this.word;
    if (!this.is(atteso)) {
      refuse(posizione, `manca ${atteso}: ${tipo === 'fine' ? "l'espressione finisce qui" : `c'è invece ${testo}`}`);
    }
    this.take();
  }

  private refuseRest({ testo, posizione }: Parola): never {
    const dopoUnNumero = this.parole[this.next - 1]?.tipo === 'numero';
    if (testo === ',' && dopoUnNumero) {
      refuse(posizione, 'i decimali si scrivono con il punto: 0.5 e non 0,5');
    }
    if (testo === ')') {
      refuse(posizione, 'questa parentesi chiusa non ne chiude nessuna');
    }
    return refuse(posizione, `qui non va ${testo}: dopo un valore serve un segno come + - * / = <= oppure e, o`);
  }
}
