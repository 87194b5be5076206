import { createHash, createSecretKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type Chiamante, PUBBLICO } from '@trama/kernel/identity';
import { decodeProtectedHeader, SignJWT, UnsecuredJWT } from 'jose';
import { AssertionError, AssertionSigner, AssertionVerifier, newAssertionKey } from './assertion.js';

const chiamante: Chiamante = { ...PUBBLICO, subject: 'udp4', ruolo: 'UFFICIO_DI_PIANO', ambito: 4 };
const body = Buffer.from('{"query":"{ ambiti { numero } }"}');
const digest = createHash('sha256').update(body).digest('base64url');

describe('the word of the gateway', () => {
  const key = newAssertionKey();
  const signer = new AssertionSigner({ ats: key, asst: newAssertionKey() });
  const verifier = () => new AssertionVerifier(key, 'ats');
  const signed = () => signer.sign({ chiamante, requestId: 'r-1' }, 'ats', body);

  test('tells the subgraph who is asking, in which request', async () => {
    const corpo = createHash('sha256').update(body).digest('base64url');
    await expect(verifier().verify(signed(), body)).resolves.toEqual({ chiamante, requestId: 'r-1', corpo });
  });

  test('is for one body, one subgraph, half a minute and one time', async () => {
    const one = verifier();
    const token = signed();
    await expect(one.verify(token, Buffer.from('{}'))).rejects.toThrow('body');
    await expect(new AssertionVerifier(key, 'asst').verify(token, body)).rejects.toThrow(AssertionError);
    await expect(one.verify(token, body, new Date(Date.now() + 36_000))).rejects.toThrow(AssertionError);
    await expect(one.verify(token, body, new Date(Date.now() - 36_000))).rejects.toThrow(AssertionError);
    await expect(one.verify(token, body)).resolves.toMatchObject({ requestId: 'r-1' });
    await expect(one.verify(token, body)).rejects.toThrow('seen before');
  });

  test('is worth nothing to a subgraph when it was said to another', async () => {
    const toAnother = signer.sign({ chiamante, requestId: 'r-1' }, 'asst', body);
    await expect(verifier().verify(toAnother, body)).rejects.toThrow('unknown key');
    expect(() => signer.sign({ chiamante, requestId: 'r-1' }, 'ambito', body)).toThrow('no key for the subgraph');
    expect(() => new AssertionVerifier('short', 'ats')).toThrow('32 bytes');
  });

  test('is forgotten when it could not be used any more, so that memory does not grow', async () => {
    const one = verifier();
    const start = Date.now();
    for (let second = 0; second < 120; second += 1) {
      const token = await raw({ iat: Math.floor(start / 1000) + second });
      await one.verify(token, body, new Date(start + second * 1000));
    }
    expect((one as unknown as { visti: { quanti: number } }).visti.quanti).toBeLessThanOrEqual(42);
  });

  test('is known under the old key and the new one while the gateway changes it', async () => {
    const next = newAssertionKey();
    const both = new AssertionVerifier(`${key}, ${next}`, 'ats');
    const later = new AssertionSigner({ ats: next });
    await expect(both.verify(signed(), body)).resolves.toBeDefined();
    await expect(both.verify(later.sign({ chiamante, requestId: 'r' }, 'ats', body), body)).resolves.toBeDefined();
    await expect(verifier().verify(later.sign({ chiamante, requestId: 'r' }, 'ats', body), body)).rejects.toThrow(
      AssertionError,
    );
  });

  test.each<readonly [string, () => Promise<string | undefined> | string]>([
    ['is missing', async () => undefined],
    ['is not a token', async () => 'x.y.z'],
    ['has four parts', async () => `${await raw()}.x`],
    ['was cut', async () => (await raw()).slice(0, -2)],
    ['was changed after it was signed', async () => changed(await raw(), { ambito: 5 })],
    ['names no key', () => raw({}, { kid: undefined })],
    ['says another algorithm', () => raw({}, { alg: 'HS512' }, secretOf(`${key}${key}`))],
    ['says no algorithm', () => unsigned('none')],
    ['was signed with a pair of keys', () => raw({}, { alg: 'EdDSA' }, generateKeyPairSync('ed25519').privateKey)],
    ['has a signature of no length', () => unsigned('HS256')],
    ['has no signature', () => new UnsecuredJWT(claims()).setExpirationTime('30s').encode()],
    ['is signed by somebody else with our key id', () => raw({}, {}, secretOf(newAssertionKey()))],
    ['is a token of the outside', () => raw({}, { typ: 'at+jwt' })],
    ['has no type', () => raw({}, { typ: undefined })],
    ['comes from another issuer', () => raw({ iss: 'https://idp.example' })],
    ['never expires', () => raw({ exp: undefined })],
    ['lives longer than an assertion may', () => raw({ iat: Math.floor(Date.now() / 1000) - 40, exp: 9_999_999_999 })],
    ['is for several subgraphs', () => raw({ aud: ['ats', 'asst'] })],
    ['has a role that does not exist', () => raw({ ruolo: 'AMMINISTRATORE' })],
    ['places a planning office nowhere', () => raw({ ambito: null })],
    ['has a scope that does not exist', () => raw({ scope: ['tutto'] })],
    ['has no request', () => raw({ richiesta: undefined })],
  ])('is refused when it %s', async (_why, make) => {
    await expect(verifier().verify(await make(), body)).rejects.toThrow(AssertionError);
  });

  function claims(): Record<string, unknown> {
    const { subject: sub, ...rest } = chiamante;
    const iat = Math.floor(Date.now() / 1000);
    const jti = crypto.randomUUID();
    return { ...rest, sub, jti, iat, exp: iat + 30, iss: 'trama-gateway', aud: 'ats', richiesta: 'r', corpo: digest };
  }

  function raw(
    payload: Record<string, unknown> = {},
    header: Record<string, unknown> = {},
    signedWith: KeyObject = secretOf(key),
  ): Promise<string> {
    const own = claims();
    const iat = (payload.iat ?? own.iat) as number;
    return new SignJWT({ ...own, exp: iat + 30, ...payload })
      .setProtectedHeader({ alg: 'HS256', typ: 'trama-assertion+jwt', kid: kid(), ...header })
      .sign(signedWith);
  }

  const kid = () => decodeProtectedHeader(signed()).kid!;

  function changed(token: string, claims: Record<string, unknown>): string {
    const [header, said = '', signature] = token.split('.');
    const all = { ...JSON.parse(Buffer.from(said, 'base64url').toString()), ...claims };
    return [header, Buffer.from(JSON.stringify(all)).toString('base64url'), signature].join('.');
  }

  const secretOf = (text: string) => createSecretKey(Buffer.from(text, 'base64url'));

  /** All that an assertion says, and nothing that proves it. */
  function unsigned(alg: string): string {
    const said = [{ alg, typ: 'trama-assertion+jwt', kid: kid() }, claims()];
    return `${said.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;
  }
});
