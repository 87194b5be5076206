import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export const AZIONI = ['CANCELLA', 'ANONIMIZZA', 'ARCHIVIA'] as const;
export type AzioneConservazione = (typeof AZIONI)[number];

const Regola = z.strictObject({
  /** Name of the subgraph that keeps the records; `*` for all of them. */
  registro: z.string().regex(/^(\*|[a-z]+(-[a-z]+)*)$/, 'must be the name of a subgraph, or *'),
  /** Type of the records, as the schema and the access log have it. */
  tipo: z.string().regex(/^[A-Z][A-Za-z]{1,47}$/, 'must be the name of a type'),
  /** The law, with its article, or the plan of conservation that follows from it. */
  base_giuridica: z.string().regex(/\b(art|artt)\. ?\d/, 'must name an article'),
  /** ISO 8601: whole years, months, weeks, days. */
  durata: z
    .string()
    .regex(/^P(?=.*[1-9])(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$/, 'must be an ISO 8601 duration in days or longer'),
  /** From what on it counts: one of the events that the module of the type knows. */
  evento_inizio: z.string().regex(/^[A-Z]+(_[A-Z]+)*$/, 'must be the name of an event'),
  azione: z.enum(AZIONI),
  /**
   * The act with which who answers for the data approved the rule, and, to delete documents of a public archive, the
   * authorisation of the Soprintendenza (D.Lgs. 42/2004, art. 21 c. 1 lett. d). Without it the rule only counts.
   */
  atto: z.string().min(10).nullable(),
});

/** How long records of a type are kept, why, and what happens then. */
export type Regola = z.output<typeof Regola>;

export class RegoleError extends Error {
  override readonly name = 'RegoleError';
}

const FILE = fileURLToPath(new URL('../../data/conservazione.json', import.meta.url));

/** @throws RegoleError that names each wrong rule and field */
export function leggiRegole(testo = readFileSync(FILE, 'utf8')): readonly Regola[] {
  const lette = z.array(Regola).safeParse(JSON.parse(testo));
  if (!lette.success) {
    const righe = lette.error.issues.map(({ path, message }) => `  regola ${path.join('.')}: ${message}`);
    throw new RegoleError(`Regole di conservazione da correggere:\n${righe.join('\n')}`);
  }
  const chiavi = lette.data.map(({ registro, tipo, evento_inizio }) => `${registro} ${tipo} ${evento_inizio}`);
  const doppia = chiavi.find((chiave, posto) => chiavi.indexOf(chiave) !== posto);
  if (doppia !== undefined) {
    throw new RegoleError(`Due regole di conservazione per ${doppia}: quale vale?`);
  }
  return lette.data;
}
