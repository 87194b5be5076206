import { createServer, type Server } from 'node:http';
import { type KeyObject, generateKeyPairSync, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { chiamanteDi, type NomePersona } from '@trama/idp/persone';
import { CompactSign, exportJWK, type JWK } from 'jose';

export const AUDIENCE = 'urn:prova:trama';

export interface TokenOverrides {
  /** Over the claims of the persona; undefined takes one away. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  /** Who signs, when it is not the issuer. */
  readonly key?: KeyObject | Uint8Array;
}

export interface SigningKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** @param alg as JWS names it: ES256, RS512, EdDSA ... */
export function newSigningKey(kid: string = randomUUID(), alg = 'ES256'): SigningKey {
  return { kid, alg, ...pairFor(alg) };
}

function pairFor(alg: string): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } {
  if (alg.startsWith('ES')) {
    return generateKeyPairSync('ec', { namedCurve: alg === 'ES256' ? 'P-256' : 'P-384' });
  }
  return alg === 'EdDSA' ? generateKeyPairSync('ed25519') : generateKeyPairSync('rsa', { modulusLength: 2048 });
}

/**
 * An identity provider on loopback that signs what a test wants signed, with keys of this run, and publishes them where
 * the gateway looks. Its clock is the test's.
 */
export class TestIssuer {
  /** The first one signs; all of them are published. */
  keys: SigningKey[] = [newSigningKey()];
  /** Answers no more requests, as a provider that is down. */
  isAway = false;
  /** How often somebody asked for the keys. */
  readonly asked = { keys: 0, discovery: 0 };
  private ahead = 0;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<TestIssuer> {
    const server = createServer((request, response) => {
      void issuer.answer(request.url ?? '').then((body) => {
        if (body) {
          response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
        } else {
          response.destroy();
        }
      });
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const issuer = new TestIssuer(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return issuer;
  }

  /** The gateway's clock and ours, which agree. */
  readonly now = (): number => Date.now() + this.ahead;

  advance(milliseconds: number): void {
    this.ahead += milliseconds;
  }

  /** What a gateway needs to believe this issuer. */
  settings() {
    return {
      issuers: [{ url: this.url }],
      audience: AUDIENCE,
      claimPrefix: 'trama_',
      staleKeysMs: 12 * 3_600_000,
      now: this.now,
    };
  }

  token(persona: NomePersona, { claims, header, key }: TokenOverrides = {}): Promise<string> {
    const { kid, alg, privateKey } = this.keys[0]!;
    const payload = JSON.stringify({ ...this.claimsOf(persona), ...claims });
    return new CompactSign(Buffer.from(payload))
      .setProtectedHeader({ alg, kid, typ: 'at+jwt', ...header })
      .sign(key ?? privateKey);
  }

  /** What the token of a persona says. */
  claimsOf(persona: NomePersona): Record<string, unknown> {
    const { subject, ruolo, ambito, asst, ente, scope } = chiamanteDi(persona);
    const iat = Math.floor(this.now() / 1000);
    return {
      iss: this.url,
      aud: AUDIENCE,
      sub: subject,
      client_id: ruolo === 'APP' ? subject : 'prova',
      jti: randomUUID(),
      iat,
      exp: iat + 3_600,
      scope: ['openid', ...scope].join(' '),
      trama_ruolo: ruolo,
      ...(ambito !== null && { trama_ambito: ambito }),
      ...(asst !== null && { trama_asst: asst }),
      ...(ente !== null && { trama_ente: ente }),
    };
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async answer(path: string): Promise<unknown> {
    if (path === '/jwks') {
      this.asked.keys += 1;
      return this.isAway ? undefined : { keys: await Promise.all(this.keys.map(published)) };
    }
    this.asked.discovery += 1;
    return this.isAway ? undefined : { issuer: this.url, jwks_uri: `${this.url}/jwks` };
  }
}

async function published({ kid, alg, publicKey }: SigningKey): Promise<JWK> {
  return { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' };
}
