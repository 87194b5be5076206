import { type HTTPGraphQLResponse, HeaderMap } from '@apollo/server';
import { type Chiamante, PUBBLICO } from '@trama/kernel/identity';
import { createLog } from '@trama/kernel/log';
import fc from 'fast-check';
import type { FastifyRequest } from 'fastify';
import { completeOf } from '../http/answer-bytes.js';
import { KeptAnswers } from './kept-answers.js';
import { Question } from './question.js';

const OGGI = '2026-03-01';
const QUERY = '{ ambiti { numero } }';
const UDP: Chiamante = { subject: 'udp4', ruolo: 'UFFICIO_DI_PIANO', ambito: 4, asst: null, ente: null, scope: [] };

const request = (over: object = {}, headers: object = {}) =>
  ({
    ...{ method: 'POST', url: '/graphql', body: { query: QUERY } },
    ...over,
    headers: { 'content-type': 'application/json', ...headers },
  }) as unknown as FastifyRequest;

const answerOf = (text: string, over: Partial<HTTPGraphQLResponse> = {}): HTTPGraphQLResponse => ({
  status: undefined,
  headers: new HeaderMap([['content-type', 'application/json']]),
  body: completeOf(Buffer.from(text)),
  ...over,
});

/** A gateway's memory, with the marks in the hands of the test. */
function memory(megabytes = 1) {
  const heard = new Map<string, string | undefined>([['ats', 'r.1']]);
  const said = new Map<string, string | undefined>([['ats', 'r.1']]);
  let giorno = OGGI;
  let asked = 0;
  const kept = new KeptAnswers({
    megabytes,
    markOf: (servizio) => heard.get(servizio),
    markNow: async (servizio) => {
      asked += 1;
      return said.get(servizio);
    },
    log: createLog('prova', 'silent'),
    today: () => giorno,
  });
  const answered = (question: Question, text = '{"data":1}', marks = [`r.1.${OGGI}`] as Array<string | undefined>) => {
    marks.forEach((mark) => question.heard.hear('ats', mark));
    question.heard.whole();
    kept.keep(question, answerOf(text), undefined);
  };
  const again = async (question = new Question(request(), PUBBLICO)) => {
    const found = await kept.get(question);
    return found && textOf(found.answer);
  };
  const publish = (mark: string | undefined) => [heard, said].forEach((marks) => marks.set('ats', mark));
  const setDay = (day: string) => void (giorno = day);
  return { kept, heard, said, answered, again, publish, setDay, asked: () => asked };
}

const bodyOf = ({ body }: HTTPGraphQLResponse) => (body as unknown as { string: Buffer }).string;
const textOf = (answer: HTTPGraphQLResponse) => bodyOf(answer).toString();

