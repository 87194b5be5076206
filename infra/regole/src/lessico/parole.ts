/** Where an expression is wrong and what to write instead. `posizione` counts characters from 1. */
export interface ErroreEspressione {
  readonly posizione: number;
  readonly messaggio: string;
}

/** What one expression may weigh: a rule is read by people, and evaluated in a browser while somebody types. */
export const LIMITI = Object.freeze({ caratteri: 500, nodi: 200, profondita: 24 });

export const PAROLE_CHIAVE = ['e', 'o', 'non', 'se', 'allora', 'altrimenti', 'vero', 'falso'] as const;

export interface Parola {
  readonly tipo: 'numero' | 'nome' | 'segno' | 'fine';
  readonly testo: string;
  /** Counts characters from 1. */
  readonly posizione: number;
}

/** Thrown inside this folder and caught at its door: whoever parses gets a result, never an exception. */
export class EspressioneErrata extends Error {
  override readonly name = 'EspressioneErrata';

  constructor(readonly errore: ErroreEspressione) {
    super(errore.messaggio);
  }
}

export function refuse(posizione: number, messaggio: string): never {
  throw new EspressioneErrata({ posizione, messaggio });
}

/** What people write by habit of other languages or of their keyboard, and what it is called here. */
const ABITUDINI: ReadonlyArray<readonly [segno: string, consiglio: string]> = [
  ['==', 'per dire uguale scrivi un solo ='],
  ['!=', 'per dire diverso scrivi <>'],
  ['≠', 'per dire diverso scrivi <>'],
  ['≤', 'scrivi <='],
  ['≥', 'scrivi >='],
  ['=<', 'scrivi <='],
  ['=>', 'scrivi >='],
  ['&&', 'scrivi e'],
  ['||', 'scrivi o'],
  ['!', 'scrivi non'],
  ['×', 'scrivi *'],
  ['÷', 'scrivi /'],
  [':', 'per dividere scrivi /'],
  [';', 'separa gli argomenti con la virgola'],
  ['%', 'le percentuali si scrivono come numeri: 0.5 invece di 50%'],
  ['"', 'le virgolette non servono: le regole confrontano numeri'],
];

const SPAZIO = /\s+/y;
const NUMERO = /\d+(?:\.\d+)?/y;
const NOME = /[a-z][a-z0-9_]*/y;
const SEGNO = /<=|>=|<>|[-+*/=<>(),]/y;

/** The words of an expression, the last of them `fine`. @throws EspressioneErrata */
export function words(testo: string): Parola[] {
  if (testo.length > LIMITI.caratteri) {
    refuse(LIMITI.caratteri + 1, `l'espressione supera ${LIMITI.caratteri} caratteri: dividila in due regole`);
  }
  const found: Parola[] = [];
  let da = 0;
  while (da < testo.length) {
    const spazio = matchAt(SPAZIO, testo, da);
    const parola = spazio ? null : wordAt(testo, da);
    if (parola) {
      found.push(parola);
    }
    da += (spazio ?? parola!.testo).length;
  }
  found.push({ tipo: 'fine', testo: '', posizione: testo.length + 1 });
  return found;
}

function wordAt(testo: string, da: number): Parola {
  const posizione = da + 1;
  const abitudine = ABITUDINI.find(([segno]) => testo.startsWith(segno, da));
  if (abitudine) {
    refuse(posizione, `${abitudine[0]} non si usa: ${abitudine[1]}`);
  }
  const numero = matchAt(NUMERO, testo, da);
  if (numero) {
    return { tipo: 'numero', testo: checkedNumber(testo, numero, posizione), posizione };
  }
  const nome = matchAt(NOME, testo, da);
  if (nome) {
    return { tipo: 'nome', testo: nome, posizione };
  }
  const segno = matchAt(SEGNO, testo, da);
  return segno ? { tipo: 'segno', testo: segno, posizione } : refuseCharacter(testo, da);
}

function refuseCharacter(testo: string, da: number): never {
  const carattere = String.fromCodePoint(testo.codePointAt(da)!);
  return /\p{L}/u.test(carattere)
    ? refuse(da + 1, `${carattere} non va bene: voci e funzioni si scrivono in minuscolo, senza accenti`)
    : refuse(da + 1, `il segno ${carattere} non si usa nelle regole`);
}

/**
 * The number as written. 8.158 is refused: half of those who read a rule take it for eight thousand, and neither reading
 * can be told from a mistake.
 */
function checkedNumber(testo: string, numero: string, posizione: number): string {
  const dopo = testo.charAt(posizione - 1 + numero.length);
  if (/[A-Za-z0-9_.]/.test(dopo)) {
    refuse(
      posizione,
      `numero scritto male vicino a ${numero}${dopo}: metti uno spazio, o il punto solo per i decimali`,
    );
  }
  const [intera = '', decimali = ''] = numero.split('.');
  if (intera.length > 1 && intera.startsWith('0')) {
    refuse(posizione, `${numero} comincia con uno zero di troppo: scrivi ${numero.replace(/^0+(?=\d)/, '')}`);
  }
  if (decimali.length === 3 && intera !== '0' && intera.length <= 3) {
    refuse(
      posizione,
      `${numero} si legge in due modi: scrivi ${intera}${decimali}, oppure ${numero}0 se sono decimali`,
    );
  }
  if (intera.length > 12 || decimali.length > 6) {
    refuse(posizione, `${numero} è troppo lungo: al massimo 12 cifre e 6 decimali`);
  }
  return numero;
}

function matchAt(expression: RegExp, testo: string, da: number): string | null {
  expression.lastIndex = da;
  return expression.exec(testo)?.[0] ?? null;
}
