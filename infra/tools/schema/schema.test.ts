import { spawnSync } from 'node:child_process';
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { brokenBy, readAccepted } from './breaking.mjs';
import { checkSchema } from './check.mjs';
import { differences, shortDiff } from './compare.mjs';
import { guardProblems } from './guards.mjs';
import { mutationProblems } from './mutations.mjs';
import { printSchema } from './print.mjs';
import { shapeProblems } from './shapes.mjs';
import type { Sources } from './sources.mjs';
import { writePages } from './write.mjs';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@interfaceObject"])\n`;
const SOLE = `${LINK}
  type Query { soli: [Sole!]! }
  type Sole @key(fields: "codice") { codice: ID! nome(lingua: String): String! peso: Int! raggio: Misura! }
  type Misura @shareable { valore: Int! }`;
const LUNA = `${LINK}
  type Sole @key(fields: "codice") { codice: ID! peso: Int! @external luce: Int! @requires(fields: "peso") }`;

const toys = (luna: string = LUNA, sole: string = SOLE): Sources => ({
  subgraphs: new Map([
    ['sole', sole],
    ['luna', luna],
  ]),
  errors: { NON_TROVATO: 'There is none.' },
  access: {
    permessi: { 'sole:leggi': 'Read | look.', 'sole:sposta': 'Move.' },
    ruoli: { PUBBLICO: 'Anybody.', ASTRONOMO: 'Who looks up.' },
    permessiDiRuolo: { PUBBLICO: ['sole:leggi'], ASTRONOMO: ['sole:leggi', 'sole:sposta'] },
    luogoDiRuolo: { ASTRONOMO: 'osservatorio' },
    scope: { notte: 'After sunset.' },
  },
});

describe('the printed schema', () => {
  test('holds each subgraph, their composition, the API and the two lists, all marked as generated', () => {
    const { pages, problems } = printSchema(toys());
    expect(problems).toEqual([]);
    expect([...pages.keys()].sort()).toEqual([
      'api.graphql',
      'errors.md',
      'permessi.md',
      'subgraphs/luna.graphql',
      'subgraphs/sole.graphql',
      'supergraph.graphql',
    ]);
    expect([...pages.values()].every((page) => page.split('\n')[0]!.includes('npm run schema:print'))).toBe(true);
    expect(pages.get('api.graphql')).not.toContain('join__');
    expect(pages.get('supergraph.graphql')).toContain('http://sole.trama.internal/graphql');
  });

  test('tells who may do what, and of each role only what it has beyond the public', () => {
    const page = printSchema(toys()).pages.get('permessi.md')!.split('\n');
    expect(page).toContain('| `sole:leggi` | Read \\| look. |');
    expect(page).toContain('| `PUBBLICO` | Anybody. |  | `sole:leggi` |');
    expect(page).toContain('| `ASTRONOMO` | Who looks up. | `osservatorio` | `sole:sposta` |');
    expect(page).toContain('| `notte` | After sunset. |');
  });

  test('is the same however often it is printed', () => {
    expect(printSchema(toys()).pages).toEqual(printSchema(toys()).pages);
  });

  test('has no supergraph, and says why, when the subgraphs do not fit together', () => {
    const { supergraph, problems } = printSchema(toys(LUNA.replace('peso: Int!', 'peso: String!')));
    expect(supergraph).toBeUndefined();
    expect(problems.join()).toMatch(/^composition: .*Sole\.peso/);
  });
});

describe('shapes that the gateway answers wrongly', () => {
  const problems = (luna: string, sole = SOLE) => shapeProblems(toys(luna, sole).subgraphs);

  test('are not in a sound schema', () => expect(problems(LUNA)).toEqual([]));

  test('@requires of a field with arguments, given or not, at any depth', () => {
    const plain = LUNA.replace('fields: "peso"', 'fields: "nome"');
    expect(problems(plain)).toEqual(['luna: Sole.luce: @requires may not use Sole.nome, which takes arguments.']);
    expect(problems(LUNA.replace('fields: "peso"', `fields: "raggio { valore(cifre: 2) }"`))).toEqual([
      'luna: Sole.luce: @requires may not use Misura.valore, which takes arguments.',
    ]);
    const deep = SOLE.replace('valore: Int!', 'valore(cifre: Int): Int!');
    expect(
      problems(LUNA.replace('fields: "peso"', 'fields: "peso raggio { ... on Misura { valore } }"'), deep),
    ).toHaveLength(1);
  });

  test('@interfaceObject', () => {
    expect(problems(LUNA.replace('Sole @key', 'Sole @interfaceObject @key'))).toEqual([
      expect.stringMatching(/^luna: Sole: /),
    ]);
  });

  test('@shareable on an entity or on one of its fields, even when its key is in another subgraph', () => {
    expect(problems(LUNA.replace('luce: Int!', 'luce: Int! @shareable'))).toEqual([
      expect.stringMatching(/^luna: Sole.luce: /),
    ]);
    expect(problems(`${LINK} type Sole @shareable { peso: Int! }`)).toEqual([expect.stringMatching(/^luna: Sole: /)]);
    expect(problems(`${LINK} type Query { ora: Int! @shareable }`)).toEqual([
      expect.stringMatching(/^luna: Query.ora: /),
    ]);
  });
});

