import { type Espressione, FORZA, FORZA_CONFRONTO, FORZA_MENO, FORZA_NON } from './sintassi.js';

/** An expression as text, with the fewest parentheses: reading it again gives the same tree. */
export function stampaEspressione(espressione: Espressione): string {
  return print(espressione, 0);
}

/** @param forza how tightly the place binds: whatever binds less goes into parentheses; 0 is the top */
function print(espressione: Espressione, forza: number): string {
  const testo = bare(espressione);
  return strength(espressione) < forza ? `(${testo})` : testo;
}

function bare(espressione: Espressione): string {
  switch (espressione.nodo) {
    case 'numero':
      return espressione.testo;
    case 'logico':
      return espressione.valore ? 'vero' : 'falso';
    case 'voce':
      return espressione.codice;
    case 'funzione':
      return `${espressione.nome}(${espressione.argomenti.map((argomento) => print(argomento, 0)).join(', ')})`;
    case 'unario':
      return espressione.segno === '-'
        ? `-${print(espressione.termine, FORZA_MENO)}`
        : `non ${print(espressione.termine, FORZA_NON)}`;
    case 'binario': {
      const forza = FORZA[espressione.segno];
      // What does not chain needs parentheses on both sides, what does only on the right.
      const sinistra = print(espressione.sinistra, forza === FORZA_CONFRONTO ? forza + 1 : forza);
      return `${sinistra} ${espressione.segno} ${print(espressione.destra, forza + 1)}`;
    }
    case 'se': {
      const altrimenti = espressione.altrimenti ? ` altrimenti ${print(espressione.altrimenti, 0)}` : '';
      return `se ${print(espressione.condizione, 1)} allora ${print(espressione.allora, 1)}${altrimenti}`;
    }
  }
}

/** "se" binds least of all: inside anything else it stands in parentheses, so that its "altrimenti" has one reading. */
function strength(espressione: Espressione): number {
  switch (espressione.nodo) {
    case 'se':
      return 0;
    case 'binario':
      return FORZA[espressione.segno];
    case 'unario':
      return espressione.segno === '-' ? FORZA_MENO : FORZA_NON;
    case 'numero':
    case 'logico':
    case 'voce':
    case 'funzione':
      return FORZA_MENO + 1;
  }
}
