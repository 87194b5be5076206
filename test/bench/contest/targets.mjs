// What Trama wants to be, as ratios of one run: medians over the rounds, each ratio taken within its round.
import { ratios, spread } from './statistics.mjs';

const ALONE = 'gateway alone';
const END = 'end to end';
const KEPT = 'answers kept';
/** Where the best of theirs may join requests that are alike, so may ours; everything else is of Trama without. */
const OURS = ['trama', 'trama, single flight'];
const KEPT_ALONE = 'trama, answers kept';
const HIVE = ['hive', 'hive, de-duplicating'];
const gatewayCpu = ({ cpu }) => cpu.gateway;
const subgraphCpu = ({ cpu }) => cpu.subgraphs;
const rate = ({ rate: perSecond }) => perSecond;

const MILLION = 1_000_000;
/** What a collector of garbage may leave for later; the rows are more than a hundred as text, and half of them come in the second half. */
const CONSTANT_MB = 30;

/** @param runs each with its rounds, as `compare` keeps them */
export function targetsOf(runs, { startUps, million = [] }) {
  const found = (how, operation, clients, data = 'demonstration') =>
    runs.find((run) => run.how === how && run.operation === operation && run.clients === clients && run.data === data);
  const ratio = (run, one, other, figure) =>
    run && [one, other].every((label) => run.rounds[0].has(label)) ? ratios(run.rounds, one, other, figure) : null;
  const best = (run, labels, figure) =>
    labels.filter((label) => run?.rounds[0].has(label)).sort((a, b) => figure(run, a) - figure(run, b))[0];
  const atMost = (what, measured, limit) => target(what, measured, `at most ${limit}`, (median) => median <= limit);
  const atLeast = (what, measured, limit) => target(what, measured, `at least ${limit}`, (median) => median >= limit);

  const targets = [];
  for (const operation of ['01', '02', '03']) {
    const run = found(ALONE, operation, 16);
    const medianOf = (figure) => (one, label) => spread(one.rounds.map((round) => figure(round.get(label)))).median;
    const cheapest = (labels) => best(run, labels, medianOf(gatewayCpu));
    const quickest = (labels) =>
      best(
        run,
        labels,
        medianOf((result) => -rate(result)),
      );
    const ofBest = (choose, figure) => {
      const [ours, theirs] = [choose(OURS), choose(HIVE)];
      return ours && theirs ? ratio(run, ours, theirs, figure) : null;
    };
    const asItRuns = (theirs, figure) => (theirs ? ratio(run, KEPT_ALONE, theirs, figure) : null);
    targets.push(
      atMost(`gateway alone, ${operation}: CPU, of stock`, ratio(run, 'trama', 'apollo', gatewayCpu), 0.25),
      atMost(`gateway alone, ${operation}: CPU, of the best Hive`, ofBest(cheapest, gatewayCpu), 0.5),
      atLeast(`gateway alone, ${operation}: requests/s, of stock`, ratio(run, 'trama', 'apollo', rate), 4),
      atLeast(`gateway alone, ${operation}: requests/s, of the best Hive`, ofBest(quickest, rate), 2),
      atLeast(`gateway alone, ${operation}: requests/s, of Mercurius jit`, ratio(run, 'trama', 'mercurius', rate), 1),
      atMost(
        `gateway alone, answers kept, ${operation}: CPU, of the best Hive`,
        asItRuns(cheapest(HIVE), gatewayCpu),
        0.5,
      ),
      atLeast(
        `gateway alone, answers kept, ${operation}: requests/s, of the best Hive`,
        asItRuns(quickest(HIVE), rate),
        2,
      ),
    );
  }
  for (const [operation, limit] of [
    ['01', 2.5],
    ['02', 3],
    ['point', 4],
  ]) {
    for (const how of [END, KEPT]) {
      const slower = ratio(found(how, operation, 16), 'by hand', 'trama', rate);
      targets.push(atMost(`${how}, ${operation}: times slower than by hand`, slower, limit));
    }
  }
  for (const operation of ['01', '02', '03', 'point', '04', '05', '05-richieste', '06']) {
    const run = found(END, operation, 64);
    const tail =
      run &&
      ratios(
        run.rounds.map(
          (round) =>
            new Map([
              ['p99', round.get('trama').p99],
              ['p50', round.get('trama').p50],
            ]),
        ),
        'p99',
        'p50',
        Number,
      );
    targets.push(atMost(`end to end, ${operation}, 64 clients: p99 of p50`, tail ?? null, 4));
  }
  targets.push(
    atMost(
      'end to end, 02: CPU of subgraphs, of the plain ones',
      ratio(found(END, '02', 16), 'trama', 'apollo, plain subgraphs', subgraphCpu),
      0.333,
    ),
  );
  for (const operation of ['01', '04']) {
    const run = runs.find(({ how, operation: name }) => how === 'growth' && name === operation);
    targets.push(
      atMost(
        `latency of ${operation}, case tables of the scale set to demonstration`,
        ratio(run, 'scale set', 'demonstration', ({ p50 }) => p50),
        1.2,
      ),
    );
  }
  for (const [what, seconds] of [
    ['existing data', 5],
    ['empty folder', 20],
  ]) {
    const one = startUps.find((startUp) => startUp.what === what);
    targets.push(
      atMost(`npm start to the first answer, ${what}, seconds`, one ? spread([one.seconds]) : null, seconds),
    );
  }
  const rest = startUps.find(({ what }) => what === 'existing data')?.memory;
  const megabytes = rest && spread([rest.programs.share + rest.postgres.share]);
  targets.push(atMost('whole topology at rest, resident MB (shared pages once)', megabytes ?? null, 900));
  for (const what of ['csv downloaded', 'ndjson downloaded', 'edition collected']) {
    const rise = riseOf(million.filter((one) => one.what === what));
    const title = `1,000,000 rows, ${what}: MB by which peaks rise in the second half`;
    targets.push(atMost(title, rise === null ? null : spread([rise]), CONSTANT_MB));
  }
  return targets;
}

/** @returns how much the peaks of all processes rise in the second half of a million rows; null when they were not tried */
function riseOf(measured) {
  const { half, peak } = measured.find(({ rows }) => rows === MILLION) ?? {};
  const sum = (sizes) => Object.values(sizes).reduce((total, size) => total + size, 0);
  return peak ? sum(peak) - sum(half) : null;
}

function target(what, spread, wanted, isMet) {
  if (!spread) {
    return { what, measured: null, wanted, met: null };
  }
  const { min, median, max } = spread;
  return {
    what,
    measured: `${median.toFixed(2)} (${min.toFixed(2)} to ${max.toFixed(2)})`,
    wanted,
    met: isMet(median),
  };
}