describe('an answer of published data', () => {
  test('is given again to who asks the very same, with what it was sent with', async () => {
    const { kept, answered, asked } = memory();
    answered(new Question(request(), UDP));
    const { answer } = (await kept.get(new Question(request(), UDP)))!;
    expect([textOf(answer), answer.headers.get('content-type'), asked()]).toEqual([
      ...['{"data":1}', 'application/json', 1],
    ]);
  });

  test.each<[string, FastifyRequest, Chiamante]>([
    ['the public', request(), PUBBLICO],
    ['another person of the same role', request(), { ...UDP, subject: 'altri' }],
    ['the same person in another role', request(), { ...UDP, ruolo: 'CABINA_REGIA' }],
    ['the same person, of another ambito', request(), { ...UDP, ambito: 5 }],
    ['the same person with another scope', request(), { ...UDP, scope: ['dati-aperti'] }],
    ['who asks for something else', request({ body: { query: '{ ambiti { nome } }' } }), UDP],
    ['who says it in other words', request({ body: { query: '{ambiti{numero}}' } }), UDP],
    ['who gives another variable', request({ body: { query: QUERY, variables: { anno: 2021 } } }), UDP],
    ['who names another operation', request({ body: { query: QUERY, operationName: 'A' } }), UDP],
    ['who asks by GET', request({ method: 'GET', body: undefined, url: '/graphql?query=x' }), UDP],
    ['who wants another media type', request({}, { accept: 'application/graphql-response+json' }), UDP],
  ])('is not given to %s', async (_who, asking, chiamante) => {
    const { answered, again } = memory();
    answered(new Question(request(), UDP));
    expect(await again(new Question(asking, chiamante))).toBeUndefined();
    expect(await again(new Question(request(), UDP))).toBeDefined();
  });

  test('is made anew as soon as the database has another mark, also before anybody was told', async () => {
    const { answered, again, said, publish } = memory();
    answered(new Question(request(), PUBBLICO));
    said.set('ats', 'r.2');
    expect(await again()).toBeUndefined();
    publish('r.1');
    expect(await again()).toBeDefined();
    for (const mark of ['r.2', 'altro.1', undefined]) {
      publish(mark);
      expect(await again()).toBeUndefined();
    }
  });

  test('is not asked about when its mark is known to be over', async () => {
    const { answered, again, heard, asked } = memory();
    answered(new Question(request(), PUBBLICO));
    heard.set('ats', 'r.2');
    expect([await again(), asked()]).toEqual([undefined, 0]);
  });

  test('does not outlive its day', async () => {
    const { answered, again, setDay } = memory();
    answered(new Question(request(), PUBBLICO));
    setDay('2026-03-02');
    expect(await again()).toBeUndefined();
  });

  test('is forgotten when something is published', async () => {
    const { answered, again, kept } = memory();
    answered(new Question(request(), PUBBLICO));
    kept.forget();
    expect(await again()).toBeUndefined();
  });

  test.each<[string, Array<string | undefined>]>([
    ['nothing of a subgraph', []],
    ['something live', [undefined]],
    ['two marks of one subgraph', [`r.0.${OGGI}`, `r.1.${OGGI}`]],
  ])('is not kept with %s in it', async (_what, marks) => {
    const { answered, again } = memory();
    answered(new Question(request(), PUBBLICO), undefined, marks);
    expect(await again()).toBeUndefined();
  });

  test.each<[string, boolean, Partial<HTTPGraphQLResponse>]>([
    ['it has an error', false, {}],
    ['it is a refusal', true, { status: 400 }],
    ['it comes in pieces', true, { body: { kind: 'chunked', asyncIterator: undefined as never } }],
  ])('is not kept when %s', async (_what, isWhole, over) => {
    const { kept, again } = memory();
    const question = new Question(request(), PUBBLICO);
    question.heard.hear('ats', `r.1.${OGGI}`);
    if (isWhole) {
      question.heard.whole();
    }
    kept.keep(question, answerOf('{}', over), undefined);
    expect(await again()).toBeUndefined();
  });

  test('takes no more room than there is, and a long one not the room of all others', async () => {
    const { kept, answered, again } = memory();
    const asking = (n: number) => new Question(request({ body: { query: `{ n${n} }` } }), PUBBLICO);
    answered(asking(0), 'x'.repeat(200_000));
    expect(await again(asking(0))).toBeUndefined();
    for (let n = 1; n <= 30; n += 1) {
      answered(asking(n), 'x'.repeat(100_000));
    }
    const held = await Promise.all(Array.from({ length: 30 }, (_, n) => again(asking(n + 1))));
    expect(held.map((text) => text !== undefined).indexOf(true)).toBe(20);
    // A short answer is not a corner of a larger piece of memory, which would be held with it.
    answered(asking(31));
    const bytes = bodyOf((await kept.get(asking(31)))!.answer);
    expect(bytes.buffer.byteLength).toBe(bytes.length);
  });
});

/** Publishing, hearing of it, asking and being told, in any order and with any delay between them. */
class World {
  private published = 0;
  private heard = 0;
  private readonly waiting: Array<(mark: string) => void> = [];
  private readonly asking: Array<Promise<void>> = [];
  readonly given: Array<{ readonly since: number; readonly version: number }> = [];
  private readonly kept = new KeptAnswers({
    megabytes: 1,
    markOf: () => `r.${this.heard}`,
    markNow: () => new Promise((tell) => this.waiting.push(tell)),
    log: createLog('prova', 'silent'),
    today: () => OGGI,
  });

  readonly steps: ReadonlyArray<() => void> = [
    () => void (this.published += 1),
    () => {
      if (this.heard !== this.published) {
        this.heard = this.published;
        this.kept.forget();
      }
    },
    () => this.answer(this.heard),
    () => void this.asking.push(this.ask()),
    () => void this.asking.push(this.ask()),
    () => this.tellOne(),
  ];

  async end(): Promise<void> {
    while (this.waiting.length > 0) {
      this.tellOne();
    }
    await Promise.all(this.asking);
  }

  /** What is read is of now; the mark it stands under may be an older one. */
  private answer(mark: number): void {
    const question = new Question(request(), PUBBLICO);
    question.heard.hear('ats', `r.${mark}.${OGGI}`);
    question.heard.whole();
    this.kept.keep(question, answerOf(String(this.published)), undefined);
  }

  private async ask(): Promise<void> {
    const since = this.published;
    const found = await this.kept.get(new Question(request(), PUBBLICO));
    if (found) {
      this.given.push({ since, version: Number(textOf(found.answer)) });
    }
  }

  private tellOne(): void {
    this.waiting.shift()?.(`r.${this.published}`);
  }
}

test('nobody is given what was so before something that was written before they asked', async () => {
  let given = 0;
  const step = fc.nat(5);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
      const world = new World();
      for (const one of steps) {
        world.steps[one]!();
        await Promise.resolve();
      }
      await world.end();
      given += world.given.length;
      expect(world.given.filter(({ since, version }) => version < since)).toEqual([]);
    }),
    { numRuns: 1_500, seed: 54 },
  );
  // Otherwise nothing was tried.
  expect(given).toBeGreaterThan(500);
});
