import type { Archivi } from '@trama/reference/archivi';
import type { Carico } from '@trama/reference/caricamento';
import { pubblicato } from './pubblicato.js';

/** The team that demonstration operators of each ambito are in: one of the Piano's in ambito 4, an invented one elsewhere. */
export const EQUIPE_DI_PROVA: Readonly<Record<number, string>> = Object.fromEntries(
  Array.from({ length: 12 }, (_, i) => [i + 1, i + 1 === 4 ? 'MEDIA_VALLE' : 'EQUIPE_DIMOSTRATIVA']),
);

/** The territorial teams of child protection that the Piano names, from the comuni they cover. */
export function equipeDiRiferimento(archivi: Archivi): Carico {
  const coppie = archivi.get('comuni').map(({ ambito, equipeTutela }) => ({ ambito_id: ambito, codice: equipeTutela }));
  const uniche = new Map(coppie.map((coppia) => [`${coppia.ambito_id} ${coppia.codice}`, coppia]));
  return pubblicato('equipe', ['ambito_id', 'codice'], [...uniche.values()]);
}

export function equipeDimostrative(): Carico[] {
  const inventate = Object.entries(EQUIPE_DI_PROVA).map(([ambito, codice]) => ({ ambito_id: Number(ambito), codice }));
  const operatori = inventate.flatMap(({ ambito_id, codice }) =>
    ['tutela', 'collega-tutela'].map((chi) => ({
      ambito_id,
      equipe: codice,
      soggetto: `${chi}${ambito_id}`,
      dal: '2019-01-01T00:00:00Z',
    })),
  );
  return [
    {
      tabella: 'equipe',
      chiave: ['ambito_id', 'codice'],
      righe: inventate.filter(({ ambito_id }) => ambito_id !== 4),
      origine: 'DIMOSTRATIVO',
    },
    {
      tabella: 'equipe_operatore',
      chiave: ['ambito_id', 'equipe', 'soggetto', 'dal'],
      righe: operatori,
      origine: 'DIMOSTRATIVO',
    },
  ];
}
