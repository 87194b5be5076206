import {
  buildSchema,
  type ExecutionResult,
  execute,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  getOperationAST,
  getNamedType,
  type GraphQLSchema,
  type GraphQLScalarType,
  isAbstractType,
  isLeafType,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import { LUNGHI } from '@trama/test-kit/lunghi';
import fc from 'fast-check';
import { PreparedExecution } from './prepared-execution.js';
import { planObject } from './plan.js';

const schema = buildSchema(`
  scalar Giorno
  enum Stato { APERTO CHIUSO }
  interface Nodo { id: ID! nome: String }
  type Casa implements Nodo { id: ID! nome: String stanze: [Int!] stato: Stato! vicina: Casa vicine: [Casa!]! chi: Chi }
  type Persona implements Nodo { id: ID! nome: String eta: Int! peso: Float attiva: Boolean nata: Giorno! casa: Casa! amici(quanti: Int = 2, con: Filtro): [Persona] }
  union Chi = Casa | Persona
  input Filtro { testo: String numeri: [Int!] }
  type Query { nodo: Nodo nodi: [Nodo!] chi: Chi! casa: Casa persona(n: Int!): Persona! persone: [[Persona!]] testo(a: String, f: Filtro): String }
`);
(schema.getType('Giorno') as GraphQLScalarType).serialize = (value) => {
  if (value === 'nessuno') {
    throw new Error('not a day');
  }
  return value === 'vuoto' ? null : `giorno ${String(value)}`;
};

const NAMES = ['Casa', 'Persona', 'Nodo', 'Chi'];
const KEYS = ['a', 'b', 'toString', 'constructor'];

/** A selection on a type, in which fields come under other names, twice, and through fragments of every kind. */
function selection(type: GraphQLNamedType, depth: number): fc.Arbitrary<string> {
  const fields =
    'getFields' in type ? Object.values((type as ReturnType<GraphQLSchema['getQueryType']>)!.getFields()) : [];
  const usable = fields.filter((field) => depth > 0 || isLeafType(getNamedType(field.type)));
  const field =
    usable.length === 0
      ? fc.constant('__typename')
      : fc.constantFrom(...usable).chain((chosen) => {
          const inner = getNamedType(chosen.type);
          const args = ARGUMENTS[chosen.name] ?? [''];
          return fc
            .record({
              alias: fc.option(fc.constantFrom(...KEYS), { nil: undefined, freq: 4 }),
              args: fc.constantFrom(...args),
              below: isLeafType(inner) ? fc.constant('') : selection(inner, depth - 1).map((text) => ` { ${text} }`),
            })
            .map(({ alias, args: given, below }) => `${alias ? `${alias}: ` : ''}${chosen.name}${given}${below}`);
        });
  const fragment = fc
    .constantFrom(...NAMES)
    .chain((name) =>
      selection(schema.getType(name)!, Math.max(0, depth - 1)).map((text) => `... on ${name} { ${text} }`),
    );
  const one =
    depth > 0
      ? fc.oneof(
          { weight: 5, arbitrary: field },
          { weight: 1, arbitrary: fragment },
          { weight: 1, arbitrary: fc.constant('__typename') },
        )
      : field;
  return fc.array(one, { minLength: 1, maxLength: 4 }).map((all) => all.join(' '));
}

const ARGUMENTS: Record<string, string[]> = {
  persona: ['(n: 1)', '(n: $n)'],
  amici: ['', '(quanti: $n)', '(con: { testo: $t, numeri: [1] })'],
  testo: ['', '(a: $t)', '(f: { testo: "uno", numeri: [$n] })'],
};

/** What a resolver may give, the wrong things included; the same for the same field, whoever asks. */
function valueFor(seed: number, wanted: GraphQLNamedType, inList: boolean): unknown {
  const dice = (seed * 2_654_435_761) >>> 0;
  const kind = dice % 23;
  if (kind === 0) {
    return null;
  }
  if (kind === 1) {
    return undefined;
  }
  if (kind === 2) {
    return new Error(`fault ${seed % 7}`);
  }
  if (kind === 3) {
    return rejected(`later fault ${seed % 7}`);
  }
  if (kind === 4) {
    throw new Error(`thrown ${seed % 7}`);
  }
  const value = rightValue(dice, wanted, inList);
  return kind < 12 ? Promise.resolve(value) : value;
}

async function soon(item: unknown): Promise<unknown> {
  const value = await item;
  return value;
}

/** A list that fails at one item may never look at those after it. */
function rejected(words: string): Promise<never> {
  const promise = Promise.reject(new Error(words));
  promise.catch(() => undefined);
  return promise;
}

function rightValue(dice: number, wanted: GraphQLNamedType, inList: boolean): unknown {
  if (inList && dice % 11 !== 0) {
    const items = Array.from({ length: dice % 4 }, (_, i) => safely(dice + i * 31 + 1, wanted));
    // Either all come later or none: when one fails at once, the library leaves the others unheard, and the process ends.
    const later = !isLeafType(wanted) || (dice >>> 9) % 2 === 0;
    return later ? items.map((item) => soon(item)) : items.map((item) => (item instanceof Promise ? 'testo' : item));
  }
  if (isLeafType(wanted)) {
    const all = [
      'testo',
      7,
      7.5,
      true,
      'APERTO',
      'CHIUSO',
      '12',
      NaN,
      3_000_000_000,
      {},
      [],
      'nessuno',
      'vuoto',
      () => 'detto',
      () => null,
      Symbol.iterator,
    ];
    return all[(dice >>> 5) % all.length];
  }
  return {
    __typename: ['Casa', 'Persona', 'Casa', 'Persona', 'Stato', undefined, 'Altro'][(dice >>> 4) % 7],
    seed: dice,
  };
}

function safely(seed: number, wanted: GraphQLNamedType): unknown {
  try {
    return valueFor(seed, wanted, false);
  } catch (error) {
    return error;
  }
}

/** Fields with a resolver and fields that are properties, in equal parts. */
function withResolvers(): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    for (const field of Object.values(type.getFields())) {
      if (type.name.startsWith('__') || !isResolved(type.name, field.name)) {
        continue;
      }
      field.resolve = ((source: { seed?: number } | undefined, args: unknown, context: number) => {
        const seed = (source?.seed ?? 1) * 31 + hash(field.name + JSON.stringify(args)) + context;
        return valueFor(seed, getNamedType(field.type), String(field.type).startsWith('['));
      }) as GraphQLFieldResolver<unknown, unknown>;
    }
  }
  return schema;
}
const isResolved = (type: string, field: string) => type === 'Query' || hash(type + field) % 2 === 0;
const hash = (text: string) => [...text].reduce((sum, letter) => (sum * 33 + letter.charCodeAt(0)) % 1_000_003, 7);

