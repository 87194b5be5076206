import { request } from 'node:http';
import { auditServer } from 'graphql-http';
import type { GraphQLFormattedError } from 'graphql';
import { startToyGateway, type ToyGateway } from '../gateway.fixtures.js';

describe('the API speaks GraphQL over HTTP', () => {
  let gateway: ToyGateway;
  beforeAll(async () => void (gateway = await startToyGateway()));
  afterAll(() => gateway.stop());

  const audit = async (headers: Record<string, string>) => {
    const results = await auditServer({
      url: `${gateway.url}/graphql`,
      fetchFn: (url: string, init?: RequestInit) => fetch(url, { ...init, headers: { ...init?.headers, ...headers } }),
    });
    const failed = results
      .filter((result) => result.status !== 'ok')
      .map((result) => `${result.status} ${result.id}: ${result.name}`);
    return { total: results.length, failed };
  };
  const post = (body: string | Buffer, headers: Record<string, string> = {}, path = '/graphql') =>
    fetch(gateway.url + path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

  test('every MUST, SHOULD and MAY of the audit holds for a client that shows it is no form of a foreign page', async () => {
    expect(await audit({ 'apollo-require-preflight': '1' })).toEqual({ total: 61, failed: [] });
  });

  test('every MUST and SHOULD holds for any client; plain GET links are refused, as a foreign page could follow them', async () => {
    const { total, failed } = await audit({});
    expect(total).toBe(61);
    expect(failed.map((line) => line.split(':')[0])).toEqual(['notice 5A70', 'notice D6D5', 'notice 6A70']);
  });

  test.each([
    ['a body that is not JSON', '{ "query', {}, 400, 'BAD_REQUEST'],
    ['no body', '', {}, 400, 'BAD_REQUEST'],
    ['bytes that are not utf-8', Buffer.from([0x22, 0xff, 0x22]), {}, 400, 'BAD_REQUEST'],
    ['a list of requests', '[{ "query": "{ __typename }" }]', {}, 400, 'BAD_REQUEST'],
    ['a form', 'query=%7B__typename%7D', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'BAD_REQUEST'],
    ['plain text', '{"query":"{__typename}"}', { 'content-type': 'text/plain' }, 415, 'BAD_REQUEST'],
    [
      'another charset',
      '{"query":"{__typename}"}',
      { 'content-type': 'application/json; charset=utf-7' },
      415,
      'BAD_REQUEST',
    ],
    [
      'a body over 64 kB',
      JSON.stringify({ query: `{ __typename } #${'x'.repeat(65_536)}` }),
      {},
      413,
      'LIMITE_SUPERATO',
    ],
    ['an answer that is not JSON', '{"query":"{__typename}"}', { accept: 'image/png' }, 406, 'BAD_REQUEST'],
    ['a persisted query', '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}', {}, 400, 'BAD_REQUEST'],
  ])('refuses %s in the same shape as every other error', async (_, body, headers, status, code) => {
    const response = await post(body, headers);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const answer = await response.json();
    expect(answer).toEqual({ errors: [{ message: expect.any(String), extensions: { code } }] });
    expect(response.status).toBe(status);
  });

  test.each([
    ['GET', '/altrove', 404, 'NON_TROVATO'],
    ['POST', '/altrove', 404, 'NON_TROVATO'],
    ['GET', '/graphiql/0/altro.js', 404, 'NON_TROVATO'],
    ['PUT', '/graphql', 405, 'BAD_REQUEST'],
    ['OPTIONS', '/graphql', 405, 'BAD_REQUEST'],
    ['DELETE', '/health/live', 405, 'BAD_REQUEST'],
    ['GET', '/%zz', 400, 'BAD_REQUEST'],
  ])('%s %s is %i in the same shape', async (method, path, status, code) => {
    const response = await fetch(gateway.url + path, { method });
    expect(response.status).toBe(status);
    expect(response.headers.get('allow')).toEqual(status === 405 ? expect.stringContaining('GET') : null);
    expect(await response.json()).toEqual({ errors: [{ message: expect.any(String), extensions: { code } }] });
  });

  test('headers too large for any browser are refused in the same shape', async () => {
    const { status, text } = await raw(gateway.url, { 'x-large': 'x'.repeat(20_000) });
    expect([status, JSON.parse(text).errors[0].extensions.code]).toEqual([431, 'LIMITE_SUPERATO']);
  });

  test('no answer is stored, framed, sniffed, or offered to other sites', async () => {
    for (const response of [
      await post('{"query":"{ __typename }"}', { origin: 'https://altrove.example' }),
      await fetch(`${gateway.url}/x`),
    ]) {
      const headers = Object.fromEntries(response.headers);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      });
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(Object.keys(headers).filter((name) => /^access-control|powered|^server$/.test(name))).toEqual([]);
    }
  });

  test('a change is never made by GET', async () => {
    const url = `${gateway.url}/graphql?query=${encodeURIComponent('mutation { rinomina(numero: 1, nome: "x") { nome } }')}`;
    const response = await fetch(url, { headers: { 'apollo-require-preflight': '1' } });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('a wrong operation name, or a kind of operation that there is not, is the caller’s mistake and not ours', async () => {
    const accept = 'application/graphql-response+json';
    const wrong = [
      { query: 'query A { unita }', operationName: 'B' },
      { query: 'query A { unita } query B { unita }' },
      { query: 'subscription { x }' },
    ];
    for (const body of wrong) {
      const response = await post(JSON.stringify(body), { accept });
      expect([response.status, (await bodyOf(response)).errors[0]?.extensions?.code]).toEqual([
        400,
        'OPERATION_RESOLUTION_FAILURE',
      ]);
    }
  });
});

const bodyOf = (response: Response) => response.json() as Promise<{ errors: GraphQLFormattedError[] }>;

/** fetch has its own limit on headers; a hostile client has not. */
function raw(url: string, headers: Record<string, string>): Promise<{ status: number | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers }, async (response) => {
      const chunks = [];
      for await (const chunk of response) {
        chunks.push(chunk);
      }
      resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString() });
    });
    sent.on('error', reject).end();
  });
}
