import { z } from 'zod';
import { fonteSchema as fonte } from './fonte.js';
import { elenco, maybeText, note, text, texts } from './schemi-base.js';

const indicatore = z.strictObject({
  etichetta: text,
  origine: z.enum(['INDICATORE', 'RISULTATO_ATTESO', 'PROCEDURA', 'IMPATTO_ATTESO']),
  valoreAtteso: z.number().optional(),
  unita: text.optional(),
  operatore: z.enum(['ALMENO', 'PARI', 'MASSIMO', 'CIRCA']).optional(),
  indicatoreCollegato: text.optional(),
  periodo: text.optional(),
  nota: note,
});

export const obiettivi = elenco(
  'codice',
  z.strictObject({
    codice: text,
    macroarea: z.strictObject({ lettera: z.string().regex(/^[A-J]$/), nome: text }),
    titolo: text,
    tipo: z.enum(['INNOVATIVO', 'CONTINUITA']),
    target: text,
    risorseEconomiche: z.array(
      z.strictObject({ fonte: text, importo: z.number().nullable(), periodo: maybeText, nota: maybeText }),
    ),
    personale: texts,
    trasversale: z.boolean(),
    macroareeCollegate: texts,
    integrazioneSociosanitaria: z.boolean(),
    inContinuita2018_2020: z.boolean(),
    coprogettato: z.boolean(),
    attori: texts,
    bisogni: z.array(
      z.strictObject({
        etichetta: text,
        valore: z.number().optional(),
        unita: text.optional(),
        nota: note,
        periodo: text.optional(),
      }),
    ),
    indicatori: z.strictObject({
      processo: z.array(indicatore),
      risultato: z.array(indicatore),
      outcome: z.array(indicatore),
    }),
    collegatoPremialita: maybeText,
    collegatoPremialitaCodice: maybeText,
    nota: note,
    fonte,
  }),
);

export const esiti = elenco(
  'codice',
  z.strictObject({
    codice: text,
    area: text,
    titolo: text,
    gradoRaggiungimento: z.number().min(0).max(100),
    valutazioneUtenti: text,
    coincidenzaRisorse: z.number(),
    criticita: text,
    cambiamentoPositivo: text,
    continuita2015_2017: z.boolean(),
    riproposto2021_2023: z.boolean(),
    motivoRiproposizione: maybeText,
    nota: note,
    fonte,
  }),
);

export const collegamenti = z.strictObject({
  collegamenti: z.array(
    z.strictObject({
      esito: text,
      obiettivo: text,
      base: text,
      certezza: z.enum(['ALTA', 'MEDIA', 'BASSA']),
      motivo: text,
      obiettivoDichiaratoInContinuita: z.boolean(),
      fonte,
      fonteObiettivo: fonte,
    }),
  ),
  esitiSenzaCollegamentoChiaro: z.array(z.strictObject({ esito: text, ipotesi: maybeText, motivo: text, fonte })),
  obiettiviInContinuitaSenzaEsito: z.array(z.unknown()),
});

export const fatti = z.array(
  z.strictObject({
    tema: text,
    indicatore: text,
    valore: z.number().nullable(),
    unita: maybeText,
    periodo: maybeText,
    nota: note,
    ancheIn: text.optional(),
    fonte,
  }),
);

export const incongruenze = elenco(
  'id',
  z.strictObject({
    id: z.string().regex(/^INC-\d{2}$/),
    gravita: z.enum(['ALTA', 'MEDIA', 'BASSA']),
    tema: text,
    descrizione: text,
    valoriFonte: z.record(text, z.unknown()).optional(),
    valoreAtteso: z.unknown().optional(),
    ipotesi: text.optional(),
    file: texts.nullable(),
    record: maybeText,
    trattamento: text,
    fonti: z.array(fonte),
  }),
);

/** Documents of the plan that have no register of their own yet: any shape, but JSON and not empty. */
export const documento = z.union([z.array(z.looseObject({})).min(1), z.looseObject({})]);

/** Plans as such: the objectives file does not say who leads the plan. */
export const piani = z.array(z.strictObject({ ambito: z.int(), triennio: text, capofila: text, fonte }));

/** What the table of child protection collects; the figures are answers to its yearly collection. */
export const tutelaMinori = z.looseObject({
  tavolo: z.looseObject({ annoAvvio: z.int() }),
  cifre: z.array(
    z.looseObject({
      etichetta: z.string(),
      valore: z.number(),
      anno: z.int().optional(),
      data: z.string().optional(),
      riferimento: z.string().optional(),
      fonte,
    }),
  ),
});

/** What the observatory on poverty is, and the figures that answer its yearly collection. */
export const poverta = z.looseObject({
  osservatorio: z.looseObject({
    composizione: z.array(z.strictObject({ ente: text })),
    frequenzaIncontri: z.strictObject({ min: z.int().positive(), max: z.int().positive(), periodo: z.literal('ANNO') }),
    fonte,
  }),
  cifre: z.array(z.looseObject({ etichetta: text, valore: z.number().nullable(), anno: z.int().optional(), fonte })),
});
