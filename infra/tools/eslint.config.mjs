import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { noOldClosures } from './closures-rule.mjs';

// ESLint's own copy of its recommended rules: the package is a dependency of eslint, not of ours.
const js = createRequire(import.meta.resolve('eslint'))('@eslint/js');
const repository = fileURLToPath(new URL('../../', import.meta.url));

const typescript = ['**/*.{ts,tsx,mts}'];
const tests = ['**/*.test.{ts,tsx}', '**/*.fixtures.ts', 'test/**/*.ts'];
const fromNode = Object.fromEntries(Object.getOwnPropertyNames(globalThis).map((name) => [name, 'readonly']));

/** What is a word and not an edge; edges are in dependency-cruiser.cjs. */
const words = {
  defaultExport: {
    selector: 'ExportDefaultDeclaration',
    message: 'Export by name: the name is then the same everywhere.',
  },
  ascii: {
    selector: 'Identifier[name=/[^\\u0000-\\u007F]/]',
    message: 'Identifiers are ASCII; accents belong in the texts that people read.',
  },
  tablesFromEntities: {
    selector: 'Property[key.name=/^(synchronize|dropSchema|migrationsRun)$/]:not([value.value=false])',
    message: 'Tables come from migrations, never from the entities.',
  },
  tablesFromEntitiesNow: {
    selector: 'CallExpression[callee.property.name=/^(synchronize|dropDatabase)$/]',
    message: 'Tables come from migrations, never from the entities.',
  },
  unversionedWrites: {
    selector: 'CallExpression[callee.property.name=/^(save|upsert|preload|softRemove)$/]',
    message:
      'save() writes over whatever row has that id, whoever changed it meanwhile: insert(), or updateVersioned().',
  },
  hiddenReads: {
    selector: 'Property[key.name=/^(eager|lazy)$/]:not([value.value=false])',
    message: 'A relation is loaded by ctx.load, so that N calls make one query.',
  },
  wildcards: {
    selector: 'ImportSpecifier[imported.name=/^(Like|ILike|Raw)$/]',
    message: 'It does not escape % and _: write the statement, with the text escaped in a parameter.',
  },
};

/** Not for the door to PostgreSQL itself, nor for the programs that name databases and roles, which cannot be parameters. */
const sql = {
  orderByText: {
    selector: 'CallExpression[callee.property.name=/^(createQueryBuilder|orderBy|addOrderBy)$/]',
    message: 'A query builder takes any text as SQL: write the statement, or use find() with a fixed order.',
  },
  inPieces: {
    selector: 'CallExpression[callee.property.name="query"] > TemplateLiteral:first-child[expressions.length>0]',
    message: 'Values go in parameters, never into the text of a statement.',
  },
};

const environmentMessage = 'The environment is read once, in config.ts or settings.ts.';
const environment = {
  'no-restricted-properties': ['error', { object: 'process', property: 'env', message: environmentMessage }],
};

const closed = {
  paths: [
    { name: 'pg', message: 'SQL goes through a Tx of @trama/database: a bare connection has no caller.' },
    {
      name: 'typeorm',
      importNames: ['DataSource', 'createConnection', 'getConnection', 'getRepository', 'getManager', 'BaseEntity'],
      message: 'Data goes through a Tx of @trama/database: a bare DataSource has no caller.',
    },
    { name: 'node:process', importNames: ['env', 'default'], message: environmentMessage },
  ],
  patterns: [{ group: ['typeorm/*', 'pg/*'], message: 'The inside of a library changes without notice.' }],
};

