import { connect } from '@trama/database/connect';
import { Database } from '@trama/database/database';
import { DomainError } from '@trama/kernel/errors';
import { createLog } from '@trama/kernel/log';
import { AssertionSigner, AssertionVerifier, newAssertionKey } from '@trama/identity/assertion';
import { PUBBLICO } from '@trama/kernel/identity';
import { type Answer, type Asking, signedAnswerOf } from '@trama/test-kit/answer';
import { cloneDatabase, testContextKey } from '@trama/test-kit/database';
import { Max } from 'class-validator';
import { Arg, Directive, Field, ID, InputType, ObjectType, Query, Resolver } from 'type-graphql';
import { defineReference, type Module } from './module.js';
import { serve, type ServedSubgraph } from './serve.js';

@Directive('@key(fields: "id")')
@ObjectType()
class Cosa {
  @Field(() => ID)
  id!: string;

  @Field()
  nome!: string;
}

@InputType()
class CosaInput {
  @Field()
  @Max(10, { message: 'quanti può essere al più 10' })
  quanti!: number;
}

/** How often a resolver was called. */
let volte = 0;

@Resolver()
class CoseResolver {
  @Query(() => String)
  rotta(): string {
    throw new Error('relation "minore" does not exist at /srv/trama');
  }

  @Query(() => String)
  rifiutata(): string {
    volte += 1;
    throw new DomainError('NON_TROVATO', 'La cosa non esiste.');
  }

  @Query(() => String)
  contata(@Arg('input', () => CosaInput) input: CosaInput): string {
    volte += 1;
    return String(input.quanti);
  }
}

const modulo: Module = {
  resolvers: [CoseResolver],
  types: [Cosa],
  references: [
    defineReference(Cosa, 'rete:leggi', (ref: { id: string }) => {
      if (ref.id === 'guasta') {
        throw new Error('duplicate key value (codice_fiscale)=(RSSMRA80A01B157X)');
      }
      return Promise.resolve(ref.id === 'assente' ? null : { id: ref.id, nome: `cosa ${ref.id}` });
    }),
  ],
};

