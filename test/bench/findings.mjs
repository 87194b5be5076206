// Writes what a run found into the pages that speak of it: `node test/bench/findings.mjs test/bench/results/<run>.json`. Only between
// their marks; a page whose part was not run keeps what it says.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { machineLine, nationalPage, readmePage } from './contest/report.mjs';
import { REPOSITORY } from './contest/programs.mjs';

const [file] = process.argv.slice(2);
const report = JSON.parse(await readFile(file, 'utf8'));
await between(join(REPOSITORY, 'test', 'bench', 'README.md'), readmePage(report));
if (report.results.some(({ how }) => how === 'national')) {
  await between(join(REPOSITORY, 'infra', 'scale.md'), nationalPage(report));
}

async function between(page, text) {
  const [begin, end] = ['<!-- what the last run found -->', '<!-- end of what it found -->'];
  const whole = await readFile(page, 'utf8');
  const [from, to] = [whole.indexOf(begin), whole.indexOf(end)];
  if (from < 0 || to < from) {
    throw new Error(`${page} has no place for it: ${begin} ... ${end}`);
  }
  const written = `${whole.slice(0, from)}${begin}\n\n${machineLine(report)}\n\n${text}\n\n${whole.slice(to)}`;
  await writeFile(page, written);
  console.log(page);
}
