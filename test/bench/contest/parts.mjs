// The parts of a run, one after the other, each with what it found.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { compare } from './compare.mjs';
import { asItRuns, askedOf, endToEnd, gatewayAlone, GATEWAYS, gatewayOf } from './contenders.mjs';
import { connectionsOf, settingsOfTheBench, statementsOf } from './counted.mjs';
import { million } from './million.mjs';
import { growTo } from './national.mjs';
import { readOperations } from './operations.mjs';
import { installPeers } from './peers.mjs';
import { memoryOf } from './programs.mjs';
import { summaryOf } from './report.mjs';
import { loadScaleSet, sizesOf } from './scale-set.mjs';
import { startUps } from './start-up.mjs';
import { targetsOf } from './targets.mjs';
import { startTrama } from './trama.mjs';

/** End to end, those that say something there. */
const ALONE_ONLY = ["trama, engine's executor", 'trama, answers kept', 'hive, de-duplicating'];
const TOGETHER = GATEWAYS.filter((label) => !ALONE_ONLY.includes(label));
/** In the short run, those that targets name. */
const SHORT = ['trama', 'apollo', 'hive', 'mercurius'];
/** The gateway alone is measured on the operations that the targets name: canned answers say nothing about rows. */
const ALONE = new Set(['01', '02', '03', 'point']);
/** In the short run, each where a target names it. */
const SHORT_ALONE = new Set(['01', '02', '03']);
const SHORT_TOGETHER = new Set(['01', '02', 'point']);
const AMBITI = [12, 100, 600];

export async function runParts(plan, { folder, closing, say }) {
  const wants = (...parts) => parts.some((part) => plan.parts.includes(part));
  const found = { results: [], counts: [], memory: [], wrong: [], runs: [], startUps: [], sizes: {}, connections: [] };
  found.million = [];
  if (wants('gateway', 'insieme', 'scala')) {
    installPeers();
  }
  if (wants('avvio')) {
    found.startUps = await startUps(folder, say);
  }
  const worker = new Worker(new URL('./load.mjs', import.meta.url));
  closing.push(() => worker.terminate());
  const bench = { plan, operations: await readOperations(plan.operations), worker, found, say, closing, folder };
  const trama = wants('gateway', 'insieme', 'scala') ? await demonstration(bench) : null;
  if (wants('gateway')) {
    await alone(bench, trama);
  }
  if (wants('insieme')) {
    const labels = plan.short ? ['trama', 'apollo'] : TOGETHER;
    const together = plan.short ? bench.operations.filter(({ name }) => SHORT_TOGETHER.has(name)) : bench.operations;
    const how = { operations: together, counted: !plan.short };
    await inTurns('end to end', bench, (own) => endToEnd(trama, labels, own), how);
    if (!plan.short) {
      const operations = bench.operations.filter(({ name }) => ALONE.has(name));
      await inTurns('answers kept', bench, (own) => asItRuns(trama, own), { operations, counted: true });
    }
  }
  if (wants('scala', 'nazionale')) {
    await withOwn(async (own) => {
      const scale = await scaleSet(bench, own);
      if (wants('scala')) {
        await growth(bench, trama, scale);
      }
      if (wants('nazionale')) {
        await national(bench, scale);
      }
    });
  }
  if (wants('milione')) {
    await withOwn(async (own) => {
      const data = join(folder, 'million');
      await mkdir(data);
      found.million = await million(await startTrama(data, own), plan.million, say);
    });
  }
  const { runs, ...rest } = found;
  return { ...rest, targets: targetsOf(runs, found) };
}

async function alone(bench, trama) {
  const asked = bench.plan.short ? SHORT_ALONE : ALONE;
  const operations = bench.operations.filter(({ name }) => asked.has(name));
  const enter = async (own) => {
    const { contenders, counted } = await gatewayAlone(trama, bench.plan.short ? SHORT : GATEWAYS, own);
    for (const contender of contenders) {
      for (const operation of operations) {
        const requests = await askedOf(contender, operation, counted);
        bench.found.counts.push({
          how: 'gateway alone',
          operation: operation.name,
          label: contender.label,
          asked: requests,
        });
      }
    }
    return contenders;
  };
  await inTurns('gateway alone', bench, enter, { operations });
}

/** Some settings of PostgreSQL hold from the second start on. */
async function startedTwice(name, { folder, say }, closing, between = async () => undefined) {
  const data = join(folder, name);
  await mkdir(data);
  say(`Trama, ${name} ...`);
  await withOwn(async (own) => {
    const trama = await startTrama(data, own);
    await settingsOfTheBench(trama);
    await between(trama);
  });
  return startTrama(data, closing);
}

