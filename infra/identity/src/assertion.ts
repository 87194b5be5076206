import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
  verify,
} from 'node:crypto';
import type { Chiamante } from '@trama/kernel/identity';
import { isRuolo, isScope, LUOGO_DI_RUOLO } from '@trama/kernel/ruoli';
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

/** What was said, of which body. */
export interface Verified extends Asserted {
  /** SHA-256 of the body, in base64url. */
  readonly corpo: string;
}

/** The gateway's side: says to one subgraph, for one body, who is asking. */
export class AssertionSigner {
  private readonly header: string;

  constructor(private readonly key: KeyObject) {
    this.header = headerFor(createPublicKey(key));
  }

  /** @param key PKCS #8 in base64url, as `TRAMA_ASSERTION_KEY` gives it */
  static parse(key: string): AssertionSigner {
    return new AssertionSigner(createPrivateKey({ key: Buffer.from(key, 'base64url'), format: 'der', type: 'pkcs8' }));
  }

  /**
   * Written out by hand, as it is read: each request to a subgraph needs one, and in this thread it costs half of what a
   * library's way through the thread pool does.
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
  iss: z.literal(ISSUER),
  sub: z.string().min(1),
  aud: z.string(),
  jti: z.uuid(),
  iat: z.number(),
  exp: z.number(),
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
  /**
   * By the one header that the gateway writes with each key. A header is compared and never read: what it says of
   * algorithms and types is not for who sends it to decide.
   */
  private readonly keys: ReadonlyMap<string, KeyObject>;
  private readonly visti = new GiaVisti();

  constructor(
    keys: readonly KeyObject[],
    private readonly servizio: string,
  ) {
    this.keys = new Map(keys.map((key) => [headerFor(key), key]));
  }

  /** @throws AssertionError when this body was not sent by the gateway, to this subgraph, just now and for the first time */
  async verify(token: string | undefined, body: Uint8Array, now = new Date()): Promise<Verified> {
    const { sub, jti, richiesta, corpo, aud, iat, exp, ...claims } = this.open(token ?? '');
    if (aud !== this.servizio || corpo !== digest(body)) {
      throw new AssertionError(aud === this.servizio ? 'body' : 'audience');
    }
    requireNow(now.getTime() / 1000, iat, exp);
    const { ruolo, ambito, asst, ente, scope } = claims;
    const chiamante: Chiamante = { subject: sub, ruolo, ambito, asst, ente, scope };
    requireLuogo(chiamante);
    this.visti.requireFirst(jti, now.getTime(), (LIFE_SECONDS + 2 * TOLERANCE_SECONDS) * 1000);
    return { chiamante, requestId: richiesta, corpo };
  }

  /** Nothing of what it says is looked at before its signature is known to be the gateway's. */
  private open(token: string): z.infer<typeof payload> {
    const [header = '', said = '', signature = '', ...more] = token.split('.');
    const key = this.keys.get(header);
    const isSigned =
      key !== undefined &&
      more.length === 0 &&
      verify(null, Buffer.from(`${header}.${said}`), key, Buffer.from(signature, 'base64url'));
    if (!isSigned) {
      throw new AssertionError(key ? 'signature' : 'unknown key');
    }
    const claims = payload.safeParse(JSON.parse(Buffer.from(said, 'base64url').toString()));
    if (!claims.success) {
      throw new AssertionError('claims');
    }
    return claims.data;
  }
}

function requireNow(now: number, iat: number, exp: number): void {
  const isPremature = iat > now + TOLERANCE_SECONDS;
  const isOver = exp <= now - TOLERANCE_SECONDS || iat + LIFE_SECONDS < now - TOLERANCE_SECONDS;
  if (isPremature || isOver) {
    throw new AssertionError(isOver ? 'expired' : 'premature');
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

/** The same bytes for every assertion under this key. */
const headerFor = (key: KeyObject) => encoded({ alg: ALGORITHM, typ: TYPE, kid: thumbprint(key) });
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const digest = (body: string | Uint8Array) => createHash('sha256').update(body).digest('base64url');
const thumbprint = (key: KeyObject) =>
  createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest('base64url')
    .slice(0, 16);
