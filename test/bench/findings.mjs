// Writes what runs found into the pages that speak of it: `node test/bench/findings.mjs test/bench/results/<run>.json ...`, the
// oldest first; what a later one looked at again takes the place of what an earlier one found. Only between their marks; a page
// of which no run looked at anything keeps what it says.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { joined } from './contest/joined.mjs';
import { machineLine, nationalPage, readmePage } from './contest/report.mjs';
import { REPOSITORY } from './contest/programs.mjs';

/** Growth to many ambiti has a page of its own. */
const isNational = ({ how }) => how === 'national';

const reports = await Promise.all(process.argv.slice(2).map(async (file) => JSON.parse(await readFile(file, 'utf8'))));
const found = joined(reports);
const national = reports.filter(({ results }) => results.some(isNational));
const others = reports.filter(
  ({ results, startUps, million }) => startUps.length + million.length > 0 || !results.every(isNational),
);
if (others.length > 0) {
  await between(join(REPOSITORY, 'test', 'bench', 'README.md'), others, readmePage(found));
}
if (national.length > 0) {
  await between(join(REPOSITORY, 'infra', 'scale.md'), national, nationalPage(found));
}

async function between(page, of, text) {
  const [begin, end] = ['<!-- what the last run found -->', '<!-- end of what it found -->'];
  const whole = await readFile(page, 'utf8');
  const [from, to] = [whole.indexOf(begin), whole.indexOf(end)];
  if (from < 0 || to < from) {
    throw new Error(`${page} has no place for it: ${begin} ... ${end}`);
  }
  const machines = of.map((report) => `- ${machineLine(report)}`).join('\n');
  await writeFile(page, `${whole.slice(0, from)}${begin}\n\n${machines}\n\n${text}\n\n${whole.slice(to)}`);
  console.log(page);
}
