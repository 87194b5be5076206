import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { differences } from './compare.mjs';

/**
 * Brings the folder to the pages, and touches no file that is already right.
 */
export async function writePages(folder, pages) {
  const found = await differences(folder, pages);
  for (const { kind, path } of found) {
    const file = join(folder, path);
    if (kind === 'extra') {
      await rm(file);
      continue;
    }
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, pages.get(path));
  }
  return found.map(({ kind, path }) => (kind === 'extra' ? `${path} (removed)` : path));
}
