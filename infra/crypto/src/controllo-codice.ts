import { CheckDigitizer } from '@marketto/codice-fiscale-utils';

/** The sixteenth character of a codice fiscale, from the fifteen before it in capitals (D.M. 23 December 1976). */
export const carattereDiControllo = (quindici: string): string => CheckDigitizer.checkDigit(quindici) ?? '';

/** Whether the last character of a code of sixteen is the one that the others call for. */
export const controllaCodice = (codice: string): boolean => carattereDiControllo(codice.slice(0, 15)) === codice[15];
