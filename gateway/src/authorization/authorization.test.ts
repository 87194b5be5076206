import type { NomePersona } from '@trama/idp/persone';
import { TestIssuer } from '@trama/test-kit/issuer';
import { startToyGateway, type ToyGateway } from '../gateway.fixtures.js';
import { FieldPermissions } from './field-permissions.js';

const GUARDED = [
  ['a field', '{ ambiti { esatto } }', ['Ambito.esatto']],
  ['an alias that hides it', '{ ambiti { nome: esatto } }', ['Ambito.esatto']],
  ['a fragment', 'query { ambiti { ...f } } fragment f on Ambito { numero esatto }', ['Ambito.esatto']],
  [
    'a fragment in a fragment',
    'query { ambiti { ...f } } fragment f on Ambito { ...g } fragment g on Ambito { esatto }',
    ['Ambito.esatto'],
  ],
  ['an inline fragment', '{ ambiti { ... on Ambito { ... { esatto } } } }', ['Ambito.esatto']],
  ['another way to the same type', '{ ambiti { vicino { vicino { esatto } } } }', ['Ambito.esatto']],
  ['an interface', '{ schede { titolo } }', ['SchedaEsatta.titolo']],
  [
    'an interface behind which it may stand',
    '{ schede { ambito { esatto } } }',
    ['SchedaEsatta.ambito', 'Ambito.esatto'],
  ],
  ['a union', '{ esiti { ... on SchedaEsatta { titolo } } }', ['SchedaEsatta.titolo']],
  ['a union, only to know what it is', '{ esiti { __typename } }', ['SchedaEsatta.__typename']],
  ['a field that is skipped', '{ ambiti { numero esatto @skip(if: true) } }', ['Ambito.esatto']],
  [
    'a field that a variable switches on',
    'query($s: Boolean!) { ambiti { esatto @include(if: $s) } }',
    ['Ambito.esatto'],
  ],
  ['a field beside what anybody may ask', '{ unita ambiti { nome esatto posti } }', ['Ambito.esatto']],
] as const;

describe('what a caller may not ask', () => {
  let gateway: ToyGateway;
  let issuer: TestIssuer;

  beforeAll(async () => {
    issuer = await TestIssuer.start();
    gateway = await startToyGateway({ identity: issuer.settings() });
  });
  afterAll(() => Promise.all([gateway.stop(), issuer.stop()]));
  beforeEach(() => {
    gateway.anagrafe.received.length = 0;
    gateway.servizi.received.length = 0;
  });

  const as = async (nome: NomePersona | null) => ({
    ...(nome && { authorization: `Bearer ${await issuer.token(nome)}` }),
  });
  const asked = () => [...gateway.anagrafe.received, ...gateway.servizi.received];

  test.each(GUARDED)('is refused before any subgraph hears of it, through %s', async (_way, query, campi) => {
    const { status, errors, data } = await gateway.ask(query, { s: false }, await as('cabina'));
    expect({ status, data }).toEqual({ status: 403, data: undefined });
    expect(errors).toEqual([
      {
        message: expect.stringContaining(campi[0]),
        extensions: { code: 'NON_AUTORIZZATO', campi: expect.arrayContaining([...campi]) },
      },
    ]);
    expect(asked()).toEqual([]);
  });

  test.each(GUARDED)('is answered to whoever may, through %s', async (_way, query) => {
    const { status, errors } = await gateway.ask(query, { s: true }, await as('udp4'));
    expect([status, errors]).toEqual([200, []]);
    expect(asked().length).toBeGreaterThan(0);
  });

  test('asks the public to sign in, and says how', async () => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ ambiti { esatto } }' }),
    });
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(await response.json()).toEqual({
      errors: [{ message: expect.any(String), extensions: { code: 'NON_AUTENTICATO', campi: ['Ambito.esatto'] } }],
    });
  });

  test('is decided for each caller, also of a document that was just answered to another', async () => {
    for (const [who, status] of [
      ['udp4', 200],
      ['cabina', 403],
      [null, 401],
      ['udp4', 200],
    ] as const) {
      expect((await gateway.ask('{ ambiti { esatto } }', {}, await as(who))).status).toBe(status);
    }
  });

  test('is decided for the operation that runs, not for its neighbours in the document', async () => {
    const query = 'query A { ambiti { nome } } query B { ambiti { esatto } }';
    const run = async (operationName: string) =>
      (
        await fetch(`${gateway.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(await as('cabina')) },
          body: JSON.stringify({ query, operationName }),
        })
      ).status;
    expect([await run('A'), await run('B')]).toEqual([200, 403]);
  });
});

test('a supergraph with a permission that does not exist is not served', () => {
  expect(() => FieldPermissions.of('type Query { a: Int @permesso(nome: "tutto:fai") }')).toThrow('tutto:fai');
});
