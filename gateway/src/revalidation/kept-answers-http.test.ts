import { setTimeout as sleep } from 'node:timers/promises';
import { EXECUTORS, startToyGateway, type ToyGateway } from '../gateway.fixtures.js';

const POSTI = '{ ambiti { numero posti } }';
const PREFLIGHT = { 'apollo-require-preflight': '1' };

describe.each(EXECUTORS)('asked the very same again, through the %s executor,', (_name, compiledExecutor) => {
  let gateway: ToyGateway;
  beforeAll(async () => {
    gateway = await startToyGateway({ compiledExecutor, revalidation: true, keptMegabytes: 1 });
  });
  afterAll(() => gateway.stop());
  beforeEach(async () => {
    publish('1');
    await known();
  });

  const publish = (marca: string | undefined) =>
    [gateway.anagrafe, gateway.servizi].forEach((subgraph) => subgraph.publish(marca));
  const asked = () => gateway.anagrafe.received.length + gateway.servizi.received.length;
  const get = (headers: Record<string, string> = {}, query = POSTI) =>
    fetch(`${gateway.url}/graphql?query=${encodeURIComponent(query)}`, { headers: { ...PREFLIGHT, ...headers } });
  /** What the same question, asked twice, costs the second time, in requests to subgraphs. */
  const again = async (query: string, variables = {}) => {
    const first = await gateway.ask(query, variables);
    const before = asked();
    const second = await gateway.ask(query, variables);
    expect([second.status, second.text]).toEqual([first.status, first.text]);
    return asked() - before;
  };
  /** The marks of both have come to the gateway. */
  const known = async () => {
    while ((await again(POSTI)) > 0) {
      await sleep(20);
    }
  };

  test('by POST, an answer of published data is given again without a subgraph being asked for any of it', async () => {
    expect(await again(POSTI)).toBe(0);
    expect(await again('query ($n: Int!) { ambito(numero: $n) { nome } }', { n: 4 })).toBe(0);
    expect(await again('query ($n: Int!) { ambito(numero: $n) { nome } }', { n: 1 })).toBe(0);
  });

  test('the answer after something was published is a new one, at once', async () => {
    publish('2');
    const before = asked();
    await gateway.ask(POSTI);
    expect(asked()).toBeGreaterThan(before);
  });

  test.each([
    ['with an error', '{ ambiti { numero riservato } }'],
    ['to a change', 'mutation { rinomina(numero: 4, nome: "altro") { nome } }'],
    ['to a question that is refused', '{ nulla }'],
  ])('an answer %s is made each time', async (_what, query) => {
    const alone = await gateway.ask(query);
    const before = asked();
    const { text } = await gateway.ask(query);
    const once = asked() - before;
    expect([JSON.parse(text), once]).toEqual([expect.objectContaining(alone.data ? { data: alone.data } : {}), once]);
    expect(query.includes('nulla') || once > 0).toBe(true);
  });

  test('where a subgraph does not say how it stands, it is asked, and missed where it does not answer', async () => {
    gateway.servizi.publish(undefined);
    expect(await again(POSTI)).toBeGreaterThan(0);
    publish('1');
    await known();
    await gateway.servizi.stop();
    const { errors } = await gateway.ask(POSTI);
    expect(errors).toMatchObject([{ extensions: { code: 'SERVIZIO_NON_DISPONIBILE', servizio: 'servizi' } }]);
    await gateway.servizi.start();
    await known();
  });

  test('by GET it keeps its tag, for nobody in particular and for no one else', async () => {
    let etag: string | null = null;
    while (!etag) {
      etag = (await get()).headers.get('etag');
    }
    const before = asked();
    const same = await get();
    const other = await get({ cookie: 'a=b' });
    const have = await get({ 'if-none-match': etag });
    expect(asked()).toBe(before);
    expect(
      [same, other, have].map(({ status, headers }) => [status, headers.get('etag'), headers.get('cache-control')]),
    ).toEqual([
      [200, etag, 'public, no-cache'],
      [200, null, 'no-store'],
      [304, etag, 'public, no-cache'],
    ]);
    expect(await other.text()).toBe(await same.text());
  });

  test('by GET, what was kept for who may have no tag is given with one to who may', async () => {
    const [first, again] = [
      await get({ cookie: 'a=b' }, '{ ambiti { posti } }'),
      await get({}, '{ ambiti { posti } }'),
    ];
    expect([first.headers.get('etag'), again.headers.get('etag')]).toEqual([null, expect.stringMatching(/^"/)]);
    expect(await again.text()).toBe(await first.text());
  });

  test('each answer has its own name in the log', async () => {
    const ids = [await get(), await get()].map(({ headers }) => headers.get('x-request-id'));
    expect(new Set(ids).size).toBe(2);
  });
});
