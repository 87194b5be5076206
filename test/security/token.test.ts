import { createHash, randomUUID, sign } from 'node:crypto';
import { PUBBLICO } from '@trama/kernel/identity';
import { answerOf, type Answer } from '@trama/test-kit/answer';
import { GraphUnderTest } from '@trama/test-kit/graph';
import { AUDIENCE, newSigningKey, type TokenOverrides } from '@trama/test-kit/issuer';
import { CompactSign, exportJWK, SignJWT } from 'jose';

const MINE = '{ ambito(numero: 4) { datiPropri(anno: 2020) { codice valore } } }';
const PUBLIC = '{ ambito(numero: 4) { nome } }';
const HOUR = 3_600_000;

const now = () => Math.floor(Date.now() / 1000);

let graph: GraphUnderTest;
beforeAll(async () => void (graph = await GraphUnderTest.start()));
afterAll(() => graph.stop());

const withToken = (token: string, query = MINE): Promise<Answer<Record<string, never>>> =>
  answerOf(graph.url, query, {}, { authorization: `Bearer ${token}` });

async function statusOf(token: string): Promise<{ status: number; code: unknown }> {
  const { status, errors } = await withToken(token);
  return { status, code: errors[0]?.extensions?.code };
}

const REFUSED = { status: 401, code: 'NON_AUTENTICATO' };
const UNKNOWABLE = { status: 503, code: 'SERVIZIO_NON_DISPONIBILE' };
const ACCEPTED = { status: 200, code: undefined };

describe('a true token', () => {
  test('makes its bearer who they are', async () => {
    const { data, errors } = await withToken(await graph.token('udp4'));
    expect(errors).toEqual([]);
    expect(data).toMatchObject({ ambito: { datiPropri: expect.arrayContaining([expect.anything()]) } });
  });

  test('shows nothing of the next ambito, and its absence shows nothing at all', async () => {
    const neighbour = await withToken(await graph.token('udp1'));
    expect(neighbour.data).toEqual({ ambito: { datiPropri: [] } });
    const nobody = await answerOf(graph.url, MINE);
    expect([nobody.status, nobody.data]).toEqual([401, undefined]);
    expect(nobody.errors.map((error) => error.extensions?.code)).toEqual(['NON_AUTENTICATO']);
  });

  // Made when it is sent: a slow machine may take longer to get here than a token may be late.
  test.each<[string, () => TokenOverrides]>([
    ['a few seconds after its end', () => ({ claims: { exp: now() - 20, iat: now() - 600 } })],
    ['with a scope of some other service', () => ({ claims: { scope: 'openid profile carta:scrivi' } })],
    ['whose audience is a list of us alone', () => ({ claims: { aud: [AUDIENCE] } })],
    ['of the type with its full name', () => ({ header: { typ: 'application/at+jwt' } })],
  ])('is good also %s', async (_, overrides) => {
    expect(await statusOf(await graph.token('udp4', overrides()))).toEqual(ACCEPTED);
  });
});

test('what these tests put together by hand is good when nothing is wrong with it', async () => {
  expect(await statusOf(forged({}))).toEqual(ACCEPTED);
});

