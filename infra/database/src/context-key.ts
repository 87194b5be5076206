import type { Identity } from '@trama/kernel/identity';
import { createHmac, randomBytes } from 'node:crypto';

const BLOCK = 64;
const LENGTH = 32;
/** The paddings of HMAC (RFC 2104). */
const INNER = 0x36;
const OUTER = 0x5c;
const LIFE_SECONDS = 60;

/** The secret that the application and its database share, and nobody else: it signs who is asking. */
export class ContextKey {
  private constructor(private readonly secret: Buffer) {}

  /** @param text 32 bytes in base64url, as `TRAMA_CONTEXT_KEY` gives them */
  static parse(text: string): ContextKey {
    const secret = Buffer.from(text, 'base64url');
    if (secret.length !== LENGTH) {
      throw new Error('the context key must be 32 bytes in base64url');
    }
    return new ContextKey(secret);
  }

  /** The key that PostgreSQL keeps, for a job of its owner: the inner half is the key, padded and turned. */
  static ofDatabase(interna: Uint8Array): ContextKey {
    return new ContextKey(Buffer.from(interna.subarray(0, LENGTH)).map((byte) => byte ^ INNER) as Buffer);
  }

  static random(): ContextKey {
    return new ContextKey(randomBytes(LENGTH));
  }

  /** What `TRAMA_CONTEXT_KEY` holds. */
  toString(): string {
    return this.secret.toString('base64url');
  }

  /** The two halves that PostgreSQL keeps: HMAC is two hashes, each over the key padded in its own way. */
  halves(): { interna: Buffer; esterna: Buffer } {
    const padded = Buffer.concat([this.secret, Buffer.alloc(BLOCK - this.secret.length)]);
    return {
      interna: padded.map((byte) => byte ^ INNER) as Buffer,
      esterna: padded.map((byte) => byte ^ OUTER) as Buffer,
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
