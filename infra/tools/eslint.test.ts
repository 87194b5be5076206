import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const REPOSITORY = join(__dirname, '../..');

/** What the rules say of a few lines that stand in a subgraph. */
function complaints(code: string): string {
  const { stdout } = spawnSync(
    process.execPath,
    [
      join(REPOSITORY, 'node_modules/eslint/bin/eslint.js'),
      '--config=infra/tools/eslint.config.mjs',
      '--stdin',
      '--stdin-filename=subgraphs/ambito/src/prova.mjs',
    ],
    { cwd: REPOSITORY, input: code, encoding: 'utf8' },
  );
  return stdout;
}

describe('the linter', () => {
  const bad = [
    ['an update by whole', 'repo.save({ id });', 'save() writes over whatever row'],
    ['an order that a caller could write', 'repo.createQueryBuilder().orderBy(text);', 'takes any text as SQL'],
    ['wildcards nobody escapes', "import { ILike } from 'typeorm';\nexport const b = ILike;", 'does not escape'],
    ['values in the text of a statement', 'tx.query(`SELECT $' + '{id}`);', 'Values go in parameters'],
    ['a function kept with all that it sees', 'request.stop = () => request;', 'V8 makes this function among the old'],
    [
      'a getter kept with all that it sees',
      'export const c = (a) => ({ get a() { return a; } });',
      'make it a const first',
    ],
    ['tables made from classes', 'export const a = { synchronize: true };', 'Tables come from migrations'],
  ] as const;
  const all = complaints(bad.map(([, code]) => code).join('\n'));

  test.each(bad)('refuses %s', (_what, _code, message) => {
    expect(all).toContain(message);
  });

  test('has nothing against a statement with parameters', () => {
    expect(complaints("export const a = (tx, id) => tx.query('SELECT $1', [id]);\n")).toBe('');
  });
});
