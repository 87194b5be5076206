import type { Tx } from '@trama/database/database';
import { type CellaConFonte, celleByAmbito } from '@trama/publication/celle.loader';
import { valutazioniAnnuali } from './valutazione.cubo.js';
import type { ValutazioniAmbito } from './valutazione.type.js';

const celle = celleByAmbito(valutazioniAnnuali.nome);

export async function valutazioniByAmbito(
  tx: Tx,
  numeri: readonly number[],
  anno: number,
): Promise<Array<ValutazioniAmbito | null>> {
  return (await celle(tx, numeri, anno)).map(valutazioniDi);
}

function valutazioniDi(pubblicate: readonly CellaConFonte[]): ValutazioniAmbito | null {
  const totale = pubblicate.find(({ codice }) => codice === 'VALUTATI');
  const giorni = pubblicate.find(({ codice }) => codice === 'GIORNI_MEDIANI');
  if (!totale) {
    return null;
  }
  const { valore, soppresso, fonte, origine } = totale;
  return { totale: { valore, soppresso }, giorniMediani: giorni?.valore ?? null, fonte, origine };
}
