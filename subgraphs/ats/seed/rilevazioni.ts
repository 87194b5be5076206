import type { Archivi } from '@trama/reference/archivi';
import { uuidDi } from '@trama/reference/codici';
import { righeVoci } from '../src/rilevazione/campagna.service.js';
import { definizioni, improntaDi } from '../src/rilevazione/definizioni.service.js';

export const TUTELA_MINORI = 'tutela-minori';
const AFFIDO = 'affido';
const ANNO_AFFIDO = 2021;
/** Years that the document has figures of. */
export const ANNI_RILEVATI = [2019, 2020, 2021] as const;
/** Who comes to the table from outside this ATS, and the place its people work for: after the last ambito. */
const ESTERNI = { VALLE_CAMONICA: 13 } as const;
/** The plan tells of the table's collection as of a thing that is there, and dates itself: approval in Cabina di Regia. */
export const GIORNO_DEL_PIANO = '2021-11-09';

export const campagnaId = (anno: number): string => uuidDi('campagna', TUTELA_MINORI, anno);
export const compilazioneId = (ambito: number, anno: number): string =>
  uuidDi('compilazione', TUTELA_MINORI, anno, ambito);

const definizionePer = (anno: number) => definizioni.per(TUTELA_MINORI, anno)!;

export function righeDestinatari(archivi: Archivi) {
  const nomi = new Map(archivi.get('ambiti').map(({ numero, nome }) => [numero, nome]));
  const { ambiti, altri } = definizionePer(2021).file.destinatari;
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
 * Everybody since the table began; the ambiti, what the plan says goes on about fostering "per gli anni 2021/2022". Without
 * `al`, which is the coordination's to write: loading again must not undo it.
 */
export function righeObblighi(archivi: Archivi) {
  const dal = `${archivi.get('tutelaMinori').tavolo.annoAvvio}-01-01`;
  const { dal: primo, destinatari } = definizioni.per(AFFIDO, ANNO_AFFIDO)!.file;
  return [
    ...righeDestinatari(archivi).map(({ ambito_id }) => ({ ambito_id, rilevazione: TUTELA_MINORI, dal })),
    ...destinatari.ambiti.map((ambito_id) => ({ ambito_id, rilevazione: AFFIDO, dal: `${primo}-01-01` })),
  ];
}

export const righeCampagne = () =>
  ANNI_RILEVATI.map((anno) => {
    const definizione = definizionePer(anno);
    return {
      id: campagnaId(anno),
      rilevazione: TUTELA_MINORI,
      anno,
      definizione: definizione.versione,
      impronta: improntaDi(definizione),
      scadenza: GIORNO_DEL_PIANO,
      stato: 'PUBBLICATA',
    };
  });

export const righeVociRilevate = () =>
  ANNI_RILEVATI.flatMap((anno) =>
    righeVoci(definizionePer(anno)).map((voce) => ({ campagna_id: campagnaId(anno), ...voce })),
  );

/** @param giorno when it was sent and approved */
export const rigaCompilazione = (ambito: number, anno: number, giorno: string) => ({
  ambito_id: ambito,
  id: compilazioneId(ambito, anno),
  campagna_id: campagnaId(anno),
  stato: 'APPROVATA',
  inviata_il: `${giorno}T10:00:00Z`,
  approvata_il: `${giorno}T10:00:00Z`,
});

export const rigaValore = (ambito: number, anno: number, voce: string, valore: number, provenienza: string) => ({
  ambito_id: ambito,
  compilazione_id: compilazioneId(ambito, anno),
  campagna_id: campagnaId(anno),
  voce,
  stato: valore === 0 ? 'ZERO' : 'VALORE',
  valore: valore === 0 ? null : valore,
  provenienza,
});
