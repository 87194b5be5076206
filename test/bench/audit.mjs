// The public audit of federation gateways, asked of Trama's compiled executor and of what it is built around:
// `npm run build && node test/bench/audit.mjs <checkout> [suite ...]`. The checkout is of graphql-hive/federation-gateway-audit and
// stays where it is: its schemas and cases are its own. Fails where stock passes a case and ours does not.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { EXECUTORS } from './audit/executors.mjs';
import { comparison, isRight } from './audit/judge.mjs';
import { install, startSubgraphs } from './audit/subgraphs.mjs';

const [checkout, ...only] = process.argv.slice(2);
if (!checkout) {
  console.error('Where is the audit? node test/bench/audit.mjs <checkout> [suite ...]');
  process.exit(2);
}
const say = (line) => console.error(line);
const folder = await mkdtemp(join(tmpdir(), 'trama-audit-'));
try {
  await install(resolve(checkout));
  const found = {};
  for (const [name, start] of Object.entries(EXECUTORS)) {
    say(`${name} ...`);
    found[name] = await audit(start);
  }
  report(found);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** All suites, one after the other, over subgraphs that nobody has asked yet. */
async function audit(start) {
  const subgraphs = await startSubgraphs(resolve(checkout), folder);
  const found = { answers: [], executed: { compiled: 0, operation: 0, data: 0 }, reasons: [] };
  try {
    for (const id of await subgraphs.ids()) {
      if (only.length === 0 || only.includes(id)) {
        await suite(await subgraphs.suite(id), start, found);
      }
    }
  } finally {
    await subgraphs.stop();
  }
  return found;
}

async function suite(one, start, { answers, executed, reasons }) {
  const logged = (line, fields) => {
    if (line === 'operation not compiled') {
      reasons.push({ suite: one.id, reason: fields.reason });
    } else if (line === 'answers left to the engine') {
      Object.keys(executed).forEach((how) => (executed[how] += fields[how]));
      fields.data > 0 && reasons.push({ suite: one.id, reason: `data (${fields.data})` });
    }
  };
  const executor = await start(one, logged);
  try {
    for (const [index, { query, expected }] of one.cases.entries()) {
      const answer = await executor.ask(query);
      answers.push({ suite: one.id, index, query, expected, answer, right: isRight(expected, answer) });
    }
  } finally {
    await executor.stop();
  }
}

function report(found) {
  console.log('| executor | cases passed | suites passed whole | wrong |\n| --- | --- | --- | --- |');
  for (const [name, { answers }] of Object.entries(found)) {
    const wrong = answers.filter(({ right }) => !right);
    const suites = new Set(answers.map(({ suite }) => suite));
    const whole = suites.size - new Set(wrong.map(({ suite }) => suite)).size;
    const names = wrong.map(({ suite, index }) => `${suite}_${index}`).join(', ');
    console.log(
      `| ${name} | ${answers.length - wrong.length} of ${answers.length} | ${whole} of ${suites.size} | ${names} |`,
    );
  }
  const { executed, reasons } = found.trama;
  console.log(`\nExecuted by trama: ${JSON.stringify(executed)}`);
  reasons.forEach(({ suite, reason }) => console.log(`- left to the engine in ${suite}: ${reason}`));
  const all = Object.fromEntries(Object.entries(found).map(([name, { answers }]) => [name, answers]));
  for (const other of ['stock', "trama, engine's executor"]) {
    const compared = comparison(all, other, 'trama');
    console.log(`\ntrama against ${other}: ${JSON.stringify(compared, null, 1)}`);
    process.exitCode ||= compared.lost.length > 0 ? 1 : 0;
  }
  tell(all, comparison(all, 'stock', 'trama'));
}

/** The cases to look at, with all that was said: to a file, because it is long. */
async function tell(all, { lost, differ }) {
  const cases = all.stock.map((one, i) => ({
    name: `${one.suite}_${one.index}`,
    query: one.query,
    expected: one.expected,
    answers: Object.fromEntries(Object.entries(all).map(([name, answers]) => [name, answers[i].answer])),
  }));
  const wanted = new Set([...lost, ...differ]);
  const told = cases.filter(({ name }) => wanted.has(name));
  if (told.length > 0) {
    const file = join(tmpdir(), 'trama-audit.json');
    await writeFile(file, JSON.stringify(told, null, 1));
    say(`What was answered there: ${file}`);
  }
}
