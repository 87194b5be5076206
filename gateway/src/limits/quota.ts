import type { Chiamante } from '@trama/kernel/identity';
import { RateLimiterMemory } from 'rate-limiter-flexible';

export interface QuotaSettings {
  /** Points a minute for one address without a token. */
  readonly publicPerMinute: number;
  /** Points a minute for one person or program, from whatever address. */
  readonly knownPerMinute: number;
}

const MINUTE_SECONDS = 60;

/**
 * What each caller may ask in a minute. A request costs a point, and one more for each further subgraph request of its
 * plan; the plan is known when the request is already let in, so a dear one is paid by the next.
 *
 * Each process counts by itself: with two of them a caller may have twice as much. See adr/0016-quotas.md.
 */
export class Quota {
  private readonly ofPublic: RateLimiterMemory;
  private readonly ofKnown: RateLimiterMemory;

  constructor({ publicPerMinute, knownPerMinute }: QuotaSettings) {
    this.ofPublic = new RateLimiterMemory({ points: publicPerMinute, duration: MINUTE_SECONDS });
    this.ofKnown = new RateLimiterMemory({ points: knownPerMinute, duration: MINUTE_SECONDS });
  }

  /** @returns the seconds to wait before the next request is let in; 0 when this one is */
  async take(chiamante: Chiamante, address: string): Promise<number> {
    const { limiter, key } = this.accountOf(chiamante, address);
    const { consumedPoints, msBeforeNext } = await limiter.penalty(key, 1);
    return consumedPoints > limiter.points ? Math.max(1, Math.ceil(msBeforeNext / 1000)) : 0;
  }

  /** Adds to what the request under way costs. */
  async spend(chiamante: Chiamante, address: string, points: number): Promise<void> {
    const { limiter, key } = this.accountOf(chiamante, address);
    await limiter.penalty(key, points);
  }

  private accountOf(chiamante: Chiamante, address: string): { limiter: RateLimiterMemory; key: string } {
    return chiamante.ruolo === 'PUBBLICO'
      ? { limiter: this.ofPublic, key: address }
      : { limiter: this.ofKnown, key: chiamante.subject };
  }
}
