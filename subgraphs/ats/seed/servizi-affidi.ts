import type { Archivi } from '@trama/reference/archivi';
import type { Carico } from '@trama/reference/caricamento';
import { comuniDimostrativi } from '@trama/reference/popolazione-dimostrativa';
import { pubblicato } from './pubblicato.js';

/** The association of foster families of the province, for who tries the platform as one of its operators. */
export const SERVIZIO_PRIVATO = 'ETS-ASSOCIAZIONE-COORDINAMENTO-FAMIGLIE-AFFIDATARIE';

/** The comuni that the Piano names, and the fostering service that each ambito has. */
export const territorioAffido = (archivi: Archivi): Carico[] => [
  pubblicato(
    'comune',
    ['codice_istat'],
    archivi.get('comuni').map(({ codiceIstat, ambito }) => ({ codice_istat: codiceIstat, ambito_id: ambito })),
  ),
  pubblicato(
    'servizio_affidi',
    ['codice'],
    archivi.get('ambiti').flatMap(({ numero, nome }) =>
      numero === null
        ? []
        : [
            {
              codice: `AMBITO-${numero}`,
              numero,
              ambito: numero,
              ente: null,
              denominazione: `Servizio affidi dell’ambito ${numero} · ${nome}`,
            },
          ],
    ),
  ),
];

/** Comuni of the other ambiti, whose grouping is no matter of the Piano, and a private service. */
export const territorioAffidoDimostrativo = (archivi: Archivi): Carico[] => [
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
    tabella: 'servizio_affidi',
    chiave: ['codice'],
    origine: 'DIMOSTRATIVO',
    righe: [
      {
        codice: SERVIZIO_PRIVATO,
        numero: 999,
        ambito: null,
        ente: 'associazione-coordinamento-famiglie-affidatarie',
        denominazione: 'Associazione Coordinamento Famiglie Affidatarie',
      },
    ],
  },
];
