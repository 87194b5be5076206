import { DomainError } from './errors.js';

/** What is wrong with one field, as a sentence that says what to do. */
export const rifiuto = (campo: string, frase: string): DomainError =>
  new DomainError('INPUT_NON_VALIDO', frase, { extensions: { campi: [campo] } });
