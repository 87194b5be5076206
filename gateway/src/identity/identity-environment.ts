import { ConfigError } from '@trama/kernel/config';
import { z } from 'zod';
import type { IdentitySettings } from './identity.js';
import { isSafeAddress } from './provider-documents.js';
import type { Issuer } from './token-verifier.js';

const SAFE = 'must begin with https:// (http:// only on this machine)';
const KEY = 'must be 32 random bytes in base64url; two, separated by a comma, while it changes';
const NAMED = /^(?<name>[a-z][a-z0-9-]{0,19})=(?<url>.+)$/;

const issuers = z
  .string()
  .transform((text) => text.split(',').map((part) => issuerOf(part.trim())))
  .refine((list) => list.every(({ url }) => isSafeAddress(url)), SAFE)
  .refine(
    (list) => new Set(list.map(({ name }) => name)).size === list.length,
    'with more than one issuer, name the others: https://one.example, asst=https://two.example',
  );

const publicUrl = z
  .string()
  .refine(isSafeAddress, SAFE)
  .transform((text) => new URL(text).origin);

const sessionKeys = z
  .string()
  .regex(/^[\w-]{43}( *, *[\w-]{43})*$/, KEY)
  .transform((text) => {
    const [first, ...others] = text.split(',').map((key) => Uint8Array.from(Buffer.from(key.trim(), 'base64url')));
    return [first!, ...others] as const;
  });

/** Whose tokens the gateway believes, and where people of the console sign in: part of its environment. */
export const identityEnvironment = {
  TRAMA_ISSUERS: issuers.optional(),
  TRAMA_AUDIENCE: z.string().max(200).optional(),
  TRAMA_CLAIM_PREFIX: z.string().max(100).default('trama_'),
  TRAMA_STALE_KEYS_HOURS: z.coerce.number().min(0).max(24).default(12),
  TRAMA_CONSOLE_CLIENT_ID: z.string().optional(),
  TRAMA_CONSOLE_CLIENT_SECRET: z.string().optional(),
  TRAMA_CONSOLE_SCOPE: z.string().default('openid profile'),
  TRAMA_PUBLIC_URL: publicUrl.optional(),
  TRAMA_SESSION_KEY: sessionKeys.optional(),
};

type Given = z.output<z.ZodObject<typeof identityEnvironment>>;

/** @throws ConfigError when one setting is there and the one it needs is not */
export function identityOf(given: Given): IdentitySettings | undefined {
  const { TRAMA_ISSUERS: believed } = given;
  if (!believed) {
    return undefined;
  }
  return {
    issuers: believed,
    audience: needed(given, 'TRAMA_AUDIENCE', 'what the tokens of TRAMA_ISSUERS call this gateway'),
    claimPrefix: given.TRAMA_CLAIM_PREFIX,
    staleKeysMs: given.TRAMA_STALE_KEYS_HOURS * 3_600_000,
    console: given.TRAMA_CONSOLE_CLIENT_ID === undefined ? undefined : consoleOf(given, believed),
  };
}

function consoleOf(given: Given, [first]: readonly Issuer[]): IdentitySettings['console'] {
  return {
    issuer: first!.url,
    clientId: needed(given, 'TRAMA_CONSOLE_CLIENT_ID', 'the name of the console at its provider'),
    clientSecret: given.TRAMA_CONSOLE_CLIENT_SECRET,
    scope: given.TRAMA_CONSOLE_SCOPE,
    publicUrl: needed(given, 'TRAMA_PUBLIC_URL', 'the address at which people use the console'),
    sessionKeys: needed(given, 'TRAMA_SESSION_KEY', KEY),
  };
}

function needed<Name extends keyof Given>(given: Given, name: Name, what: string): NonNullable<Given[Name]> {
  const value = given[name];
  if (value === undefined || value === null) {
    throw new ConfigError(`Settings to correct:\n  ${name}: must be given: ${what}`);
  }
  return value;
}

function issuerOf(text: string): Issuer {
  const { name, url } = NAMED.exec(text)?.groups ?? {};
  return name && url ? { name, url } : { url: text };
}
