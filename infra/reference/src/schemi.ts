import { z } from 'zod';
import { fonteSchema as fonte } from './fonte.js';

/**
 * What each reference file holds, field by field. Strict: a field nobody knows is an error, because it may be a
 * figure under a misspelt name.
 */
const text = z.string().min(1);
const maybeText = text.nullable();
const note = text.optional();
const texts = z.array(text);
const count = z.int().nonnegative();
const maybeCount = count.nullable();
const istat = z.string().regex(/^\d{6}$/, 'must be an ISTAT code of six digits');
const certezza = z.enum(['ESPLICITA', 'DEDOTTA_PER_ESCLUSIONE', 'DEDOTTA_DAL_DISTRETTO', 'DEDOTTA_DAL_NOME', 'CONOSCENZA_ESTERNA']);

/** A list of records that are told apart by a field: a second one with the same is an error, not an overwrite. */
function elenco<T extends z.ZodType<Record<string, unknown>>>(key: string, record: T): z.ZodArray<T> {
  return z.array(record).superRefine((records, ctx) => {
    const first = new Map<unknown, number>();
    records.forEach((row, i) => {
      const value = row[key];
      if (value !== null && first.has(value)) {
        ctx.addIssue({ code: 'custom', path: [i, key], message: `repeats record ${first.get(value)}` });
      }
      first.set(value, i);
    });
  });
}

export const ambiti = elenco('nome',
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

export const distretti = elenco('numero',
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

export const asst = elenco('denominazione',
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

export const comuni = elenco('codiceIstat',
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

export const obiettivi = elenco('codice',
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

export const esiti = elenco('codice',
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

export const TIPI_UNITA = [
  'RSA', 'RSA_SOLLIEVO', 'RSA_FRAGILITA', 'CDI', 'CDD', 'SFA', 'CSE', 'CSS', 'RSD', 'CENTRO_DIURNO_PSICHIATRICO', 'CRA',
  'CRM', 'CPM', 'RESIDENZIALITA_LEGGERA', 'CPS', 'ALLOGGI_PROTETTI', 'ASILO_NIDO', 'NIDO_FAMIGLIA', 'MICRONIDO',
  'CENTRO_PRIMA_INFANZIA', 'CAG', 'CRED', 'HOUSING', 'CASA_ACCOGLIENZA', 'CONSULTORIO', 'SMI', 'NOA',
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
export const unitaNonSommabili = z.array(z.strictObject({ tipo: z.enum(TIPI_UNITA), denominazione: text, motivo: text }));

const utenza = z.strictObject({
  anno: z.int().nullable(),
  indicatore: text,
  valore: z.number(),
  data: z.iso.date().optional(),
  unita: text.optional(),
  nota: note,
  fonte,
});

export const servizi = elenco('nome',
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
  'ENTE_PUBBLICO', 'SOCIETA_IN_HOUSE', 'ATS', 'ASST', 'AZIENDA_SPECIALE', 'COOPERATIVA_SOCIALE', 'CONSORZIO', 'ASSOCIAZIONE',
  'FONDAZIONE', 'PARROCCHIA', 'SINDACATO', 'ISTITUTO_SCOLASTICO', 'GRUPPO_INFORMALE', 'ALTRO',
] as const;

export const enti = elenco('denominazione',
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

export const incongruenze = elenco('id',
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

/** Which comuni form which ambito: public knowledge, kept in one file that is easy to correct. */
export const comuniAmbiti = z.strictObject({
  nota: text,
  origine: z.literal('DIMOSTRATIVO'),
  nomeDaFonte: z.literal(false),
  ambiti: z.array(z.strictObject({ numero: z.int().min(1).max(12), comuni: z.array(text).min(1) })),
});

/** ISTAT list of the comuni of the province, residents of the 2011 census. */
export const comuniProvincia = elenco('codiceIstat',
  z.strictObject({ codiceIstat: istat, nome: text, codiceCatastale: text, cap: texts, residenti2011: count }),
);

/** Plans as such: the objectives file does not say who leads the plan. */
export const piani = z.array(z.strictObject({ ambito: z.int(), triennio: text, capofila: text, fonte }));