describe('a subgraph, as the gateway meets it', () => {
  const key = newAssertionKey();
  const asking: Asking = {
    signer: new AssertionSigner({ prova: key, ambito: key }),
    servizio: 'prova',
    chiamante: PUBBLICO,
    requestId: 'r1',
  };
  let served: ServedSubgraph;
  let end: () => Promise<void>;

  beforeAll(async () => {
    const clone = await cloneDatabase('asst');
    const source = await connect({ url: clone.appUrl, application: 'prova', poolSize: 2 }, []);
    served = await serve({
      subgraph: { name: 'prova', modules: [modulo], migrations: [] },
      database: new Database(source, testContextKey()),
      published: new Database(source, testContextKey()),
      verifier: new AssertionVerifier(key, 'prova'),
      log: createLog('prova', 'silent'),
      host: '127.0.0.1',
      port: 0,
      introspection: false,
    });
    end = async () => {
      await served.stop();
      await source.destroy();
      await clone.drop();
    };
  });
  afterAll(() => end());

  const ask = <T = Record<string, unknown>>(query: string, variables?: Record<string, unknown>): Promise<Answer<T>> =>
    signedAnswerOf<T>(served.url, asking, query, variables);

  test('says of an unexpected fault that there was one, with a reference and none of its words', async () => {
    const { errors } = await ask('{ rotta }');
    expect(errors[0]).toMatchObject({
      extensions: { code: 'ERRORE_INTERNO', riferimento: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
    expect(JSON.stringify(errors)).not.toMatch(/minore|srv|relation/);
  });

  test('passes on what a service refused on purpose', async () => {
    const { errors } = await ask('{ rifiutata }');
    expect(errors).toEqual([
      { message: 'La cosa non esiste.', path: ['rifiutata'], extensions: { code: 'NON_TROVATO' } },
    ]);
  });

  test('names the field of a wrong input, says the rule, and does not say the value back', async () => {
    const { errors } = await ask('{ contata(input: { quanti: 777 }) }');
    expect(errors[0]).toMatchObject({
      message: 'Correggi: quanti può essere al più 10.',
      extensions: { code: 'INPUT_NON_VALIDO', campi: ['quanti'] },
    });
    expect(JSON.stringify(errors)).not.toContain('777');
  });

  test('one entity that fails does not take its neighbours with it, and tells nothing', async () => {
    const query = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Cosa { id nome } } }';
    const r = ['una', 'guasta', 'assente', 'due'].map((id) => ({ __typename: 'Cosa', id }));
    const { data, errors } = await ask<{ _entities: unknown[] }>(query, { r });
    expect(data._entities).toEqual([{ id: 'una', nome: 'cosa una' }, null, null, { id: 'due', nome: 'cosa due' }]);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ path: ['_entities', 1], extensions: { code: 'ERRORE_INTERNO' } });
    expect(JSON.stringify(errors)).not.toContain('RSSMRA');
  });

  test.each([
    ['what goes well', 'query($n: Float!) { contata(input: { quanti: $n }) }', { n: 3 }, 1],
    ['what is refused', '{ rifiutata }', {}, 1],
    ['a wrong input', 'query($n: Float!) { contata(input: { quanti: $n }) }', { n: 777 }, 0],
    ['a variable of the wrong type', 'query($n: Float!) { contata(input: { quanti: $n }) }', { n: 'tre' }, 0],
    ['a variable that is missing', 'query($n: Float!) { contata(input: { quanti: $n }) }', {}, 0],
  ])('answers %s alike however often it is asked, and works once for each', async (_what, query, variables, once) => {
    await ask(query, { n: 1 }); // from now on the server knows the document
    volte = 0;
    const answers = [await ask(query, variables), await ask(query, variables)];
    expect(answers[1]).toEqual(answers[0]);
    expect(volte).toBe(2 * once);
    const anew = await ask(`${query} # read for the first time`, variables);
    expect(anew).toEqual(answers[0]);
  });

  test('a document that it knows is not yet each of its operations', async () => {
    const query = 'query A { a: rotta } query B { b: __typename }';
    const asked = async (operationName?: string) => {
      const body = JSON.stringify({ query, operationName });
      const headers = {
        'content-type': 'application/json',
        'x-trama-assertion': asking.signer.sign(asking, 'prova', body),
      };
      return await (await fetch(served.url, { method: 'POST', headers, body })).json();
    };
    const b = { data: { b: 'Query' } };
    expect([await asked('B'), await asked('B')]).toEqual([b, b]);
    expect(await asked('A')).toMatchObject({ data: null, errors: [{ path: ['a'] }] });
    expect(await asked()).toMatchObject({ errors: [{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }] });
    expect(await asked('B')).toEqual(b);
  });

  test.each([
    ['nothing', {}],
    ['the types for federation', { query: '{ _service { sdl } }' }],
    ['an entity', { query: '{ _entities(representations: []) { __typename } }' }],
    ['introspection', { query: '{ __schema { types { name } } }' }],
  ])('answers nothing to whoever is not the gateway: asked for %s', async (_what, body) => {
    const response = await fetch(served.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer x', 'x-user-role': 'CABINA_REGIA' },
      body: JSON.stringify(body),
    });
    expect([response.status, await response.json()]).toEqual([401, { rifiutata: true }]);
  });

  test('answers nothing to a signed request that does not say what it was signed for', async () => {
    const body = JSON.stringify({ query: '{ rifiutata }' });
    const header = asking.signer.sign(asking, 'prova', body);
    const send = async (text: string, assertion: string, type = 'application/json') =>
      (
        await fetch(served.url, {
          method: 'POST',
          headers: { 'content-type': type, 'x-trama-assertion': assertion },
          body: text,
        })
      ).status;
    expect(await send(`${body} `, header)).toBe(401);
    expect(await send(body, asking.signer.sign(asking, 'ambito', body))).toBe(401);
    expect(await send(body, header)).toBe(200);
    expect(await send(body, header)).toBe(401); // heard once, it is worth nothing
    expect(await send(body, asking.signer.sign(asking, 'prova', body), 'text/plain')).toBe(415);
    expect(await send('{', asking.signer.sign(asking, 'prova', '{'))).toBe(400);
  });

  test('has no other door', async () => {
    const { origin } = new URL(served.url);
    expect((await fetch(`${origin}/altrove`)).status).toBe(404);
    expect((await fetch(`${served.url}?query=%7Brifiutata%7D`)).status).toBe(404);
  });

  test('keeps its types to itself', async () => {
    const { errors } = await ask('{ __schema { types { name } } }');
    expect(errors[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  test('is ready while its database answers', async () => {
    const response = await fetch(`${new URL(served.url).origin}/health/ready`);
    expect([response.status, await response.json()]).toEqual([200, { stato: 'pronto' }]);
  });
});
