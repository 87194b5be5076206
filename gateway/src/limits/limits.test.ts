import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, getIntrospectionQuery, parse, validate } from 'graphql';
import { startToyGateway, type ToyGateway } from '../gateway.fixtures.js';
import { documentLimits, MAX_TOKENS } from './document-limits.js';

const OPERATIONS = new URL('../../../schema/operations/', import.meta.url);

const times = (n: number, what: (i: number) => string) => Array.from({ length: n }, (_, i) => what(i)).join(' ');

/** Each fragment spreads the next one twice: twice the work for each line, in a text that a message could hold. */
const doubling = (depth: number) =>
  `{ambiti{...f0}}${times(depth, (i) => `fragment f${i} on Ambito{a:elenco{...f${i + 1}}b:elenco{...f${i + 1}}}`)}fragment f${depth} on Ambito{nome}`;

/** As the landing page asks it. */
const WHOLE_SCHEMA = getIntrospectionQuery({
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
  inputValueDeprecation: true,
});

/** The same without aliases: every step is to the other subgraph. */
const crossing = (depth: number) =>
  `{ambiti{...f0}}${times(depth, (i) => `fragment f${i} on Ambito{elenco{...f${i + 1}} vicino{...f${i + 1}}}`)}fragment f${depth} on Ambito{nome}`;

const nested = (field: string, depth: number, leaf: string): string =>
  depth === 0 ? leaf : `${field} { ${nested(field, depth - 1, leaf)} }`;

describe('a request has a size', () => {
  let gateway: ToyGateway;
  beforeAll(async () => void (gateway = await startToyGateway()));
  afterAll(() => gateway.stop());

  const codes = async (query: string) => {
    const { status, errors } = await gateway.ask(query, {}, { accept: 'application/graphql-response+json' });
    return [status, ...new Set(errors.map((error) => error.extensions?.code))];
  };

  test.each([
    ['fragments that double', doubling(9)],
    ['fragments that double until no number holds them', doubling(30)],
    ['fragments that step to another service and back, twice each', crossing(6)],
    ['too many levels', `{ ambiti { ${nested('vicino', 11, 'nome')} } }`],
    [
      'too many levels, in fragments',
      `{ ambiti { ${nested('vicino', 6, '...A')} } } fragment A on Ambito { ${nested('vicino', 5, 'nome')} }`,
    ],
    ['too many fields', `{ ambiti { ${times(401, () => 'nome')} } }`],
    ['too many aliases', `{ ambiti { ${times(21, (i) => `a${i}: nome`)} } }`],
    ['too many root fields', `{ ${times(11, () => 'unita')} }`],
    ['too many root fields, in a fragment', `{ ...A } fragment A on Query { ${times(11, () => 'unita')} }`],
    ['too many directives', '{ unita @skip(if: false) @skip(if: false) @skip(if: false) @skip(if: false) }'],
    ['too many words', `{ ambiti { ${times(1_000, () => 'nome')} } }`],
    ['lists without end', `{ ambito(numero: ${'['.repeat(20_000)}) { nome } }`],
  ])('%s are refused before anything is asked', async (_, query) => {
    gateway.anagrafe.received.length = 0;
    const [status, ...found] = await codes(query);
    expect([status, found.includes('LIMITE_SUPERATO')]).toEqual([400, true]);
    expect(gateway.anagrafe.received).toHaveLength(0);
  });

  test('a plan that asks the services too often is refused before anything is asked', async () => {
    const hops = times(
      10,
      (i) => `r${i}: ambito(numero: 1) { posti elenco { nome elenco { nome elenco { nome posti } } } }`,
    );
    gateway.anagrafe.received.length = 0;
    expect(await codes(`{ ${hops} }`)).toEqual([400, 'LIMITE_SUPERATO']);
    expect(gateway.anagrafe.received).toHaveLength(0);
  });

  test('introspection has its own depth, and an end', async () => {
    expect(await codes(WHOLE_SCHEMA)).toEqual([200]);
    expect(await codes(`{ __type(name: "Ambito") { ${nested('ofType', 20, 'name')} } }`)).toEqual([
      400,
      'LIMITE_SUPERATO',
    ]);
    expect(
      (await codes(`{ __schema { types { ${nested('fields { type', 4, 'name').replaceAll('}', '} }')} } }`))[0],
    ).toBe(400);
  });

  test('what validation knows and the engine does not is refused, and is no fault', async () => {
    expect(await codes('{ __schema { types { name isOneOf } } }')).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  });

  test('every operation that users send is well within it', () => {
    const schema = buildSchema('type Query { any: Int }');
    const files = readdirSync(OPERATIONS).filter((file) => file.endsWith('.graphql'));
    for (const text of [WHOLE_SCHEMA, ...files.map((file) => readFileSync(new URL(file, OPERATIONS), 'utf8'))]) {
      expect(validate(schema, parse(text, { maxTokens: MAX_TOKENS }), [documentLimits])).toEqual([]);
    }
  });

  test('fragments that spread each other are refused, not followed', async () => {
    expect(await codes('{ ambiti { ...A } } fragment A on Ambito { ...B } fragment B on Ambito { ...A }')).toEqual([
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ]);
  });
});
