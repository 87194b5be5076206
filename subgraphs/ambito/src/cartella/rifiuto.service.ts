import { DomainError } from '@trama/kernel/errors';

export const rifiuto = (campo: string, frase: string): DomainError =>
  new DomainError('INPUT_NON_VALIDO', frase, { extensions: { campi: [campo] } });

/** @throws DomainError INPUT_NON_VALIDO for a day that is not allowed */
export function requireGiorno(ammesso: boolean, campo: string, frase: string): void {
  if (!ammesso) {
    throw rifiuto(campo, frase);
  }
}
