// The benchmark: `npm run bench`, or `npm run bench -- --breve` in under three minutes. What is compared runs in the same run, on
// the same rows, in turns, so that what the machine does meanwhile hits them all. Never a test: it says how fast.
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { REPOSITORY } from './contest/programs.mjs';

const { values: asked } = parseArgs({
  options: {
    breve: { type: 'boolean', default: false },
    giri: { type: 'string' },
    secondi: { type: 'string' },
    clienti: { type: 'string' },
    operazioni: { type: 'string' },
    parti: { type: 'string' },
    righe: { type: 'string' },
    importate: { type: 'string' },
    esiti: { type: 'string', default: join(REPOSITORY, 'test', 'bench', 'results') },
  },
});
const list = (text, short, whole) => text?.split(',') ?? (asked.breve ? short : whole);
const MILLION = ['10000', '100000', '1000000'];
/** What comes by requests of 600 rows and is encrypted person by person takes hours for a million. */
const IMPORTED = ['600', '1200'];
const PARTS = ['avvio', 'gateway', 'insieme', 'scala', 'nazionale', 'milione'];

const say = (line) => console.error(line);
const started = Date.now();
say('Build ...');
execFileSync('npx', ['turbo', 'run', 'build', '--output-logs=errors-only', '--log-prefix=none'], {
  cwd: REPOSITORY,
  stdio: ['ignore', 'ignore', 'inherit'],
});
const { OPERATION_NAMES } = await import('./contest/operations.mjs');
const { runParts } = await import('./contest/parts.mjs');
const { markdownOf } = await import('./contest/report.mjs');

const plan = {
  parts: list(asked.parti, ['gateway', 'insieme'], PARTS),
  operations: list(asked.operazioni, ['01', '02', '03', 'point'], OPERATION_NAMES),
  clients: list(asked.clienti, ['16'], ['1', '16', '64']).map(Number),
  rounds: Number(asked.giri ?? (asked.breve ? 3 : 5)),
  seconds: Number(asked.secondi ?? (asked.breve ? 0.5 : 2)),
  // After so many requests, what was compiled for speed is there; a machine that is busy gets no longer than this.
  warm: asked.breve ? { atLeast: 300, limitSeconds: 1 } : { atLeast: 1_000, limitSeconds: 10 },
  short: asked.breve,
  million: {
    rows: list(asked.righe, MILLION, MILLION).map(Number),
    imported: list(asked.importate, IMPORTED, IMPORTED).map(Number),
  },
};
const folder = await mkdtemp(join(tmpdir(), 'trama-bench-'));
await chmod(folder, 0o711); // where root runs this, PostgreSQL's account has its folder inside
const closing = [];
try {
  const found = await runParts(plan, { folder, closing, say });
  const [{ model }] = cpus();
  const machine = {
    node: process.version,
    cores: cpus().length,
    model: model.trim(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
  };
  const report = {
    when: new Date(started).toISOString(),
    took: Math.round((Date.now() - started) / 1000),
    machine,
    plan,
    ...found,
  };
  const text = markdownOf(report);
  await mkdir(asked.esiti, { recursive: true });
  const name = `${report.when.replaceAll(/[:.]/g, '-')}${asked.breve ? '-breve' : ''}`;
  await writeFile(join(asked.esiti, `${name}.json`), JSON.stringify(report, null, 1));
  await writeFile(join(asked.esiti, `${name}.md`), text);
  console.log(text);
  say(`${report.took} s. Written: ${join(asked.esiti, name)}.md and .json`);
} finally {
  for (const close of closing.reverse()) {
    await close();
  }
  await rm(folder, { recursive: true, force: true });
}
