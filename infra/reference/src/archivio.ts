import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';

/** The reference data of the project: `infra/reference/data`. */
export const DATA_DIR = fileURLToPath(new URL('../data/', import.meta.url));

/** A reference file is not what it must be. Names file, record and field, so that a person can go and mend it. */
export class ArchivioError extends Error {
  override readonly name = 'ArchivioError';

  constructor(
    readonly file: string,
    readonly record: string,
    readonly campo: string,
    problem: string,
  ) {
    super(`${file}, record ${record}, field ${campo}: ${problem}`);
  }
}

/**
 * A reference file, checked against its schema.
 *
 * @throws ArchivioError naming the first thing that is wrong
 */
export function readArchivio<T extends z.ZodType>(dir: string, file: string, schema: T): z.output<T> {
  const content = parseJson(dir, file);
  const result = schema.safeParse(content);
  if (result.success) {
    return result.data;
  }
  const issue = result.error.issues[0]!;
  const [record = '(file)', ...field] = issue.path.map(String);
  throw new ArchivioError(file, labelOf(content, record), field.join('.') || '(record)', issue.message);
}

function parseJson(dir: string, file: string): unknown {
  let text: string;
  try {
    text = readFileSync(join(dir, file), 'utf8');
  } catch {
    throw new ArchivioError(file, '(file)', '(file)', 'cannot be read');
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ArchivioError(file, '(file)', '(file)', `is not JSON: ${(error as Error).message}`);
  }
}

/** What a person calls the record: its natural key where it has one, besides its place in the file. */
function labelOf(content: unknown, record: string): string {
  const row = (content as Record<string, unknown> | undefined)?.[record];
  const named = ['codice', 'codiceIstat', 'id', 'numero', 'denominazione', 'nome', 'etichetta', 'indicatore']
    .map((key) => (row as Record<string, unknown> | undefined)?.[key])
    .find((value) => typeof value === 'string' || typeof value === 'number');
  return named === undefined ? record : `${record} (${String(named)})`;
}
