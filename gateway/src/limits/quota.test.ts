import type { Chiamante } from '@trama/kernel/identity';
import { PUBBLICO } from '@trama/kernel/identity';
import { TestIssuer } from '@trama/test-kit/issuer';
import { startToyGateway, type ToyGateway } from '../gateway.fixtures.js';
import { Quota } from './quota.js';

const APP: Chiamante = { ...PUBBLICO, subject: 'app-aperta', ruolo: 'APP' };

describe('what a caller may ask in a minute', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  test('is counted for each address of the public and for each known caller, and begins again', async () => {
    const quota = new Quota({ publicPerMinute: 3, knownPerMinute: 5 });
    const takes = async (chi: Chiamante, address: string, times: number) => {
      const waits: number[] = [];
      for (let i = 0; i < times; i += 1) {
        waits.push(await quota.take(chi, address));
      }
      return waits;
    };
    expect(await takes(PUBBLICO, '10.0.0.1', 4)).toEqual([0, 0, 0, expect.any(Number)]);
    expect(await takes(PUBBLICO, '10.0.0.2', 1)).toEqual([0]);
    // A known caller is one caller, wherever it asks from.
    expect(
      [...(await takes(APP, '10.0.0.1', 3)), ...(await takes(APP, '10.0.0.9', 3))].filter((wait) => wait > 0),
    ).toHaveLength(1);
    const [wait] = await takes(PUBBLICO, '10.0.0.1', 1);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    jest.advanceTimersByTime(61_000);
    expect(await takes(PUBBLICO, '10.0.0.1', 1)).toEqual([0]);
  });

  test('counts what a request made the subgraphs do', async () => {
    const quota = new Quota({ publicPerMinute: 10, knownPerMinute: 10 });
    expect(await quota.take(PUBBLICO, 'a')).toBe(0);
    await quota.spend(PUBBLICO, 'a', 9);
    expect(await quota.take(PUBBLICO, 'a')).toBeGreaterThan(0);
  });
});

describe('the gateway', () => {
  let gateway: ToyGateway;
  let issuer: TestIssuer;
  beforeAll(async () => {
    issuer = await TestIssuer.start();
    gateway = await startToyGateway({ identity: issuer.settings(), quota: { publicPerMinute: 6, knownPerMinute: 50 } });
  });
  afterAll(() => Promise.all([gateway.stop(), issuer.stop()]));

  test('tells who asks too much when to come back, asks no subgraph, and goes on answering others', async () => {
    // Two subgraphs: two points each time.
    const query = '{ ambiti { nome posti } }';
    const send = (headers: Record<string, string> = {}) =>
      fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
      });
    const statuses: number[] = [];
    for (let i = 0; i < 3; i += 1) {
      statuses.push((await send()).status);
    }
    gateway.anagrafe.received.length = 0;
    const refused = await send({ 'x-forwarded-for': '203.0.113.7' }); // nobody asked us to believe it
    expect([...statuses, refused.status]).toEqual([200, 200, 200, 429]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'LIMITE_SUPERATO' } }] });
    expect(gateway.anagrafe.received).toEqual([]);
    expect((await send({ authorization: `Bearer ${await issuer.token('udp4')}` })).status).toBe(200);
    expect((await fetch(`${gateway.url}/health/live`)).status).toBe(200);
  });
});

describe('a gateway that cannot keep up', () => {
  test('turns requests away, says when to come back, and recovers', async () => {
    const gateway = await startToyGateway({ maxLoopDelayMs: 50 });
    const { port } = new URL(gateway.url);
    const until = async (status: number) => {
      for (const deadline = Date.now() + 15_000; ;) {
        const response = await fetch(`${gateway.url}/graphql?query=%7Bunita%7D`, {
          headers: { 'apollo-require-preflight': '1' },
        });
        if (response.status === status || Date.now() > deadline) {
          return response;
        }
        // Work that leaves nobody else a turn, until the door has noticed.
        if (status === 503) {
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    try {
      const busy = await until(503);
      expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '5']);
      expect(await busy.json()).toMatchObject({ errors: [{ extensions: { code: 'SERVIZIO_NON_DISPONIBILE' } }] });
      expect((await fetch(`http://127.0.0.1:${port}/health/live`)).status).toBe(200);
      expect((await until(200)).status).toBe(200);
    } finally {
      await gateway.stop();
    }
  });
});
