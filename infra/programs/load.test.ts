import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const loader = join(__dirname, 'load.cjs');

describe('a bundled program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trama-programma-'));
  const kept = (file: string) => join(folder, 'cache', 'prova', `${file}.v8`);

  beforeAll(() => {
    mkdirSync(join(folder, 'code'));
    writeFileSync(join(folder, 'prova.cjs'), `require(${JSON.stringify(loader)})(__filename);`);
    writeFileSync(
      join(folder, 'code', 'prova.cjs'),
      `const { word } = require('./altro.cjs'), path = require('node:path');
       console.log(word(), path.basename(__filename));`,
    );
    says('uno');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const says = (word: string) =>
    writeFileSync(join(folder, 'code', 'altro.cjs'), `exports.word = function word() { return '${word}'; };`);
  const run = () => {
    const { stdout, stderr } = spawnSync(process.execPath, [join(folder, 'prova.cjs')], { encoding: 'utf8' });
    return stdout.trim() + stderr;
  };

  test('leaves what was compiled of it, which the next run takes as it is', () => {
    expect(run()).toBe('uno prova.cjs');
    const before = statSync(kept('altro.cjs')).mtimeMs;
    expect(run()).toBe('uno prova.cjs');
    expect(statSync(kept('altro.cjs')).mtimeMs).toBe(before);
  });

  test('gives what it exports to who loads it, and says which Node runs it, so that nobody has to find out', () => {
    writeFileSync(join(folder, 'code', 'dice.cjs'), 'exports.agent = navigator.userAgent;');
    writeFileSync(join(folder, 'dice.cjs'), `module.exports = require(${JSON.stringify(loader)})(__filename);`);
    const asked = `console.log(require(${JSON.stringify(join(folder, 'dice.cjs'))}).agent)`;
    const { stdout } = spawnSync(process.execPath, ['-e', asked], { encoding: 'utf8' });
    expect(stdout.trim()).toBe(`Node.js/${process.versions.node.split('.')[0]}`);
  });

  test('never runs what was compiled of other code, be it of the same length', () => {
    says('due');
    expect(run()).toBe('due prova.cjs');
    says('sei');
    expect(run()).toBe('sei prova.cjs');
  });

  test('runs where what was left is damaged, and where nothing can be left', () => {
    const whole = readFileSync(kept('altro.cjs'));
    writeFileSync(kept('altro.cjs'), whole.subarray(0, 60));
    expect(run()).toBe('sei prova.cjs');
    rmSync(join(folder, 'cache'), { recursive: true });
    writeFileSync(join(folder, 'cache'), 'not a folder');
    expect(run()).toBe('sei prova.cjs');
    expect(existsSync(kept('altro.cjs'))).toBe(false);
  });
});
