import type { IncomingHttpHeaders } from 'node:http';
import { type Chiamante, PUBBLICO } from '@trama/kernel/identity';
import type { Identify } from '../request-context.js';
import { CONSOLE_HEADER, isFromOurPages } from './own-pages.js';
import { notProven } from './refusals.js';
import type { Sessions } from './session.js';
import type { TokenVerifier } from './token-verifier.js';

/** Who asks, and until when that holds. */
export interface Known {
  readonly chiamante: Chiamante;
  readonly nome: string | null;
  /** Seconds since 1970; null for the public. */
  readonly scade: number | null;
}

const NOBODY: Known = { chiamante: PUBBLICO, nome: null, scade: null };
const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i;

/** Tells who asks, by the token or the session that they bring. No other header has a say, whatever its name. */
export class Identifier {
  constructor(
    private readonly verifier: TokenVerifier,
    private readonly sessions: Sessions | undefined,
  ) {}

  /** For GraphQL: a session counts only where a link, an image or a form of another site cannot reach. */
  // eslint-disable-next-line trama/no-old-closures -- made once for the process
  readonly identify: Identify = async (headers, method) => {
    const known = method === 'POST' || headers.authorization !== undefined ? await this.known(headers) : NOBODY;
    return known.chiamante;
  };

  /** @throws DomainError NON_AUTENTICATO for who claims to be somebody and does not prove it */
  async known(headers: IncomingHttpHeaders): Promise<Known> {
    const { authorization } = headers;
    const isSignedIn = this.sessions?.isIn(headers) ?? false;
    if (authorization !== undefined && isSignedIn) {
      // Which of the two was meant is not ours to guess.
      throw notProven(
        'La richiesta porta sia un token sia la sessione della console: togli il token, oppure esci dalla console.',
        'invalid_request',
      );
    }
    if (authorization !== undefined) {
      const { chiamante, scade } = await this.verifier.verify(bearerOf(authorization));
      return { chiamante, nome: null, scade };
    }
    return this.sessions && isSignedIn ? bySession(this.sessions, headers) : NOBODY;
  }
}

async function bySession(sessions: Sessions, headers: IncomingHttpHeaders): Promise<Known> {
  if (!isFromOurPages(headers, sessions.origin)) {
    throw notProven(
      `La sessione vale solo per le pagine di Trama: la richiesta deve venire da una di loro, con l’intestazione ${CONSOLE_HEADER}: 1.`,
      'invalid_request',
    );
  }
  const session = await sessions.read(headers);
  if (!session) {
    throw notProven('La sessione è finita: accedi di nuovo.', 'invalid_token', { 'set-cookie': sessions.end() });
  }
  return session;
}

function bearerOf(authorization: string): string {
  const [, token] = BEARER.exec(authorization) ?? [];
  if (!token) {
    // Never the public in its place: who meant to be somebody must hear that it did not work.
    throw notProven('L’intestazione authorization deve essere "Bearer", uno spazio e il token.', 'invalid_request');
  }
  return token;
}
