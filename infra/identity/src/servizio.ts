import { createHash, createPrivateKey, type KeyObject, randomUUID } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { AssertionError } from './assertion-error.js';
import { GiaVisti } from './gia-visti.js';

/** Name of the header with which one program of the platform says to another which one it is. */
export const SERVIZIO_HEADER = 'x-trama-servizio';

const TYPE = 'trama-servizio+jwt';
const ALGORITHM = 'EdDSA';
const LIFE_SECONDS = 30;
const TOLERANCE_SECONDS = 5;

/** A program's own word, for one other program and one body. No person is behind it: what it asks says for whom. */
export class FirmaServizio {
  constructor(
    private readonly nome: string,
    private readonly key: KeyObject,
  ) {}

  /** @param key PKCS #8 in base64url */
  static parse(nome: string, key: string): FirmaServizio {
    const pkcs8 = createPrivateKey({ key: Buffer.from(key, 'base64url'), format: 'der', type: 'pkcs8' });
    return new FirmaServizio(nome, pkcs8);
  }

  sign(destinatario: string, percorso: string, body: string): Promise<string> {
    return new SignJWT({ corpo: digest(body), percorso })
      .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
      .setIssuer(this.nome)
      .setAudience(destinatario)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(`${LIFE_SECONDS}s`)
      .sign(this.key);
  }
}

const payload = z.object({ iss: z.string(), jti: z.uuid(), corpo: z.string(), percorso: z.string() });

/** The other side: knows the public key of each program that may ask. */
export class VerificaServizio {
  private readonly visti = new GiaVisti();

  constructor(
    private readonly nome: string,
    private readonly chiamanti: ReadonlyMap<string, KeyObject>,
  ) {}

  /**
   * Which program sent this body here, just now and for the first time.
   *
   * @throws AssertionError when none that may ask did
   */
  async verify(token: string | undefined, percorso: string, body: Uint8Array, now = new Date()): Promise<string> {
    for (const [nome, key] of this.chiamanti) {
      const letto = await this.open(token ?? '', nome, key, now);
      if (letto?.corpo === digest(body) && letto.percorso === percorso) {
        this.visti.requireFirst(letto.jti, now.getTime(), (LIFE_SECONDS + 2 * TOLERANCE_SECONDS) * 1000);
        return nome;
      }
    }
    throw new AssertionError('no known program said this');
  }

  private async open(token: string, issuer: string, key: KeyObject, currentDate: Date) {
    try {
      const { payload: opened } = await jwtVerify(token, key, {
        algorithms: [ALGORITHM],
        typ: TYPE,
        issuer,
        audience: this.nome,
        requiredClaims: ['exp', 'iat', 'jti'],
        maxTokenAge: LIFE_SECONDS,
        clockTolerance: TOLERANCE_SECONDS,
        currentDate,
      });
      return payload.parse(opened);
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof z.ZodError) {
        return null;
      }
      throw error;
    }
  }
}

const digest = (body: string | Uint8Array) => createHash('sha256').update(body).digest('base64url');