describe('mutations', () => {
  const INPUT = 'input MuoviSoleInput { chiaveIdempotenza: ID! versione: Int! sole: ID! }';
  const problems = (mutation: string, input = INPUT) =>
    mutationProblems(new Map([['sole', `${SOLE} type Mutation { ${mutation} } ${input}`]]));

  test('take one input with an idempotency key', () => {
    expect(problems('muoviSole(input: MuoviSoleInput!): Sole')).toEqual([]);
    for (const mutation of [
      'muoviSole: Sole',
      'muoviSole(id: ID!): Sole',
      'muoviSole(input: MuoviSoleInput): Sole',
      'muoviSole(input: MuoviSoleInput!, forza: Boolean): Sole',
    ]) {
      expect(problems(mutation)).toEqual([expect.stringMatching(/^sole: Mutation.muoviSole: takes one argument/)]);
    }
    expect(
      problems('muoviSole(input: MuoviSoleInput!): Sole', INPUT.replace('Idempotenza: ID!', 'Idempotenza: ID')),
    ).toEqual(['sole: Mutation.muoviSole: its input needs chiaveIdempotenza: ID!.']);
    expect(
      problems('muoviSole(input: MuoviSoleInput!): Sole', INPUT.replace('versione: Int!', 'versione: Int')),
    ).toEqual(['sole: Mutation.muoviSole: versione in its input is Int!.']);
  });

  test('take nothing that is not the caller’s to say', () => {
    for (const campo of ['ambitoId', 'ambito', 'stato', 'origine', 'soggetto']) {
      expect(problems('muoviSole(input: MuoviSoleInput!): Sole', INPUT.replace('sole: ID!', `${campo}: ID`))).toEqual([
        `sole: Mutation.muoviSole: ${campo} is not the caller's to say; take it out of the input.`,
      ]);
    }
  });
});

describe('a folder and the pages it should hold', () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'trama-schema-'))));
  afterEach(() => rm(folder, { recursive: true }));

  const pages = new Map([
    ['api.graphql', 'a\nb\nc\n'],
    ['subgraphs/sole.graphql', 'x\n'],
  ]);

  test('are compared both ways', async () => {
    await mkdir(join(folder, 'subgraphs'));
    await writeFile(join(folder, 'api.graphql'), 'a\nB\nc\n');
    await writeFile(join(folder, 'subgraphs/luna.graphql'), 'y\n');
    expect(await differences(folder, pages)).toEqual([
      { kind: 'changed', path: 'api.graphql', diff: '@@ line 2 @@\n- B\n+ b' },
      { kind: 'extra', path: 'subgraphs/luna.graphql', diff: '' },
      { kind: 'missing', path: 'subgraphs/sole.graphql', diff: '' },
    ]);
  });

  test('agree after writing, which leaves what people wrote alone', async () => {
    await mkdir(join(folder, 'operations'));
    await mkdir(join(folder, 'subgraphs'));
    for (const path of [
      'accepted-breaking-changes.md',
      'README.md',
      'operations/uno.graphql',
      'subgraphs/luna.graphql',
    ]) {
      await writeFile(join(folder, path), path);
    }
    expect(await writePages(folder, pages)).toEqual([
      'api.graphql',
      'subgraphs/luna.graphql (removed)',
      'subgraphs/sole.graphql',
    ]);
    expect(await differences(folder, pages)).toEqual([]);
    expect(await writePages(folder, pages)).toEqual([]);
    expect(await readFile(join(folder, 'operations/uno.graphql'), 'utf8')).toBe('operations/uno.graphql');
    expect(await readFile(join(folder, 'README.md'), 'utf8')).toBe('README.md');
  });

  test('show the first lines of a long change, and an end that was cut', () => {
    const long = Array.from({ length: 20 }, (_, i) => `riga ${i}`).join('\n');
    expect(shortDiff('', long).split('\n')).toHaveLength(9);
    expect(shortDiff('a\nb\n', 'a\n')).toBe('@@ line 2 @@\n- b');
  });
});

