import type { Chiamante } from '@trama/kernel/identity';
import type { Logger } from '@trama/kernel/log';
import { decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import { chiamanteOf } from './claims.js';
import { type Fetch, ProviderDocuments } from './provider-documents.js';
import { KeySet, KeysUnavailable } from './key-set.js';
import { ProvenTokens } from './proven-tokens.js';
import { nobodyToAsk, notProven } from './refusals.js';

/** Signatures of two keys only: with a shared secret, whoever can check a token could make one. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const TOLERANCE_SECONDS = 30;
/** Whatever the provider grants: what a token says of a role is not believed for longer. */
const MAX_AGE_SECONDS = 3_600;
const MAX_LENGTH = 8 * 1024;

export interface Issuer {
  /** Exactly as its tokens write it. */
  readonly url: string;
  /** Told before its subjects; only one issuer may go without. */
  readonly name?: string;
}

export interface VerifierSettings {
  readonly issuers: readonly Issuer[];
  /** What tokens call us. */
  readonly audience: string;
  readonly claimPrefix: string;
  /** How long the known keys of an issuer that does not answer go on. */
  readonly staleKeysMs: number;
  readonly fetch?: Fetch;
  readonly now?: () => number;
}

export interface Verified {
  readonly chiamante: Chiamante;
  /** When the token ends, in seconds since 1970. */
  readonly scade: number;
  readonly payload: JWTPayload;
}

interface KnownIssuer {
  readonly keys: KeySet;
  readonly namespace: string;
}

/** Knows a true access token of our issuers, made for us, from anything else. */
export class TokenVerifier {
  private readonly issuers: ReadonlyMap<string, KnownIssuer>;
  private readonly now: () => number;
  private readonly proven: ProvenTokens;

  constructor(
    private readonly settings: VerifierSettings,
    private readonly log: Logger,
  ) {
    this.now = settings.now ?? Date.now;
    this.proven = new ProvenTokens(this.now);
    this.issuers = new Map(settings.issuers.map((issuer) => [issuer.url, this.known(issuer)]));
  }

  /** @throws DomainError NON_AUTENTICATO, or SERVIZIO_NON_DISPONIBILE when the issuer's keys cannot be had */
  async verify(token: string): Promise<Verified> {
    const proven = this.proven.find(token);
    if (proven) {
      return proven;
    }
    try {
      const payload = await this.open(token);
      const { namespace } = this.issuerOf(payload.iss);
      this.refuseBorrowedName(namespace, payload.sub);
      const chiamante = chiamanteOf(payload, { prefix: this.settings.claimPrefix, namespace });
      const verified = { chiamante, scade: payload.exp as number, payload };
      this.proven.add(token, verified);
      return verified;
    } catch (error) {
      throw this.refusal(error);
    }
  }

  private async open(token: string): Promise<JWTPayload> {
    if (token.length > MAX_LENGTH) {
      throw new errors.JWTInvalid('too long');
    }
    // Read before it is believed, to know whose keys to ask: only a name on our list leads anywhere.
    const { iss } = decodeJwt(token);
    const { keys } = this.issuerOf(iss);
    const { payload } = await jwtVerify(token, keys.find, {
      algorithms: ALGORITHMS,
      typ: 'at+jwt',
      issuer: iss,
      audience: this.settings.audience,
      requiredClaims: ['sub', 'exp', 'iat', 'jti'],
      clockTolerance: TOLERANCE_SECONDS,
      maxTokenAge: MAX_AGE_SECONDS,
      currentDate: new Date(this.now()),
    });
    if (![payload.aud].flat().every((audience) => audience === this.settings.audience)) {
      // Who else holds it could spend it here.
      throw new errors.JWTClaimValidationFailed('unexpected "aud" claim value', payload, 'aud', 'check_failed');
    }
    return payload;
  }

  /** The issuer without a name of its own could otherwise give somebody the subject of another issuer's person. */
  private refuseBorrowedName(namespace: string, sub: string | undefined): void {
    const others = [...this.issuers.values()].map((issuer) => issuer.namespace).filter((name) => name !== namespace);
    if (namespace === '' && others.some((name) => sub?.startsWith(name))) {
      throw new errors.JWTClaimValidationFailed('unexpected "sub" claim value', {}, 'sub', 'check_failed');
    }
  }

  private issuerOf(url: string | undefined): KnownIssuer {
    const issuer = this.issuers.get(url ?? '');
    if (!issuer) {
      throw new errors.JWTClaimValidationFailed('unexpected "iss" claim value', {}, 'iss', 'check_failed');
    }
    return issuer;
  }

  private known({ url, name }: Issuer): KnownIssuer {
    const documents = new ProviderDocuments(url, this.settings.fetch ?? globalThis.fetch);
    const keys = new KeySet({
      load: () => documents.keys(),
      staleMs: this.settings.staleKeysMs,
      now: this.now,
      failed: (error) => this.log.warn({ issuer: url, reason: reasonOf(error) }, 'identity provider does not answer'),
    });
    return { keys, namespace: name ? `${name}:` : '' };
  }

  private refusal(error: unknown): unknown {
    if (error instanceof KeysUnavailable) {
      return nobodyToAsk();
    }
    if (!(error instanceof errors.JOSEError)) {
      return error;
    }
    // The reason is jose's own word; the token is nobody's to keep.
    this.log.info({ reason: error.code, claim: claimOf(error) }, 'token refused');
    return error instanceof errors.JWTExpired
      ? notProven('Il token è scaduto: accedi di nuovo e ripeti.')
      : notProven('Il token non è valido per Trama: accedi di nuovo per averne uno, e ripeti.');
  }
}

const claimOf = (error: errors.JOSEError) =>
  error instanceof errors.JWTClaimValidationFailed ? error.claim : undefined;

/** Messages of fetch and of the parser quote addresses and what was received. */
function reasonOf(error: unknown): string {
  const { code, name, cause } = Object(error) as { code?: unknown; name?: unknown; cause?: { code?: unknown } };
  return String(cause?.code ?? code ?? name);
}
