import { z } from 'zod';
import { fonteSchema as fonte } from './fonte.js';
import { count, elenco, maybeCount, maybeText, note, text, texts } from './schemi-base.js';

export const TIPI_UNITA = [
  'RSA',
  'RSA_SOLLIEVO',
  'RSA_FRAGILITA',
  'CDI',
  'CDD',
  'SFA',
  'CSE',
  'CSS',
  'RSD',
  'CENTRO_DIURNO_PSICHIATRICO',
  'CRA',
  'CRM',
  'CPM',
  'RESIDENZIALITA_LEGGERA',
  'CPS',
  'ALLOGGI_PROTETTI',
  'ASILO_NIDO',
  'NIDO_FAMIGLIA',
  'MICRONIDO',
  'CENTRO_PRIMA_INFANZIA',
  'CAG',
  'CRED',
  'HOUSING',
  'CASA_ACCOGLIENZA',
  'CONSULTORIO',
  'SMI',
  'NOA',
] as const;

export const unitaOfferta = z.array(
  z.strictObject({
    tipo: z.enum(TIPI_UNITA),
    denominazione: text,
    enteGestore: maybeText,
    enteGestoreDedotto: z.boolean(),
    comune: maybeText,
    comuni: texts.optional(),
    postiAutorizzati: maybeCount,
    postiAccreditati: maybeCount,
    postiBudget: maybeCount,
    postiSolventi: count.optional(),
    capacita: maybeCount,
    unita: maybeCount,
    aggregato: z.boolean(),
    naturaGiuridicaGestore: text.optional(),
    strutture: count.optional(),
    note: maybeText,
    fonte,
  }),
);

/** Rows of the units that would be counted twice in a total, each with its reason. */
export const unitaNonSommabili = z.array(
  z.strictObject({ tipo: z.enum(TIPI_UNITA), denominazione: text, motivo: text }),
);

const utenza = z.strictObject({
  anno: z.int().nullable(),
  indicatore: text,
  valore: z.number(),
  data: z.iso.date().optional(),
  unita: text.optional(),
  nota: note,
  fonte,
});

export const servizi = elenco(
  'nome',
  z.strictObject({
    nome: text,
    area: text,
    descrizione: text,
    gestore: maybeText,
    gestoreDedotto: z.boolean(),
    delegato: text.optional(),
    sedi: texts,
    utenza: z.array(utenza),
    equipe: z.array(z.strictObject({ codice: text, comuni: texts })).optional(),
    altreFonti: z.array(fonte).optional(),
    nota: note,
    fonte,
  }),
);

export const TIPI_ENTE = [
  'ENTE_PUBBLICO',
  'SOCIETA_IN_HOUSE',
  'ATS',
  'ASST',
  'AZIENDA_SPECIALE',
  'COOPERATIVA_SOCIALE',
  'CONSORZIO',
  'ASSOCIAZIONE',
  'FONDAZIONE',
  'PARROCCHIA',
  'SINDACATO',
  'ISTITUTO_SCOLASTICO',
  'GRUPPO_INFORMALE',
  'ALTRO',
] as const;

export const enti = elenco(
  'denominazione',
  z.strictObject({
    denominazione: text,
    tipo: z.enum(TIPI_ENTE),
    comune: maybeText,
    comuni: texts.optional(),
    alias: texts,
    ruoli: texts,
    dettaglioRuoli: texts,
    generico: z.boolean().optional(),
    altreFonti: z.array(fonte).optional(),
    nota: note,
    fonte,
  }),
);
