import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';

type Lookup = ReturnType<typeof createLocalJWKSet>;

/** Keys of this age are looked up again, so that one which the provider withdrew stops working. */
const FRESH_MS = 10 * 60_000;
/** However many unknown key names arrive, the provider is asked at most this often. */
const COOLDOWN_MS = 30_000;
/** After a failure, sooner: whoever waits has a good token. */
const RETRY_MS = 5_000;

/** Nobody could be asked which keys are good. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

export interface KeySetOptions {
  readonly load: () => Promise<JSONWebKeySet>;
  /** How old known keys may grow while their provider does not answer. */
  readonly staleMs: number;
  readonly now: () => number;
  /** Told of each failure to reach the provider. */
  readonly failed: (error: unknown) => void;
}

/**
 * The signing keys of one identity provider. A provider that is away does not lock out whoever already has a token: its
 * known keys go on for a bounded time. A key that we cannot find while it is away may be its newest, so the answer is
 * then "nobody can say" and not "wrong".
 */
export class KeySet {
  private known: Lookup | undefined;
  private loadedAt = -Infinity;
  private attemptedAt = -Infinity;
  private isAway = false;
  private pending: Promise<void> | undefined;

  constructor(private readonly options: KeySetOptions) {}

  /** The key that a token names, for jose's `jwtVerify`. */
  // eslint-disable-next-line trama/no-old-closures -- made once for each issuer
  readonly find: JWTVerifyGetKey = async (header, token) => {
    if (!header.kid) {
      throw new errors.JWKSNoMatchingKey();
    }
    await this.refreshIfOld();
    const found = await this.lookup(header, token);
    if (found) {
      return found;
    }
    await this.refresh();
    const added = await this.lookup(header, token);
    if (added) {
      return added;
    }
    throw this.isAway ? new KeysUnavailable() : new errors.JWKSNoMatchingKey();
  };

  private get age(): number {
    return this.options.now() - this.loadedAt;
  }

  private async refreshIfOld(): Promise<void> {
    if (this.age <= FRESH_MS) {
      return;
    }
    const refreshed = this.refresh();
    // While it is away, one request in a while asks again and none waits for the answer, as long as known keys do.
    if (!this.isAway || this.age > this.options.staleMs) {
      await refreshed;
    }
    if (this.age > Math.max(FRESH_MS, this.options.staleMs)) {
      throw new KeysUnavailable();
    }
  }

  private async lookup(...asked: Parameters<Lookup>): Promise<Awaited<ReturnType<Lookup>> | undefined> {
    try {
      return await this.known?.(...asked);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey) {
        return undefined;
      }
      throw error;
    }
  }

  /** Asks the provider, unless that was just done; never rejects. */
  private refresh(): Promise<void> {
    const pause = this.isAway ? RETRY_MS : COOLDOWN_MS;
    if (!this.pending && this.options.now() - this.attemptedAt >= pause) {
      this.pending = this.load().finally(() => (this.pending = undefined));
    }
    return this.pending ?? Promise.resolve();
  }

  private async load(): Promise<void> {
    this.attemptedAt = this.options.now();
    try {
      this.known = createLocalJWKSet(await this.options.load());
      this.loadedAt = this.options.now();
      this.isAway = false;
    } catch (error) {
      this.isAway = true;
      this.options.failed(error);
    }
  }
}
