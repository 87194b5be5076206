import { DomainError } from '@trama/kernel/errors';
import { type ValidationError, validate } from 'class-validator';

/**
 * Our code, an Italian sentence and the names of the fields. Never the values, which may be somebody's data:
 * the library's own error carries the whole input back.
 */
export async function validateArguments(value: unknown): Promise<void> {
  if (typeof value !== 'object' || value === null) {
    return;
  }
  const problems = await validate(value, { forbidUnknownValues: false });
  if (problems.length > 0) {
    const campi = problems.map((problem) => problem.property);
    const frasi = problems.flatMap(sentencesOf);
    throw new DomainError('INPUT_NON_VALIDO', `Correggi: ${frasi.join('; ')}.`, { extensions: { campi } });
  }
}

function sentencesOf(problem: ValidationError): string[] {
  return [...Object.values(problem.constraints ?? {}), ...(problem.children ?? []).flatMap(sentencesOf)];
}
