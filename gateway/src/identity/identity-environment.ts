import { ConfigError } from '@trama/kernel/config';
import { z } from 'zod';
import type { IdentitySettings } from './identify.js';
import { isSafeAddress } from './provider-documents.js';
import type { Issuer } from './token-verifier.js';

const SAFE = 'must begin with https:// (http:// only on this machine)';
const NAMED = /^(?<name>[a-z][a-z0-9-]{0,19})=(?<url>.+)$/;

const issuers = z
  .string()
  .transform((text) => text.split(',').map((part) => issuerOf(part.trim())))
  .refine((list) => list.every(({ url }) => isSafeAddress(url)), SAFE)
  .refine(
    (list) => new Set(list.map(({ name }) => name)).size === list.length,
    'with more than one issuer, name the others: https://one.example, asst=https://two.example',
  );

/** Whose tokens the gateway believes: part of its environment. */
export const identityEnvironment = {
  TRAMA_ISSUERS: issuers.optional(),
  TRAMA_AUDIENCE: z.string().max(200).optional(),
  TRAMA_CLAIM_PREFIX: z.string().max(100).default('trama_'),
  TRAMA_STALE_KEYS_HOURS: z.coerce.number().min(0).max(24).default(12),
};

type Given = z.output<z.ZodObject<typeof identityEnvironment>>;

/** @throws ConfigError when one setting is there and the one it needs is not */
export function identityOf(given: Given): IdentitySettings | undefined {
  if (!given.TRAMA_ISSUERS) {
    return undefined;
  }
  return {
    issuers: given.TRAMA_ISSUERS,
    audience: required(given, 'TRAMA_AUDIENCE', 'what the tokens of TRAMA_ISSUERS call this gateway'),
    claimPrefix: given.TRAMA_CLAIM_PREFIX,
    staleKeysMs: given.TRAMA_STALE_KEYS_HOURS * 3_600_000,
  };
}

function required(given: Given, name: 'TRAMA_AUDIENCE', what: string): string {
  const value = given[name];
  if (!value) {
    throw new ConfigError(`Settings to correct:\n  ${name}: must be given: ${what}`);
  }
  return value;
}

function issuerOf(text: string): Issuer {
  const { name, url } = NAMED.exec(text)?.groups ?? {};
  return name && url ? { name, url } : { url: text };
}
