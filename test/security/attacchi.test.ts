import { FieldPermissions } from '@trama/gateway/authorization/field-permissions';
import { type NomePersona, PERSONE } from '@trama/idp/persone';
import { PERMESSI_DI_RUOLO } from '@trama/kernel/ruoli';
import { GraphUnderTest } from '@trama/test-kit/graph';
import { LUNGHI } from '@trama/test-kit/lunghi';
import {
  buildSchema,
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  isEnumType,
  isInputObjectType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from 'graphql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const api = buildSchema(readFileSync(join(__dirname, '../../schema/api.graphql'), 'utf8'));

const permissions = FieldPermissions.of(readFileSync(join(__dirname, '../../schema/supergraph.graphql'), 'utf8'));
const WRITERS = ['tutela4', 'udp4', 'coordinamento', 'affidi4', 'affido-coord', 'garante', 'ets-a'] as const;

/** Words of the inside that no answer may hold: SQL, tables, hosts, files, libraries. */
const INSIDE =
  /\bSELECT\b|\bFROM\b.*\bWHERE\b|relation "|syntax error|pg_|postgres|QueryFailed|127\.0\.0\.1|ECONN|node_modules|\/work|\bat [\w.]+ \(|\.ts:|\.js:|trama_|stacktrace|TypeORM|graphql-js/i;

const INJECTIONS = [
  `' OR '1'='1`,
  `'; DROP TABLE ambito; --`,
  `1); SELECT pg_sleep(5); --`,
  `%`,
  `_`,
  `\\`,
  `$1`,
  `\u0000`,
  `../../etc/passwd`,
  `{{7*7}}`,
  `<script>alert(1)</script>`,
  `\u202e\ud83d`,
  'x'.repeat(8_000),
];

describe('attacks over HTTP', () => {
  let graph: GraphUnderTest;
  let casoAltrui: string;

  beforeAll(async () => {
    graph = await GraphUnderTest.start({ demo: true });
    const [row] = await graph.rows<{ codice: string }>('ambito', 'SELECT codice FROM caso WHERE ambito_id = 1 LIMIT 1');
    casoAltrui = row!.codice;
  });
  afterAll(() => graph.stop());

  const send = (body: unknown, headers: Record<string, string> = {}, method = 'POST') =>
    fetch(graph.url, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(method === 'POST' && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });

  describe('on another tenant', () => {
    test.each<readonly [string, string, (code: string) => string]>([
      ['by query', 'tutela4', (code) => `{ caso(codice: "${code}") { codice persone { persona { nome } } } }`],
      [
        'by alias and fragment',
        'tutela4',
        (code) => `{ x: caso(codice: "${code}") { ...f } } fragment f on Caso { codice }`,
      ],
      ['by a code in other letters', 'tutela4', (code) => `{ caso(codice: "${code.toLowerCase()}") { codice } }`],
      ['by a code with a wildcard', 'tutela4', () => `{ caso(codice: "01-C-%") { codice } }`],
      ['by the list', 'tutela4', () => `{ casi(first: 100) { edges { node { codice } } } }`],
    ])('%s gives nothing of it', async (_how, persona, query) => {
      const { data, errors } = await graph.ask(query(casoAltrui), {}, persona as NomePersona);
      expect(errors).toEqual([]);
      expect(JSON.stringify(data)).not.toContain('01-C-');
    });

    test('hidden and missing are the same answer, to the letter and to the field', async () => {
      const ask = async (codice: string) => {
        const query = 'query($c: String!) { caso(codice: $c) { codice stato persone { persona { id } } } }';
        const { status, data, errors } = await graph.ask(query, { c: codice }, 'tutela4');
        return { status, data, errors };
      };
      expect(await ask(casoAltrui)).toEqual(await ask('01-C-00000000'));
      const close = async (codice: string) => {
        const query = `mutation($c: String!, $k: ID!) { chiudiCaso(input: { chiaveIdempotenza: $k, caso: $c, versione: 1 }) { caso { codice } } }`;
        const { status, data, errors } = await graph.ask(query, { c: codice, k: `chiudi-${codice}` }, 'tutela4');
        return { status, data, errors };
      };
      const [hidden, missing] = [await close(casoAltrui), await close('01-C-00000000')];
      expect(hidden).toEqual(missing);
      expect(hidden.errors.map(({ extensions }) => extensions?.code)).toEqual(['NON_TROVATO']);
    });

    test('by writing into a record what the input has not', async () => {
      for (const extra of [
        'ambitoId: 1',
        'stato: CHIUSO',
        'versione: 9',
        'origine: PIANO_DI_ZONA',
        'ambito: { numero: 1 }',
      ]) {
        const query = `mutation { apriCaso(input: { chiaveIdempotenza: "a", ${extra}, persone: [] }) { caso { codice } } }`;
        const { status, errors } = await graph.ask(query, {}, 'tutela4');
        expect([status, errors[0]?.extensions?.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
        const variables = { input: { chiaveIdempotenza: 'a', persone: [], ambitoId: 1 } };
        const asVariable = await graph.ask(
          'mutation($input: ApriCasoInput!) { apriCaso(input: $input) { caso { codice } } }',
          variables,
          'tutela4',
        );
        expect(asVariable.errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
      }
    });

    test('by naming entities, as a gateway would', async () => {
      const entities = '{ _entities(representations: [{ __typename: "Caso", codice: "x" }]) { __typename } }';
      for (const query of [entities, '{ _service { sdl } }']) {
        const { status, data, errors } = await graph.ask(query, {}, 'tutela4');
        expect([status, data, errors[0]?.extensions?.code]).toEqual([400, undefined, 'GRAPHQL_VALIDATION_FAILED']);
      }
    });

    test.each([
      'x-trama-assertion',
      'x-trama-ruolo',
      'x-user-id',
      'x-user-role',
      'x-forwarded-user',
      'x-ambito',
      'apollo-federation-include-trace',
      'x-hasura-role',
    ])('by saying in %s who one is', async (name) => {
      const query = '{ ambito(numero: 4) { datiPropri(anno: 2020) { valore } } }';
      const response = await send({ query }, { [name]: 'UFFICIO_DI_PIANO' });
      expect(response.status).toBe(401);
    });
  });

  describe('on GraphQL itself', () => {
    test.each<readonly [string, () => Promise<Response>, number]>([
      ['a batch', () => send([{ query: '{ ambiti { numero } }' }, { query: '{ ambiti { numero } }' }]), 400],
      [
        'a mutation by GET',
        () => fetch(`${graph.url}?query=mutation%7Ba%7D`, { headers: { 'apollo-require-preflight': '1' } }),
        400,
      ],
      [
        'a query by a form',
        () => send('query=%7Bambiti%7Bnumero%7D%7D', { 'content-type': 'application/x-www-form-urlencoded' }),
        415,
      ],
      ['plain text', () => send('{"query":"{ ambiti { numero } }"}', { 'content-type': 'text/plain' }), 415],
      ['a multipart', () => send('--x', { 'content-type': 'multipart/form-data; boundary=x' }), 415],
      [
        'another charset',
        () => send({ query: '{ ambiti { numero } }' }, { 'content-type': 'application/json; charset=utf-7' }),
        415,
      ],
      [
        'a persisted query',
        () => send({ extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }),
        400,
      ],
      ['a body of 65 kB', () => send({ query: `{ ambiti { numero } } #${'x'.repeat(66_000)}` }), 413],
      [
        'two thousand aliases',
        () => send({ query: `{ ${Array.from({ length: 300 }, (_, i) => `a${i}: __typename`).join(' ')} }` }),
        400,
      ],
      ['a subscription', () => send({ query: 'subscription { a }' }), 400],
      [
        'an operation named for a path',
        () => send({ query: 'query A { ambiti { numero } }', operationName: '../../A' }),
        400,
      ],
      ['a document without operations', () => send({ query: 'fragment f on Ambito { numero }' }), 400],
      [
        'a fragment that spreads itself',
        () => send({ query: '{ ambiti { ...f } } fragment f on Ambito { ...f }' }),
        400,
      ],
      ['JSON that is cut short', () => send('{"query":'), 400],
      ['nothing', () => send(''), 400],
      ['null', () => send('null'), 400],
    ])('%s is refused in JSON, with few words and none of ours', async (_what, request, status) => {
      const response = await request();
      const text = await response.text();
      // For a client that asks for plain JSON, a refused document is an answer: its status may be 200, and it has no data.
      const { errors, data } = JSON.parse(text) as { errors: unknown[]; data?: unknown };
      expect(status === 400 ? [200, 400] : [status]).toContain(response.status);
      expect(response.headers.get('content-type')).toMatch(/^application\/(graphql-response\+)?json/);
      expect(errors.length).toBeGreaterThan(0);
      expect(errors.length).toBeLessThanOrEqual(5);
      expect(data ?? null).toBeNull();
      expect(text).not.toMatch(INSIDE);
    });

    test('names of the language’s own objects are only names', async () => {
      const names = ['__proto__', 'constructor', 'prototype', 'then', 'toString', 'hasOwnProperty'];
      const query = `{ ${names.map((name) => `${name === '__proto__' ? 'proto__' : name}: ambito(numero: 4) { ${name === '__proto__' ? '__proto: nome' : `${name}: nome`} }`).join(' ')} }`;
      const { data, errors } = await graph.ask<Record<string, Record<string, string>>>(query);
      expect(errors).toEqual([]);
      expect(Object.values(data).map((value) => Object.values(value))).toEqual(names.map(() => ['Valle Trompia']));
      expect(({} as Record<string, unknown>).nome).toBeUndefined();
    });
  });

  describe('by what is written into an argument', () => {
    const places = placesForText();

    test('there are places to write into', () => expect(places.length).toBeGreaterThan(5));

    // The shorter run writes three of them into each place, in turn.
    const written = (place: number) =>
      INJECTIONS.filter((_, n) => LUNGHI || (n + place) % Math.ceil(INJECTIONS.length / 3) === 0);

    test.each(places.map((place, n) => [...place, n] as const))('%s', async (_coordinate, document, persona, n) => {
      for (const testo of written(n)) {
        const started = Date.now();
        const { data, errors, status } = await graph.ask(
          document,
          document.includes('$testoId') ? { testoId: testo } : { testo },
          persona,
        );
        const answer = JSON.stringify({ data, errors });
        expect([200, 400]).toContain(status);
        expect(answer).not.toMatch(INSIDE);
        expect(errors.map(({ extensions }) => extensions?.code)).not.toContain('ERRORE_INTERNO');
        // What was written is not said back: it could be a codice fiscale, and answers are logged by others.
        expect(testo.length > 3 && answer.includes(JSON.stringify(testo).slice(1, -1))).toBe(false);
        expect(Date.now() - started).toBeLessThan(4_000);
      }
      const [row] = await graph.rows<{ quanti: number }>('ambito', 'SELECT count(*)::int AS quanti FROM ambito');
      expect(row!.quanti).toBe(12);
    });
  });

  describe('by differences between published figures', () => {
    test('two readings are the same reading, and no order of asking changes a figure', async () => {
      const query =
        '{ ambiti { numero tutelaMinori(anno: 2020) { minoriInCarico { valore soppresso } nucleiInCarico { valore soppresso } } } }';
      const [first, second] = [await graph.ask(query), await graph.ask(query)];
      const one = await graph.ask(
        '{ ambito(numero: 7) { numero tutelaMinori(anno: 2020) { minoriInCarico { valore soppresso } nucleiInCarico { valore soppresso } } } }',
      );
      expect(second.data).toEqual(first.data);
      const ambiti = first.data.ambiti as Array<{ numero: number }>;
      expect(one.data.ambito).toEqual(ambiti.find(({ numero }) => numero === 7));
    });

    test('lists about people count only what the caller may see', async () => {
      const count = async (persona: NomePersona) => {
        const { data } = await graph.ask<{ casi: { totalCount: number } }>(
          '{ casi(first: 1) { totalCount } }',
          {},
          persona,
        );
        return data.casi.totalCount;
      };
      const [row] = await graph.rows<{ quanti: number }>(
        'ambito',
        'SELECT count(*)::int AS quanti FROM caso WHERE ambito_id = 4',
      );
      const [tutela, sociale] = [await count('tutela4'), await count('sociale4')];
      expect(tutela).toBeGreaterThan(0);
      expect(tutela + sociale).toBeLessThan(row!.quanti);
    });
  });
});

/** Every argument of text, of the fields of Query and of the inputs of Mutation, with a document that fills it. */
function placesForText(): Array<readonly [string, string, NomePersona]> {
  const fields = [api.getQueryType()!, api.getMutationType()!].flatMap((type) =>
    Object.values(type.getFields()).map((field) => ({ type, field })),
  );
  return fields.flatMap(({ type, field }) =>
    field.args.flatMap((arg) =>
      literalsWithText(arg.type).map((literal) => {
        const others = field.args
          .filter((other) => other !== arg && isRequired(other))
          .map((other) => `${other.name}: ${plain(other.type)}`);
        const selection = isObjectType(getNamedType(field.type)) ? '{ __typename }' : '';
        const args = [`${arg.name}: ${literal}`, ...others].join(', ');
        const operation = type === api.getMutationType() ? 'mutation' : 'query';
        return [
          `${type.name}.${field.name}(${args})`,
          `${operation}(${literal.includes('$testoId') ? '$testoId: ID!' : '$testo: String!'}) { ${field.name}(${args}) ${selection} }`,
          personaFor(type.name, field.name, getNamedType(field.type).name),
        ] as const;
      }),
    ),
  );
}

type Type = GraphQLArgument['type'];

function isRequired(arg: { type: Type; defaultValue?: unknown }): boolean {
  return isNonNullType(arg.type) && arg.defaultValue === undefined;
}
function isText(type: Type): boolean {
  return isScalarType(getNullableType(type)) && ['String', 'ID'].includes(getNamedType(type).name);
}

/** The value of the argument with `$testo` in each place of text, one at a time. */
function literalsWithText(type: Type): string[] {
  if (isText(type)) {
    return [getNamedType(type).name === 'ID' ? '$testoId' : '$testo'];
  }
  const input = getNamedType(type);
  if (!isInputObjectType(input)) {
    return [];
  }
  const all = Object.values(input.getFields());
  return all.flatMap((field) =>
    literalsWithText(field.type).map((literal) => {
      const others = all
        .filter((other) => other !== field && isRequired(other))
        .map((other) => `${other.name}: ${plain(other.type)}`);
      return wrapped(type, `{ ${[`${field.name}: ${literal}`, ...others].join(', ')} }`);
    }),
  );
}

function wrapped(type: Type, literal: string): string {
  return String(type).startsWith('[') ? `[${literal}]` : literal;
}

/** A value that is well formed and says nothing. */
function plain(type: Type): string {
  const named = getNamedType(type);
  if (isInputObjectType(named)) {
    const inside = Object.values(named.getFields())
      .filter(isRequired)
      .map((field) => `${field.name}: ${plain(field.type)}`);
    return wrapped(type, `{ ${inside.join(', ')} }`);
  }
  if (isEnumType(named)) {
    return wrapped(type, named.getValues()[0]!.name);
  }
  const values: Record<string, string> = {
    Int: '1',
    Float: '1',
    Boolean: 'true',
    Date: '"2020-01-01"',
    DateTime: '"2020-01-01T00:00:00Z"',
    ID: '"00000000-0000-4000-8000-000000000000"',
  };
  return wrapped(type, values[named.name] ?? '"prova"');
}

/** Somebody who may ask it: who may not is refused before anything is read. */
function personaFor(type: string, field: string, answer: string): NomePersona {
  const needed = [...permissions.required(type, field), ...permissions.required(answer, '__typename')];
  const able = WRITERS.find((nome) =>
    needed.every((permesso) => PERMESSI_DI_RUOLO[PERSONE[nome].ruolo].includes(permesso)),
  );
  if (!able) {
    throw new Error(`Nobody may ask ${type}.${field}: add somebody who may.`);
  }
  return able;
}
