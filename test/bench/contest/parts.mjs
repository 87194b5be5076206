// The parts of a run, one after the other, each with what it found.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { compare } from './compare.mjs';
import { askedOf, endToEnd, gatewayAlone, GATEWAYS } from './contenders.mjs';
import { countStatements, statementsOf } from './counted.mjs';
import { readOperations } from './operations.mjs';
import { installPeers } from './peers.mjs';
import { memoryOf } from './programs.mjs';
import { summaryOf } from './report.mjs';
import { startTrama } from './trama.mjs';
import { targetsOf } from './targets.mjs';

/** End to end, those that say something there. */
const TOGETHER = GATEWAYS.filter((label) => label !== "trama, engine's executor" && label !== 'hive, de-duplicating');

export async function runParts(plan, { folder, closing, say }) {
  const wants = (part) => plan.parts.includes(part);
  const found = { results: [], counts: [], memory: [], wrong: [], runs: [] };
  installPeers();
  const operations = await readOperations(plan.operations);
  const worker = new Worker(new URL('./load.mjs', import.meta.url));
  closing.push(() => worker.terminate());
  const bench = { plan, operations, worker, found, say, closing };

  const trama = await demonstration(folder, bench);
  if (wants('gateway')) {
    await inTurns(
      'gateway alone',
      bench,
      async (own) => {
        const { contenders, counted } = await gatewayAlone(trama, GATEWAYS, own);
        for (const contender of contenders) {
          for (const operation of alone(operations)) {
            const asked = await askedOf(contender, operation, counted);
            found.counts.push({ how: 'gateway alone', operation: operation.name, label: contender.label, asked });
          }
        }
        return contenders;
      },
      { operations: alone(operations), clients: plan.clients.filter((clients) => clients === 16 || !plan.short) },
    );
  }
  if (wants('insieme')) {
    await inTurns('end to end', bench, (own) => endToEnd(trama, plan.short ? ['trama', 'apollo'] : TOGETHER, own), {
      operations,
      counted: true,
    });
  }
  const targets = targetsOf(found.runs);
  return { ...withoutRounds(found), targets };
}

/** The figures of each round are in `results`, summed up: a run of an hour would write all of them otherwise. */
function withoutRounds({ runs: _, ...found }) {
  return found;
}

/** The gateway alone is measured on the operations that the targets name: canned answers say nothing about rows. */
const alone = (operations) => operations.filter(({ name }) => ['01', '02', '03', 'point'].includes(name));

/** Started twice: what counts statements is loaded at the second start. */
async function demonstration(folder, { say, closing }) {
  const data = join(folder, 'demonstration');
  await mkdir(data);
  say('Trama on an empty folder ...');
  await withOwn(async (own) => countStatements(await startTrama(data, own)));
  say('Trama again ...');
  return startTrama(data, closing);
}

async function inTurns(
  how,
  { plan, worker, found, say },
  enter,
  { operations, clients = plan.clients, counted = false, data = 'demonstration' },
) {
  say(`${how}: programs ...`);
  await withOwn(async (own) => {
    const contenders = await enter(own);
    for (const operation of operations) {
      say(`${how}: ${operation.name} ...`);
      const entered = contenders.filter(({ only }) => !only || only.includes(operation.name));
      const { measured, wrong, bytes } = await compare(operation, entered, { ...plan, clients, worker, say });
      found.wrong.push(...wrong.map((one) => ({ how, operation: operation.name, ...one })));
      for (const { clients: each, rounds } of measured) {
        const about = { how, data, operation: operation.name, clients: each };
        found.runs.push({ ...about, rounds });
        const [first] = rounds[0].keys();
        const labels = entered.map(({ label }) => label).filter((label) => rounds[0].has(label));
        labels.forEach((label) =>
          found.results.push({ ...about, label, ...summaryOf(rounds, label, contenders[0].label ?? first) }),
        );
      }
      await count(how, operation, entered, bytes, { found, counted });
    }
    for (const { label, pids } of contenders) {
      const [gateway, subgraphs] = [await memoryOf(pids.gateway), await memoryOf(pids.subgraphs)];
      found.memory.push({ how, data, label, gateway: gateway.peak, subgraphs: subgraphs.peak });
    }
  });
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

async function count(how, operation, contenders, sizes, { found, counted }) {
  for (const { label, bytes } of sizes) {
    const contender = contenders.find((one) => one.label === label);
    const known = found.counts.find(
      (one) => one.operation === operation.name && one.label === label && one.how === how,
    );
    const row = known ?? { how, operation: operation.name, label };
    row.bytes = bytes;
    if (counted && contender.url) {
      row.statements = await statementsOf(contender, operation);
    }
    if (!known) {
      found.counts.push(row);
    }
  }
}
