const { join } = require('node:path');

/**
 * Which folder may lean on which. Read a row as "may import"; a folder may always import itself, and `test/` and the
 * tests beside the code may import everything. Rows are matched from the start of the path.
 */
const MAY_IMPORT = {
  'infra/kernel': [],
  'infra/disclosure': [],
  'infra/regole': [],
  'schema/types': ['infra/kernel', 'infra/disclosure'],
  'infra/database': ['infra/kernel', 'schema/types'],
  'infra/crypto': ['infra/kernel'],
  'infra/identity': ['infra/kernel'],
  'infra/idp': ['infra/kernel'],
  'infra/audit': ['infra/kernel', 'infra/database'],
  'infra/publication': ['infra/kernel', 'infra/database', 'infra/disclosure', 'schema/types'],
  'infra/subgraph': [
    'infra/(kernel|database|crypto|identity|audit|publication)',
    'infra/collegamento/src/cliente',
    'schema/types',
  ],
  'infra/collegamento': ['infra/(kernel|database|crypto|identity|audit|reference|subgraph)'],
  'infra/reference': ['infra/(kernel|database|crypto|publication)'],
  'infra/local': ['infra/(kernel|crypto|identity)'],
  // It bundles what others have built, and imports none of it.
  'infra/programs': [],
  'infra/tools': ['infra/(kernel|database|publication|subgraph|local)'],
  'gateway/src': ['infra/kernel', 'infra/identity', 'schema/types'],
  // What the graph promises, as a text: its page of the schema shows it.
  'gateway/console': ['infra/regole', 'schema/api\\.graphql'],
  'subgraphs/[^/]+': [
    'infra/(kernel|disclosure|database|crypto|audit|publication|subgraph|reference|regole)',
    'infra/collegamento/src/cliente',
    'schema/types',
  ],
};

const TESTS = '\\.(test|fixtures)\\.tsx?$';
const OURS = '^(infra|schema|gateway|subgraphs|test)/';

const packageRules = Object.entries(MAY_IMPORT).map(([from, allowed]) => ({
  name: `folders-lean-one-way (${from})`,
  severity: 'error',
  from: { path: `^${from}/`, pathNot: TESTS },
  to: { path: OURS, pathNot: [from, ...allowed].map((path) => `^${path}(/|$)`) },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...packageRules,
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one file, or three.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'a-subgraph-knows-no-other',
      comment: 'Subgraphs meet in the supergraph: each of them runs, migrates and is deployed alone.',
      severity: 'error',
      from: { path: '^subgraphs/([^/]+)/' },
      to: { path: '^subgraphs/', pathNot: '^subgraphs/$1/' },
    },
    {
      name: 'reference-data-is-for-seeds',
      comment:
        'A served subgraph reads its database; the reference files are read once, when the database is prepared.',
      severity: 'error',
      from: { path: '^subgraphs/', pathNot: ['^subgraphs/[^/]+/(seed/|src/prepare\\.ts$)', TESTS] },
      to: { path: '^(infra/reference/|subgraphs/[^/]+/seed/)' },
    },
    {
      name: 'a-capability-shows-its-rows-loaders-and-services',
      comment:
        'Resolvers and inputs of a capability are its own: what others may use is entity, type, stati, loader, service.',
      severity: 'error',
      from: { path: '^subgraphs/([^/]+)/src/([^/]+)/', pathNot: TESTS },
      to: {
        path: '^subgraphs/$1/src/[^/]+/',
        pathNot: ['^subgraphs/$1/src/$2/', '\\.(entity|types?|stati|loader|service)\\.ts$'],
      },
    },
    {
      name: 'only-the-module-file-knows-resolvers',
      severity: 'error',
      from: { path: '^subgraphs/', pathNot: ['\\.module\\.ts$', TESTS] },
      to: { path: '\\.resolver\\.ts$' },
    },
    {
      name: 'rows-know-nothing-above-them',
      severity: 'error',
      from: { path: '\\.(entity|types?|stati|input)\\.ts$' },
      to: { path: '\\.(resolver|service|loader|module)\\.ts$' },
    },
    {
      name: 'services-do-not-know-the-request',
      comment: 'A service takes a Tx and its input, so that a job or a test can call it as a resolver does.',
      severity: 'error',
      from: { path: '\\.(service|loader)\\.ts$' },
      to: { path: ['^infra/subgraph/', 'node_modules/(type-graphql|dataloader)/'] },
    },
    {
      name: 'migrations-stand-alone',
      comment: 'They must still run when the code has changed.',
      severity: 'error',
      from: { path: '/migrations/' },
      to: { path: OURS },
    },
    {
      name: 'only-the-table-of-contents-lists-migrations',
      severity: 'error',
      from: { pathNot: ['^subgraphs/[^/]+/src/subgraph\\.ts$', '^infra/collegamento/src/archivio\\.ts$', TESTS] },
      to: { path: '/migrations/' },
    },
    {
      name: 'rules-run-in-a-browser',
      comment:
        'The same engine checks a file on a contributor’s machine: only its folder node/ may know Node or read CSV.',
      severity: 'error',
      from: { path: ['^infra/regole/src/', '^gateway/console/'], pathNot: ['^infra/regole/src/node/', TESTS] },
      to: { path: ['^infra/regole/src/node/'] },
    },
    {
      name: 'rules-know-only-zod',
      comment: 'What the browser runs must not depend on Node, nor on a library that may answer otherwise there.',
      severity: 'error',
      from: { path: '^infra/regole/src/', pathNot: ['^infra/regole/src/node/', TESTS] },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: 'node_modules/zod/' },
    },
    {
      name: 'code-does-not-know-its-tests',
      severity: 'error',
      from: { pathNot: [TESTS, '^test/'] },
      to: { path: [TESTS, '^test/'] },
    },
    {
      name: 'the-federation-gateway-is-replaceable',
      comment:
        'Elastic-2.0, not an open licence: one folder knows these packages, so that another gateway can take their place.',
      severity: 'error',
      from: { pathNot: ['^gateway/src/federation/', '^infra/tools/schema/', TESTS, '^test/'] },
      to: { path: 'node_modules/@apollo/(gateway|composition|query-planner|query-graphs|federation-internals)/' },
    },
    {
      name: 'a-file-says-what-it-holds',
      severity: 'error',
      from: {},
      to: { path: '(^|/)(index|utils?|helpers?|common|misc)(\\.[cm]?tsx?$|/)', pathNot: ['node_modules/'] },
    },
    {
      name: 'a-package-names-what-it-uses',
      comment: 'A library that only a neighbour declares disappears when the neighbour drops it.',
      severity: 'error',
      from: {
        path: '^(infra|schema|gateway|subgraphs)/.*\\.tsx?$',
        pathNot: [TESTS, '^infra/tools/', '\\.config\\.ts$'],
      },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-dev', 'npm-unknown'] },
    },
    {
      name: 'every-import-exists',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: join(__dirname, '../../tsconfig.json') },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.turbo)/|^test/bench/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      // "module" is the only name under which the design kit of the console can be found.
      conditionNames: ['trama-source', 'import', 'require', 'node', 'default', 'module'],
    },
  },
};
