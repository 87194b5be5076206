import { createHash, createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type Chiamante, PUBBLICO } from '@trama/kernel/identity';
import { decodeProtectedHeader, SignJWT, UnsecuredJWT } from 'jose';
import { AssertionError, AssertionSigner, AssertionVerifier, newAssertionKeys, publicKeysOf } from './assertion.js';

const chiamante: Chiamante = { ...PUBBLICO, subject: 'udp4', ruolo: 'UFFICIO_DI_PIANO', ambito: 4 };
const body = Buffer.from('{"query":"{ ambiti { numero } }"}');
const digest = createHash('sha256').update(body).digest('base64url');

describe('the word of the gateway', () => {
  const { privateKey, publicKey } = newAssertionKeys();
  const signer = AssertionSigner.parse(privateKey);
  const verifier = () => new AssertionVerifier(publicKeysOf(publicKey), 'ats');
  const signed = () => signer.sign({ chiamante, requestId: 'r-1' }, 'ats', body);

  test('tells the subgraph who is asking, in which request', async () => {
    const corpo = createHash('sha256').update(body).digest('base64url');
    await expect(verifier().verify(await signed(), body)).resolves.toEqual({ chiamante, requestId: 'r-1', corpo });
  });

  test('is for one body, one subgraph, half a minute and one time', async () => {
    const one = verifier();
    const token = await signed();
    await expect(one.verify(token, Buffer.from('{}'))).rejects.toThrow('body');
    await expect(new AssertionVerifier(publicKeysOf(publicKey), 'asst').verify(token, body)).rejects.toThrow(
      AssertionError,
    );
    await expect(one.verify(token, body, new Date(Date.now() + 36_000))).rejects.toThrow(AssertionError);
    await expect(one.verify(token, body, new Date(Date.now() - 36_000))).rejects.toThrow(AssertionError);
    await expect(one.verify(token, body)).resolves.toMatchObject({ requestId: 'r-1' });
    await expect(one.verify(token, body)).rejects.toThrow('seen before');
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
    const next = newAssertionKeys();
    const both = new AssertionVerifier(publicKeysOf(`${publicKey}, ${next.publicKey}`), 'ats');
    const later = AssertionSigner.parse(next.privateKey);
    await expect(both.verify(await signed(), body)).resolves.toBeDefined();
    await expect(
      both.verify(await later.sign({ chiamante, requestId: 'r' }, 'ats', body), body),
    ).resolves.toBeDefined();
    await expect(verifier().verify(await later.sign({ chiamante, requestId: 'r' }, 'ats', body), body)).rejects.toThrow(
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
    ['says another algorithm', () => algorithmOf('HS256')],
    ['says no algorithm', () => algorithmOf('none')],
    ['has no signature', () => new UnsecuredJWT(claims()).setExpirationTime('30s').encode()],
    ['is signed by somebody else with our key id', () => raw({}, {}, generateKeyPairSync('ed25519').privateKey)],
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
    key: KeyObject = (signer as unknown as { key: KeyObject }).key,
  ): Promise<string> {
    const own = claims();
    const iat = (payload.iat ?? own.iat) as number;
    return new SignJWT({ ...own, exp: iat + 30, ...payload })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'trama-assertion+jwt', kid: kid(), ...header })
      .sign(key);
  }

  const kid = () => decodeProtectedHeader(`${(signer as unknown as { header: string }).header}.e30.x`).kid!;

  function changed(token: string, claims: Record<string, unknown>): string {
    const [header, said = '', signature] = token.split('.');
    const all = { ...JSON.parse(Buffer.from(said, 'base64url').toString()), ...claims };
    return [header, Buffer.from(JSON.stringify(all)).toString('base64url'), signature].join('.');
  }

  /** As forgers do: the public key as the secret of a symmetric algorithm, or no signature at all. */
  function algorithmOf(alg: string): string {
    const said = [{ alg, typ: 'trama-assertion+jwt', kid: kid() }, claims()]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const secret = Buffer.from(publicKey, 'base64url');
    return `${said}.${alg === 'none' ? '' : createHmac('sha256', secret).update(said).digest('base64url')}`;
  }
});
