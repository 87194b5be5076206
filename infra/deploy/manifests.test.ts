import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const REPOSITORY = join(__dirname, '../..');
const FILES = [
  'Containerfile',
  'compose.yaml',
  ...readdirSync(join(__dirname, 'kubernetes')).map((name) => `kubernetes/${name}`),
];
const MANIFESTS = FILES.map((name) => [name, readFileSync(join(__dirname, name), 'utf8')] as const);
const SETTINGS = ['gateway/src/config.ts', 'infra/subgraph/src/config.ts']
  .map((file) => readFileSync(join(REPOSITORY, file), 'utf8'))
  .flatMap((text) => text.match(/\bTRAMA_\w+/g) ?? []);

const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1]!);

/** Whether they run is for a cluster to say; that they name things which exist is for us. */
describe.each(MANIFESTS)('%s', (_name, text) => {
  test('starts programs that the project has', () => {
    const programs = matches(text, /\b((?:gateway|subgraphs\/[\w-]+)\/dist\/[\w/]+\.js)/g);
    const sources = programs.map((program) =>
      program.replace('/dist/src/', '/src/').replace('/dist/', '/src/').replace(/js$/, 'ts'),
    );
    expect(sources.filter((source) => !existsSync(join(REPOSITORY, source)))).toEqual([]);
  });

  test('sets variables that the programs read', () => {
    const variables = [...matches(text, /- name: (TRAMA_\w+)/g), ...matches(text, /^ {6}(TRAMA_\w+):/gm)];
    expect(variables.filter((variable) => !SETTINGS.includes(variable))).toEqual([]);
  });

  test('runs nothing as root', () => {
    const pods = matches(text, /^kind: (Deployment|Job)$/gm);
    expect(matches(text, /(runAsNonRoot: true)/g)).toHaveLength(pods.length);
  });
});