const demonstration = (bench) => startedTwice('demonstration', bench, bench.closing);

/** At the second start what was loaded is published too. */
async function scaleSet(bench, closing) {
  const scale = await startedTwice('scale', bench, closing, async (trama) => {
    bench.say('  rows ...');
    bench.found.sizes.demonstration = await sizesOf(trama);
    await loadScaleSet(trama);
  });
  bench.found.sizes['scale set'] = await sizesOf(scale);
  return scale;
}

/** The same questions on both sets in turns, and then all operations on the larger one. */
async function growth(bench, trama, scale) {
  const only = bench.operations.filter(({ name }) => ['01', '04'].includes(name));
  const both = async (own) => [
    { ...(await gatewayOf(trama, own)), label: 'demonstration' },
    { ...(await gatewayOf(scale, own)), label: 'scale set', own: true },
  ];
  await inTurns('growth', bench, both, { operations: only, clients: [1], data: 'both' });
  const labels = ['trama', 'apollo'];
  await inTurns('end to end', bench, (own) => endToEnd(scale, labels, own), { counted: true, data: 'scale set' });
}

async function national(bench, scale) {
  const operations = bench.operations.filter(({ name }) => ['01', 'point'].includes(name));
  for (const count of AMBITI) {
    const data = `${count} ambiti`;
    bench.say(`${data} ...`);
    await growTo(scale, count);
    const enter = async (own) => [await gatewayOf(scale, own)];
    await inTurns('national', bench, enter, { operations, clients: [1, 4], counted: true, data });
    bench.found.connections.push({ data, connections: await connectionsOf(scale) });
  }
}

async function inTurns(
  how,
  bench,
  enter,
  { operations = bench.operations, clients, counted = false, data = 'demonstration' },
) {
  const { found, say } = bench;
  say(`${how}, ${data}: programs ...`);
  await withOwn(async (own) => {
    const contenders = await enter(own);
    for (const operation of operations) {
      say(`${how}, ${data}: ${operation.name} ...`);
      const entered = contenders.filter(({ only }) => !only || only.includes(operation.name));
      // One operation that cannot be measured, where the machine is too busy, does not cost the others their figures.
      await oneOperation({ how, data, operation }, entered, bench, { clients, counted }).catch((error) => {
        say(`  not measured: ${error.message}`);
        found.wrong.push({
          how,
          data,
          operation: operation.name,
          label: 'not measured',
          found: error.message.slice(0, 300),
        });
      });
    }
    for (const { label, pids } of contenders) {
      const [gateway, subgraphs] = [await memoryOf(pids.gateway), await memoryOf(pids.subgraphs)];
      found.memory.push({ how, data, label, gateway: gateway.peak, subgraphs: subgraphs.peak });
    }
  });
}

async function oneOperation({ how, data, operation }, entered, { plan, worker, found, say }, { clients, counted }) {
  const asked = { ...plan, clients: clients ?? plan.clients, worker, say };
  const { measured, wrong, bytes } = await compare(operation, entered, asked);
  found.wrong.push(...wrong.map((one) => ({ how, data, operation: operation.name, ...one })));
  for (const { clients: each, rounds } of measured) {
    const about = { how, data, operation: operation.name, clients: each };
    found.runs.push({ ...about, rounds });
    const labels = entered.map(({ label }) => label).filter((label) => rounds[0].has(label));
    labels.forEach((label) => found.results.push({ ...about, label, ...summaryOf(rounds, label, labels[0]) }));
  }
  await count({ how, data, operation }, entered, bytes, { found, counted });
}

/** What `work` starts is stopped when it is done, also when it fails. */
async function withOwn(work) {
  const own = [];
  try {
    return await work(own);
  } finally {
    for (const close of own.reverse()) {
      await close();
    }
  }
}

async function count({ how, data, operation }, contenders, sizes, { found, counted }) {
  for (const { label, bytes } of sizes.filter(({ bytes }) => bytes !== null)) {
    const about = { how, data, operation: operation.name, label };
    const isIt = (one) =>
      one.how === how && (one.data ?? data) === data && one.operation === operation.name && one.label === label;
    const row = found.counts.find(isIt) ?? about;
    Object.assign(row, about, { bytes });
    if (counted) {
      row.statements = await statementsOf(
        contenders.find((one) => one.label === label),
        operation,
      );
    }
    if (!found.counts.includes(row)) {
      found.counts.push(row);
    }
  }
}
