// What a run found, for people (Markdown) and for programs (the same, as JSON).
import { ratios, spread } from './statistics.mjs';

const GROUPS = ['gateway', 'subgraphs', 'postgres'];
export const totalCpu = ({ cpu }) => GROUPS.reduce((sum, group) => sum + cpu[group], 0);

/** Of one contender: its figures over the rounds, and how many times the first one's they are. */
export function summaryOf(rounds, label, first) {
  const of = (figure) => spread(rounds.map((round) => figure(round.get(label))));
  return {
    rate: of(({ rate }) => rate),
    p50: of(({ p50 }) => p50),
    p99: of(({ p99 }) => p99),
    failed: rounds.reduce((sum, round) => sum + (round.get(label).failed ?? 0), 0),
    cpu: Object.fromEntries(GROUPS.map((group) => [group, of(({ cpu }) => cpu[group])])),
    rateRatio: ratios(rounds, label, first, ({ rate }) => rate),
    cpuRatio: ratios(rounds, label, first, totalCpu),
  };
}

const range = ({ min, median, max }, digits) =>
  `${median.toFixed(digits)} (${min.toFixed(digits)} to ${max.toFixed(digits)})`;

export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const HEAD = [
  'operation',
  'clients',
  'contender',
  'requests/s',
  'of the first',
  'CPU ms: gateway + subgraphs + PostgreSQL',
  'of the first',
  'p50 ms',
  'p99 ms',
  'failed',
];

export function resultsTable(results) {
  return table(
    HEAD,
    results.map((row) => [
      row.operation,
      row.clients,
      row.label,
      range(row.rate, 0),
      range(row.rateRatio, 2),
      GROUPS.map((group) => row.cpu[group].median.toFixed(2)).join(' + '),
      range(row.cpuRatio, 2),
      row.p50.median.toFixed(1),
      row.p99.median.toFixed(1),
      row.failed || '',
    ]),
  );
}

/** What does not change from round to round: what one request asks of the rest, and how large its answer is. */
export function countsTable(counts) {
  return table(
    ['operation', 'contender', 'SQL statements', 'requests to subgraphs', 'bytes'],
    counts.map(({ operation, label, statements, asked, bytes }) => [
      operation,
      label,
      statements ?? '',
      asked ?? '',
      bytes,
    ]),
  );
}

export const memoryTable = (memory) =>
  table(
    ['contender', 'peak MB: gateway', 'subgraphs'],
    memory.map(({ label, gateway, subgraphs }) => [label, gateway.toFixed(0), subgraphs ? subgraphs.toFixed(0) : '']),
  );

export const targetsTable = (targets) =>
  table(
    ['target', 'measured', 'wanted', ''],
    targets.map(({ what, measured, wanted, met }) => [
      what,
      measured ?? 'not measured',
      wanted,
      met === null ? '' : met ? 'met' : '**not met**',
    ]),
  );

const startUpTable = (startUps) =>
  table(
    [
      'on',
      'seconds to the first answer',
      'steps',
      'resident MB at rest: programs + PostgreSQL',
      'shared pages counted once',
    ],
    startUps.map(({ what, seconds, steps, memory: { programs, postgres } }) => [
      what,
      seconds.toFixed(1),
      steps.map((step) => `${step.step} ${step.seconds}`).join(', '),
      `${programs.now.toFixed(0)} + ${postgres.now.toFixed(0)}`,
      `${programs.share.toFixed(0)} + ${postgres.share.toFixed(0)}`,
    ]),
  );

const inMb = (each) =>
  Object.entries(each)
    .map(([name, size]) => `${name} ${size.toFixed(0)}`)
    .join(', ');

/** What many rows take, out and in. */
export const millionTable = (million) =>
  table(
    ['', 'rows', 'rows/s', 'MB/s', 'MB at rest', 'at the peak of the first half', 'at the peak'],
    million.map(({ what, rows, rowsPerSecond, bytes, seconds, rest, half, peak }) => [
      what,
      rows,
      rowsPerSecond.toFixed(0),
      (bytes / seconds / 1e6).toFixed(2),
      inMb(rest),
      inMb(half),
      inMb(peak),
    ]),
  );

const section = (title, ...texts) => `## ${title}\n\n${texts.filter(Boolean).join('\n\n')}\n`;

