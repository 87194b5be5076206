import { readdirSync, readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { type DefinitionNode, type GraphQLSchema, Kind, type OperationDefinitionNode, parse, print } from 'graphql';
import { ask, startToyGateway, type ToyGateway } from '../gateway.fixtures.js';
import { type RandomOperation, someVariables } from './operations.fixtures.js';
import { type Execute, ours, type Pair, requestFor, seen, synthetic } from './pair.fixtures.js';

const OPERATIONS = new URL('../../../schema/operations/', import.meta.url);

describe('what users really send', () => {
  let pair: Pair;
  beforeAll(async () => void (pair = await ours()));

  test('is executed by compiled code alone, and answered as by the engine', async () => {
    const operations = documents().flatMap((file) => operationsOf(file, pair.schema));
    for (const { text, variables } of operations) {
      const document = parse(text);
      const request = () => requestFor(pair, { text, variables }, document);
      expect(await seen(pair.compiled, request())).toEqual(await seen(pair.engine, request()));
    }
    await pair.stop();
    const made = pair.logged.filter(({ line }) => line === 'answers left to the engine');
    const sum = (what: string) => made.reduce((total, { [what]: n }) => total + Number(n), 0);
    expect(operations.length).toBeGreaterThan(15);
    expect([sum('compiled'), sum('operation'), sum('data')]).toEqual([operations.length, 0, 0]);
  });
});

describe('what is left to the engine', () => {
  let pair: Pair;
  beforeAll(async () => void (pair = await synthetic()));
  afterAll(() => pair.stop());

  test('is counted, with a reason that holds nothing of the request', async () => {
    const text = '{ __schema { queryType { name } } segreto: persone { id } }';
    const request = () => requestFor(pair, { text, variables: {} }, parse(text));
    expect(await seen(pair.compiled, request())).toEqual(await seen(pair.engine, request()));
    expect(pair.logged).toContainEqual({ line: 'operation not compiled', reason: 'introspection' });
    expect(pair.logged.at(-1)).toEqual({
      line: 'answers left to the engine',
      compiled: 0,
      operation: 1,
      data: 0,
      share: 1,
    });
  });
});

describe('a person listed twice, whom one service calls something else the second time', () => {
  const TEXT = '{ persone { __typename id stipendio voto } }';
  const ANNA = { __typename: 'Persona', id: '1', nome: 'Anna', tutto: null };
  let pair: Pair;
  beforeAll(async () => void (pair = await synthetic()));
  afterAll(() => pair.stop());

  /** What is answered when of the two services that are asked about her one answers after the other has been heard. */
  async function answered(execute: Execute, called: unknown, last: string): Promise<unknown> {
    const says: Record<string, (representations: readonly unknown[]) => object> = {
      casa: () => ({ persone: [10, 20].map((eta) => ({ ...ANNA, eta })) }),
      lavoro: () => ({ _entities: [{ stipendio: 1 }, { stipendio: 2, __typename: called }] }),
      voti: (representations) => ({ _entities: representations.map(() => ({ voto: 7 })) }),
    };
    for (const subgraph of pair.subgraphs) {
      subgraph.post = async (text) => {
        if (subgraph.servizio === last) {
          await setImmediate();
        }
        const { representations } = JSON.parse(text).variables;
        const data = says[subgraph.servizio]!(representations);
        return { status: 200, body: Buffer.from(JSON.stringify({ data })) };
      };
    }
    return seen(execute, requestFor(pair, { text: TEXT, variables: {} }, parse(TEXT)));
  }

  test.each([
    ['1.5, which is no name', 1.5, /Invalid non-string value 1.5 for __typename at persone,1/],
    ['what the schema does not know', 'Altro', /Invalid __typename found for object .* at index 1/],
    ['a table', 'Tavolo', /Persona.*Tavolo/],
    ['nothing at all', null, /Persona.*Persona/],
  ])('%s: the answer is the engine’s, whoever answers last', async (_, called, expected) => {
    for (const last of ['lavoro', 'voti']) {
      const answer = await answered(pair.compiled, called, last);
      expect(answer).toEqual(await answered(pair.engine, called, last));
      expect(JSON.stringify(answer)).toMatch(expected);
    }
  });
});

describe('over HTTP', () => {
  let gateway: ToyGateway;
  beforeAll(async () => void (gateway = await startToyGateway()));
  afterEach(() => {
    gateway.anagrafe.behave(undefined);
    gateway.servizi.behave(undefined);
  });
  afterAll(() => gateway.stop());

  test('an entity in several places of the answer is asked for once, and each place has its own', async () => {
    const told: unknown[] = [];
    gateway.anagrafe.behave((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { variables } = JSON.parse(Buffer.concat(chunks).toString());
        told.push(variables.representations);
        const data = variables.representations
          ? { _entities: variables.representations.map(({ numero }: { numero: number }) => ({ nome: `n${numero}` })) }
          : { ambiti: [1, 4].map((numero) => ({ __typename: 'Ambito', numero })) };
        response.end(JSON.stringify({ data }));
      });
    });
    const { data, errors } = await gateway.ask('{ ambiti { elenco { nome } } }');
    const elenco = [{ nome: 'n1' }, { nome: 'n4' }];
    expect([errors, data]).toEqual([[], { ambiti: [{ elenco }, { elenco }] }]);
    expect(told[1]).toEqual([1, 4].map((numero) => ({ __typename: 'Ambito', numero })));
  });

  test('odd data costs no second request, and a change is never sent twice for it', async () => {
    let asked = 0;
    gateway.anagrafe.behave((_request, response) => {
      asked += 1;
      response.end('{"data":{"rinomina":{"numero":null,"nome":7}}}');
    });
    const query = 'mutation { rinomina(numero: 1, nome: "x") { numero nome } }';
    const { data, errors } = await ask(gateway.url, query);
    expect([asked, data]).toEqual([1, { rinomina: null }]);
    expect(errors).toMatchObject([{ path: ['rinomina', 'numero'], extensions: { code: 'ERRORE_INTERNO' } }]);
  });
});

function documents(): string[] {
  const files = readdirSync(OPERATIONS).filter((file) => file.endsWith('.graphql'));
  return files.map((file) => readFileSync(new URL(file, OPERATIONS), 'utf8'));
}

/** Each operation of a file with the fragments beside it, and some variables. */
function operationsOf(file: string, schema: GraphQLSchema): RandomOperation[] {
  const { definitions } = parse(file);
  const isOperation = (node: DefinitionNode): node is OperationDefinitionNode =>
    node.kind === Kind.OPERATION_DEFINITION;
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION).map(print);
  return definitions.filter(isOperation).map((operation) => ({
    text: [print(operation), ...fragments].join('\n'),
    variables: someVariables(schema, operation),
  }));
}
