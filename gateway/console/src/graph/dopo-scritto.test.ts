import { Client, createRequest, fetchExchange } from '@urql/core';
import { pipe, subscribe } from 'wonka';
import { dopoScrittoExchange } from './dopo-scritto';

const LEGGI = '{ caso { versione } }';
const SCRIVI = 'mutation { caso { versione } }';

describe('what is read', () => {
  /** By the order in which they were asked: each is answered when the test says with what. */
  let asked: Array<{ readonly query: string; readonly answer: (versione: number) => Promise<void> }>;
  let seen: number[];
  let client: Client;
  let leave: () => void;

  beforeEach(async () => {
    asked = [];
    seen = [];
    const fetch = (_url: unknown, init?: RequestInit) =>
      new Promise<Response>((resolve) => {
        const { query } = JSON.parse(init?.body as string) as { query: string };
        const answer = (versione: number) => (resolve(Response.json({ data: { caso: { versione } } })), settled());
        asked.push({ query, answer });
      });
    const exchanges = [dopoScrittoExchange, fetchExchange];
    client = new Client({ url: 'http://prova/graphql', fetch, exchanges, preferGetMethod: false });
    const operation = client.createRequestOperation('query', createRequest(LEGGI, {}), {
      requestPolicy: 'network-only',
    });
    leave = pipe(
      client.executeRequestOperation(operation),
      subscribe(({ data, stale }) => void (stale || seen.push((data as { caso: { versione: number } }).caso.versione))),
    ).unsubscribe;
    await settled();
  });
  afterEach(() => leave());

  test('is never from before something that was written while it was asked for', async () => {
    const writing = client.mutation(SCRIVI, {}).toPromise();
    await settled();
    await asked[1]!.answer(2);
    await writing;
    expect(asked.map(({ query }) => query.startsWith('mutation'))).toEqual([false, true, false]);
    await asked[0]!.answer(1);
    expect(seen).toEqual([]);
    await asked[2]!.answer(2);
    expect(seen).toEqual([2]);
  });

  test('is not asked for again when it was there before', async () => {
    await asked[0]!.answer(1);
    const writing = client.mutation(SCRIVI, {}).toPromise();
    await settled();
    await asked[1]!.answer(2);
    await writing;
    expect([seen, asked.length]).toEqual([[1], 2]);
  });

  test('is not asked for again for who has gone', async () => {
    leave();
    const writing = client.mutation(SCRIVI, {}).toPromise();
    await settled();
    await asked[1]!.answer(2);
    await writing;
    expect(asked).toHaveLength(2);
  });
});

const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 10));
