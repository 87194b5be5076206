import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const REPOSITORY = join(__dirname, '../..');
const BINARY = join(REPOSITORY, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const CONFIG = join(REPOSITORY, 'infra/tools/dependency-cruiser.cjs');

const S = 'subgraphs/sole';

/** Each rule with an import that breaks it: the file, and what it imports. */
const BROKEN: ReadonlyArray<readonly [rule: string, file: string, imported: string]> = [
  ['folders-lean-one-way (infra/kernel)', 'infra/kernel/src/a.ts', 'infra/database/src/tx.ts'],
  ['folders-lean-one-way (infra/disclosure)', 'infra/disclosure/src/a.ts', 'infra/kernel/src/identity.ts'],
  ['folders-lean-one-way (infra/regole)', 'infra/regole/src/a.ts', 'infra/kernel/src/identity.ts'],
  ['folders-lean-one-way (schema/types)', 'schema/types/src/a.ts', 'infra/database/src/tx.ts'],
  ['folders-lean-one-way (infra/database)', 'infra/database/src/a.ts', 'infra/disclosure/src/conteggio.ts'],
  ['folders-lean-one-way (infra/crypto)', 'infra/crypto/src/a.ts', 'infra/database/src/tx.ts'],
  ['folders-lean-one-way (infra/identity)', 'infra/identity/src/a.ts', 'infra/database/src/tx.ts'],
  ['folders-lean-one-way (infra/idp)', 'infra/idp/src/a.ts', 'infra/database/src/tx.ts'],
  ['folders-lean-one-way (infra/audit)', 'infra/audit/src/a.ts', 'infra/subgraph/src/context.ts'],
  ['folders-lean-one-way (infra/publication)', 'infra/publication/src/a.ts', 'infra/subgraph/src/context.ts'],
  ['folders-lean-one-way (infra/subgraph)', 'infra/subgraph/src/a.ts', 'infra/reference/src/archivi.ts'],
  ['folders-lean-one-way (infra/reference)', 'infra/reference/src/a.ts', 'schema/types/src/page.ts'],
  ['folders-lean-one-way (infra/local)', 'infra/local/src/a.ts', 'infra/database/src/tx.ts'],
  ['folders-lean-one-way (infra/tools)', 'infra/tools/a.mjs', 'infra/reference/src/archivi.ts'],
  ['folders-lean-one-way (gateway/src)', 'gateway/src/a.ts', 'infra/subgraph/src/context.ts'],
  ['folders-lean-one-way (gateway/console)', 'gateway/console/src/a.tsx', 'schema/types/src/page.ts'],
  ['folders-lean-one-way (subgraphs/[^/]+)', `${S}/src/a.ts`, 'infra/local/src/ports.ts'],
  ['no-circular', 'infra/kernel/src/b.ts', 'infra/kernel/src/z-back.ts'],
  ['a-subgraph-knows-no-other', `${S}/src/b.ts`, 'subgraphs/luna/src/cap/cap.entity.ts'],
  ['reference-data-is-for-seeds', `${S}/src/cap/cap.entity.ts`, 'infra/reference/src/archivi.ts'],
  ['reference-data-is-for-seeds', `${S}/src/main.ts`, `${S}/seed/seme.ts`],
  ['a-capability-shows-its-rows-loaders-and-services', `${S}/src/cap/cap.service.ts`, `${S}/src/altra/altra.input.ts`],
  ['only-the-module-file-knows-resolvers', `${S}/src/subgraph.ts`, `${S}/src/cap/cap.resolver.ts`],
  ['rows-know-nothing-above-them', `${S}/src/cap/cap.stati.ts`, `${S}/src/cap/cap.loader.ts`],
  ['services-do-not-know-the-request', `${S}/src/cap/uno.service.ts`, 'infra/subgraph/src/context.ts'],
  ['services-do-not-know-the-request', `${S}/src/cap/due.loader.ts`, 'node_modules/type-graphql/index.js'],
  ['migrations-stand-alone', `${S}/migrations/1-prima.ts`, `${S}/src/cap/cap.entity.ts`],
  ['only-the-table-of-contents-lists-migrations', `${S}/src/cap/cap.module.ts`, `${S}/migrations/2-seconda.ts`],
  ['rules-run-in-a-browser', 'infra/regole/src/b.ts', 'infra/regole/src/node/cartella.ts'],
  ['rules-run-in-a-browser', 'gateway/console/src/b.tsx', 'infra/regole/src/node/cartella.ts'],
  ['rules-know-only-zod', 'infra/regole/src/c.ts', 'node_modules/type-graphql/index.js'],
  ['code-does-not-know-its-tests', `${S}/src/cap/tre.service.ts`, `${S}/src/cap/cap.fixtures.ts`],
  ['code-does-not-know-its-tests', 'infra/kernel/src/c.ts', 'test/kit/src/graph.ts'],
  ['the-federation-gateway-is-replaceable', 'gateway/src/b.ts', 'node_modules/@apollo/gateway/index.js'],
  ['a-file-says-what-it-holds', 'infra/kernel/src/d.ts', 'infra/kernel/src/utils.ts'],
  ['a-package-names-what-it-uses', 'gateway/src/c.ts', 'node_modules/undeclared/index.js'],
  ['every-import-exists', 'infra/kernel/src/e.ts', 'infra/kernel/src/missing.ts'],
];

/** Imports of every kind that the rules want to allow. */
const ALLOWED: ReadonlyArray<readonly [file: string, imported: string]> = [
  ['infra/database/src/ok.ts', 'schema/types/src/page.ts'],
  ['infra/subgraph/src/ok.ts', 'infra/database/src/tx.ts'],
  ['infra/reference/src/ok.ts', 'infra/database/src/tx.ts'],
  ['gateway/src/ok.ts', 'infra/kernel/src/identity.ts'],
  ['gateway/src/federation/ok.ts', 'node_modules/@apollo/gateway/index.js'],
  ['gateway/console/src/ok.tsx', 'infra/regole/src/verifica.ts'],
  ['infra/regole/src/ok.ts', 'node_modules/zod/index.js'],
  ['infra/regole/src/node/ok.ts', 'node_modules/type-graphql/index.js'],
  [`${S}/src/cap/regole.service.ts`, 'infra/regole/src/verifica.ts'],
  [`${S}/seed/ok.ts`, 'infra/reference/src/archivi.ts'],
  [`${S}/src/prepare.ts`, `${S}/seed/seme.ts`],
  [`${S}/src/cap/ok.service.ts`, `${S}/src/altra/altra.service.ts`],
  [`${S}/src/cap/ok.module.ts`, `${S}/src/cap/ok.resolver.ts`],
  [`${S}/src/cap/ok.test.ts`, 'test/kit/src/graph.ts'],
  ['test/graph/ok.ts', 'subgraphs/luna/src/cap/luna.resolver.ts'],
];

interface Rules {
  readonly forbidden: ReadonlyArray<{ readonly name: string }>;
}

interface Report {
  readonly summary: {
    readonly violations: ReadonlyArray<{
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }>;
  };
}

describe('the dependency rules', () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'trama-imports-')));
  let found: ReadonlySet<string>;

  beforeAll(() => {
    found = new Set(cruise(root).summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  test.each(BROKEN)('%s refuses %s -> %s', (rule, file, imported) => {
    const target = rule === 'every-import-exists' ? relativeTo(file, imported) : imported;
    expect([...found]).toContain(`${rule}: ${file} -> ${target}`);
  });

  test('know every package of infra', () => {
    const { forbidden } = createRequire(__filename)(CONFIG) as Rules;
    const packages = readdirSync(join(REPOSITORY, 'infra')).filter((name) =>
      existsSync(join(REPOSITORY, 'infra', name, 'package.json')),
    );
    const rules = forbidden.map(({ name }) => name);
    expect(packages.filter((name) => !rules.includes(`folders-lean-one-way (infra/${name})`))).toEqual([]);
  });

  test.each(ALLOWED)('%s may import %s', (file, imported) => {
    expect([...found].filter((line) => line.endsWith(`${file} -> ${imported}`))).toEqual([]);
  });
});

function cruise(root: string): Report {
  const pairs = [...BROKEN.map(([, file, imported]) => [file, imported] as const), ...ALLOWED];
  const missing = BROKEN.find(([rule]) => rule === 'every-import-exists')![2];
  for (const [, imported] of pairs.filter(([, imported]) => imported !== missing)) {
    write(root, imported, 'export const x = 1;\n');
  }
  for (const [file, imported] of pairs) {
    write(root, file, `import { x } from '${specifierOf(file, imported)}';\nexport const y = x;\n`);
  }
  write(root, 'infra/kernel/src/z-back.ts', `import { y } from './b.js';\nexport const x = y;\n`);
  for (const name of ['@apollo/gateway', 'type-graphql', 'undeclared', 'zod']) {
    write(root, `node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
  }
  write(
    root,
    'package.json',
    JSON.stringify({ dependencies: { '@apollo/gateway': '1.0.0', 'type-graphql': '1.0.0', zod: '1.0.0' } }),
  );
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [BINARY, '--config', CONFIG, '--output-type', 'json', 'gateway', 'subgraphs', 'schema', 'infra', 'test'],
    { cwd: root, encoding: 'utf8', maxBuffer: 32 * 1024 * 1024 },
  );
  if (!stdout) {
    throw new Error(stderr);
  }
  return JSON.parse(stdout) as Report;
}

function write(root: string, file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

/** As the sources write it: a library by name, a file of ours by its path and the extension that Node will see. */
function specifierOf(file: string, imported: string): string {
  const library = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(imported);
  return library ? library[1]! : relativeTo(file, imported);
}

function relativeTo(file: string, imported: string): string {
  return `${'../'.repeat(file.split('/').length - 1)}${imported.replace(/\.tsx?$/, '.js')}`;
}
