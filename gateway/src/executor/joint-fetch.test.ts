import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { joinedQuery } from './joint-query.js';
import { ours, type Pair, requestFor, seen } from './pair.fixtures.js';
import type { RandomSubgraph } from './subgraphs.fixtures.js';

const CABINA = readFileSync(new URL('../../../schema/operations/01-cabina-di-regia.graphql', import.meta.url), 'utf8');

describe('three questions to one subgraph at one moment', () => {
  let pair: Pair;
  let asst: RandomSubgraph;
  beforeAll(async () => {
    pair = await ours();
    asst = pair.subgraphs.find(({ servizio }) => servizio === 'asst')!;
  });
  afterEach(() => Reflect.deleteProperty(asst, 'post'));
  afterAll(() => pair.stop());

  const request = () =>
    requestFor(pair, { text: CABINA, variables: { anno: 2020, triennio: '2021-2023' } }, parse(CABINA));

  async function both(): Promise<Array<{ readonly answer: unknown; readonly asked: number }>> {
    const answers = [];
    for (const execute of [pair.compiled, pair.engine]) {
      asst.asked = 0;
      answers.push({ answer: await seen(execute, request()), asked: asst.asked });
    }
    return answers;
  }

  test('are one request, with the same answer', async () => {
    const [compiled, engine] = await both();
    expect([compiled!.asked, engine!.asked]).toEqual([1, 3]);
    expect(compiled!.answer).toEqual(engine!.answer);
  });

  test('find no answer together: each says so at its own place', async () => {
    asst.post = async () => {
      throw new Error('nobody there');
    };
    const [compiled, engine] = await both();
    expect(compiled!.answer).toEqual(engine!.answer);
    expect(JSON.stringify(compiled!.answer)).toContain('SERVIZIO_NON_DISPONIBILE');
  });

  test('are asked again one by one when what comes back is nobody’s in particular', async () => {
    const { post } = asst;
    asst.post = async (text) => {
      const { status, body } = await post.call(asst, text);
      return { status, body: Buffer.from(body.toString().replace(/}$/, ',"errors":[{"message":"di chi?"}]}')) };
    };
    const [compiled, engine] = await both();
    expect([compiled!.asked, engine!.asked]).toEqual([4, 3]);
    expect(compiled!.answer).toEqual(engine!.answer);
  });

  test('leave out only the one whose entities do not come back as many as they were', async () => {
    const { post } = asst;
    asst.post = async (text) => {
      const { status, body } = await post.call(asst, text);
      const { data } = JSON.parse(body.toString()) as { data: Record<string, unknown[]> };
      const name = /(\w+):_entities\(representations:\$\w+\){\.\.\.on Ambito/.exec(text)?.[1] ?? '_entities';
      if (text.includes('on Ambito')) {
        data[name]!.pop();
      }
      return { status, body: Buffer.from(JSON.stringify({ data })) };
    };
    const [compiled, engine] = await both();
    expect([compiled!.asked, engine!.asked]).toEqual([1, 3]);
    expect(compiled!.answer).toEqual(engine!.answer);
  });
});

describe('a joint document', () => {
  const question = (inside: string, more = '') =>
    `query X($representations:[_Any!]!${more}){_entities(representations:$representations){...on A{${inside}}}}`;

  test('has an answer and a list of entities for each question, and their variables once', () => {
    const [one, two] = [question('b(anno:$anno)', ',$anno:Int!'), question('c(anno:$anno)', ',$anno:Int!')];
    expect(joinedQuery([one, two])).toBe(
      'query($representations_0:[_Any!]!$representations_1:[_Any!]!$anno:Int!)' +
        '{_0:_entities(representations:$representations_0){...on A{b(anno:$anno)}}' +
        '_1:_entities(representations:$representations_1){...on A{c(anno:$anno)}}}',
    );
  });

  test.each([
    ['a variable of two types', question('b(n:$n)', ',$n:Int'), question('b(n:$n)', ',$n:String')],
    ['a name that is taken', question('b(n:$representations_0)', ',$representations_0:Int'), question('b')],
    ['a root field', '{a{b}}', question('b')],
    ['a mutation', 'mutation{_entities(representations:$representations){...on A{b}}}', question('b')],
    ['a fragment', `${question('...F')}fragment F on A{b}`, question('b')],
    ['a directive', question('b').replace('){_', ')@live{_'), question('b')],
  ])('is none for %s', (_, one, two) => {
    expect(joinedQuery([one, two])).toBeUndefined();
  });
});
