import { z } from 'zod';

/** What the linkage service is called where programs say whom they speak to. */
export const COLLEGAMENTO = 'collegamento';

/** The one purpose that households are linked for: minors and their families, followed by services of several ambiti. */
export const SCOPO = 'TUTELA_MINORI';

/** People enrolled in one request: a program that has more asks again. */
export const LOTTO = 100;
/** Pseudonyms looked at in one request. */
export const MOLTI = 5_000;

const ambito = z.number().int().min(1).max(99);
const testo = z.string().min(1).max(200);

const iscrizione = z.strictObject({
  attore: testo,
  ambito,
  /** Opaque id of the case. */
  caso: z.uuid(),
  codiceFiscale: z.string().max(32).nullable(),
  servizio: testo,
  recapito: testo,
  /** Opaque id of the household. */
  nucleo: z.uuid().nullable(),
  /** Since when the service follows the person. */
  dal: z.iso.date(),
});

const rimozione = z.strictObject({
  attore: testo,
  ambito,
  caso: z.uuid(),
  pseudonimo: z.string().max(80),
  servizio: testo,
});

const servizio = z.object({ ambito, servizio: testo, recapito: testo });
const famiglia = z.object({ ambito, famiglia: testo });

/** Every question, who may ask it, what it carries and what is answered. */
export const DOMANDE = {
  '/v1/iscrizioni': {
    di: ['ambito'],
    corpo: z.strictObject({ iscrizioni: z.array(iscrizione).max(LOTTO) }),
    /** In the order asked; null for who is over the day's limit: ask again tomorrow. */
    risposta: z.object({ pseudonimi: z.array(z.string().nullable()) }),
  },
  '/v1/rimozioni': {
    di: ['ambito'],
    corpo: z.strictObject({ rimozioni: z.array(rimozione).max(LOTTO) }),
    risposta: z.object({}),
  },
  '/v1/generazione': {
    di: ['ambito', 'ats'],
    corpo: z.strictObject({}),
    /** Another number whenever somebody was enrolled or removed. */
    risposta: z.object({ generazione: z.number().int() }),
  },
  '/v1/legami': {
    di: ['ambito'],
    corpo: z.strictObject({ attore: testo, ambito, pseudonimi: z.array(z.string().max(80)).max(MOLTI) }),
    risposta: z.object({ legami: z.array(z.object({ pseudonimo: z.string(), servizi: z.array(servizio) })) }),
  },
  '/v1/famiglie': {
    di: ['ats'],
    corpo: z.strictObject({ attore: testo }),
    risposta: z.object({ famiglie: z.array(z.object({ famiglie: z.tuple([famiglia, famiglia]), dal: z.iso.date() })) }),
  },
} as const;

export type Percorso = keyof typeof DOMANDE;
export type Corpo<P extends Percorso> = z.output<(typeof DOMANDE)[P]['corpo']>;
export type Risposta<P extends Percorso> = z.output<(typeof DOMANDE)[P]['risposta']>;
