import { z } from 'zod';

/**
 * What the files of a rilevazione hold, field by field. Strict: a field that nobody knows is an error, because it may be
 * a limit or a rule under a misspelt name. What the fields mean together is checked in `rilevazione.ts`.
 */
const testo = z.string().trim().min(1, 'non può essere vuoto');
const anno = z.int().min(2000).max(2999);
const slug = z.string().regex(/^[a-z][a-z0-9-]*$/, 'si scrive in minuscolo, con trattini');
const codiceVoce = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/, 'si scrive in minuscolo, con cifre e _');
const codiceRegola = z.string().regex(/^[A-Z]{2,4}-\d{2,3}$/, 'si scrive come TM-01');

const fonte = z.strictObject({
  documento: testo,
  capitolo: testo,
  pagina: z.int().positive().nullable(),
});

export const TIPI_VOCE = ['INTERO', 'DECIMALE', 'PERCENTUALE', 'SI_NO', 'TESTO'] as const;

const voce = z.strictObject({
  codice: codiceVoce,
  etichetta: testo,
  descrizione: testo,
  tipo: z.enum(TIPI_VOCE),
  /** A unit of `lessico/unita.ts`, or two as in "ore/persone"; absent where there is no number. */
  unita: testo.optional(),
  decimali: z.int().min(1).max(6).optional(),
  obbligatoria: z.boolean(),
  minimo: z.number().optional(),
  massimo: z.number().optional(),
  /** Counts people or households, so that disclosure control applies and a contributor may suppress it. */
  contaPersone: z.boolean(),
  /** False for a mean or a duration: the sum of those of several contributors says nothing. */
  siSomma: z.boolean().optional(),
  formula: testo.optional(),
  /** Null when the Piano does not speak of it: the table asks it all the same. */
  fonte: fonte.nullable(),
});

const sezione = z.strictObject({ codice: slug, titolo: testo, voci: z.array(voce).min(1) });

const destinatari = z.strictObject({
  ambiti: z.array(z.int().min(1).max(12)),
  altri: z.array(z.strictObject({ codice: z.string().regex(/^[A-Z][A-Z_]*$/), nome: testo })),
});

export const versioneSchema = z.strictObject({
  rilevazione: slug,
  versione: z.int().positive(),
  /** First year it asks about; it holds until the next version begins. */
  dal: anno,
  /** Last year, when the collection ends and no version follows. */
  al: anno.optional(),
  titolo: testo,
  descrizione: testo,
  responsabile: testo,
  fonte,
  destinatari,
  sezioni: z.array(sezione).min(1),
});

export const STATI_VALORE = ['VALORE', 'ZERO', 'NON_PERVENUTO', 'NON_DOVUTO', 'NON_APPLICABILE', 'SOPPRESSO'] as const;
export type StatoValore = (typeof STATI_VALORE)[number];

/** A number stands for itself; without one the state says why. */
const datoEsempio = z.union([
  z.number(),
  z.boolean(),
  z.enum(['NON_PERVENUTO', 'NON_DOVUTO', 'NON_APPLICABILE', 'SOPPRESSO']),
]);

const esempio = z.strictObject({
  valori: z.record(z.string(), datoEsempio),
  precedenti: z.record(z.string(), datoEsempio).optional(),
});

export const regolaSchema = z.strictObject({
  codice: codiceRegola,
  /** Where the violation is shown. */
  voce: codiceVoce,
  espressione: testo,
  gravita: z.enum(['ERRORE', 'AVVISO']),
  messaggio: testo,
  fonte,
  responsabile: testo,
  mancanti: z.enum(['SALTA', 'COME_ZERO', 'VIOLA']),
  /** Last year in which it holds; without, until a later pack withdraws it. */
  al: anno.optional(),
  sostituisce: codiceRegola.optional(),
  esempi: z.strictObject({ passa: esempio, viola: esempio }),
});

export const pacchettoSchema = z.strictObject({
  rilevazione: slug,
  /** First year of its rules, and the year from which what it withdraws no longer holds. */
  anno,
  descrizione: testo,
  regole: z.array(regolaSchema),
  ritirate: z.array(z.strictObject({ codice: codiceRegola, motivo: testo })),
});

const voceDi = z.strictObject({ rilevazione: slug, voce: codiceVoce });

export const ripresaSchema = z.strictObject({
  codice: codiceRegola,
  /** Whose figure answers, and which voce it answers. */
  da: voceDi,
  a: voceDi,
  /** 0 for the same year, 1 for the figure of the year before. */
  anniPrima: z.int().min(0).max(1),
  /** First year that it answers. */
  dal: anno,
  al: anno.optional(),
  /** Said to who decides whether to take it. */
  come: testo,
  responsabile: testo,
  fonte,
});

export type FileRipresa = z.output<typeof ripresaSchema>;
export type FileVersione = z.output<typeof versioneSchema>;
export type FileVoce = z.output<typeof voce>;
export type FilePacchetto = z.output<typeof pacchettoSchema>;
export type FileRegola = z.output<typeof regolaSchema>;
export type Esempio = z.output<typeof esempio>;
export type DatoEsempio = z.output<typeof datoEsempio>;
export type TipoVoce = FileVoce['tipo'];
export type Fonte = z.output<typeof fonte>;
export type Gravita = FileRegola['gravita'];
export type Mancanti = FileRegola['mancanti'];
