import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { EXECUTORS, startToyGateway, type ToyGateway } from '../gateway.fixtures.js';

const BOTH = 'query Insieme { ambiti { numero nome posti } unita }';
const NAMES = [
  { numero: 1, nome: 'Brescia', posti: null },
  { numero: 4, nome: 'Valle Trompia', posti: null },
];
const SECRET = 'password authentication failed for user app at 10.0.0.3';

type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

const answers =
  (status: number, body: string, headers: Record<string, string> = {}): Behaviour =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);

describe.each(EXECUTORS)(
  'when a part of the platform is missing, the rest of the answer still comes (%s)',
  (_executor, compiledExecutor) => {
    let gateway: ToyGateway;
    beforeAll(
      async () =>
        void (gateway = await startToyGateway({ subgraphTimeoutMs: 200, deadlineMs: 1_000, compiledExecutor })),
    );
    afterEach(() => gateway.servizi.behave(undefined));
    afterAll(() => gateway.stop());

    const broken: Array<[string, Behaviour]> = [
      ['answers 500 with a secret', answers(500, SECRET)],
      ['answers 500 with a secret in JSON', answers(500, JSON.stringify({ error: SECRET, data: { unita: 3 } }))],
      ['answers a page instead of JSON', answers(200, `<html>${SECRET}</html>`)],
      ['answers null', answers(200, 'null')],
      ['answers data: null and no error', answers(200, '{"data":null}')],
      ['answers neither data nor errors', answers(200, '{}')],
      ['sends us elsewhere', answers(302, '', { location: 'http://10.0.0.3/' })],
      ['never answers', () => undefined],
      ['stops half-way', (_request, response) => void response.writeHead(200).write('{"data":')],
      ['hangs up', (request) => void request.socket.destroy()],
      ['answers without end', (_request, response) => flood(response)],
    ];
    test.each(broken)('a service that %s is named, and nothing of it is shown', async (_, behaviour) => {
      gateway.servizi.behave(behaviour);
      const { status, data, errors, text } = await gateway.ask(BOTH);
      expect(status).toBe(200);
      expect(data).toEqual({ ambiti: NAMES, unita: null });
      expect(errors).toHaveLength(2);
      expect(errors).toEqual(expect.arrayContaining([missing(['unita'], ['unita']), missing(['ambiti'], ['posti'])]));
      expectNothingInternal(text);
    });

    test('a service that is not running is named, and works again as soon as it runs', async () => {
      await gateway.servizi.stop();
      const { data, errors, text } = await gateway.ask(BOTH);
      expect(data).toEqual({ ambiti: NAMES, unita: null });
      expect(errors).toContainEqual(missing(['ambiti'], ['posti']));
      expectNothingInternal(text);
      await gateway.servizi.start();
      expect((await gateway.ask(BOTH)).data).toMatchObject({ unita: 3, ambiti: [{ posti: 10 }, { posti: 40 }] });
    });

    test('a list of entities of the wrong length is not spread over the wrong ambiti', async () => {
      gateway.servizi.behave(answers(200, '{"data":{"_entities":[{"posti":7}]}}'));
      const { data, errors } = await gateway.ask('{ ambiti { numero nome posti } }');
      expect(data.ambiti).toEqual(NAMES);
      expect(errors).toEqual([missing(['ambiti'], ['posti'])]);
    });

    test('a broken connection is tried once more for a question', async () => {
      let asked = 0;
      gateway.servizi.behave((request, response) => {
        asked += 1;
        return asked === 1 ? void request.socket.destroy() : answers(200, '{"data":{"unita":8}}')(request, response);
      });
      expect(await gateway.ask('{ unita }')).toMatchObject({ data: { unita: 8 }, errors: [] });
      expect(asked).toBe(2);
    });

    test('a change is never sent twice, and its caller is told how to find out', async () => {
      let asked = 0;
      gateway.anagrafe.behave((request) => {
        asked += 1;
        request.socket.destroy();
      });
      const { data, errors } = await gateway.ask('mutation { rinomina(numero: 1, nome: "x") { nome } }');
      gateway.anagrafe.behave(undefined);
      expect([asked, data]).toEqual([1, { rinomina: null }]);
      expect(errors[0]).toMatchObject({
        path: ['rinomina'],
        message: expect.stringContaining('chiave di idempotenza'),
      });
    });

    test('an answer is never later than the deadline, however slowly a service drips', async () => {
      gateway.servizi.behave((_request, response) => {
        const drip = setInterval(() => response.write(' '), 50);
        response.on('close', () => clearInterval(drip));
      });
      const started = Date.now();
      expect((await gateway.ask('{ unita }')).errors).toEqual([missing(['unita'], ['unita'])]);
      expect(Date.now() - started).toBeLessThan(1_500);
    });

    test('nothing is asked for a client that has gone away', async () => {
      let upstream: ServerResponse | undefined;
      gateway.servizi.behave((_request, response) => void (upstream = response));
      const client = httpRequest(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
      });
      client.on('error', () => undefined).end(JSON.stringify({ query: '{ unita }' }));
      while (!upstream) {
        await pause(5);
      }
      const closed = once(upstream, 'close', { signal: AbortSignal.timeout(150) });
      client.destroy();
      await closed;
    });

    test('a service gets nothing that the client sent about itself, and one reference for the whole request', async () => {
      gateway.servizi.received.length = 0;
      await gateway.ask(
        BOTH,
        {},
        { authorization: 'Bearer segreto', cookie: 'a=b', 'x-request-id': 'mio', 'x-ambito': '4' },
      );
      const [first, second] = gateway.servizi.received.map((request) => request.headers);
      expect(Object.keys(first ?? {}).sort()).toEqual([
        'accept',
        'connection',
        'content-length',
        'content-type',
        'host',
        'x-request-id',
        'x-trama-assertion',
      ]);
      expect(first?.['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
      expect(second?.['x-request-id']).toBe(first?.['x-request-id']);
    });
  },
);

describe.each(EXECUTORS)('a promise of the schema that the data breaks (%s)', (_executor, compiledExecutor) => {
  test('is an error of the answer, never a silent null', async () => {
    const gateway = await startToyGateway({ compiledExecutor });
    gateway.anagrafe.behave(answers(200, '{"data":{"stranezza":{"obbligatorio":null}}}'));
    const { data, errors, text } = await gateway.ask('{ stranezza { obbligatorio } }');
    await gateway.stop();
    expect(data).toEqual({ stranezza: null });
    expect(errors).toEqual([
      {
        message: expect.stringMatching(/^Errore interno/),
        path: ['stranezza', 'obbligatorio'],
        extensions: { code: 'ERRORE_INTERNO', riferimento: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      },
    ]);
    expect(text).not.toContain('valueCompletion');
  });
});

function missing(path: string[], campi: string[]): unknown {
  return {
    message: 'Il servizio "servizi" non risponde: il resto della risposta è valido. Riprova tra poco.',
    path: path[0] === 'unita' ? path : [...path],
    extensions: { code: 'SERVIZIO_NON_DISPONIBILE', servizio: 'servizi', campi },
  };
}

function expectNothingInternal(text: string): void {
  expect(text).not.toMatch(/127\.0\.0\.1|10\.0\.0\.3|http:|:\d{4,5}\b|ECONN|UND_ERR|password|html|stack/i);
}

/** More than any answer may weigh, as fast as it is read. */
function flood(response: ServerResponse): void {
  response.writeHead(200);
  Readable.from(endless()).pipe(response);
}

function* endless(): Generator<Buffer> {
  for (;;) {
    yield Buffer.alloc(1024 * 1024, ' ');
  }
}
