import { randomInt } from 'node:crypto';

/** Crockford's digits: none is taken for another on the telephone. */
const CIFRE = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code that tells the ambito and what it is of (a case, a household, a request, an envelope), and nothing else. */
export function nuovoCodice(ambito: number, lettera: 'C' | 'N' | 'R' | 'I'): string {
  const cifre = Array.from({ length: 8 }, () => CIFRE.charAt(randomInt(CIFRE.length)));
  return `${String(ambito).padStart(2, '0')}-${lettera}-${cifre.join('')}`;
}
