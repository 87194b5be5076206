import { z } from 'zod';
import { fonteSchema as fonte } from './fonte.js';
import { count, elenco, istat, maybeCount, maybeText, note, text, texts } from './schemi-base.js';

const certezza = z.enum([
  'ESPLICITA',
  'DEDOTTA_PER_ESCLUSIONE',
  'DEDOTTA_DAL_DISTRETTO',
  'DEDOTTA_DAL_NOME',
  'CONOSCENZA_ESTERNA',
]);

export const ambiti = elenco(
  'nome',
  z.strictObject({
    numero: z.int().min(1).max(12).nullable(),
    nome: text,
    nomeDaFonte: z.boolean(),
    altriNomiFonte: texts,
    esterno: z.boolean(),
    atsBrescia: z.boolean(),
    distretto: z.int().nullable(),
    asst: maybeText,
    asstCertezza: certezza.nullable(),
    alleanzaConciliazione: z.strictObject({ nome: text, capofila: text, progetto: text, fonte }).nullable(),
    primaPremialita: maybeText,
    secondaPremialita: maybeText,
    terzaPremialita: maybeText,
    partnerProgettoAffido: z.strictObject({ ente: text, certezza: text, fonte: fonte.optional() }).nullable(),
    ruoliSovradistrettuali: z.array(z.strictObject({ ruolo: text, fonte })),
    comuniNominati: texts.optional(),
    fonteNome: fonte.nullable(),
    fonte,
    nota: note,
  }),
);

export const distretti = elenco(
  'numero',
  z.strictObject({
    numero: z.int(),
    denominazione: text,
    ambiti: z.array(z.int()),
    asst: text,
    asstCertezza: certezza,
    terzaPremialita: z.array(z.strictObject({ ambiti: z.array(z.int()), tema: text })),
    protocolloTutelaMinori: z.looseObject({ stato: text, parti: texts, ambiti: z.array(z.int()), fonte }),
    datiDisabilita: z.looseObject({ abitantiCirca: count, fonte: fonte.optional() }).optional(),
    esperienze: texts,
    fonte,
  }),
);

export const asst = elenco(
  'denominazione',
  z.strictObject({
    denominazione: text,
    altriNomiFonte: texts,
    distretto: z.int(),
    ambiti: z.array(z.int()),
    distrettoCertezza: certezza,
    serviziInValleTrompia: texts.optional(),
    iniziative: texts.optional(),
    fonte,
    nota: note,
  }),
);

export const comuni = elenco(
  'codiceIstat',
  z.strictObject({
    codiceIstat: istat,
    codiceCatastale: z.string().regex(/^[A-Z]\d{3}$/),
    cap: z.string().regex(/^\d{5}$/),
    nome: text,
    nomeFonte: text,
    altriNomiFonte: texts.optional(),
    ambito: z.int(),
    zonaDemografica: z.enum(['ALTA', 'BASSA_MEDIA']),
    equipeTutela: z.enum(['ALTA_VALLE', 'GARDONE_VT', 'MEDIA_VALLE', 'LUMEZZANE', 'BASSA_VALLE']),
    servizioSocialeDelegato: z.boolean(),
    siedeUfficioDiPiano: z.boolean(),
    popolazione: z.strictObject({
      data: z.iso.date(),
      totale: count,
      maschi: count,
      femmine: count,
      eta0_17: count,
      eta18_64: count,
      etaOltre65: count,
      fonte,
      nota: note,
    }),
    stranieri: z.strictObject({
      data: z.iso.date(),
      numero: count,
      percentuale2020: z.number(),
      percentuale2016: z.number(),
      dataPercentuale2016: z.iso.date(),
      fonte,
      nota: note,
    }),
    indiceVecchiaia: z.record(z.string().regex(/^\d{4}$/), z.number()),
    fonteIndiceVecchiaia: fonte,
    notaIndiceVecchiaia: note,
    puntiGiovani: z.strictObject({
      cag: z.boolean().nullable(),
      informagiovani: z.union([z.boolean(), text]).nullable(),
      biblioteca: z.boolean().nullable(),
      fonte,
      nota: note,
    }),
    protezioneGiuridica: z.strictObject({
      presenteInTabella: z.boolean(),
      ricorsiNominaAds: maybeCount,
      istanze: maybeCount,
      relazioniAnnualiAds: maybeCount,
      consulenzaSupervisioneADistanza: maybeCount,
      fonte,
      nota: note,
    }),
    fonte,
    nota: note,
  }),
);

export const andamentoDemografico = z.array(
  z.strictObject({ ambito: z.int(), anno: z.int(), popolazione: count, fonte, nota: note }),
);

/** Which comuni form which ambito: public knowledge, kept in one file that is easy to correct. */
export const comuniAmbiti = z.strictObject({
  nota: text,
  origine: z.literal('DIMOSTRATIVO'),
  nomeDaFonte: z.literal(false),
  ambiti: z.array(z.strictObject({ numero: z.int().min(1).max(12), comuni: z.array(text).min(1) })),
});

/** ISTAT list of the comuni of the province, residents of the 2011 census. */
export const comuniProvincia = elenco(
  'codiceIstat',
  z.strictObject({ codiceIstat: istat, nome: text, codiceCatastale: text, cap: texts, residenti2011: count }),
);

const fonteDiRegistro = z.strictObject({ documento: text, capitolo: text });

/**
 * Mergers of comuni, and moves from one ambito to another, with their days. A comune that ends flows whole into one other: a
 * comune that is shared out among several has no series on the borders of today, and cannot be written here.
 */
export const variazioniComuni = z.strictObject({
  nota: text,
  comuni: elenco(
    'codiceIstat',
    z
      .strictObject({
        codiceIstat: istat,
        nome: text,
        codiceCatastale: z.string().regex(/^[A-Z]\d{3}$/),
        cap: z.string().regex(/^\d{5}$/),
        ambito: z.int().min(1).max(12).nullable(),
        dal: z.iso.date().nullable(),
        al: z.iso.date().nullable(),
        confluitoIn: istat.nullable(),
        fonte: fonteDiRegistro,
        nota: note,
      })
      .refine(({ al, confluitoIn }) => (al === null) === (confluitoIn === null), {
        path: ['confluitoIn'],
        message: 'goes with al: who ends flows into somebody',
      }),
  ),
  /** The ambito that a comune was of until a day; the one that it is of now stands with the comune. */
  appartenenze: z.array(
    z.strictObject({ codiceIstat: istat, ambito: z.int().min(1).max(12), al: z.iso.date(), fonte: fonteDiRegistro }),
  ),
});
