import type { Logger } from '@trama/kernel/log';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  type Configuration,
  discovery,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  ResponseBodyError,
} from 'openid-client';
import { nobodyToAsk, notProven } from './refusals.js';
import type { Attempt } from './session.js';

export interface SignInSettings {
  /** Where people of the console sign in. */
  readonly issuer: string;
  readonly clientId: string;
  /** Absent for a public client, which has PKCE alone. */
  readonly clientSecret?: string;
  readonly scope: string;
  readonly publicUrl: string;
}

export interface SignedIn {
  readonly accessToken: string;
  readonly subject: string;
  readonly nome: string | null;
}

export const RETURN_PATH = '/accesso/ritorno';
const TIMEOUT_SECONDS = 5;
/** The provider's word, or ours on it, that this sign-in is not good; anything else is a provider that is away. */
const NOT_GOOD = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
]);

/** The console's side of authorization code with PKCE. The provider is found when somebody first signs in. */
export class SignIn {
  private found: Promise<Configuration> | undefined;

  constructor(
    private readonly settings: SignInSettings,
    private readonly log: Logger,
  ) {}

  /** @throws DomainError SERVIZIO_NON_DISPONIBILE when the provider does not answer */
  async begin(ritorno: string): Promise<{ readonly url: URL; readonly attempt: Attempt }> {
    const provider = await this.provider();
    const attempt = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier(), ritorno };
    const url = buildAuthorizationUrl(provider, {
      redirect_uri: this.settings.publicUrl + RETURN_PATH,
      scope: this.settings.scope,
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
    });
    return { url, attempt };
  }

  /**
   * @param search what the provider added to our address
   * @throws DomainError NON_AUTENTICATO when the sign-in is not the one that began, or did not succeed
   */
  async finish(search: string, { state, nonce, verifier }: Attempt): Promise<SignedIn> {
    const provider = await this.provider();
    const url = new URL(this.settings.publicUrl + RETURN_PATH + search);
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
    try {
      const tokens = await authorizationCodeGrant(provider, url, checks);
      const { sub = '', name }: { sub?: string; name?: unknown } = tokens.claims() ?? {};
      return {
        accessToken: tokens.access_token,
        subject: sub,
        nome: typeof name === 'string' ? name.slice(0, 100) : null,
      };
    } catch (error) {
      this.log.warn({ reason: codeOf(error) }, 'sign-in did not succeed');
      throw isNotGood(error) ? notProven('L’accesso non è riuscito: torna indietro e accedi di nuovo.') : nobodyToAsk();
    }
  }

  /** Where the provider forgets who signed in, too; undefined when it has no such place or does not answer. */
  async signOutUrl(): Promise<string | undefined> {
    try {
      return buildEndSessionUrl(await this.provider(), {
        post_logout_redirect_uri: `${this.settings.publicUrl}/`,
      }).href;
    } catch {
      return undefined;
    }
  }

  private async provider(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    this.found ??= discovery(
      new URL(issuer),
      clientId,
      undefined,
      clientSecret === undefined ? None() : ClientSecretBasic(clientSecret),
      {
        timeout: TIMEOUT_SECONDS,
        // The settings let http through on this machine alone.
        execute: issuer.startsWith('http:') ? [allowInsecureRequests] : [],
      },
    );
    try {
      return await this.found;
    } catch (error) {
      this.found = undefined;
      this.log.warn({ issuer, reason: codeOf(error) }, 'identity provider does not answer');
      throw nobodyToAsk();
    }
  }
}

function isNotGood(error: unknown): boolean {
  return (
    error instanceof AuthorizationResponseError || error instanceof ResponseBodyError || NOT_GOOD.has(codeOf(error))
  );
}

/** A word for the log: messages of the library quote what the provider sent. */
function codeOf(error: unknown): string {
  const { code, name } = Object(error) as { code?: unknown; name?: unknown };
  return String(code ?? name);
}
