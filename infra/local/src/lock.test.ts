import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockFolder } from './lock.js';
import { systemProcess } from './system-process.js';

const refuse = ({ pid }: { pid: number }) => `held by ${pid}`;

describe('the lock of a data folder', () => {
  let folder: string;
  let file: string;
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  const heldByOther = (started: string) => JSON.stringify({ pid: other.pid, started, since: '2026-01-01' });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'trama-lock-'));
    file = join(folder, 'in-uso.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  afterAll(() => void other.kill());

  test('is given to one, and given back', async () => {
    const release = await lockFolder(file, refuse);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid });
    release();
    expect(existsSync(file)).toBe(false);
  });

  test('is refused while its holder lives', async () => {
    writeFileSync(file, heldByOther(systemProcess(other.pid ?? 0)?.started ?? ''));
    await expect(lockFolder(file, refuse)).rejects.toThrow(`held by ${other.pid}`);
  });

  test('is taken from a holder that died', async () => {
    writeFileSync(file, JSON.stringify({ pid: 2 ** 22 + 1, started: 'x', since: '' }));
    (await lockFolder(file, refuse))();
  });

  test('is taken when another program has the holder’s pid', async () => {
    writeFileSync(file, heldByOther('before the reboot'));
    (await lockFolder(file, refuse))();
  });

  test('is taken when a crash left it empty', async () => {
    writeFileSync(file, '');
    (await lockFolder(file, refuse))();
  });

  test('stays with its new holder when the old one gives it back late', async () => {
    const late = await lockFolder(file, refuse);
    writeFileSync(file, heldByOther('x'));
    late();
    expect(existsSync(file)).toBe(true);
  });
});
