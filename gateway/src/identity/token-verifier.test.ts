import { createLog } from '@trama/kernel/log';
import { AUDIENCE, TestIssuer } from '@trama/test-kit/issuer';
import { TokenVerifier } from './token-verifier.js';

/** What the suites over HTTP cannot show, because their gateway has one issuer: test/security/token.test.ts. */
describe('two issuers', () => {
  let ours: TestIssuer;
  let theirs: TestIssuer;
  let verifier: TokenVerifier;
  beforeAll(async () => {
    [ours, theirs] = await Promise.all([TestIssuer.start(), TestIssuer.start()]);
    const issuers = [{ url: ours.url }, { url: theirs.url, name: 'asst' }];
    verifier = new TokenVerifier(
      { issuers, audience: AUDIENCE, claimPrefix: 'trama_', staleKeysMs: 0 },
      createLog('prova', 'silent'),
    );
  });
  afterAll(() => Promise.all([ours.stop(), theirs.stop()]));

  const subjectOf = async (token: Promise<string>) => (await verifier.verify(await token)).chiamante.subject;
  const REFUSED = { extensions: { code: 'NON_AUTENTICATO' } };

  test('may use the same name for two people, and we still tell them apart', async () => {
    await expect(subjectOf(ours.token('asst1'))).resolves.toBe('asst1');
    await expect(subjectOf(theirs.token('asst1'))).resolves.toBe('asst:asst1');
  });

  test('cannot speak in each other’s name', async () => {
    const borrowed = ours.token('asst1', { claims: { sub: 'asst:asst1' } });
    await expect(subjectOf(borrowed)).rejects.toMatchObject(REFUSED);
    const crossed = theirs.token('asst1', { claims: { iss: ours.url } });
    await expect(subjectOf(crossed)).rejects.toMatchObject(REFUSED);
    const [key] = theirs.keys;
    const withTheirKey = ours.token('asst1', { header: { kid: key!.kid }, key: key!.privateKey });
    await expect(subjectOf(withTheirKey)).rejects.toMatchObject(REFUSED);
  });

  test('do not fall together', async () => {
    theirs.isAway = true;
    const other = new TokenVerifier(
      {
        issuers: [{ url: ours.url }, { url: theirs.url, name: 'asst' }],
        audience: AUDIENCE,
        claimPrefix: 'trama_',
        staleKeysMs: 0,
      },
      createLog('prova', 'silent'),
    );
    await expect(other.verify(await theirs.token('asst1'))).rejects.toMatchObject({
      extensions: { code: 'SERVIZIO_NON_DISPONIBILE' },
    });
    await expect(other.verify(await ours.token('asst1'))).resolves.toBeDefined();
    theirs.isAway = false;
  });
});

test('a provider that calls itself by another name, or keeps its keys in the open, is not believed', async () => {
  const issuer = await TestIssuer.start();
  for (const document of [
    { issuer: 'https://altrove.example', jwks_uri: `${issuer.url}/jwks` },
    { issuer: issuer.url, jwks_uri: 'http://altrove.example/jwks' },
    { issuer: issuer.url },
    'nothing',
  ]) {
    const asked: string[] = [];
    const fetch = async (url: string | URL | Request) => {
      asked.push(url as string);
      return new Response(JSON.stringify(document));
    };
    const verifier = new TokenVerifier({ ...issuer.settings(), fetch }, createLog('prova', 'silent'));
    await expect(verifier.verify(await issuer.token('udp4'))).rejects.toMatchObject({
      extensions: { code: 'SERVIZIO_NON_DISPONIBILE' },
    });
    expect(asked).toEqual([`${issuer.url}/.well-known/openid-configuration`]);
  }
  await issuer.stop();
});
