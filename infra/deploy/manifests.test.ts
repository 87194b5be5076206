import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCollegamentoSettings } from '@trama/collegamento/config';
import { gatewayConfig } from '@trama/gateway/config';
import { readPrepareSettings, readServerSettings } from '@trama/subgraph/config';

const REPOSITORY = join(__dirname, '../..');
const FILES = [
  'Containerfile',
  'compose.yaml',
  ...readdirSync(join(__dirname, 'kubernetes')).map((name) => `kubernetes/${name}`),
];
const MANIFESTS = FILES.map((name) => [name, readFileSync(join(__dirname, name), 'utf8')] as const);
const SETTINGS = [
  'gateway/src/config.ts',
  'gateway/src/identity/identity-environment.ts',
  'infra/subgraph/src/config.ts',
  'infra/collegamento/src/config.ts',
]
  .map((file) => readFileSync(join(REPOSITORY, file), 'utf8'))
  .flatMap((text) => text.match(/\bTRAMA_\w+/g) ?? []);

const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1]!);

/** What each program refuses to start without, in its own words. */
const REQUIRED = {
  'gateway/dist/main.js': namedBy(() => gatewayConfig({ TRAMA_ISSUERS: '' })),
  'ambito/dist/src/main.js': namedBy(() => readServerSettings(true)),
  'ats/dist/src/main.js': namedBy(() => readServerSettings(true)),
  'collegamento/dist/main.js': namedBy(readCollegamentoSettings),
  'collegamento/dist/prepare.js': namedBy(readPrepareSettings),
  'src/main.js': namedBy(() => readServerSettings(false)),
  'src/prepare.js': namedBy(readPrepareSettings),
} as const;

/** Programs started by a manifest, each with the variables that it gets. */
function startsOf(text: string): ReadonlyArray<readonly [program: string, variables: readonly string[]]> {
  const parts = text.split(/^(?:---$| {2}[\w-]+:$)/m);
  return parts.flatMap((part) => {
    const program = /^ *(?:args|command): \[(\S+\.js)\]/m.exec(part)?.[1];
    const variables = [...matches(part, /- name: (TRAMA_\w+)/g), ...matches(part, /^ {6}(TRAMA_\w+):/gm)];
    return program ? [[program, variables] as const] : [];
  });
}

function namedBy(read: () => unknown): readonly string[] {
  try {
    read();
    return [];
  } catch (error) {
    return matches((error as Error).message, /^ {2}(TRAMA_\w+):/gm);
  }
}

test('programs say what they need', () => {
  expect(REQUIRED['gateway/dist/main.js']).toContain('TRAMA_ASSERTION_KEY_AMBITO');
  expect(REQUIRED['src/main.js']).toEqual(
    expect.arrayContaining(['TRAMA_DATABASE_URL', 'TRAMA_STATISTICS_DATABASE_URL', 'TRAMA_CONTEXT_KEY']),
  );
  expect(REQUIRED['ambito/dist/src/main.js']).toContain('TRAMA_KEYS_DIR');
  expect(REQUIRED['src/prepare.js']).toEqual(['TRAMA_OWNER_DATABASE_URL', 'TRAMA_CONTEXT_KEY']);
  const starts = MANIFESTS.flatMap(([, text]) => startsOf(text));
  expect(REQUIRED['collegamento/dist/main.js']).toContain('TRAMA_CALLER_KEY_AMBITO');
  // On one host and on a cluster: six servers and five preparations each.
  expect(starts).toHaveLength(22);
});

/** Whether they run is for a cluster to say; that they name things which exist is for us. */
describe.each(MANIFESTS)('%s', (_name, text) => {
  test('starts programs that the project has', () => {
    const programs = matches(text, /\b((?:gateway|infra\/collegamento|subgraphs\/[\w-]+)\/dist\/[\w/]+\.js)/g);
    const sources = programs.map((program) =>
      program.replace('/dist/src/', '/src/').replace('/dist/', '/src/').replace(/js$/, 'ts'),
    );
    expect(sources.filter((source) => !existsSync(join(REPOSITORY, source)))).toEqual([]);
  });

  test('sets variables that the programs read', () => {
    const variables = [...matches(text, /- name: (TRAMA_\w+)/g), ...matches(text, /^ {6}(TRAMA_\w+):/gm)];
    expect(variables.filter((variable) => !SETTINGS.includes(variable))).toEqual([]);
  });

  test('sets what the programs need', () => {
    const missing = startsOf(text).flatMap(([program, variables]) => {
      const [, required] = Object.entries(REQUIRED).find(([name]) => program.endsWith(name))!;
      return required.filter((name) => !variables.includes(name)).map((name) => `${program}: ${name}`);
    });
    expect(missing).toEqual([]);
  });

  test('lets nobody in by the demonstration provider', () => {
    const gateways = startsOf(text).filter(([program]) => program === 'gateway/dist/main.js');
    expect(gateways.every(([, variables]) => variables.includes('TRAMA_ISSUERS'))).toBe(true);
    expect(startsOf(text).map(([program]) => program)).not.toContain('infra/idp/dist/main.js');
  });

  test('runs nothing as root', () => {
    const pods = matches(text, /^kind: (Deployment|Job|CronJob)$/gm);
    expect(matches(text, /(runAsNonRoot: true)/g)).toHaveLength(pods.length);
  });
});
