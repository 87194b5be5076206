import { setTimeout as pause } from 'node:timers/promises';
import { startToyGateway, type ToyGateway } from '../gateway.fixtures.js';

const ready = async (gateway: ToyGateway) => {
  const response = await fetch(`${gateway.url}/health/ready`);
  return [response.status, await response.json()];
};

describe('whoever keeps the platform running', () => {
  let gateway: ToyGateway;
  beforeEach(async () => void (gateway = await startToyGateway()));
  afterEach(() => gateway.stop());

  test('knows that the gateway is alive, whatever is missing', async () => {
    await gateway.anagrafe.stop();
    const response = await fetch(`${gateway.url}/health/live`);
    expect([response.status, await response.json()]).toEqual([200, { stato: 'vivo' }]);
    expect((await fetch(`${gateway.url}/health/live`, { method: 'HEAD' })).status).toBe(200);
  });

  test('is told that every part is there', async () => {
    expect(await ready(gateway)).toEqual([
      200,
      { stato: 'pronto', subgraph: { anagrafe: 'pronto', servizi: 'pronto' } },
    ]);
  });

  test('is told which part is missing, and the others still serve', async () => {
    await gateway.servizi.stop();
    expect(await ready(gateway)).toEqual([
      200,
      { stato: 'parziale', subgraph: { anagrafe: 'pronto', servizi: 'irraggiungibile' } },
    ]);
  });

  test('is told which part hangs, within a second or so', async () => {
    gateway.servizi.behave(() => undefined);
    const started = Date.now();
    expect(await ready(gateway)).toMatchObject([200, { subgraph: { servizi: 'irraggiungibile' } }]);
    expect(Date.now() - started).toBeLessThan(1_800);
  });

  test('is told that nothing can be served when no part is there or ready', async () => {
    await gateway.servizi.stop();
    gateway.anagrafe.behave((_request, response) => void response.writeHead(503).end());
    expect(await ready(gateway)).toEqual([
      503,
      { stato: 'non pronto', subgraph: { anagrafe: 'non pronto', servizi: 'irraggiungibile' } },
    ]);
  });

  test('does not make the parts work by asking often', async () => {
    await Promise.all(Array.from({ length: 20 }, () => ready(gateway)));
    expect(gateway.anagrafe.received.map((request) => request.url)).toEqual(['/health/ready']);
  });
});

describe('a gateway that is told to stop', () => {
  test('finishes the answer under way, takes no new caller, and says so', async () => {
    const gateway = await startToyGateway();
    let answer: (() => void) | undefined;
    gateway.servizi.behave((_request, response) => void (answer = () => response.end('{"data":{"unita":5}}')));
    const underWay = gateway.ask('{ unita }');
    while (!answer) {
      await pause(5);
    }
    const stopped = gateway.stop();
    answer();
    expect((await underWay).data).toEqual({ unita: 5 });
    await stopped;
    await expect(fetch(`${gateway.url}/health/live`)).rejects.toThrow();
  });
});
