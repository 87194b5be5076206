import { GraphQLError, GraphQLScalarType } from 'graphql';
import { z } from 'zod';
import { MacrocategoriaFamiglia, NaturaAffido, StatoRichiestaAffido, TipoAffido, VicinanzaAffido } from './affido.js';
import { Origine } from './origine.js';

/** Sheets in one answer: who asks for more asks again. */
export const SCHEDE_PER_VOLTA = 500;

const codice = z.string().regex(/^[0-9]{2}-R-[0-9A-HJKMNP-TV-Z]{8}$/);
const istat = z.string().regex(/^[0-9]{6}$/);

/** What an ambito lets the matching know of a request for a foster family: no name, no case file, no birthday. */
export const schedaRichiesta = z.strictObject({
  codice,
  id: z.uuid(),
  ambito: z.number().int().min(1).max(99),
  /** Of the family of origin: for distances only. */
  comune: istat,
  /** On the day of registration. */
  eta: z.number().int().min(0).max(17),
  registrataIl: z.iso.date(),
  tipo: z.enum(TipoAffido),
  macrocategoria: z.enum(MacrocategoriaFamiglia),
  natura: z.enum(NaturaAffido),
  fratelli: z.number().int().min(0).max(9),
  /** Of the siblings, on the day of registration; empty when they were not said. */
  etaFratelli: z.array(z.number().int().min(0).max(17)).max(9),
  bisogniSpeciali: z.boolean(),
  lingue: z.array(z.string()),
  culture: z.array(z.string()),
  vicinanza: z.enum(VicinanzaAffido),
  scuola: istat.nullable(),
  /** Codes of the families that the law excludes. */
  parenti: z.array(z.string()),
  decretoAutorita: z.string(),
  decretoData: z.iso.date(),
  /** That the decision presumes; null when it says none. */
  durataMesi: z.number().int().min(1).nullable(),
  /** Beyond twenty-four, that the juvenile court granted. */
  prorogaMesi: z.number().int().min(0),
  stato: z.enum(StatoRichiestaAffido),
  origine: z.enum(Origine),
  versione: z.number().int().min(1),
  aggiornataIl: z.iso.datetime(),
});

export type SchedaRichiesta = z.output<typeof schedaRichiesta>;

/** A sheet on its way from one subgraph to another: composed, and in no caller's schema. */
export const GraphQLSchedaRichiesta = new GraphQLScalarType<SchedaRichiesta, unknown>({
  name: 'SchedaRichiesta',
  description: 'What the matching needs of a request for a foster family, between subgraphs.',
  extensions: { directives: { inaccessible: {} } },
  serialize: (value) => value,
  parseValue: (value) => {
    const letta = schedaRichiesta.safeParse(value);
    if (!letta.success) {
      throw new GraphQLError('not a sheet');
    }
    return letta.data;
  },
});

const schede = z.strictObject({ schede: z.array(schedaRichiesta) });

/** The sheets that changed since a moment, the oldest change first; or those of some requests. */
export const RICHIESTE_CAMBIATE = {
  percorso: '/interno/richieste-affido',
  di: ['ats'],
  corpo: z.union([
    z.strictObject({ dal: z.iso.datetime().nullable(), dopo: codice.nullable() }),
    z.strictObject({ codici: z.array(codice).max(SCHEDE_PER_VOLTA) }),
  ]),
  risposta: schede,
} as const;

/** Where requests stand, as their proposals say; answered with the sheets as they are then. */
export const STATI_PORTATI = {
  percorso: '/interno/stati-affido',
  di: ['ats'],
  corpo: z.strictObject({
    stati: z
      .array(
        z.strictObject({
          codice,
          stato: z.enum(StatoRichiestaAffido),
          /** Why it is closed; null for any other state. */
          motivo: z.string().min(3).max(500).nullable(),
        }),
      )
      .max(SCHEDE_PER_VOLTA),
  }),
  risposta: schede,
} as const;