describe('a false token is refused as such, not taken for no token:', () => {
  test.each<[string, TokenOverrides]>([
    ['for somebody else', { claims: { aud: 'urn:altri:servizio' } }],
    ['for us and somebody else', { claims: { aud: [AUDIENCE, 'urn:altri:servizio'] } }],
    ['for nobody', { claims: { aud: undefined } }],
    ['of another issuer', { claims: { iss: 'https://altrove.example' } }],
    ['of no issuer', { claims: { iss: undefined } }],
    ['without an end', { claims: { exp: undefined } }],
    ['without a beginning', { claims: { iat: undefined } }],
    ['without a name of its own', { claims: { jti: undefined } }],
    ['about nobody', { claims: { sub: undefined } }],
    ['about somebody with a line break', { claims: { sub: 'udp4\nadmin' } }],
    ['expired beyond the tolerance', { claims: { exp: now() - 45, iat: now() - 600 } }],
    ['issued in the future', { claims: { iat: now() + 600, exp: now() + 1_200 } }],
    ['not good yet', { claims: { nbf: now() + 600 } }],
    ['that lasts for ever and is old', { claims: { iat: now() - 7_200, exp: now() + 999_999 } }],
    ['made to say who signs in, not to be spent', { header: { typ: 'JWT' } }],
    ['of the type of an ID token', { header: { typ: 'id_token+jwt' } }],
    ['of no type', { header: { typ: undefined } }],
    ['without the name of its key', { header: { kid: undefined } }],
    ['whose key is a path', { header: { kid: '../../../../dev/null' } }],
    ['whose key is a query', { header: { kid: "x' UNION SELECT 'k" } }],
    ['whose key name is no text', { header: { kid: ['prova'] } }],
    ['with an extension that we do not know', { header: { crit: ['urgente'], urgente: true } }],
  ])('%s', async (_, overrides) => {
    const token = forged(overrides);
    expect(await statusOf(token)).toEqual(REFUSED);
  });

  test('of our issuer with a slash more', async () => {
    const token = await graph.token('udp4', { claims: { iss: `${graph.issuer.url}/` } });
    expect(await statusOf(token)).toEqual(REFUSED);
  });

  test('signed by nobody', async () => {
    for (const alg of ['none', 'None', 'NONE']) {
      const head = { alg, typ: 'at+jwt', kid: graph.issuer.keys[0]!.kid };
      expect(await statusOf(`${encoded(head)}.${encoded(graph.issuer.claimsOf('udp4'))}.`)).toEqual(REFUSED);
    }
  });

  test('signed with the public key, taken for a shared secret', async () => {
    const { kid, publicKey } = graph.issuer.keys[0]!;
    const pem = publicKey.export({ type: 'spki', format: 'pem' });
    for (const secret of [pem, JSON.stringify(await exportJWK(publicKey))]) {
      const token = await new CompactSign(Buffer.from(JSON.stringify(graph.issuer.claimsOf('udp4'))))
        .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid })
        .sign(Buffer.from(secret));
      expect(await statusOf(token)).toEqual(REFUSED);
    }
  });

  test('that brings its own key, or says where to get it', async () => {
    const own = newSigningKey();
    const jwk = await exportJWK(own.publicKey);
    const x5c = [own.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')];
    const places: Array<Record<string, unknown>> = [
      { jwk },
      { jku: `${graph.issuer.url}/mie` },
      { x5u: `${graph.issuer.url}/mie` },
      { x5c },
    ];
    const before = { ...graph.issuer.asked };
    for (const place of places) {
      expect(await statusOf(await graph.token('udp4', { header: place, key: own.privateKey }))).toEqual(REFUSED);
    }
    expect(graph.issuer.asked).toEqual(before);
  });

  test('changed after it was signed', async () => {
    const [head = '', , signature = ''] = (await graph.token('udp1')).split('.');
    const claims = { ...graph.issuer.claimsOf('udp1'), trama_ambito: 4 };
    expect(await statusOf(`${head}.${encoded(claims)}.${signature}`)).toEqual(REFUSED);
  });

  test.each([
    'Basic dWRwNDpwcm92YQ==',
    'Bearer',
    'Bearer ',
    'Bearer a b',
    'udp4',
    'Bearer udp4',
    'Bearer ..',
    'Bearer é',
  ])('that is none: %s', async (authorization) => {
    const headers = { authorization: Buffer.from(authorization).toString('latin1') };
    const { status, errors } = await answerOf(graph.url, PUBLIC, {}, headers);
    expect([status, errors[0]?.extensions?.code]).toEqual([401, 'NON_AUTENTICATO']);
  });

  test('as large as a header may be', async () => {
    expect(await statusOf('a'.repeat(12_000))).toEqual(REFUSED);
  });

  test('and the refusal says what to do, to people and to programs, without repeating it', async () => {
    const token = await graph.token('udp4', { claims: { exp: now() - 600, iat: now() - 1_200 } });
    const response = await fetch(graph.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: PUBLIC }),
    });
    const text = await response.text();
    expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    expect(JSON.parse(text)).toEqual({
      errors: [{ message: 'Il token è scaduto: accedi di nuovo e ripeti.', extensions: { code: 'NON_AUTENTICATO' } }],
    });
    expect(text).not.toContain(token.split('.')[1]);
  });
});

