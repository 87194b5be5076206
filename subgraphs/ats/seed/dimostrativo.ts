import type { Archivi } from '@trama/reference/archivi';
import type { Carico } from '@trama/reference/caricamento';
import { type Caso, caso } from '@trama/reference/caso';
import { FONTE_DIMOSTRATIVA as fonte } from '@trama/reference/fonte';
import {
  ANNI_DIMOSTRATIVI,
  type PopolazioneDimostrativa,
  popolazioneDimostrativa,
} from '@trama/reference/popolazione-dimostrativa';
import type { CodiceDato } from '../src/dato-annuale/dato-annuale.codici.js';
import { territorioAffidoDimostrativo } from './servizi-affidi.js';
import { compilazioniPovertaDimostrative, valoriPovertaDimostrativi } from './dimostrativo-poverta.js';
import { compilazioniDimostrative, valoriDimostrativi } from './dimostrativo-rilevazioni.js';

/** Invented yearly figures of the ambiti other than Valle Trompia, sized on their residents: never a row of ambito 4. */
export function dimostrativo(archivi: Archivi): Carico[] {
  const popolazione = sommaPerAmbito(popolazioneDimostrativa(archivi));
  return [
    ...territorioAffidoDimostrativo(archivi),
    { tabella: 'popolazione_annuale', chiave: ['ambito_id', 'anno'], origine: 'DIMOSTRATIVO', righe: popolazione },
    {
      tabella: 'dato_annuale',
      chiave: ['ambito_id', 'codice', 'anno'],
      origine: 'DIMOSTRATIVO',
      righe: popolazione.flatMap(righeDati),
    },
    {
      tabella: 'compilazione',
      chiave: ['ambito_id', 'id'],
      origine: 'DIMOSTRATIVO',
      righe: [...compilazioniDimostrative(popolazione), ...compilazioniPovertaDimostrative(popolazione)],
    },
    {
      tabella: 'valore',
      chiave: ['ambito_id', 'compilazione_id', 'voce'],
      origine: 'DIMOSTRATIVO',
      righe: [...valoriDimostrativi(popolazione), ...valoriPovertaDimostrativi(popolazione)],
    },
  ];
}

interface RigaPopolazione extends Record<string, unknown> {
  readonly ambito_id: number;
  readonly anno: number;
  readonly residenti: number;
  readonly minori: number;
}

function sommaPerAmbito(comuni: readonly PopolazioneDimostrativa[]): RigaPopolazione[] {
  const ambiti = [...new Set(comuni.map(({ ambito }) => ambito))];
  return ambiti.flatMap((ambito_id) =>
    ANNI_DIMOSTRATIVI.map((anno) => {
      const rows = comuni.filter((row) => row.ambito === ambito_id && row.anno === anno);
      const somma = (pick: (row: PopolazioneDimostrativa) => number) => rows.reduce((sum, row) => sum + pick(row), 0);
      return {
        ambito_id,
        anno,
        residenti: somma(({ totale }) => totale),
        minori: somma(({ eta0a17 }) => eta0a17),
        fonte,
      };
    }),
  );
}

/** What no collection asks yet. */
type DatoSenzaRilevazione = Exclude<CodiceDato, `TUTELA_${string}` | `POVERTA_${string}`>;

/** Rates per 1,000 around those of the real ambito; small ambiti come out with counts small enough to be suppressed. */
function figure(sorte: Caso, { minori }: RigaPopolazione): Record<DatoSenzaRilevazione, number> {
  return {
    AFFIDO_MINORI_IN_ATTESA: sorte.intero(0, 14),
    AFFIDI_IN_ESSERE: Math.round((minori * sorte.numero(0.5, 2)) / 1000),
  };
}

function righeDati(popolazione: RigaPopolazione) {
  const { ambito_id, anno } = popolazione;
  const dati = figure(caso(5_000 + ambito_id * 10_000 + anno), popolazione);
  return Object.entries(dati).map(([codice, valore]) => ({
    ambito_id,
    codice,
    anno,
    data: `${anno}-12-31`,
    valore,
    fonte,
  }));
}
