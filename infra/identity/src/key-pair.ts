import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** With what one program signs, and what the others know it by. */
export interface KeyPair {
  /** Ed25519, PKCS #8 in base64url. */
  readonly privateKey: string;
  /** SPKI in base64url. */
  readonly publicKey: string;
}

export function newKeyPair(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url'),
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64url'),
  };
}

/** @param key SPKI in base64url, as `TRAMA_CALLER_KEY_ATS` gives it */
export const publicKeyOf = (key: string): KeyObject =>
  createPublicKey({ key: Buffer.from(key.trim(), 'base64url'), format: 'der', type: 'spki' });