describe('what a token says of its bearer', () => {
  test.each<[string, Record<string, unknown>]>([
    ['no role', { trama_ruolo: undefined }],
    ['a role that we do not have', { trama_ruolo: 'AMMINISTRATORE' }],
    ['a name that every object has', { trama_ruolo: 'constructor' }],
    ['a role without its place', { trama_ambito: undefined }],
    ['a role with two places', { trama_asst: 'ASST-GARDA' }],
    ['a place that is a text', { trama_ambito: '4' }],
    ['a place that is a list', { trama_ambito: [4] }],
    ['a place that cannot be', { trama_ambito: -4 }],
    ['a role of the coordination with an ambito', { trama_ruolo: 'CABINA_REGIA' }],
    ['a program with the role of a person', { client_id: 'udp4' }],
    ['a program without any scope of ours', { trama_ruolo: 'APP', trama_ambito: undefined, scope: 'openid' }],
  ])('is refused when it is %s', async (_, claims) => {
    const { status, errors } = await withToken(await graph.token('udp4', { claims }));
    expect([status, errors[0]?.extensions?.code]).toEqual([401, 'NON_AUTENTICATO']);
    expect(errors[0]?.message).toMatch(/^Il tuo profilo non è completo per Trama \(.+\): chiedi a chi gestisce/);
    expect(errors[0]?.message).not.toMatch(/udp4|AMMINISTRATORE|GARDA/);
  });
});

describe('the two sides of the door', () => {
  test('the gateway’s word to its subgraphs is worth nothing to the gateway', async () => {
    const chiamante = { ...PUBBLICO, subject: 'udp4', ruolo: 'UFFICIO_DI_PIANO', ambito: 4 } as const;
    const body = JSON.stringify({ query: MINE, variables: {} });
    const assertion = graph.signer.sign({ chiamante, requestId: 'r' }, 'ats', body);
    expect(await statusOf(assertion)).toEqual(REFUSED);
    const asHeader = await answerOf(graph.url, MINE, {}, { 'x-trama-assertion': assertion });
    expect([asHeader.status, asHeader.data]).toEqual([401, undefined]);
  });

  test('a true token is worth nothing to a subgraph', async () => {
    const token = await graph.token('udp4');
    for (const name of ['ambito', 'ats', 'asst', 'terzo-settore']) {
      for (const [header, value] of [
        ['authorization', `Bearer ${token}`],
        ['x-trama-assertion', token],
      ] as const) {
        const { status, data } = await answerOf(graph.subgraphUrl(name), '{ __typename }', {}, { [header]: value });
        expect([status, data]).toEqual([401, undefined]);
      }
    }
  });

  test('a token as the gateway would write its own word, signed by the issuer, is worth nothing either', async () => {
    const { alg, privateKey, kid } = graph.issuer.keys[0]!;
    const body = JSON.stringify({ query: MINE, variables: {} });
    const token = await new SignJWT({
      ...PUBBLICO,
      ruolo: 'UFFICIO_DI_PIANO',
      ambito: 4,
      richiesta: 'r',
      corpo: createHash('sha256').update(body).digest('base64url'),
    })
      .setProtectedHeader({ alg, kid, typ: 'trama-assertion+jwt' })
      .setIssuer('trama-gateway')
      .setAudience('ats')
      .setSubject('udp4')
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime('30s')
      .sign(privateKey);
    const { status } = await answerOf(graph.subgraphUrl('ats'), MINE, {}, { 'x-trama-assertion': token });
    expect(status).toBe(401);
  });

  test('headers that look like an identity have no effect, with a token or without', async () => {
    const pretended = {
      'x-trama-subject': 'udp4',
      'x-trama-ruolo': 'UFFICIO_DI_PIANO',
      'x-trama-ambito': '4',
      'x-trama-contesto': '4',
      'x-user-id': 'udp4',
      'x-user-role': 'UFFICIO_DI_PIANO',
      'x-forwarded-user': 'udp4',
      'x-remote-user': 'udp4',
      'x-hasura-role': 'admin',
      'x-client-cert': 'CN=udp4',
      'proxy-authorization': `Bearer ${await graph.token('udp4')}`,
      from: 'udp4',
    };
    const alone = await answerOf(graph.url, MINE, {}, pretended);
    expect([alone.status, alone.data]).toEqual([401, undefined]);
    const beside = { ...pretended, authorization: `Bearer ${await graph.token('udp1')}` };
    expect((await answerOf(graph.url, MINE, {}, beside)).data).toEqual({ ambito: { datiPropri: [] } });
  });
});

