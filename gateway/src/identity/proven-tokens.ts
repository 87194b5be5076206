import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
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
  private readonly known = new LRUCache<string, Proven>({ max: MAX_TOKENS });

  constructor(private readonly now: () => number) {}

  find(token: string): Verified | undefined {
    const proven = this.known.get(digest(token));
    return proven && this.now() < proven.until ? proven.verified : undefined;
  }

  add(token: string, verified: Verified): void {
    const until = Math.min(this.now() + BELIEVED_MS, verified.scade * 1000);
    this.known.set(digest(token), { verified, until });
  }
}

const digest = (token: string) => createHash('sha256').update(token).digest('base64url');
