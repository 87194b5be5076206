import { PUBBLICO } from '@trama/kernel/identity';
import { createLog } from '@trama/kernel/log';
import fc from 'fast-check';
import type { FastifyRequest } from 'fastify';
import { entityTag, isAmong } from './entity-tag.js';
import { Outcomes } from './outcomes.js';
import { Question } from './question.js';
import { Revalidation } from './revalidation.js';

const OGGI = '2026-03-01';
const JSON_TYPE = 'application/json; charset=utf-8';
const log = createLog('prova', 'silent');

const request = (over: Partial<Record<'method' | 'url', string>> = {}, headers: Record<string, string> = {}) =>
  ({ method: 'GET', url: '/graphql?query=%7Bambiti%7Bnumero%7D%7D', ...over, headers }) as unknown as FastifyRequest;

/** A gateway's memory, with the marks in the hands of the test. */
function memory() {
  const marks = new Map<string, string | undefined>([['ats', 'r.1']]);
  let giorno = OGGI;
  const revalidation = new Revalidation({
    markOf: (servizio) => marks.get(servizio),
    outcomes: new Outcomes(log),
    today: () => giorno,
  });
  const question = (headers: Record<string, string> = {}, url?: string): Question =>
    new Question(request(url === undefined ? {} : { url }, headers), PUBBLICO);
  const answered = (mark: string | undefined = `r.1.${OGGI}`, body = '{}', url?: string) => {
    const asked = question({}, url);
    asked.heard.hear('ats', mark);
    asked.heard.whole();
    return revalidation.keep(asked, JSON_TYPE, body);
  };
  return { marks, revalidation, question, answered, setDay: (day: string) => void (giorno = day) };
}

describe('who may be told that what they have still holds', () => {
  test.each<[string, FastifyRequest, Partial<typeof PUBBLICO>]>([
    ['a POST', request({ method: 'POST' }), {}],
    ['a token, whoever it is of', request({}, { authorization: 'Bearer x' }), {}],
    ['a cookie, whatever is in it', request({}, { cookie: 'a=b' }), {}],
    ['somebody', request(), { ruolo: 'CABINA_REGIA' }],
  ])('is not %s', (_what, asked, over) => {
    const question = new Question(asked, { ...PUBBLICO, ...over });
    const { revalidation, answered } = memory();
    answered();
    question.heard.hear('ats', `r.1.${OGGI}`);
    question.heard.whole();
    expect([question.isNobodys, question.ifNoneMatch]).toEqual([false, undefined]);
    expect([revalidation.unchanged(question), revalidation.keep(question, JSON_TYPE, '{}')]).toEqual([
      undefined,
      undefined,
    ]);
  });

  test.each([
    ['variables', { url: '/graphql?query=%7Bambiti%7Bnumero%7D%7D&variables=%7B%22a%22:true%7D' }, {}],
    ['operation name', { url: '/graphql?query=%7Bambiti%7Bnumero%7D%7D&operationName=A' }, {}],
    ['extensions', { url: '/graphql?query=%7Bambiti%7Bnumero%7D%7D&extensions=%7B%7D' }, {}],
    ['order of fields', { url: '/graphql?query=%7Bambiti%7Bnome%20numero%7D%7D' }, {}],
    ['media type', {}, { accept: 'application/graphql-response+json' }],
    ['word against forgery', {}, { 'apollo-require-preflight': '1' }],
  ])('is who asked the same, and not with another %s', (_what, over, headers) => {
    const key = (asked: FastifyRequest) => new Question(asked, PUBBLICO).key;
    expect(key(request(over, headers))).toBe(key(request(over, headers)));
    expect(key(request(over, headers))).not.toBe(key(request()));
  });
});

