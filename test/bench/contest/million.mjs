// Many rows out of Trama and into it, and what memory that takes: whoever holds a file whole shows it by a peak that grows with
// the rows. Out: the file of an edition, by the gateway. In: an edition that ats collects from ambito, and case files, file by
// file. The kernel keeps the peaks, so nothing falls between two looks.
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withClient } from './counted.mjs';
import { cpuOf, Program, REPOSITORY } from './programs.mjs';
import { databaseOf, headersOf, NAMES, postgresPids } from './trama.mjs';

const REST_MS = 3_000;
const LOOK_MS = 500;

/** An edition as it would be with 600 ambiti and ten years: the more rows, the more measures. */
const EDITION = `
  INSERT INTO pubblicazione.edizione (cubo, numero, impronta, minimo, base)
    VALUES ('milione', $1::int, encode(sha256(convert_to($1::int::text, 'UTF8')), 'hex'), 5, 5)`;
const WORDS = `
  INSERT INTO pubblicazione.dizionario (cubo, edizione, titolo, licenza, voci)
    SELECT 'milione', $1::int, 'Una prova', 'CC BY 4.0', jsonb_object_agg('milione.misura_' || m,
      jsonb_build_object('etichetta', 'Misura numero ' || m || ', di lunghezza ordinaria', 'unita', 'persone', 'descrizione', 'Una prova.'))
    FROM generate_series(0, ($2::int - 1) / 6000) m`;
const CELLS = `
  INSERT INTO pubblicazione.cella (cubo, edizione, ambito_id, anno, codice, valore, soppresso, data, fonte, origine)
    SELECT 'milione', $1::int, 1 + n % 600, 2010 + (n / 600) % 10, 'misura_' || n / 6000, CASE WHEN n % 11 > 0 THEN n % 1000 * 5 END,
      n % 11 = 0, '2020-12-31', '{"documento": "Nessuno", "capitolo": "Righe di prova"}', 'DIMOSTRATIVO'
    FROM generate_series(0, $2::int - 1) n`;

/** @param sizes in rows, the least first */
export async function million(trama, { rows: sizes, imported }, say) {
  const found = [];
  const of = async (what, rows, pids, work) => {
    say(`${what}, ${rows} rows ...`);
    const measured = { what, rows, ...(await peaksDuring(trama, pids, work)) };
    say(`  ${JSON.stringify(measured)}`);
    found.push(measured);
  };
  for (const [i, rows] of sizes.entries()) {
    await withClient(databaseOf(trama, 'ambito'), async (client) => {
      await client.query('BEGIN');
      await client.query(EDITION, [i + 1]);
      await client.query(WORDS, [i + 1, rows]);
      await client.query(CELLS, [i + 1, rows]);
      await client.query('COMMIT; ANALYZE pubblicazione.cella');
    });
    await of('edition collected', rows, {}, (looked) => collect(trama, i + 1, looked));
  }
  const outward = { gateway: trama.gateway.pid, ats: trama.subgraphs.ats.pid };
  for (const format of ['csv', 'ndjson']) {
    // Code that has run little takes memory of its own: the first time is not measured.
    await download(trama, `milione-1.${format}`, sizes[0]);
    for (const [i, rows] of sizes.entries()) {
      await of(`${format} downloaded`, rows, outward, () => download(trama, `milione-${i + 1}.${format}`, rows));
    }
  }
  const inward = { gateway: trama.gateway.pid, ambito: trama.subgraphs.ambito.pid };
  await importCases(trama, 0, imported[0]);
  for (const [i, rows] of imported.entries()) {
    await of('case files imported', rows, inward, () => importCases(trama, i + 1, rows));
  }
  return found;
}

/**
 * What each process has at rest, at its peak while the work is done, and at its peak in the first half of that time: whoever
 * holds what goes through it rises as much in the second. In MB; of PostgreSQL what is not shared.
 */
async function peaksDuring(trama, pids, work) {
  await sleep(REST_MS);
  const each = new Map(Object.entries(pids));
  await Promise.all([...each.values()].map((pid) => writeFile(`/proc/${pid}/clear_refs`, '5')));
  const rest = { ...(await sizesOf(each, 'VmRSS')), postgres: await postgresOf(trama) };
  const cpu = await cpuOf([...each.values()]);
  const looking = new AbortController();
  const seen = look(trama, each, looking.signal);
  const from = performance.now();
  const { bytes, rows } = await work(each);
  const seconds = (performance.now() - from) / 1000;
  looking.abort();
  const looks = await seen;
  const upTo = (time) => highest(looks.filter(({ at }) => at <= time));
  return {
    seconds,
    rowsPerSecond: rows / seconds,
    bytes,
    cpuMs: (await cpuOf(Object.values(pids))) - cpu,
    rest,
    half: upTo(from + seconds * 500),
    peak: upTo(Infinity),
  };
}

/** Now and then, until told: the kernel keeps the peak of each process, PostgreSQL's come and go. */
async function look(trama, pids, signal) {
  const looks = [];
  for (let last = false; !last;) {
    last = signal.aborted;
    const sizes = { ...(await sizesOf(pids, 'VmHWM')), postgres: await postgresOf(trama) };
    looks.push({ at: performance.now(), sizes });
    await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
  }
  return looks;
}

