import { EXECUTORS, startToyGateway, type ToyGateway } from '../gateway.fixtures.js';
import { firstErrors } from './few-errors.js';

const CODICE_FISCALE = 'RSSMRA80A01B157X';
const INTERNAL = {
  message: expect.stringMatching(/^Errore interno: riprova; se continua comunica il riferimento [0-9a-f-]{36}\.$/),
  extensions: { code: 'ERRORE_INTERNO', riferimento: expect.any(String) },
};

describe.each(EXECUTORS)(
  'an error tells the caller what to do, and nothing else (%s)',
  (_executor, compiledExecutor) => {
    let gateway: ToyGateway;
    beforeAll(async () => void (gateway = await startToyGateway({ introspection: false, compiledExecutor })));
    afterEach(() => gateway.anagrafe.behave(undefined));
    afterAll(() => gateway.stop());

    const subgraphSays = (answer: unknown, status = 200) =>
      gateway.anagrafe.behave((_request, response) => void response.writeHead(status).end(JSON.stringify(answer)));

    test('a refusal of a service keeps its code, its words and its exact place, and says which service', async () => {
      const { data, errors } = await gateway.ask('{ ambiti { numero riservato } }');
      expect(data.ambiti).toEqual([
        { numero: 1, riservato: null },
        { numero: 4, riservato: null },
      ]);
      expect(errors[1]).toEqual({
        message: 'Non hai il permesso di vedere questo dato.',
        path: ['ambiti', 1, 'riservato'],
        extensions: { code: 'NON_AUTORIZZATO', servizio: 'anagrafe' },
      });
    });

    test.each([
      [
        'a code of its own',
        { message: 'relation "minore" does not exist at /srv/app', extensions: { code: 'E_SQL', sql: 'SELECT' } },
      ],
      [
        'a protocol code',
        { message: `Variable "$cf" got invalid value "${CODICE_FISCALE}"`, extensions: { code: 'BAD_USER_INPUT' } },
      ],
      ['no code', { message: 'Cannot read properties of undefined', extensions: { stacktrace: ['at /srv/app.js:1'] } }],
      ['a status for us', { message: 'x', extensions: { http: { status: 201, headers: {} } } }],
      ['no object at all', 'SELECT 1'],
    ])('a service that fails with %s is a fault with a reference', async (_, error) => {
      subgraphSays({ data: { ambiti: null, ambito: null }, errors: [error] }, 500);
      const { status, errors, text } = await gateway.ask('{ ambito(numero: 1) { nome } }');
      expect(status).toBe(200);
      expect(errors).toEqual([{ ...INTERNAL, extensions: { ...INTERNAL.extensions, servizio: 'anagrafe' } }]);
      expect(text).not.toMatch(/minore|srv|SELECT|SQL|stack|RSSMRA|SUBGRAPH/i);
    });

    test('a fault of ours that leaves no data is a 500', async () => {
      subgraphSays({ data: { ambiti: { not: 'a list' } } });
      const { status, errors, text } = await gateway.ask('{ ambiti { nome } }');
      expect([status, errors]).toEqual([500, [INTERNAL]]);
      expect(text).not.toContain('non-list');
    });

    test.each([
      ['of the wrong type', 'query ($n: Int!) { ambito(numero: $n) { nome } }', { n: CODICE_FISCALE }, 'n', 'n'],
      ['that is missing', 'query ($n: Int!) { ambito(numero: $n) { nome } }', {}, 'n', 'n'],
      [
        'wrong inside',
        'query ($f: Filtro) { cerca(filtro: $f) { nome } }',
        { f: { entro: { da: CODICE_FISCALE } } },
        'f',
        'f.entro.da',
      ],
      [
        'incomplete inside',
        'query ($f: Filtro) { cerca(filtro: $f) { nome } }',
        { f: { entro: {} } },
        'f',
        'f.entro.da',
      ],
      [
        'not in the list',
        'query ($f: Filtro) { cerca(filtro: $f) { nome } }',
        { f: { codiceFiscale: CODICE_FISCALE } },
        'f',
        'f.codiceFiscale',
      ],
      [
        'with an unknown field',
        'query ($f: Filtro) { cerca(filtro: $f) { nome } }',
        { f: { [CODICE_FISCALE]: 1 } },
        'f',
        'f',
      ],
      [
        'that imitates our words',
        'query ($f: Filtro) { cerca(filtro: $f) { nome } }',
        { f: { comune: { a: '" at "x"; ' } } },
        'f',
        'f.comune',
      ],
    ])('a variable %s is named, and its value is not repeated', async (_, query, variables, variabile, percorso) => {
      const { errors, text } = await gateway.ask(query, variables);
      expect(errors[0]?.message).toMatch(new RegExp(`^La variabile "\\$${variabile}" `));
      expect(errors[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', variabile, percorso });
      expect(text).not.toContain(CODICE_FISCALE);
    });

    test.each([
      ['minori_tutela', ['minori_tutela']],
      [CODICE_FISCALE, undefined], // no code of a voce: not repeated
    ])('a value that stands beside the voce %s is named by it', async (voce, voci) => {
      const valori = [
        { voce: 'nuclei_31_12', valore: 3 },
        { voce, valore: CODICE_FISCALE },
      ];
      const query = 'query ($f: Filtro) { cerca(filtro: $f) { nome } }';
      const { errors, text } = await gateway.ask(query, { f: { valori } });
      const percorso = 'f.valori[1].valore';
      expect(errors[0]?.extensions).toEqual({
        code: 'BAD_USER_INPUT',
        variabile: 'f',
        percorso,
        ...(voci && { voci }),
      });
      expect(errors[0]?.message.includes('minori_tutela')).toBe(voci !== undefined);
      expect(text).not.toContain(CODICE_FISCALE);
    });

    test.each([
      ['in the wrong type', `{ ambito(numero: "${CODICE_FISCALE}") { nome } }`, 'GRAPHQL_VALIDATION_FAILED'],
      [
        'in the wrong list',
        `{ cerca(filtro: { codiceFiscale: ${CODICE_FISCALE} }) { nome } }`,
        'GRAPHQL_VALIDATION_FAILED',
      ],
      ['where nothing is expected', `{ ambito(numero: 1) { nome } "${CODICE_FISCALE}" }`, 'GRAPHQL_PARSE_FAILED'],
    ])('a value written %s in the request is not repeated either', async (_, query, code) => {
      const { errors, text } = await gateway.ask(query);
      expect(errors[0]).toMatchObject({ extensions: { code }, locations: [{ line: 1, column: expect.any(Number) }] });
      expect(text).not.toContain(CODICE_FISCALE);
    });

    test('names are not guessed for whoever may not read the schema', async () => {
      const { errors, text } = await gateway.ask('{ ambit { nome } cerca(filtr: null) { numer } }');
      expect(errors.length).toBeGreaterThan(1);
      expect(text).not.toMatch(/did you mean|ambiti|filtro/i);
      const introspection = await gateway.ask('{ __schema { types { name } } }');
      expect(introspection.errors[0]?.message).toContain('schema/api.graphql');
    });

    test('an answer lists five errors and counts the others', async () => {
      const { errors } = await gateway.ask(`{ ${Array.from({ length: 9 }, (_, i) => `no${i}`).join(' ')} }`);
      expect(errors).toHaveLength(5);
      expect(errors[4]?.message).toContain('(e altri 4 errori non elencati)');
      expect(firstErrors(Array.from({ length: 6 }, () => ({ message: 'no' })))[4]?.message).toBe(
        'no (e un altro errore non elencato)',
      );
    });

    test('names that mean something to JavaScript are only names', async () => {
      const { data, errors } = await gateway.ask(
        '{ __proto__: ambiti { constructor: nome toString: posti } prototype: ambito(numero: 1) { then: posti hasOwnProperty: nome } }',
      );
      expect(errors).toEqual([]);
      expect(Object.entries(data).map(([name]) => name)).toEqual(['__proto__', 'prototype']);
      expect(data.prototype).toEqual({ then: 10, hasOwnProperty: 'Brescia' });
      expect(({} as Record<string, unknown>).nome).toBeUndefined();
    });
  },
);
