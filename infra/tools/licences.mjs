import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { licenceOf, licenceProblems } from './dependencies/licences.mjs';
import { nameOf } from './dependencies/lockfile.mjs';

/** Lists the licences of what runs in production, and fails on any that was not thought about. */

const repository = fileURLToPath(new URL('../../', import.meta.url));

const packages = await productionPackages();
const problems = licenceProblems(packages);
console.log(summaryOf(packages));
problems.forEach((problem) => console.error(`error: ${problem}`));
process.exitCode = problems.length > 0 ? 1 : 0;

/** What `npm ci --omit=dev` would install; binaries for other systems are not on this disk, and the lockfile knows them. */
async function productionPackages() {
  const { packages } = JSON.parse(await readFile(join(repository, 'package-lock.json'), 'utf8'));
  const entries = Object.entries(packages).filter(
    ([path, entry]) => path.includes('node_modules/') && !entry.link && !entry.dev,
  );
  return Promise.all(
    entries.map(async ([path, entry]) => {
      const manifest = await readFile(join(repository, path, 'package.json'), 'utf8').then(JSON.parse, () => entry);
      return { name: nameOf(path), version: entry.version, licence: licenceOf(manifest) };
    }),
  );
}

function summaryOf(packages) {
  const counts = new Map();
  packages.forEach(({ licence }) => counts.set(licence, (counts.get(licence) ?? 0) + 1));
  const lines = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([licence, count]) => `  ${String(count).padStart(4)} ${licence}`);
  return [`${packages.length} packages in production:`, ...lines].join('\n');
}