function highest(looks) {
  const most = {};
  for (const [name, size] of looks.flatMap(({ sizes }) => Object.entries(sizes))) {
    most[name] = Math.max(most[name] ?? 0, size);
  }
  return most;
}

const sizesOf = async (pids, figure) =>
  Object.fromEntries(await Promise.all([...pids].map(async ([name, pid]) => [name, await sizeOf(pid, figure)])));

async function sizeOf(pid, figure) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(new RegExp(`^${figure}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1024;
}

async function postgresOf(trama) {
  const sizes = await Promise.all((await postgresPids(trama)).map((pid) => sizeOf(pid, 'RssAnon')));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The job that also the first start and each publication run, in a process of its own. */
async function collect(trama, edition, looked) {
  const others = NAMES.filter((name) => name !== 'ats').map((name) => [
    `TRAMA_STATISTICS_DATABASE_URL_${name.toUpperCase().replaceAll('-', '_')}`,
    trama.subgraphs[name].statisticsUrl,
  ]);
  const job = new Program('collecting', {
    entry: join(REPOSITORY, 'subgraphs', 'ats', 'dist', 'src', 'lavori.js'),
    args: ['pubblicazione'],
    cwd: trama.folder,
    log: join(trama.folder, 'bench', `collect-${edition}.log`),
    env: { TRAMA_OWNER_DATABASE_URL: databaseOf(trama, 'ats'), ...Object.fromEntries(others) },
  });
  let said = '';
  job.child.stdout.on('data', (chunk) => (said += chunk));
  looked.set('job', job.pid);
  await once(job.child, 'close');
  if (!said.includes(`ambito: milione-${edition}.`)) {
    throw new Error(`edition ${edition} was not collected:\n${said}`);
  }
  const [{ righe, csv_byte: bytes }] = await withClient(databaseOf(trama, 'ats'), async (client) => {
    const columns = 'righe, csv_byte::float8';
    const text = `SELECT ${columns} FROM pubblicazione.aperta_edizione WHERE codice = 'milione-' || $1`;
    return (await client.query(text, [edition])).rows;
  });
  return { rows: righe, bytes };
}

/** The file of an edition, thrown away as it comes; whole and right it must be. */
async function download(trama, name, rows) {
  const response = await new Promise((resolve, reject) => {
    get(new URL(`/dati/${name}`, trama.gateway.url), { agent: false }, resolve).on('error', reject);
  });
  const hash = createHash('sha256');
  let [bytes, lines] = [0, 0];
  for await (const chunk of response) {
    hash.update(chunk);
    bytes += chunk.length;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) {
      lines += 1;
    }
  }
  const told = lines - (name.endsWith('csv') ? 1 : 0);
  if (response.headers.etag !== `"${hash.digest('hex')}"` || told !== rows) {
    throw new Error(`${name}: ${response.statusCode}, ${told} rows of ${rows}, or not the bytes that were told`);
  }
  return { rows, bytes };
}

const IMPORT = `mutation ($input: FileCasiInput!) { importaCasi(input: $input) { importazione { casi persone } } }`;
/** As much as one request carries. */
const ROWS_OF_FILE = 600;
const TRIES = 20;
const HEADINGS = 'codice_esterno;aperto_il;comune;ruolo;nome;cognome;data_nascita';

/** Files as another record system would export them, one request each: a mother and a son in each case. */
async function importCases(trama, run, rows) {
  const headers = { ...(await headersOf(trama, 'tutela4')), 'content-type': 'application/json' };
  let bytes = 0;
  for (let from = 0; from < rows; from += ROWS_OF_FILE) {
    const upTo = Math.min(rows, from + ROWS_OF_FILE);
    const lines = Array.from({ length: upTo - from }, (_, i) => rowOf(from + i));
    const text = [HEADINGS, ...lines].join('\r\n');
    const contenuto = Buffer.from(text).toString('base64');
    const input = { chiaveIdempotenza: randomUUID(), fonte: `Prova ${run}`, contenuto, confermaAvvisi: true };
    const { persone } = await importFile(trama, headers, JSON.stringify({ query: IMPORT, variables: { input } }));
    if (persone !== upTo - from) {
      throw new Error(`of rows ${from} to ${upTo}, ${persone} were imported`);
    }
    bytes += text.length;
  }
  return { rows, bytes };
}

/** Who is told that the service did not answer in time repeats with the same key: what was done meanwhile is not done again. */
async function importFile(trama, headers, body) {
  for (let tries = 1; ; tries += 1) {
    const response = await fetch(trama.gateway.url, { method: 'POST', headers, body });
    const { data, errors = [] } = await response.json();
    if (data?.importaCasi) {
      return data.importaCasi.importazione;
    }
    if (tries === TRIES || errors[0]?.extensions?.code !== 'SERVIZIO_NON_DISPONIBILE') {
      throw new Error(`not imported: ${JSON.stringify(errors).slice(0, 500)}`);
    }
  }
}

const rowOf = (n) =>
  `C-${n >> 1};2019-03-14;017075;${n % 2 ? 'MINORE;Nino;Provaccini;2015-02-03' : 'GENITORE;Olga;Provaccini;1985-06-07'}`;
