import type { Archivi } from '@trama/reference/archivi';
import type { Carico } from '@trama/reference/caricamento';
import { entiDimostrativi } from '@trama/reference/enti-dimostrativi';
import { comuniDimostrativi } from '@trama/reference/popolazione-dimostrativa';
import { FONTE_DIMOSTRATIVA as fonte } from '@trama/reference/fonte';
import { validitaDi } from '@trama/reference/variazioni-comuni';
import { contributiDimostrativi } from './dimostrativo-contributi.js';
import { rigaComune } from './riferimento.js';

/**
 * Invented bodies of the ambiti other than Valle Trompia, to which the units of the ambito subgraph point; and what bodies
 * counted of people in need.
 */
export function dimostrativo(archivi: Archivi): Carico[] {
  const enti = entiDimostrativi(archivi);
  const validita = validitaDi(archivi);
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
      righe: comuniDimostrativi(archivi).map((comune) => rigaComune(comune, validita)),
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
