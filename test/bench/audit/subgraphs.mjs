// The subgraphs of the audit, all its suites behind one server, in a process of its own: the checkout is TypeScript and brings
// the loader for it. Started anew for each executor, because some suites change what they hold.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { answers, freePort, Program } from '../contest/programs.mjs';

const LOADER = ['node_modules', 'tsx', 'dist', 'loader.mjs'];
const npm = (folder, ...args) =>
  execFileSync('npm', [...args, '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });

/** What its server needs, in its own folder: without the other gateways, which are most of its dependencies. */
export async function install(checkout) {
  if (existsSync(join(checkout, ...LOADER))) {
    return;
  }
  const { devDependencies } = JSON.parse(await readFile(join(checkout, 'package.json'), 'utf8'));
  npm(checkout, 'ci');
  // Asked for as what production needs, or they would be left out with the rest of the development.
  npm(
    checkout,
    'install',
    '--no-save',
    '--save-prod',
    ...['tsx', 'graphql'].map((name) => `${name}@${devDependencies[name]}`),
  );
}

/** @returns the address of the server and of each suite: its supergraph, the addresses of its subgraphs, its cases */
export async function startSubgraphs(checkout, folder) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const program = new Program('subgraphs of the audit', {
    entry: fileURLToPath(new URL('serve.mjs', import.meta.url)),
    nodeArgs: ['--import', pathToFileURL(join(checkout, ...LOADER)).href],
    cwd: checkout,
    log: join(folder, `subgraphs-${port}.log`),
    env: { PORT: String(port), AUDIT: checkout },
  });
  await program.ready(() => answers(`${url}/ids`));
  return {
    ids: () => get(`${url}/ids`).then((response) => response.json()),
    suite: async (id) => ({
      id,
      supergraphSdl: await (await get(`${url}/${id}/supergraph`)).text(),
      addresses: new Map((await (await get(`${url}/${id}/subgraphs`)).json()).map((one) => [one.name, one.url])),
      cases: await (await get(`${url}/${id}/tests`)).json(),
    }),
    stop: () => program.stop(),
  };
}

async function get(url) {
  const response = await fetch(url, { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(60_000) });
  if (!response.ok) {
    throw new Error(`${url}: ${response.status} ${await response.text()}`);
  }
  return response;
}
