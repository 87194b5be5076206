import {
  createHmac,
  createSecretKey,
  hash,
  type KeyObject,
  randomBytes,
  randomUUID,
  timingSafeEqual,
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
const ALGORITHM = 'HS256';
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
  private readonly keys: ReadonlyMap<string, OwnKey>;

  /** @param keys by the name of each subgraph, the key that is shared with it and with nobody else */
  constructor(keys: Readonly<Record<string, string>>) {
    this.keys = new Map(
      Object.entries(keys).map(([servizio, text]) => {
        const key = keyOf(text);
        return [servizio, { key, header: headerFor(key) }];
      }),
    );
  }

  /** Written out by hand, as it is read: each request to a subgraph needs one. */
  sign({ chiamante, requestId }: Asserted, servizio: string, body: string | Uint8Array): string {
    const own = this.keys.get(servizio);
    if (!own) {
      throw new Error(`there is no key for the subgraph "${servizio}"`);
    }
    const { subject, ruolo, ambito, asst, ente, scope } = chiamante;
    const iat = Math.floor(Date.now() / 1000);
    // In one piece: to spread half of it and add the rest took V8 longer than all else that is done here.
    const said = encoded({
      ruolo,
      ambito,
      asst,
      ente,
      scope,
      richiesta: requestId,
      corpo: digest(body),
      iss: ISSUER,
      aud: servizio,
      sub: subject,
      jti: randomUUID(),
      iat,
      exp: iat + LIFE_SECONDS,
    });
    const signed = `${own.header}.${said}`;
    return `${signed}.${signatureOf(signed, own.key)}`;
  }
}

/** What a key looks like: 32 random bytes in base64url. */
export const ASSERTION_KEY = /^[\w-]{43}$/;

/** A new key, for the gateway and for one subgraph. */
export const newAssertionKey = (): string => randomBytes(32).toString('base64url');

interface OwnKey {
  readonly key: KeyObject;
  readonly header: string;
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

  /** @param keys one, or two separated by a comma while it changes */
  constructor(
    keys: string,
    private readonly servizio: string,
  ) {
    this.keys = new Map(keys.split(',').map((text) => [headerFor(keyOf(text)), keyOf(text)]));
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
    const isSigned = key !== undefined && more.length === 0 && isSame(signature, signatureOf(`${header}.${said}`, key));
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

/** A role without its place could be read as "any place" by whoever forgets that null equals nothing. */
function requireLuogo(chiamante: Chiamante): void {
  const luogo = LUOGO_DI_RUOLO[chiamante.ruolo];
  if (luogo && chiamante[luogo] === null) {
    throw new AssertionError('place');
  }
}

/** The same bytes for every assertion under this key; its name says nothing of the key. */
const headerFor = (key: KeyObject) => encoded({ alg: ALGORITHM, typ: TYPE, kid: signatureOf('kid', key).slice(0, 16) });
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const digest = (body: string | Uint8Array) => hash('sha256', body, 'base64url');
const signatureOf = (text: string, key: KeyObject) => createHmac('sha256', key).update(text).digest('base64url');

function keyOf(text: string): KeyObject {
  const trimmed = text.trim();
  if (!ASSERTION_KEY.test(trimmed)) {
    throw new Error('an assertion key is 32 bytes in base64url');
  }
  return createSecretKey(Buffer.from(trimmed, 'base64url'));
}

function isSame(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
