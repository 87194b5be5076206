import { setTimeout as sleep } from 'node:timers/promises';
import { EXECUTORS, startToyGateway, type ToyGateway } from '../gateway.fixtures.js';

const POSTI = '{ ambiti { numero posti } }';
const PREFLIGHT = { 'apollo-require-preflight': '1' };

describe.each(EXECUTORS)('asked again, through the %s executor,', (_name, compiledExecutor) => {
  let gateway: ToyGateway;
  beforeAll(async () => void (gateway = await startToyGateway({ compiledExecutor, revalidation: true })));
  afterAll(() => gateway.stop());
  beforeEach(async () => {
    publish('1');
    await known();
  });

  const publish = (marca: string | undefined) =>
    [gateway.anagrafe, gateway.servizi].forEach((subgraph) => subgraph.publish(marca));
  const get = (headers: Record<string, string> = {}, query = POSTI, more = '') =>
    fetch(`${gateway.url}/graphql?query=${encodeURIComponent(query)}${more}`, {
      headers: { ...PREFLIGHT, ...headers },
    });
  /** Both marks have come to the gateway: an answer is given a tag. */
  const known = async (): Promise<string> => {
    for (;;) {
      const etag = (await get()).headers.get('etag');
      if (etag) {
        return etag;
      }
      await sleep(20);
    }
  };
  const asked = () => gateway.anagrafe.received.length + gateway.servizi.received.length;

  test('an answer of published data has a tag, and who has it is told that it holds without anybody being asked', async () => {
    const first = await get();
    const etag = first.headers.get('etag')!;
    expect([first.status, first.headers.get('cache-control'), first.headers.get('vary')]).toEqual([
      ...[200, 'public, no-cache', 'accept, authorization, cookie'],
    ]);
    const before = asked();
    const again = await get({ 'if-none-match': etag });
    expect([again.status, await again.text(), asked()]).toEqual([304, '', before]);
    const { headers } = again;
    expect([headers.get('etag'), headers.get('cache-control'), headers.get('vary')]).toEqual([
      ...[etag, 'public, no-cache', 'accept, authorization, cookie'],
    ]);
    expect((await get({ 'if-none-match': '"altro"' })).status).toBe(200);
  });

  test('as something else, it has another tag', async () => {
    const etag = await known();
    const graphql = { accept: 'application/graphql-response+json' };
    const other = await get(graphql);
    expect(other.headers.get('etag')).not.toBe(etag);
    expect((await get({ ...graphql, 'if-none-match': etag })).status).toBe(200);
    expect((await get({ 'if-none-match': etag }, '{ ambiti { posti numero } }')).status).toBe(200);
  });

  test('in another way, it is asked for, though who has it need not be sent the same bytes', async () => {
    const etag = await known();
    const before = asked();
    const response = await get({ 'if-none-match': etag }, POSTI, '&extensions=%7B%22a%22%3A1%7D');
    expect([response.status, asked() > before]).toEqual([304, true]);
  });

  test.each<[string, Record<string, string>]>([
    ['a token', { authorization: 'Bearer x' }],
    ['a cookie', { cookie: 'trama-4000=x' }],
  ])('with %s it is answered anew, or refused, and kept by nobody', async (_what, headers) => {
    const etag = await known();
    const response = await get({ ...headers, 'if-none-match': etag });
    expect(response.status).not.toBe(304);
    expect([response.headers.get('etag'), response.headers.get('cache-control')]).toEqual([null, 'no-store']);
  });

  test('a POST is answered each time, and a GET that another page could send is refused', async () => {
    const etag = await known();
    const post = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'if-none-match': etag },
      body: JSON.stringify({ query: POSTI }),
    });
    expect([post.status, post.headers.get('etag'), post.headers.get('cache-control')]).toEqual([200, null, 'no-store']);
    const url = `${gateway.url}/graphql?query=${encodeURIComponent(POSTI)}`;
    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(400);
  });

  test('an answer with an error, of a part that is live, or refused, is for once', async () => {
    for (const query of ['{ ambiti { numero riservato } }', '{ ambiti { esatto } }', '{ nulla }', '{ __typename }']) {
      const response = await get({}, query);
      expect([query, response.headers.get('etag'), response.headers.get('cache-control')]).toEqual([
        ...[query, null, 'no-store'],
      ]);
    }
    const etag = await known();
    gateway.servizi.publish(undefined);
    const response = await get();
    expect([response.status, response.headers.get('etag')]).toEqual([200, null]);
    publish('1');
    expect(await known()).toBe(etag);
  });

  test('after something was published it is answered anew, with the same tag only for the same bytes', async () => {
    const etag = await known();
    publish('2');
    const before = asked();
    let again = await get({ 'if-none-match': etag });
    while (asked() === before) {
      again = await get({ 'if-none-match': etag }); // the mark is on its way
    }
    // The toy answers as before, so who has it is told so; but they were asked.
    expect([200, 304]).toContain(again.status);
    expect(await known()).toBe(etag);
  });

  test('a subgraph that is gone, or does not tell, is asked each time', async () => {
    const etag = await known();
    await gateway.servizi.stop();
    let response = await get({ 'if-none-match': etag });
    while (response.status === 304) {
      response = await get({ 'if-none-match': etag }); // for the moment in which nobody can know
    }
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(((await response.json()) as { errors: unknown[] }).errors).toHaveLength(1);
    await gateway.servizi.start();
    expect(await known()).toBe(etag);
  });
});

test('where it is off, nothing is kept', async () => {
  const gateway = await startToyGateway();
  try {
    gateway.anagrafe.publish('1');
    const url = `${gateway.url}/graphql?query=${encodeURIComponent('{ ambiti { numero } }')}`;
    const { status, headers } = await fetch(url, { headers: PREFLIGHT });
    expect([status, headers.get('etag'), headers.get('cache-control')]).toEqual([200, null, 'no-store']);
  } finally {
    await gateway.stop();
  }
});
