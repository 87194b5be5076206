import { z } from 'zod';

/**
 * What each reference file holds, field by field. Strict: a field nobody knows is an error, because it may be a
 * figure under a misspelt name.
 */
export const text = z.string().min(1);
export const maybeText = text.nullable();
export const note = text.optional();
export const texts = z.array(text);
export const count = z.int().nonnegative();
export const maybeCount = count.nullable();
export const istat = z.string().regex(/^\d{6}$/, 'must be an ISTAT code of six digits');
/** A list of records that are told apart by a field: a second one with the same is an error, not an overwrite. */
export function elenco<T extends z.ZodType<Record<string, unknown>>>(key: string, record: T): z.ZodArray<T> {
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
