import { LUNGHI } from '@trama/test-kit/lunghi';
import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { randomOperation } from './operations.fixtures.js';
import { type Execute, ours, type Pair, requestFor, seen, synthetic } from './pair.fixtures.js';
import { HONEST, HOSTILE, type Mischief } from './subgraphs.fixtures.js';

const RUNS = LUNGHI ? 4_000 : 40;
const TIMEOUT_MS = RUNS * 2_000;

function agreement(pair: () => Pair, mischief: Mischief): Promise<void> {
  return fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(), async (what, how) => {
      const { schema, subgraphs, compiled, engine } = pair();
      const operation = randomOperation(schema, what);
      const document = parse(operation.text);
      fc.pre(validate(schema, document).length === 0);
      subgraphs.forEach((subgraph) => Object.assign(subgraph, { seed: how, mischief }));
      const ask = (execute: Execute) => seen(execute, requestFor(pair(), operation, document));
      expect({ operation, ...Object(await ask(compiled)) }).toEqual({ operation, ...Object(await ask(engine)) });
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
}

describe.each([
  ['a graph of interfaces, unions and requirements', synthetic],
  ['our graph', ours],
])('on %s, whatever the operation', (_, start) => {
  let pair: Pair;
  beforeAll(async () => void (pair = await start()));
  afterAll(() => pair.stop());

  test(
    'the compiled answers are the engine’s, when the services keep their promises',
    () => agreement(() => pair, HONEST),
    TIMEOUT_MS,
  );
  test('and when they say anything at all', () => agreement(() => pair, HOSTILE), TIMEOUT_MS);
});
