import { createHash } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';

/** What a sealed text is for: one kind never opens as another. */
export type SealedKind = 'trama-sessione+jwt' | 'trama-accesso+jwt';

const ALGORITHM = 'dir';
const ENCRYPTION = 'A256GCM';

/**
 * Texts that a browser keeps for us and can neither read nor change (AES-256-GCM). Any replica of the gateway with the
 * same key opens what another one sealed, so none of them has to remember who is signed in.
 */
export class Seal {
  private readonly keys: ReadonlyMap<string, Uint8Array>;

  /** @param usable the first one seals; the others still open, while a key is being changed */
  constructor(
    private readonly usable: readonly [Uint8Array, ...Uint8Array[]],
    private readonly now: () => number,
  ) {
    this.keys = new Map(usable.map((key) => [nameOf(key), key]));
  }

  async close(kind: SealedKind, content: Readonly<Record<string, unknown>>, until: number): Promise<string> {
    const [key] = this.usable;
    return new EncryptJWT(content)
      .setProtectedHeader({ alg: ALGORITHM, enc: ENCRYPTION, typ: kind, kid: nameOf(key) })
      .setExpirationTime(until)
      .encrypt(key);
  }

  /** Undefined when it is not ours, is of another kind or is over. */
  async open(kind: SealedKind, text: string): Promise<Record<string, unknown> | undefined> {
    try {
      const { payload } = await jwtDecrypt(text, ({ kid }) => this.keyOf(kid), {
        keyManagementAlgorithms: [ALGORITHM],
        contentEncryptionAlgorithms: [ENCRYPTION],
        typ: kind,
        requiredClaims: ['exp'],
        currentDate: new Date(this.now()),
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JOSEError) {
        return undefined;
      }
      throw error;
    }
  }

  private keyOf(kid: string | undefined): Uint8Array {
    const key = this.keys.get(kid ?? '');
    if (!key) {
      throw new errors.JWKSNoMatchingKey();
    }
    return key;
  }
}

const nameOf = (key: Uint8Array) => createHash('sha256').update(key).digest('base64url').slice(0, 16);
