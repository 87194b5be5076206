import { readFile } from 'node:fs/promises';
import { lockfileProblems } from './dependencies/lockfile.mjs';

/** Addresses, missing integrity, versions below the floors, deprecated packages: fails when package-lock.json has any. */

const lock = JSON.parse(await readFile(new URL('../../package-lock.json', import.meta.url), 'utf8'));
const problems = lockfileProblems(lock);
problems.forEach((problem) => console.error(`error: ${problem}`));
console.log(`package-lock.json: ${Object.keys(lock.packages).length} entries, ${problems.length} to settle.`);
process.exitCode = problems.length > 0 ? 1 : 0;
