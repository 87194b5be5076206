import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keysFolder } from './data-folder.js';

describe('the keys of data of people, in the data folder', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'trama-dati-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  test('are made once for each subgraph, for their owner alone', async () => {
    const ambito = await keysFolder(folder, 'ambito');
    const files = ['kek.json', 'indice.json'].map((file) => join(ambito, file));
    const prima = files.map((file) => readFileSync(file, 'utf8'));
    expect(files.map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600]);
    expect(await keysFolder(folder, 'ambito')).toBe(ambito);
    expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual(prima);
    expect(readFileSync(join(await keysFolder(folder, 'asst'), 'kek.json'), 'utf8')).not.toBe(prima[0]);
  });

  test('stop the start when others can read them, and the message says which', async () => {
    const ambito = await keysFolder(folder, 'ambito');
    chmodSync(join(ambito, 'kek.json'), 0o644);
    await expect(keysFolder(folder, 'ambito')).rejects.toThrow(/chiavi dei dati personali in .*kek\.json.*chmod 600/);
  });
});
