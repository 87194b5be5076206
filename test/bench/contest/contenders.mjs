// Who takes part: end to end, and as gateways alone in front of canned answers.
import { fileURLToPath } from 'node:url';
import { ask } from './compare.mjs';
import { PEER_NAMES, startPeer, startProgram } from './peers.mjs';
import { BY_HAND } from './statements.mjs';
import { anotherGateway, databaseOf, NAMES, subgraphPids } from './trama.mjs';

const here = (file) => fileURLToPath(new URL(file, import.meta.url));

/** Joining requests that are alike is left out where others do without it. */
const AS_IT_RUNS = { TRAMA_SINGLE_FLIGHT: 'off' };
/** Keeps no answers: each request is worked out. */
const EACH_TIME = { ...AS_IT_RUNS, TRAMA_KEPT_ANSWERS_MB: '0' };
/** Trama's own gateways. */
const OURS = {
  trama: EACH_TIME,
  'trama, single flight': { ...EACH_TIME, TRAMA_SINGLE_FLIGHT: 'on' },
  "trama, engine's executor": { ...EACH_TIME, TRAMA_COMPILED_EXECUTOR: 'off' },
  'trama, answers kept': AS_IT_RUNS,
};
export const GATEWAYS = [...Object.keys(OURS), ...PEER_NAMES];

const start = (label, trama, urls, closing) =>
  label in OURS
    ? anotherGateway(trama, { name: label.replaceAll(/\W+/g, '-'), urls, env: OURS[label] }, closing)
    : startPeer(label, urls, trama.folder, closing);

/** Trama's gateway in front of its own subgraphs, alone. */
export async function gatewayOf(trama, closing, env = EACH_TIME) {
  const { url, pid } = await anotherGateway(trama, { name: 'trama', env }, closing);
  return { label: 'trama', trama, url, pids: { gateway: [pid], subgraphs: subgraphPids(trama) } };
}

/** The same subgraphs and rows behind each gateway; then stock all through, the hand-written server and the bare SQL. */
export async function endToEnd(trama, labels, closing) {
  const contenders = [];
  for (const label of labels) {
    const { url, pid } = await start(label, trama, trama.urls, closing);
    contenders.push({ label, trama, url, pids: { gateway: [pid], subgraphs: subgraphPids(trama) } });
  }
  return [...contenders, await stockAllThrough(trama, closing), await byHand(trama, closing), bareSql(trama)];
}

/** Trama as it runs, which gives again what nothing published since has changed, and who reads it each time. */
export async function asItRuns(trama, closing) {
  const toggle = () => subgraphPids(trama).forEach((pid) => process.kill(pid, 'SIGUSR2'));
  toggle();
  closing.push(toggle);
  return [await gatewayOf(trama, closing, AS_IT_RUNS), await byHand(trama, closing)];
}

async function stockAllThrough(trama, closing) {
  const plain = {};
  for (const name of NAMES) {
    const { databaseUrl, statisticsUrl, contextKey } = trama.subgraphs[name];
    const env = {
      BENCH_SUBGRAPH: name,
      BENCH_DATABASE_URL: databaseUrl,
      BENCH_STATISTICS_URL: statisticsUrl,
      BENCH_CONTEXT_KEY: contextKey,
    };
    const what = { entry: here('plain-subgraph.mjs'), env, folder: trama.folder, path: '/' };
    plain[name] = await startProgram(`plain-${name}`, what, closing);
  }
  const urls = Object.fromEntries(NAMES.map((name) => [name, plain[name].url]));
  const { url, pid } = await startPeer('apollo', urls, trama.folder, closing);
  const pids = { gateway: [pid], subgraphs: NAMES.map((name) => plain[name].pid) };
  return { label: 'apollo, plain subgraphs', trama, url, pids, only: ['01', '02', '03', 'point'] };
}

const databasesOf = (trama) => Object.fromEntries(NAMES.map((name) => [name, databaseOf(trama, name)]));

async function byHand(trama, closing) {
  const env = { BENCH_DATABASES: JSON.stringify(databasesOf(trama)) };
  const { url, pid } = await startProgram(
    'by-hand',
    { entry: here('by-hand.mjs'), env, folder: trama.folder },
    closing,
  );
  return { label: 'by hand', trama, url, pids: { gateway: [pid], subgraphs: [] }, only: BY_HAND };
}

function bareSql(trama) {
  const sql = { databases: databasesOf(trama) };
  return { label: 'bare SQL', trama, sql, pids: { gateway: [], subgraphs: [] }, only: BY_HAND };
}

/**
 * Each gateway in front of one program that gives back what the subgraphs once answered.
 *
 * @returns the contenders, and what tells how much subgraphs were asked
 */
export async function gatewayAlone(trama, labels, closing) {
  const env = { BENCH_TARGETS: JSON.stringify(trama.urls) };
  const canned = await startProgram('canned', { entry: here('canned.mjs'), env, folder: trama.folder }, closing);
  const { origin } = new URL(canned.url);
  const urls = Object.fromEntries(NAMES.map((name) => [name, `${origin}/${name}/graphql`]));
  const contenders = [];
  for (const label of labels) {
    const { url, pid } = await start(label, trama, urls, closing);
    contenders.push({ label, trama, url, pids: { gateway: [pid], subgraphs: [] } });
  }
  const counted = async () => (await fetch(`${origin}/counted`)).json();
  return { contenders, counted };
}

/** How many requests to subgraphs one request makes, once a gateway has asked what it asks only the first time. */
export async function askedOf(contender, operation, counted) {
  await ask(contender, operation);
  const before = await counted();
  await ask(contender, operation);
  const after = await counted();
  if (after.missed !== before.missed) {
    throw new Error(`${contender.label} asks subgraphs something new each time: its answers cannot be canned`);
  }
  return after.asked - before.asked;
}