describe('the check of a repository', () => {
  let repository: string;
  const git = (...args: string[]) => {
    const { status, stderr } = spawnSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', ...args], {
      cwd: repository,
    });
    expect([status, String(stderr)]).toEqual([0, expect.anything()]);
  };

  beforeEach(async () => {
    repository = await mkdtemp(join(tmpdir(), 'trama-schema-'));
    await writePages(join(repository, 'schema'), printSchema(toys()).pages);
    await mkdir(join(repository, 'schema/operations'));
    await writeFile(join(repository, 'schema/operations/soli.graphql'), '# Tutti.\nquery Soli { soli { luce } }\n');
  });
  afterEach(() => rm(repository, { recursive: true }));

  test('finds nothing to say where everything agrees, and tells what it could not look for', async () => {
    expect(await checkSchema(toys(), repository)).toEqual({
      notices: [expect.stringContaining('breaking changes')],
      problems: [],
    });
  });

  test('finds what the change does to the pages, to the operations and to the callers of the main branch', async () => {
    git('init', '--quiet', '--initial-branch=main');
    git('add', '.');
    git('commit', '--quiet', '--message=before');
    const { problems } = await checkSchema(toys(LUNA.replace('luce:', 'chiarore:')), repository);
    expect(problems.map((problem) => problem.split('\n')[0])).toEqual([
      'schema/api.graphql is not what the code says',
      'schema/subgraphs/luna.graphql is not what the code says',
      'schema/supergraph.graphql is not what the code says',
      'operations/soli.graphql:2: Cannot query field "luce" on type "Sole".',
      expect.stringMatching(/^breaking change: FIELD_REMOVED: Sole.luce was removed. \(/),
    ]);

    const changed = toys(LUNA.replace('luce:', 'chiarore:'));
    await writePages(join(repository, 'schema'), printSchema(changed).pages);
    await rm(join(repository, 'schema/operations/soli.graphql'));
    const reason = '# Accepted\n\n- FIELD_REMOVED: Sole.luce was removed. Because: nobody asked for it.\n';
    await writeFile(join(repository, 'schema/accepted-breaking-changes.md'), reason);
    expect(await checkSchema(changed, repository)).toEqual({ notices: [], problems: [] });
  });

  test('stops at a composition that fails', async () => {
    const { problems } = await checkSchema(toys(LUNA.replace('peso: Int!', 'peso: String!')), repository);
    expect(problems).toEqual([expect.stringMatching(/^composition: /)]);
  });
});

describe('ways into the data', () => {
  const problems = (sdl: string) => guardProblems(new Map([['sole', sdl]]));

  test('are guarded by the field or by its type; keys and what others own need no guard of their own', () => {
    expect(problems('type Query { a: Int @permesso(nome: "sole:leggi") }')).toEqual([]);
    expect(
      problems('type Sole @key(fields: "codice") @permesso(nome: "sole:leggi") { codice: ID! peso: Int }'),
    ).toEqual([]);
    expect(
      problems(
        'type Sole @key(fields: "codice") { codice: ID! peso: Int @external luce: Int @permesso(nome: "sole:leggi") }',
      ),
    ).toEqual([]);
  });

  test('are named when nothing guards them', () => {
    expect(problems('type Query { a: Int } type Mutation { b: Int } type Misura { valore: Int }')).toEqual([
      'sole: Query.a: needs a permission (@Richiede).',
      'sole: Mutation.b: needs a permission (@Richiede).',
    ]);
    expect(problems('type Sole @key(fields: "codice nome") { codice: ID! nome: String peso: Int }')).toEqual([
      'sole: Sole.peso: needs a permission (@Richiede).',
    ]);
  });
});

describe('breaking changes', () => {
  test('are those that a caller would feel', () => {
    const after = buildSchema('type Query { a: Int, nuovo: Int }');
    expect(brokenBy('type Query { a: Int, b: Int }', after)).toEqual(['FIELD_REMOVED: Query.b was removed.']);
    expect(brokenBy('type Query { a: Int }', after)).toEqual([]);
  });

  test('are accepted one by one, never without a reason', () => {
    const { accepted, malformed } = readAccepted(
      'Text.\n- FIELD_REMOVED: A.b was removed. Because: it lied.\n- FIELD_REMOVED: A.c was removed.\n',
    );
    expect([...accepted]).toEqual(['FIELD_REMOVED: A.b was removed.']);
    expect(malformed).toEqual([expect.stringContaining('A.c')]);
  });
});
