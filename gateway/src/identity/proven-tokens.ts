import { createHash } from 'node:crypto';
import type { Verified } from './token-verifier.js';

/** As long as one page takes to ask for all that it shows; a key that its provider withdraws is asked about far less often. */
const BELIEVED_MS = 5_000;
const MAX_TOKENS = 1_000;

interface Proven {
  readonly verified: Verified;
  readonly until: number;
}

/** Tokens that were just proven, so that ten requests of one page cost one check of a signature. Kept by digest only. */
export class ProvenTokens {
  private readonly known = new Map<string, Proven>();

  constructor(private readonly now: () => number) {}

  find(token: string): Verified | undefined {
    const proven = this.known.get(digest(token));
    return proven && this.now() < proven.until ? proven.verified : undefined;
  }

  add(token: string, verified: Verified): void {
    const key = digest(token);
    this.known.delete(key);
    this.known.set(key, { verified, until: Math.min(this.now() + BELIEVED_MS, verified.scade * 1000) });
    const [oldest] = this.known.keys();
    if (this.known.size > MAX_TOKENS && oldest !== undefined) {
      this.known.delete(oldest);
    }
  }
}

const digest = (token: string) => createHash('sha256').update(token).digest('base64url');
