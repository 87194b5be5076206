import { randomInt } from 'node:crypto';

/** Crockford's digits: none is taken for another on the telephone. */
const CIFRE = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A code that people can say to each other. It tells the ambito and what it is of, and nothing else.
 *
 * @param lettera C case, N household, R request for a foster family, I envelope, F foster family, A placement
 * @returns such as 04-C-7K2M9QXZ
 */
export function nuovoCodice(ambito: number, lettera: 'C' | 'N' | 'R' | 'I' | 'F' | 'A'): string {
  const cifre = Array.from({ length: 8 }, () => CIFRE.charAt(randomInt(CIFRE.length)));
  return `${String(ambito).padStart(2, '0')}-${lettera}-${cifre.join('')}`;
}
