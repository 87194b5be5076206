import type { Chiamata, Espressione } from './sintassi.js';
import type { Quando } from './valutazione.js';

export interface Menzione {
  readonly codice: string;
  readonly quando: Quando;
}

/** The voci that an expression names, each once, in the order of the text. */
export function vociDi(espressione: Espressione): Menzione[] {
  const trovate = new Map<string, Menzione>();
  collect(espressione, (menzione) => trovate.set(`${menzione.quando} ${menzione.codice}`, menzione));
  return [...trovate.values()];
}

function collect(espressione: Espressione, found: (menzione: Menzione) => void): void {
  switch (espressione.nodo) {
    case 'numero':
    case 'logico':
      return;
    case 'voce':
      return found({ codice: espressione.codice, quando: 'ORA' });
    case 'unario':
      return collect(espressione.termine, found);
    case 'binario':
      return [espressione.sinistra, espressione.destra].forEach((parte) => collect(parte, found));
    case 'se':
      return [espressione.condizione, espressione.allora, espressione.altrimenti].forEach(
        (parte) => parte && collect(parte, found),
      );
    case 'funzione':
      return collectCall(espressione, found);
  }
}

function collectCall({ nome, argomenti }: Chiamata, found: (menzione: Menzione) => void): void {
  const [primo] = argomenti;
  const diPrima = nome === 'precedente' || nome === 'variazione';
  if (!diPrima || primo?.nodo !== 'voce') {
    return argomenti.forEach((argomento) => collect(argomento, found));
  }
  if (nome === 'variazione') {
    found({ codice: primo.codice, quando: 'ORA' });
  }
  return found({ codice: primo.codice, quando: 'PRIMA' });
}