describe('the keys of the issuer', () => {
  // A graph whose clock and keys these tests may move.
  let moving: GraphUnderTest;
  beforeAll(async () => void (moving = await GraphUnderTest.start()));
  afterAll(() => moving.stop());

  const status = async (token: string) => {
    const answer = await answerOf(moving.url, PUBLIC, {}, { authorization: `Bearer ${token}` });
    return { status: answer.status, code: answer.errors[0]?.extensions?.code };
  };

  test('are asked for once, however many people come at the same time', async () => {
    const tokens = await Promise.all(Array.from({ length: 20 }, () => moving.token('udp4')));
    const statuses = await Promise.all(tokens.map(status));
    expect(statuses).toEqual(tokens.map(() => ACCEPTED));
    expect(moving.issuer.asked).toEqual({ discovery: 1, keys: 1 });
  });

  test('are asked for once more for 200 names that nobody knows', async () => {
    moving.issuer.advance(60_000);
    const before = moving.issuer.asked.keys;
    for (let i = 0; i < 200; i += 1) {
      const token = await moving.token('udp4', { header: { kid: randomUUID() } });
      expect(await status(token)).toEqual(REFUSED);
    }
    expect(moving.issuer.asked.keys - before).toBe(1);
  });

  test('may change: the new one is found, the old one goes on while it is published and not after', async () => {
    moving.issuer.advance(60_000);
    const old = await moving.token('udp4');
    const [first] = moving.issuer.keys;
    moving.issuer.keys = [newSigningKey(), first!];
    expect(await status(await moving.token('udp4'))).toEqual(ACCEPTED);
    expect(await status(old)).toEqual(ACCEPTED);
    moving.issuer.keys = moving.issuer.keys.slice(0, 1);
    moving.issuer.advance(11 * 60_000);
    expect(await status(old)).toEqual(REFUSED);
    expect(await status(await moving.token('udp4'))).toEqual(ACCEPTED);
  });

  test.each([
    ['RS256', ACCEPTED],
    ['PS256', ACCEPTED],
    ['ES256', ACCEPTED],
    ['EdDSA', ACCEPTED],
    ['RS512', REFUSED],
    ['PS384', REFUSED],
    ['ES384', REFUSED],
  ])('may be of the kinds on our list, whatever else it publishes: %s', async (alg, expected) => {
    const before = moving.issuer.keys;
    moving.issuer.keys = [newSigningKey(undefined, alg), ...before];
    moving.issuer.advance(60_000);
    expect(await status(await moving.token('udp4'))).toEqual(expected);
    moving.issuer.keys = before;
  });

  test('that are known go on for twelve hours when the issuer is away, and then nobody can say', async () => {
    moving.issuer.isAway = true;
    moving.issuer.advance(11 * HOUR);
    expect(await status(await moving.token('udp4'))).toEqual(ACCEPTED);
    const newest = await moving.token('udp4', { header: { kid: 'nuova' } });
    expect(await status(newest)).toEqual(UNKNOWABLE);
    // What is false needs no key to be called so.
    expect(await status(await moving.token('udp4', { claims: { aud: 'urn:altri' } }))).toEqual(REFUSED);
    moving.issuer.advance(2 * HOUR);
    expect(await status(await moving.token('udp4'))).toEqual(UNKNOWABLE);
    expect((await answerOf(moving.url, PUBLIC)).status).toBe(200);
    moving.issuer.isAway = false;
    moving.issuer.advance(6_000);
    expect(await status(await moving.token('udp4'))).toEqual(ACCEPTED);
  });
});

/** As the issuer signs it; what jose itself would refuse to sign is put together by hand. */
function forged({ header = {}, claims = {} }: TokenOverrides): string {
  const { privateKey, kid, alg } = graph.issuer.keys[0]!;
  const head = encoded({ alg, kid, typ: 'at+jwt', ...header });
  const payload = encoded({ ...graph.issuer.claimsOf('udp4'), ...claims });
  const key = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const;
  return `${head}.${payload}.${sign('sha256', Buffer.from(`${head}.${payload}`), key).toString('base64url')}`;
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