/** Errors in any order: two that come in the same turn have none. Only the library writes a value into its words. */
function plain({ data, errors }: ExecutionResult) {
  const told = (errors ?? []).map((error) =>
    JSON.stringify([
      wordsOf(error.message),
      error.path,
      error.locations,
      error.originalError && wordsOf(error.originalError.message),
    ]),
  );
  return { data: JSON.stringify(data), errors: told.sort() };
}

const wordsOf = (message: string) => message.replace(/\.serialize(\(.*\))?`/s, '.serialize`');

describe('the prepared execution', () => {
  const graph = withResolvers();
  const prepared = new PreparedExecution(graph);
  const both = async (query: string, context: number, variables: Record<string, unknown>) => {
    const document = parse(query);
    const operation = getOperationAST(document)!;
    const ours = await prepared.execute({ document, operation, operationName: null, variables, context });
    const theirs = await execute({ schema: graph, document, variableValues: variables, contextValue: context });
    return { ours, theirs };
  };

  test('gives the answers and the errors of the library, whatever is asked and whatever the resolvers do', async () => {
    let planned = 0;
    let withErrors = 0;
    await fc.assert(
      fc.asyncProperty(
        selection(graph.getQueryType()!, 3),
        fc.nat(100_000),
        fc.constantFrom<unknown>(1, 2, 'x', null, undefined),
        async (text, context, n) => {
          const query = `query Prova($n: Int! = 3, $t: String) { __typename ${text} conVariabili: testo(a: $t, f: { numeri: [$n] }) }`;
          const document = parse(query);
          fc.pre(validate(graph, document).length === 0);
          const { ours, theirs } = await both(query, context, { t: 'testo', ...(n !== undefined && { n }) });
          planned += 1;
          withErrors += theirs.errors ? 1 : 0;
          expect(plain(ours)).toEqual(plain(theirs));
        },
      ),
      { numRuns: LUNGHI ? 3_000 : 200, seed: 4 },
    );
    expect(planned).toBeGreaterThan(50);
    expect(withErrors).toBeGreaterThan(20);
  }, 600_000);

  test('keeps the order in which fields are asked, whichever comes first', async () => {
    const { ours, theirs } = await both('{ zeta: testo casa { nome } alfa: testo __typename }', 12, {});
    expect(JSON.stringify(ours.data)).toBe(JSON.stringify(theirs.data));
  });

  test.each([
    ['a condition', 'query($x: Boolean! = false) { testo @include(if: $x) }'],
    ['introspection', '{ __schema { queryType { name } } }'],
    ['a name that is no plain key', '{ __proto__: testo }'],
  ])('leaves %s to the library, and its answer is the same', async (_what, query) => {
    const { ours, theirs } = await both(query, 12, {});
    expect(plain(ours)).toEqual(plain(theirs));
    const document = parse(query);
    const asked = { schema: graph, operation: getOperationAST(document)!, fragments: {} };
    expect(() => planObject(asked, graph.getQueryType()!, null)).toThrow();
  });

  test('plans for abstract types too', () => {
    expect(isAbstractType(graph.getType('Chi'))).toBe(true);
    const asked = {
      schema: graph,
      operation: getOperationAST(parse('{ chi { ... on Casa { nome } } }'))!,
      fragments: {},
    };
    expect(planObject(asked, graph.getQueryType()!, null).fields).toHaveLength(1);
  });
});
