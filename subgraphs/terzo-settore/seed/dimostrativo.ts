import type { Archivi } from '@trama/reference/archivi';
import type { Carico } from '@trama/reference/caricamento';
import { entiDimostrativi } from '@trama/reference/enti-dimostrativi';
import { FONTE_DIMOSTRATIVA as fonte } from '@trama/reference/fonte';

/** Invented bodies of the ambiti other than Valle Trompia; the units of the ambito subgraph point to them. */
export function dimostrativo(archivi: Archivi): Carico[] {
  const enti = entiDimostrativi(archivi);
  return [
    {
      tabella: 'ente',
      chiave: ['codice'],
      origine: 'DIMOSTRATIVO',
      righe: enti.map(({ codice, denominazione, tipo }) => ({
        codice,
        denominazione,
        tipo,
        terzo_settore: true,
        comuni: [],
        alias: [],
        ruoli: [],
        dettaglio_ruoli: [],
        generico: false,
        fonte,
        altre_fonti: [],
      })),
    },
    {
      tabella: 'ente_ambito',
      chiave: ['ambito_id', 'ente_codice'],
      origine: 'DIMOSTRATIVO',
      righe: enti.map(({ codice, ambito }) => ({
        ambito_id: ambito,
        ente_codice: codice,
        motivo: 'Ente dimostrativo',
      })),
    },
  ];
}
