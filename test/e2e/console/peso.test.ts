import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const dist = join(__dirname, '../../../gateway/console/dist');
const page = readFileSync(join(dist, 'index.html'), 'utf8');
const size = (path: string): number => gzipSync(readFileSync(join(dist, path))).length;

describe('what a browser gets before the first page', () => {
  test('is less than 300 kB of script, compressed', () => {
    const scripts = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, path = '']) => size(path));
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(300_000);
  });

  test('is ours: no address of another site, nothing written into the page', () => {
    expect(page).not.toMatch(/https?:/);
    expect(page).not.toMatch(/<style|style=|<script(?![^>]*\bsrc=)/);
  });
});
