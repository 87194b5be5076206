// Contenders in turns on one operation: first whether they answer the same, then how fast and at what cost.
import { difference } from './same-answer.mjs';
import { cpuOf } from './programs.mjs';
import { orderOf } from './statistics.mjs';
import { headersOf, postgresPids } from './trama.mjs';

/**
 * A contender: { label, trama, url or sql, pids: { gateway, subgraphs } }. `trama` is the topology whose database it asks; `own` says
 * that its rows are not those of the others, and neither is its answer.
 *
 * @param contenders the first is the one that the others are compared with
 * @returns rounds by number of clients, the size of each answer, and who answered otherwise
 */
export async function compare(operation, contenders, { clients, rounds, seconds, warm, worker, say }) {
  const { right, running, wrong } = await sameAnswers(operation, contenders, say);
  const measured = [];
  for (const each of clients) {
    for (const contender of running) {
      await turn(contender, operation, each, { seconds: Math.min(1, seconds), warm }, worker);
    }
    const done = [];
    for (let i = 0; i < rounds; i += 1) {
      const round = new Map();
      for (const contender of orderOf(running, i)) {
        round.set(contender.label, await turn(contender, operation, each, { seconds }, worker));
      }
      done.push(round);
    }
    measured.push({ clients: each, rounds: done });
  }
  for (const contender of running.filter(({ url, own }) => url && !own)) {
    const now = await ask(contender, operation);
    const found = difference(right, now.data);
    if (found) {
      wrong.push({ label: contender.label, found: `at the end: ${found}` });
    }
  }
  return { measured, wrong, bytes: running.map(({ label, bytes }) => ({ label, bytes })) };
}

async function sameAnswers(operation, contenders, say) {
  const running = [];
  const wrong = [];
  let right;
  for (const contender of contenders) {
    if (!contender.url) {
      running.push({ ...contender, bytes: null });
      continue;
    }
    const { data, bytes, refused } = await ask(contender, operation).catch((error) => ({ refused: error }));
    if (refused && right === undefined) {
      throw refused;
    }
    right ??= data;
    const differs = () => (contender.own ? null : difference(right, data));
    const found = refused?.message.slice(0, 300) ?? differs();
    if (found) {
      wrong.push({ label: contender.label, found });
      say(`  ${contender.label} answers otherwise and is not timed: ${found}`);
    } else {
      running.push({ ...contender, bytes });
    }
  }
  return { right, running, wrong };
}

/** @throws Error for an answer with errors: all that is asked here can be answered */
export async function ask({ label, trama, url }, { name, persona, body }) {
  const headers = { 'content-type': 'application/json', ...(await headersOf(trama, persona)) };
  const once = async () => {
    const response = await fetch(url, { method: 'POST', headers, body });
    return { response, text: await response.text() };
  };
  // A peer may ask over a connection that its subgraph has just given up for idle: the second time it has another.
  const first = await once();
  const { response, text } = first.text.includes('"errors"') ? await once() : first;
  const { data, errors } = JSON.parse(text);
  if (response.status !== 200 || errors || !data) {
    throw new Error(`${label} on ${name}: ${response.status} ${text.slice(0, 1_000)}`);
  }
  return { data, bytes: Buffer.byteLength(text) };
}

async function turn({ trama, url, sql, bytes, pids }, operation, clients, duration, worker) {
  const groups = [pids.gateway, pids.subgraphs, await postgresPids(trama)];
  const job = sql
    ? { sql: { ...sql, operation: operation.name, variables: JSON.parse(operation.body).variables } }
    : { url, headers: await headersOf(trama, operation.persona), body: operation.body, bytes };
  const before = await Promise.all(groups.map(cpuOf));
  const result = await run(worker, { ...job, clients, ...duration });
  const after = await Promise.all(groups.map(cpuOf));
  const [gateway, subgraphs, postgres] = after.map((used, i) => (used - before[i]) / result.requests);
  return { ...result, cpu: { gateway, subgraphs, postgres } };
}

function run(worker, job) {
  return new Promise((resolve, reject) => {
    worker.once('message', (result) => (result.error ? reject(new Error(result.error)) : resolve(result)));
    worker.postMessage(job);
  });
}
