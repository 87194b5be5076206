// The other gateways: installed on demand, in a folder of their own, started like ours.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { answers, freePort, Program, REPOSITORY } from './programs.mjs';
import { NAMES, SUPERGRAPH } from './trama.mjs';

export const PEERS = join(REPOSITORY, 'test', 'bench', 'peers');

/** Only what the lockfile names, and none of its install scripts. */
export function installPeers() {
  if (!existsSync(join(PEERS, 'node_modules', '.package-lock.json'))) {
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: PEERS,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
}

/** @param entry of a program that listens on PORT and answers a GET with anything */
export async function startProgram(name, { entry, env, folder, path = '/graphql' }, closing) {
  const port = await freePort();
  const program = new Program(name, {
    entry,
    cwd: folder,
    log: join(folder, 'bench', `${name.replaceAll(/\W+/g, '-')}-${port}.log`),
    env: { NODE_ENV: 'production', PORT: String(port), ...env },
  });
  closing.push(() => program.stop());
  await program.ready(() => answers(`http://127.0.0.1:${port}/?query=%7B__typename%7D`));
  return { url: `http://127.0.0.1:${port}${path}`, pid: program.pid };
}

/** What runs as a peer: the file in `peers`, where it answers, what else it is told. */
const KINDS = {
  apollo: { file: 'apollo.mjs', path: '/' },
  hive: { file: 'hive.mjs', env: { BENCH_DEDUPLICATION: 'off' } },
  'hive, de-duplicating': { file: 'hive.mjs', env: { BENCH_DEDUPLICATION: 'on' } },
  mercurius: { file: 'mercurius.mjs' },
};
export const PEER_NAMES = Object.keys(KINDS);

export async function startPeer(name, urls, folder, closing) {
  const { file, path, env } = KINDS[name];
  return startProgram(
    name,
    {
      entry: join(PEERS, file),
      path,
      folder,
      env: {
        BENCH_SUPERGRAPH: SUPERGRAPH,
        BENCH_SUBGRAPHS: JSON.stringify(Object.fromEntries(NAMES.map((each) => [each, urls[each]]))),
        BENCH_SCHEMAS: join(REPOSITORY, 'schema', 'subgraphs'),
        ...env,
      },
    },
    closing,
  );
}
