import type { Archivi } from '@trama/reference/archivi';
import { uuidDi } from '@trama/reference/codici';
import { righeVoci } from '../src/rilevazione/campagna.service.js';
import { definizioni, improntaDi } from '../src/rilevazione/definizioni.service.js';

export const TUTELA_MINORI = 'tutela-minori';
export const POVERTA = 'poverta';
const AFFIDO = 'affido';
const ANNO_AFFIDO = 2021;
/** Collections with figures of the document, and the years of their campaigns. */
const CON_FIGURE = [TUTELA_MINORI, POVERTA] as const;
/** Years that the document has figures of. */
export const ANNI_RILEVATI = [2019, 2020, 2021] as const;
/** Who comes to the table from outside this ATS, and the place its people work for: after the last ambito. */
const ESTERNI = { VALLE_CAMONICA: 13 } as const;
/** The plan tells of the table's collection as of a thing that is there, and dates itself: approval in Cabina di Regia. */
export const GIORNO_DEL_PIANO = '2021-11-09';

export const campagnaId = (anno: number, rilevazione = TUTELA_MINORI): string => uuidDi('campagna', rilevazione, anno);
export const compilazioneId = (ambito: number, anno: number, rilevazione = TUTELA_MINORI): string =>
  uuidDi('compilazione', rilevazione, anno, ambito);

export function righeDestinatari(archivi: Archivi) {
  const nomi = new Map(archivi.get('ambiti').map(({ numero, nome }) => [numero, nome]));
  const { ambiti, altri } = definizioni.per(TUTELA_MINORI, 2021)!.file.destinatari;
  return [
    ...ambiti.map((numero) => ({
      ambito_id: numero,
      codice: `AMBITO_${numero}`,
      nome: nomi.get(numero)!,
      interno: true,
    })),
    ...altri.map(({ codice, nome }) => ({
      ambito_id: ESTERNI[codice as keyof typeof ESTERNI],
      codice,
      nome,
      interno: false,
    })),
  ];
}

/**
 * Everybody since the table began; the ambiti, what the plan says goes on about fostering "per gli anni 2021/2022", and the
 * data set on poverty since its first year. Without `al`, which is the coordination's to write: loading again must not undo it.
 */
export function righeObblighi(archivi: Archivi) {
  const dal = `${archivi.get('tutelaMinori').tavolo.annoAvvio}-01-01`;
  return [
    ...righeDestinatari(archivi).map(({ ambito_id }) => ({ ambito_id, rilevazione: TUTELA_MINORI, dal })),
    ...obblighiDegliAmbiti(AFFIDO, ANNO_AFFIDO),
    ...obblighiDegliAmbiti(POVERTA, ANNI_RILEVATI[0]),
  ];
}

function obblighiDegliAmbiti(rilevazione: string, anno: number) {
  const { dal, destinatari } = definizioni.per(rilevazione, anno)!.file;
  return destinatari.ambiti.map((ambito_id) => ({ ambito_id, rilevazione, dal: `${dal}-01-01` }));
}

const annate = () =>
  CON_FIGURE.flatMap((rilevazione) =>
    ANNI_RILEVATI.map((anno) => ({
      id: campagnaId(anno, rilevazione),
      anno,
      rilevazione,
      definizione: definizioni.per(rilevazione, anno)!,
    })),
  );

export const righeCampagne = () =>
  annate().map(({ definizione, ...campagna }) => ({
    ...campagna,
    definizione: definizione.versione,
    impronta: improntaDi(definizione),
    scadenza: GIORNO_DEL_PIANO,
    stato: 'PUBBLICATA',
  }));

export const righeVociRilevate = () =>
  annate().flatMap(({ id, definizione }) => righeVoci(definizione).map((voce) => ({ campagna_id: id, ...voce })));

/** @param giorno when it was sent and approved */
export const rigaCompilazione = (ambito: number, anno: number, giorno: string, rilevazione = TUTELA_MINORI) => ({
  ambito_id: ambito,
  id: compilazioneId(ambito, anno, rilevazione),
  campagna_id: campagnaId(anno, rilevazione),
  stato: 'APPROVATA',
  inviata_il: `${giorno}T10:00:00Z`,
  approvata_il: `${giorno}T10:00:00Z`,
});

/** Whose answer, to which campaign. */
interface Risposta {
  readonly ambito: number;
  readonly anno: number;
  readonly rilevazione?: string;
}

export const rigaValore = (
  { ambito, anno, rilevazione = TUTELA_MINORI }: Risposta,
  voce: string,
  valore: number,
  provenienza: string,
) => ({
  ambito_id: ambito,
  compilazione_id: compilazioneId(ambito, anno, rilevazione),
  campagna_id: campagnaId(anno, rilevazione),
  voce,
  stato: valore === 0 ? 'ZERO' : 'VALORE',
  valore: valore === 0 ? null : valore,
  provenienza,
});
