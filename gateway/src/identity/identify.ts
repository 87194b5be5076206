import { PUBBLICO } from '@trama/kernel/identity';
import type { Logger } from '@trama/kernel/log';
import type { Identify } from '../request-context.js';
import { notProven } from './refusals.js';
import { TokenVerifier, type VerifierSettings } from './token-verifier.js';

export type IdentitySettings = VerifierSettings;

const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i;

/** Who asks, by what they prove. No other header has a say, whatever its name. */
export function createIdentify(settings: IdentitySettings, log: Logger): Identify {
  const verifier = new TokenVerifier(settings, log);
  return async ({ authorization }) => {
    if (authorization === undefined) {
      return PUBBLICO;
    }
    const { chiamante } = await verifier.verify(bearerOf(authorization));
    return chiamante;
  };
}

function bearerOf(authorization: string): string {
  const [, token] = BEARER.exec(authorization) ?? [];
  if (!token) {
    // Never the public in its place: who meant to be somebody must hear that it did not work.
    throw notProven('L’intestazione authorization deve essere "Bearer", uno spazio e il token.', 'invalid_request');
  }
  return token;
}