/** Whose figures these are: a machine that did other work too says so by how far rounds lie apart. */
export function machineLine({ when, took, machine, plan }) {
  const { node, cores, model, memoryGb } = machine;
  return (
    `${when}, in ${took} s: ${cores} cores (${model}), ${memoryGb} GB, Node ${node}; ${plan.rounds} rounds of ${plan.seconds} s for each ` +
    'contender, in turns. Median (least to greatest) of the rounds; "of the first" is the ratio to the first contender of the same round.'
  );
}

/** For the page of the benchmark: the targets, and what stands behind them at 16 clients. */
export function readmePage({ targets, results, counts, startUps, million = [] }) {
  const kinds = distinct(results.filter(({ how }) => how !== 'national'));
  const parts = kinds.map(({ how, data }) => {
    const own = results.filter(
      (row) => row.how === how && row.data === data && (row.clients === 16 || how === 'growth'),
    );
    const asked = counts.filter((row) => row.how === how && (row.data ?? data) === data);
    return `#### ${how}, ${data}\n\n${resultsTable(own)}\n\n${countsTable(asked)}`;
  });
  const start = startUps.length > 0 ? `#### npm start\n\n${startUpTable(startUps)}` : '';
  const many = million.length > 0 ? `#### many rows\n\n${millionTable(million)}` : '';
  return [targetsTable(targets), ...parts, start, many].filter(Boolean).join('\n\n');
}

/** For the page on growth: what a question costs against the number of ambiti. */
export function nationalPage({ results, counts, connections, wrong }) {
  const rows = results.filter(({ how }) => how === 'national');
  const size = (row) =>
    counts.find((one) => one.how === 'national' && one.data === row.data && one.operation === row.operation);
  const head = [
    'ambiti',
    'operation',
    'clients',
    'p50 ms',
    'p99 ms',
    'CPU ms: gateway + subgraphs + PostgreSQL',
    'statements',
    'kB',
    'failed',
  ];
  const lines = rows.map((row) => [
    row.data.replace(' ambiti', ''),
    row.operation,
    row.clients,
    range(row.p50, 1),
    range(row.p99, 1),
    GROUPS.map((group) => row.cpu[group].median.toFixed(1)).join(' + '),
    size(row)?.statements ?? '',
    ((size(row)?.bytes ?? 0) / 1000).toFixed(1),
    row.failed || '',
  ]);
  const refused = wrong
    .filter(({ how }) => how === 'national')
    .map(({ data, operation, found }) => [data, operation, found]);
  const held = connections.map(({ data, connections: each }) => [
    data,
    each.reduce((sum, one) => sum + one.connections, 0),
  ]);
  return [
    table(head, lines),
    refused.length > 0 ? table(['', 'operation', 'not answered'], refused) : '',
    table(['', 'connections to PostgreSQL at rest'], held),
  ]
    .filter(Boolean)
    .join('\n\n');
}

export function markdownOf({
  when,
  took,
  machine,
  plan,
  results,
  counts,
  memory,
  wrong,
  targets,
  startUps,
  sizes,
  connections,
  million,
}) {
  const parts = [
    `# ${when}\n`,
    `${machineLine({ when, took, machine, plan })}\n`,
    section('Targets', targetsTable(targets)),
  ];
  for (const { how, data } of distinct(results)) {
    const own = (rows) => rows.filter((row) => row.how === how && (row.data ?? data) === data);
    parts.push(
      section(`${how}, ${data}`, resultsTable(own(results)), countsTable(own(counts)), memoryTable(own(memory))),
    );
  }
  if (startUps.length > 0) {
    parts.push(section('npm start', startUpTable(startUps)));
  }
  if (million.length > 0) {
    parts.push(section('Many rows', millionTable(million)));
  }
  if (Object.keys(sizes).length > 0) {
    const rows = Object.entries(sizes).map(([data, tables]) => [data, JSON.stringify(tables)]);
    parts.push(section('Rows', table(['set', 'rows by table'], rows)));
  }
  if (connections.length > 0) {
    const rows = connections.map(({ data, connections: held }) => [
      data,
      held.map(({ program, connections: n }) => `${program} ${n}`).join(', '),
    ]);
    parts.push(section('Connections to PostgreSQL', table(['', 'by program'], rows)));
  }
  if (wrong.length > 0) {
    const rows = wrong.map(({ how, operation, label, found }) => [how, operation, label, found]);
    parts.push(
      section('Answered otherwise, and not timed', table(['', 'operation', 'contender', 'first difference'], rows)),
    );
  }
  return `${parts.join('\n')}\n`;
}

const distinct = (results) => [...new Map(results.map((row) => [`${row.how} ${row.data}`, row])).values()];
