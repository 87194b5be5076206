// How long `npm start` takes to its first answer, where the time goes, and what all of it keeps in memory when nobody asks.
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, memoryOf, Program, REPOSITORY, withDescendants } from './programs.mjs';
import { postgresPids } from './trama.mjs';

const REST_MS = 20_000;

/** First on an empty folder, then on the data that this left. */
export async function startUps(folder, say) {
  const data = join(folder, 'start-up');
  await mkdir(data);
  const found = [];
  for (const what of ['empty folder', 'existing data']) {
    say(`npm start, ${what} ...`);
    found.push({ what, ...(await startUp(data)) });
  }
  return found;
}

async function startUp(data) {
  const port = await freePort();
  const log = join(data, 'start-up.log');
  const from = performance.now();
  const program = new Program('npm start', {
    entry: join(REPOSITORY, 'infra', 'local', 'start.mjs'),
    cwd: REPOSITORY,
    log,
    env: { TRAMA_DATA_DIR: data, TRAMA_PORT: String(port), TRAMA_IDP_PORT: String(await freePort()) },
  });
  try {
    await program.ready(() => answersAQuestion(`http://127.0.0.1:${port}/graphql`));
    const seconds = (performance.now() - from) / 1000;
    await sleep(REST_MS);
    const memory = {
      programs: await memoryOf(await withDescendants(program.pid)),
      postgres: await memoryOf(await postgresPids({ folder: data })),
    };
    return { seconds, steps: stepsOf(await readFile(log, 'utf8')), memory };
  } finally {
    await program.stop(120_000);
  }
}

async function answersAQuestion(url) {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ ambiti { numero } }"}',
  };
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
  return response?.ok === true && (await response.json()).data?.ambiti?.length > 0;
}

/** Its own account of where the time went: "✓ Dati (3,4 s)". */
const stepsOf = (log) =>
  [...log.matchAll(/^✓ (.+) \((\d+),(\d) s\)$/gm)].map(([, step, whole, tenth]) => ({
    step,
    seconds: Number(`${whole}.${tenth}`),
  }));