describe('an answer', () => {
  test('holds for who has it, while its mark does, and for nobody else', () => {
    const { revalidation, question, answered, marks } = memory();
    const etag = answered()!;
    expect(revalidation.unchanged(question({ 'if-none-match': `W/"x", ${etag}` }))).toBe(etag);
    expect(revalidation.unchanged(question({ 'if-none-match': `W/${etag}` }))).toBe(etag);
    for (const given of ['', '*', '"x"', etag.slice(0, -2), etag.replaceAll('"', '')]) {
      expect(revalidation.unchanged(question({ 'if-none-match': given }))).toBeUndefined();
    }
    expect(revalidation.unchanged(question())).toBeUndefined();
    marks.set('ats', undefined);
    expect(revalidation.unchanged(question({ 'if-none-match': etag }))).toBeUndefined();
    marks.set('ats', 'r.2');
    expect(revalidation.unchanged(question({ 'if-none-match': etag }))).toBeUndefined();
    marks.set('ats', 'altro.1');
    expect(revalidation.unchanged(question({ 'if-none-match': etag }))).toBeUndefined();
  });

  test('does not outlive its day: borders and residents of today are others tomorrow', () => {
    const { revalidation, question, answered, setDay } = memory();
    const etag = answered()!;
    setDay('2026-03-02');
    expect(revalidation.unchanged(question({ 'if-none-match': etag }))).toBeUndefined();
    expect(answered()).toBeUndefined();
  });

  test.each<[string, (asked: Question) => void]>([
    ['has nothing of a subgraph in it', () => undefined],
    ['has something live in it', (asked) => asked.heard.hear('ats', undefined)],
    ['is of a mark that is over', (asked) => asked.heard.hear('ats', `r.0.${OGGI}`)],
    ['is of a subgraph whose mark is not known', (asked) => asked.heard.hear('asst', `r.1.${OGGI}`)],
    [
      'stands under two marks of one subgraph',
      ({ heard }) => [`r.0.${OGGI}`, `r.1.${OGGI}`].forEach((mark) => heard.hear('ats', mark)),
    ],
    [
      'was live once, whatever came after',
      ({ heard }) => [undefined, `r.1.${OGGI}`].forEach((mark) => heard.hear('ats', mark)),
    ],
  ])('is not kept when it %s', (_what, hear) => {
    const { revalidation, question } = memory();
    const asked = question();
    hear(asked);
    asked.heard.whole();
    expect(revalidation.keep(asked, JSON_TYPE, '{}')).toBeUndefined();
    expect(revalidation.size).toBe(0);
  });

  test('is not kept when it is not whole', () => {
    const { revalidation, question } = memory();
    const asked = question();
    asked.heard.hear('ats', `r.1.${OGGI}`);
    expect(revalidation.keep(asked, JSON_TYPE, '{}')).toBeUndefined();
  });

  test('is forgotten when others were asked for more lately, and all are when something is published', () => {
    const { revalidation, question, answered } = memory();
    const first = answered(undefined, '{}', '/graphql?query=0')!;
    const second = answered(undefined, '{}', '/graphql?query=1')!;
    expect([first, revalidation.size]).toEqual([second, 2]);
    const again = (n: number) => revalidation.unchanged(question({ 'if-none-match': first }, `/graphql?query=${n}`));
    for (let n = 2; n < 4_001; n += 1) {
      again(0);
      answered(undefined, '{}', `/graphql?query=${n}`);
    }
    expect([again(0), again(1), revalidation.size]).toEqual([first, undefined, 4_000]);
    revalidation.forget();
    expect([again(0), revalidation.size]).toEqual([undefined, 0]);
  });

  test('has a tag of its bytes and of what they are', () => {
    expect(entityTag('a', 'b')).not.toBe(entityTag('a', 'c'));
    expect(entityTag('a', 'b')).not.toBe(entityTag('c', 'b'));
    expect(entityTag('a', 'b')).toMatch(/^"[\w-]{43}"$/);
    expect(isAmong('"a"', undefined)).toBe(false);
  });
});

/**
 * Publishing, hearing of it, asking and answering, in any order and with any delay between them. What a subgraph reads is of
 * the moment of reading; the mark it gives is the one that it had heard when the request came.
 */
class World {
  private published = 0;
  private heardBySubgraph = 0;
  private heardByGateway: number | undefined = 0;
  private readonly under: Array<{ asked: Question; mark: number; read: number | undefined }> = [];
  /** By tag, what clients hold. */
  private readonly held = new Map<string, number>();
  private readonly revalidation = new Revalidation({
    markOf: () => (this.heardByGateway === undefined ? undefined : `r.${this.heardByGateway}`),
    outcomes: new Outcomes(log),
    today: () => OGGI,
  });
  revalidated = 0;

  private readonly question = (headers = {}) => new Question(request({}, headers), PUBBLICO);

  readonly steps: ReadonlyArray<(n: number) => void> = [
    () => void (this.published += 1),
    () => void (this.heardBySubgraph = this.published),
    () => {
      if (this.heardByGateway !== this.heardBySubgraph) {
        this.heardByGateway = this.heardBySubgraph;
        this.revalidation.forget();
      }
    },
    () => void (this.heardByGateway = undefined),
    () => void this.under.push({ asked: this.question(), mark: this.heardBySubgraph, read: undefined }),
    (n) => {
      const one = this.under[n % this.under.length];
      if (one) {
        one.read ??= this.published;
      }
    },
    (n) => this.end(n),
    (n) => this.askAgain(n),
    (n) => this.askAgain(n + 1),
  ];

  private end(n: number): void {
    const [one] = this.under.splice(n % (this.under.length || 1), 1);
    if (!one) {
      return;
    }
    const version = one.read ?? this.published;
    one.asked.heard.hear('ats', `r.${one.mark}.${OGGI}`);
    one.asked.heard.whole();
    const body = `{"data":${version}}`;
    this.revalidation.keep(one.asked, JSON_TYPE, body);
    this.held.set(entityTag(JSON_TYPE, body), version);
  }

  /** Somebody asks with one of the tags that were ever given. */
  private askAgain(n: number): void {
    const [tag, version] = [...this.held][n % this.held.size] ?? [];
    if (tag === undefined || version === undefined) {
      return;
    }
    if (this.revalidation.unchanged(this.question({ 'if-none-match': tag })) !== undefined) {
      this.revalidated += 1;
      expect(this.heardByGateway).toBeDefined();
      // Never older than what the gateway knows to be out: the same as what it knows, as soon as it knows all.
      expect(version).toBeGreaterThanOrEqual(this.heardByGateway!);
      expect(this.heardByGateway === this.published ? version : this.published).toBe(this.published);
    }
  }
}

test('nobody is told that an answer holds which is older than what is known to be published', () => {
  let revalidated = 0;
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(8), fc.nat(50)), { minLength: 40, maxLength: 150, size: 'max' }), (events) => {
      const world = new World();
      events.forEach(([step, n]) => world.steps[step]!(n));
      revalidated += world.revalidated;
    }),
    { numRuns: 1_500, seed: 48 },
  );
  // Otherwise nothing was tried.
  expect(revalidated).toBeGreaterThan(1_000);
});
