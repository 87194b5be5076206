import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto';
import type { Chiamante } from '@trama/kernel/identity';
import { isRuolo, isScope, LUOGO_DI_RUOLO } from '@trama/kernel/ruoli';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import { AssertionError } from './assertion-error.js';
import { GiaVisti } from './gia-visti.js';

export { AssertionError };

/** Name of the header that carries the assertion; requests have no other word on who is asking. */
export const ASSERTION_HEADER = 'x-trama-assertion';

const TYPE = 'trama-assertion+jwt';
const ALGORITHM = 'EdDSA';
const ISSUER = 'trama-gateway';
const LIFE_SECONDS = 30;
/** Clocks of two machines differ a little; an assertion's life is short enough that more would be no check. */
const TOLERANCE_SECONDS = 5;

export interface Asserted {
  readonly chiamante: Chiamante;
  readonly requestId: string;
}

/** The gateway's side: says to one subgraph, for one body, who is asking. */
export class AssertionSigner {
  private readonly kid: string;
  /** The same for every assertion: encoded once. */
  private readonly header: string;

  constructor(private readonly key: KeyObject) {
    this.kid = thumbprint(createPublicKey(key));
    this.header = encoded({ alg: ALGORITHM, typ: TYPE, kid: this.kid });
  }

  /** @param key PKCS #8 in base64url, as `TRAMA_ASSERTION_KEY` gives it */
  static parse(key: string): AssertionSigner {
    return new AssertionSigner(createPrivateKey({ key: Buffer.from(key, 'base64url'), format: 'der', type: 'pkcs8' }));
  }

  /**
   * Written out by hand, because each request to a subgraph needs one: in this thread, and without a key to look up, it
   * costs half of what a library's way through the thread pool does. Who verifies it still reads it with the library.
   */
  async sign({ chiamante, requestId }: Asserted, servizio: string, body: string | Uint8Array): Promise<string> {
    const { subject, ruolo, ambito, asst, ente, scope } = chiamante;
    const iat = Math.floor(Date.now() / 1000);
    const claims = { ruolo, ambito, asst, ente, scope, richiesta: requestId, corpo: digest(body) };
    const times = { iat, exp: iat + LIFE_SECONDS };
    const signed = `${this.header}.${encoded({ ...claims, iss: ISSUER, aud: servizio, sub: subject, jti: randomUUID(), ...times })}`;
    return `${signed}.${sign(null, Buffer.from(signed), this.key).toString('base64url')}`;
  }
}

const payload = z.object({
  sub: z.string().min(1),
  aud: z.string(),
  jti: z.uuid(),
  ruolo: z.string().refine(isRuolo),
  ambito: z.number().int().positive().nullable(),
  asst: z.string().min(1).nullable(),
  ente: z.string().min(1).nullable(),
  scope: z.array(z.string().refine(isScope)),
  richiesta: z.string().min(1).max(64),
  corpo: z.string(),
});

/** The subgraph's side. Knows more than one key while the gateway changes its own. */
export class AssertionVerifier {
  private readonly keys: ReadonlyMap<string, KeyObject>;
  private readonly visti = new GiaVisti();

  constructor(
    keys: readonly KeyObject[],
    private readonly servizio: string,
  ) {
    this.keys = new Map(keys.map((key) => [thumbprint(key), key]));
  }

  /** @throws AssertionError when this body was not sent by the gateway, to this subgraph, just now and for the first time */
  async verify(token: string | undefined, body: Uint8Array, now = new Date()): Promise<Asserted> {
    const claims = payload.safeParse(await this.open(token ?? '', now));
    if (!claims.success) {
      throw new AssertionError('claims');
    }
    const { sub, jti, richiesta, corpo, aud, ...rest } = claims.data;
    if (aud !== this.servizio || corpo !== digest(body)) {
      throw new AssertionError(aud === this.servizio ? 'body' : 'audience');
    }
    const chiamante: Chiamante = { subject: sub, ...rest };
    requireLuogo(chiamante);
    this.visti.requireFirst(jti, now.getTime(), (LIFE_SECONDS + 2 * TOLERANCE_SECONDS) * 1000);
    return { chiamante, requestId: richiesta };
  }

  private async open(token: string, currentDate: Date): Promise<JWTPayload> {
    try {
      const { payload: opened } = await jwtVerify(token, ({ kid }) => this.keyOf(kid), {
        algorithms: [ALGORITHM],
        typ: TYPE,
        issuer: ISSUER,
        audience: this.servizio,
        requiredClaims: ['sub', 'exp', 'iat', 'jti'],
        maxTokenAge: LIFE_SECONDS,
        clockTolerance: TOLERANCE_SECONDS,
        currentDate,
      });
      return opened;
    } catch (error) {
      throw new AssertionError(error instanceof errors.JOSEError ? error.code : 'unreadable');
    }
  }

  private keyOf(kid: string | undefined): KeyObject {
    const key = this.keys.get(kid ?? '');
    if (!key) {
      throw new AssertionError('unknown key');
    }
    return key;
  }
}

/** @param keys SPKI in base64url, separated by commas, as `TRAMA_ASSERTION_PUBLIC_KEYS` gives them */
export function publicKeysOf(keys: string): KeyObject[] {
  const list = keys.split(',').map((key) => Buffer.from(key.trim(), 'base64url'));
  return list.map((key) => createPublicKey({ key, format: 'der', type: 'spki' }));
}

export interface AssertionKeys {
  /** For `TRAMA_ASSERTION_KEY` of the gateway. */
  readonly privateKey: string;
  /** For `TRAMA_ASSERTION_PUBLIC_KEYS` of the subgraphs. */
  readonly publicKey: string;
}

export function newAssertionKeys(): AssertionKeys {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url'),
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64url'),
  };
}

/** A role without its place could be read as "any place" by whoever forgets that null equals nothing. */
function requireLuogo(chiamante: Chiamante): void {
  const luogo = LUOGO_DI_RUOLO[chiamante.ruolo];
  if (luogo && chiamante[luogo] === null) {
    throw new AssertionError('place');
  }
}

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const digest = (body: string | Uint8Array) => createHash('sha256').update(body).digest('base64url');
const thumbprint = (key: KeyObject) =>
  createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest('base64url')
    .slice(0, 16);
