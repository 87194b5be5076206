import type { Identity } from '@trama/kernel/identity';
import { createHmac, randomBytes } from 'node:crypto';

const BLOCK = 64;
const LIFE_SECONDS = 60;

/** The secret that the application and its database share, and nobody else: it signs who is asking. */
export class ContextKey {
  private constructor(private readonly secret: Buffer) {}

  /** @param text 32 bytes in base64url, as `TRAMA_CONTEXT_KEY` gives them */
  static parse(text: string): ContextKey {
    const secret = Buffer.from(text, 'base64url');
    if (secret.length !== 32) {
      throw new Error('the context key must be 32 bytes in base64url');
    }
    return new ContextKey(secret);
  }

  static random(): ContextKey {
    return new ContextKey(randomBytes(32));
  }

  /** What `TRAMA_CONTEXT_KEY` holds. */
  toString(): string {
    return this.secret.toString('base64url');
  }

  /** The two halves that PostgreSQL keeps: HMAC is two hashes, each over the key padded in its own way. */
  halves(): { interna: Buffer; esterna: Buffer } {
    const padded = Buffer.concat([this.secret, Buffer.alloc(BLOCK - this.secret.length)]);
    return {
      interna: padded.map((byte) => byte ^ 0x36) as Buffer,
      esterna: padded.map((byte) => byte ^ 0x5c) as Buffer,
    };
  }

  /**
   * The caller as a text that only this key can make: hexadecimal and a dot, so it needs no quoting in SQL. It is
   * good for a minute, longer than any statement may run.
   */
  sign(identity: Identity, now = Date.now()): string {
    const { subject, ruolo, ambito, asst, ente, requestId } = identity;
    const scade = Math.floor(now / 1000) + LIFE_SECONDS;
    const corpo = Buffer.from(
      JSON.stringify({ soggetto: subject, ruolo, ambito, asst, ente, richiesta: requestId, scade }),
    );
    return `${corpo.toString('hex')}.${createHmac('sha256', this.secret).update(corpo).digest('hex')}`;
  }
}
