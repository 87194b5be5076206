import type { Archivi } from '@trama/reference/archivi';
import type { Carico } from '@trama/reference/caricamento';
import { entiDimostrativi } from '@trama/reference/enti-dimostrativi';
import { comuniDimostrativi } from '@trama/reference/popolazione-dimostrativa';
import { FONTE_DIMOSTRATIVA as fonte } from '@trama/reference/fonte';
import { contributiDimostrativi } from './dimostrativo-contributi.js';

/**
 * Invented bodies of the ambiti other than Valle Trompia, to which the units of the ambito subgraph point; and what bodies
 * counted of people in need.
 */
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
      tabella: 'comune',
      chiave: ['codice_istat'],
      origine: 'DIMOSTRATIVO',
      righe: comuniDimostrativi(archivi).map(({ codiceIstat, ambito }) => ({
        codice_istat: codiceIstat,
        ambito_id: ambito,
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
    ...contributiDimostrativi(archivi),
  ];
}