const oldAnswers = {
  name: 'urql',
  importNames: ['useQuery', 'Query'],
  message: 'It gives the answer of the choice before under the new one: useDomanda of graph/domanda.ts does not.',
};

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      '**/.turbo/',
      '.trama/',
      'gateway/console/src/graph/operazioni/',
      'coverage/',
      'test/bench/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{mjs,cjs,js}'],
    languageOptions: { globals: fromNode },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { ...fromNode, module: 'writable', require: 'readonly', __dirname: 'readonly' },
    },
  },
  {
    rules: {
      complexity: ['error', 12],
      curly: 'error',
      eqeqeq: 'error',
      'max-depth': ['error', 3],
      'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 5],
      'no-console': 'error',
      'no-else-return': 'error',
      'no-implicit-coercion': 'error',
      'no-lonely-if': 'error',
      'no-nested-ternary': 'error',
      'no-restricted-syntax': ['error', ...Object.values({ ...words, ...sql })],
      'no-template-curly-in-string': 'error',
      'no-unneeded-ternary': 'error',
      'no-useless-rename': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'prefer-template': 'error',
    },
  },
  {
    files: typescript,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: repository } },
    rules: {
      ...environment,
      '@typescript-eslint/no-restricted-imports': ['error', closed],
      '@typescript-eslint/array-type': ['error', { default: 'array-simple' }],
      '@typescript-eslint/consistent-type-definitions': 'error',
      // Silent in files with decorators: emitDecoratorMetadata needs the class there, and the rule knows.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unnecessary-boolean-literal-compare': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-useless-empty-export': 'error',
      '@typescript-eslint/prefer-nullish-coalescing': [
        'error',
        { ignorePrimitives: true, ignoreConditionalTests: true },
      ],
      '@typescript-eslint/prefer-optional-chain': 'error',
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Our objects are made of closures, which may be taken apart.
      '@typescript-eslint/unbound-method': 'off',
      // `async` also turns a throw into a rejection, which is why some functions that await nothing have it.
      '@typescript-eslint/require-await': 'off',
      // TypeScript says it better, and knows its own globals.
      'no-undef': 'off',
    },
  },
  {
    files: ['gateway/console/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      '@typescript-eslint/no-restricted-imports': ['error', { ...closed, paths: [...closed.paths, oldAnswers] }],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      // `eager` is a word of its build, and it has no database.
      'no-restricted-syntax': ['error', ...Object.values({ ...words, ...sql, hiddenReads: undefined }).filter(Boolean)],
    },
  },
  {
    // What runs for each request: elsewhere nobody cares.
    files: [
      'gateway/src/**',
      'infra/{audit,crypto,database,identity,kernel,publication,subgraph}/src/**',
      'subgraphs/*/src/**',
    ],
    ignores: tests,
    plugins: { trama: { rules: { 'no-old-closures': noOldClosures } } },
    rules: { 'trama/no-old-closures': 'error' },
  },
  {
    files: ['**/config.ts', '**/settings.ts', 'infra/local/**', 'infra/tools/**', ...tests],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    // Two programs work as the owner of the tables, when a database is prepared. The last file switches the federation
    // gateway's telemetry off in the environment, before it is loaded.
    files: [
      'infra/database/**',
      'infra/local/**',
      'infra/publication/src/pubblica.ts',
      'infra/publication/src/raccolta.ts',
      'infra/reference/src/{caricamento,persone-dimostrative,prepara,semina}.ts',
      'test/**',
      '**/*.test.ts',
      'gateway/src/federation/no-telemetry.ts',
    ],
    rules: {
      '@typescript-eslint/no-restricted-imports': 'off',
      'no-restricted-syntax': ['error', ...Object.values(words)],
    },
  },
  {
    // Programs that speak to the person who started them.
    files: [
      'infra/local/**',
      'infra/tools/**',
      '**/prepare.ts',
      'infra/reference/src/prepara.ts',
      '**/src/main.ts',
      'infra/subgraph/src/lavori.ts',
      '**/*.mjs',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.config.{mjs,ts}', 'infra/local/**/*.mjs', 'test/**/*.mjs'],
    rules: {
      'no-restricted-syntax': ['error', ...Object.values({ ...words, defaultExport: undefined }).filter(Boolean)],
    },
  },
  {
    // What it saves are the grants of the provider's library, in memory: it has no database.
    files: ['infra/idp/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...Object.values({ ...words, ...sql, unversionedWrites: undefined }).filter(Boolean),
      ],
    },
  },
  {
    files: ['**/migrations/**'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: tests,
    rules: {
      complexity: 'off',
      'max-lines': 'off',
      'max-params': 'off',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
