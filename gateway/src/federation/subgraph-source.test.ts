import { setImmediate as turn } from 'node:timers/promises';
import { AssertionSigner, newAssertionKey } from '@trama/identity/assertion';
import { type Chiamante, PUBBLICO } from '@trama/kernel/identity';
import { createLog } from '@trama/kernel/log';
import { startToyGateway } from '../gateway.fixtures.js';
import { Ending } from '../ending.js';
import type { RequestContext } from '../request-context.js';
import { SubgraphSource } from './subgraph-source.js';
import type { SubgraphAnswer } from './subgraph-client.js';

const CABINA: Chiamante = { ...PUBBLICO, subject: 'cabina', ruolo: 'CABINA_REGIA' };

interface Sent {
  readonly body: string;
  readonly assertion: string;
  readonly ending: Ending | null;
  answer(data: object): void;
}

describe('the same question of one moment', () => {
  let sent: Sent[];
  let source: SubgraphSource;
  const sourceWith = (singleFlight: boolean) => {
    sent = [];
    const post = (body: string, headers: Record<string, string>, ending: Ending | null) =>
      new Promise<SubgraphAnswer>((resolve, reject) => {
        ending?.add({ end: reject });
        const answer = (data: object) => resolve({ status: 200, body: Buffer.from(JSON.stringify({ data })) });
        sent.push({ body, assertion: Object.values(headers)[0]!, ending, answer });
      });
    const signer = new AssertionSigner({ ats: newAssertionKey() });
    return new SubgraphSource({ servizio: 'ats', post }, { signer, singleFlight, log: createLog('prova', 'silent') });
  };
  beforeEach(() => void (source = sourceWith(true)));

  const ask = (
    { isOpen = true, isMutation = false, body = '{}' },
    { chiamante = CABINA, ending = new Ending() }: Partial<RequestContext> = {},
  ) => {
    const context: RequestContext = { chiamante, ending, requestId: 'r', spend: () => undefined };
    return source.ask({ query: '{ n }', isOpen, isMutation, body, entities: undefined }, context);
  };
  /** Everything is asked that can be before an answer comes. */
  const settle = async () => {
    for (let i = 0; i < 5; i += 1) {
      await turn();
    }
  };

  test('is asked twice and once more for all who came meanwhile, with an assertion each', async () => {
    const answers = Array.from({ length: 10 }, () => ask({}));
    await settle();
    expect(sent).toHaveLength(2);
    sent[0]!.answer({ n: 1 });
    await settle();
    expect(sent).toHaveLength(3);
    sent[1]!.answer({ n: 2 });
    sent[2]!.answer({ n: 3 });
    const told = (await Promise.all(answers)).map(({ data }) => data!.n);
    expect(told).toEqual([1, 2, 3, 3, 3, 3, 3, 3, 3, 3]);
    expect(new Set(sent.map(({ assertion }) => assertion)).size).toBe(3);
  });

  test.each([
    ['by another caller', (n: number) => ask({}, { chiamante: { ...CABINA, subject: `cabina-${n}` } })],
    ['for something else', (n: number) => ask({ body: `{"n":${n}}` })],
    ['for what not everybody may ask', () => ask({ isOpen: false })],
    ['by a mutation', () => ask({ isMutation: true })],
  ])('is asked each time %s', async (_, asked) => {
    const answers = Array.from({ length: 5 }, (__, n) => asked(n));
    await settle();
    expect(sent).toHaveLength(5);
    sent.forEach(({ answer }, n) => answer({ n }));
    expect((await Promise.all(answers)).map(({ data }) => data!.n)).toEqual([0, 1, 2, 3, 4]);
  });

  test('is asked each time where it was switched off', async () => {
    source = sourceWith(false);
    const answers = Array.from({ length: 5 }, () => ask({}));
    await settle();
    expect(sent).toHaveLength(5);
    sent.forEach(({ answer }) => answer({ n: 0 }));
    await Promise.all(answers);
  });

  test('goes on for the others when one of them goes away', async () => {
    const leaving = new Ending();
    const [first, second] = [ask({}), ask({})];
    const gone = ask({}, { ending: leaving });
    const stays = ask({});
    await settle();
    sent[0]!.answer({ n: 1 });
    await settle();
    leaving.come('GONE');
    expect((await gone).data).toBeUndefined();
    expect((await gone).errors![0]!.extensions).toMatchObject({ code: 'SERVIZIO_NON_DISPONIBILE' });
    sent[1]!.answer({ n: 2 });
    sent[2]!.answer({ n: 3 });
    expect((await Promise.all([first, second, stays])).map(({ data }) => data!.n)).toEqual([1, 2, 3]);
  });
});

test('many who open one page at once are few questions to a subgraph, and as many as they are where it was switched off', async () => {
  const receivedWith = async (singleFlight: boolean): Promise<number> => {
    const gateway = await startToyGateway({ singleFlight });
    expect((await gateway.ask('{ unita }')).data).toEqual({ unita: 3 });
    const before = gateway.servizi.received.length;
    gateway.servizi.behave((_request, response) => {
      setTimeout(() => response.setHeader('content-type', 'application/json').end('{"data":{"unita":3}}'), 100);
    });
    const answers = await Promise.all(Array.from({ length: 20 }, () => gateway.ask('{ unita }')));
    expect(answers.map(({ data }) => data)).toEqual(Array.from({ length: 20 }, () => ({ unita: 3 })));
    const received = gateway.servizi.received.length - before;
    await gateway.stop();
    return received;
  };
  expect(await receivedWith(true)).toBeLessThan(10);
  expect(await receivedWith(false)).toBe(20);
});
