/** What a tuple may hold. The kind of each part is in the bytes, so that 1, '1' and null stay three things. */
export type Parte = string | number | null | Uint8Array;

const NULLO = 0;
const TESTO = 1;
const NUMERO = 2;
const BYTE = 3;

/**
 * One tuple, one sequence of bytes: kind and length come before each part, so ('ab', 'c') and ('a', 'bc') differ.
 * It is what keys are derived from and what a ciphertext is tied to: changing it makes everything unreadable.
 */
export function canonico(...parti: readonly Parte[]): Buffer {
  return Buffer.concat(parti.map(codifica));
}

/** Lone surrogates all become U+FFFD in UTF-8: two texts would be one, and a round trip would change them. */
export function inUtf8(testo: string): Buffer {
  if (/\p{Surrogate}/u.test(testo)) {
    throw new TypeError('The text is not well-formed Unicode.');
  }
  return Buffer.from(testo, 'utf8');
}

function codifica(parte: Parte): Buffer {
  const [tipo, contenuto] = contenutoDi(parte);
  const testa = Buffer.alloc(5);
  testa.writeUInt8(tipo, 0);
  testa.writeUInt32BE(contenuto.length, 1);
  return Buffer.concat([testa, contenuto]);
}

function contenutoDi(parte: Parte): readonly [number, Uint8Array] {
  if (parte === null) {
    return [NULLO, Buffer.alloc(0)];
  }
  if (typeof parte === 'string') {
    return [TESTO, inUtf8(parte)];
  }
  if (typeof parte === 'number') {
    return [NUMERO, Buffer.from(numero(parte))];
  }
  return [BYTE, parte];
}

function numero(valore: number): string {
  if (!Number.isSafeInteger(valore)) {
    throw new TypeError('Only whole numbers have one spelling.');
  }
  return BigInt(valore).toString(); // -0 and 0 are written alike
}
