import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { canonico, type Parte } from './canonico.js';

/** A key for one use, from a key that serves many: whoever gets hold of one learns nothing of the others. */
export function derivaChiave(chiave: KeyObject, ...uso: readonly Parte[]): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', chiave, Buffer.alloc(0), canonico(...uso), 32)));
}

export function hmac(chiave: KeyObject, dato: Uint8Array): Buffer {
  return createHmac('sha256', chiave).update(dato).digest();
}
