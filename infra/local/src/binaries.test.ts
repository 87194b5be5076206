import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hydrateLinks } from './binaries.js';

describe('the links that an npm package cannot hold', () => {
  let native: string;
  const inLib = (name: string) => join(native, 'lib', name);

  beforeEach(() => {
    native = join(mkdtempSync(join(tmpdir(), 'trama-links-')), 'native');
    mkdirSync(join(native, 'lib'), { recursive: true });
    writeFileSync(inLib('libpq.so.5.18'), 'library');
    writeFileSync(
      join(native, 'pg-symlinks.json'),
      JSON.stringify([
        { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' },
        { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so' },
      ]),
    );
  });
  afterEach(() => rmSync(join(native, '..'), { recursive: true }));

  test('are made, relative to their folder', async () => {
    await hydrateLinks(native);
    expect(readlinkSync(inLib('libpq.so.5'))).toBe('libpq.so.5.18');
    expect(readFileSync(inLib('libpq.so'), 'utf8')).toBe('library');
  });

  test('are made once by many at a time', async () => {
    await Promise.all(Array.from({ length: 4 }, () => hydrateLinks(native)));
    await hydrateLinks(native);
    expect(readFileSync(inLib('libpq.so'), 'utf8')).toBe('library');
  });

  test('are corrected where they point nowhere', async () => {
    symlinkSync('libpq.so.4', inLib('libpq.so'));
    await hydrateLinks(native);
    expect(readFileSync(inLib('libpq.so'), 'utf8')).toBe('library');
  });

  test('do not replace a file that an unpacker put in their place', async () => {
    writeFileSync(inLib('libpq.so'), 'copy');
    await hydrateLinks(native);
    expect(lstatSync(inLib('libpq.so')).isFile()).toBe(true);
  });

  test('are not asked of a package that lists none', async () => {
    rmSync(join(native, 'pg-symlinks.json'));
    await expect(hydrateLinks(native)).resolves.toBeUndefined();
  });
});
