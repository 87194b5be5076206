// One running topology of Trama, and more gateways in front of it.
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { obtainToken } from '../../../infra/idp/dist/token.js';
import { answers, freePort, Program, REPOSITORY, statOf, withDescendants } from './programs.mjs';

export const NAMES = ['ambito', 'ats', 'asst', 'terzo-settore'];
export const SUPERGRAPH = join(REPOSITORY, 'schema', 'supergraph.graphql');
const here = (file) => fileURLToPath(new URL(file, import.meta.url));
const envName = (name) => name.toUpperCase().replaceAll('-', '_');

/** As wide as callers without a pause need; every request is counted all the same. */
const QUOTAS = { TRAMA_QUOTA_PUBLIC: '1000000000', TRAMA_QUOTA_KNOWN: '1000000000' };

/** @param folder of the data: an empty one, or one of a topology that was stopped */
export async function startTrama(folder, closing) {
  const notes = join(folder, 'bench');
  await mkdir(notes, { recursive: true });
  const port = await freePort();
  const program = new Program('trama', {
    entry: here('start-trama.mjs'),
    cwd: folder,
    log: join(notes, 'trama.log'),
    env: {
      TRAMA_DATA_DIR: folder,
      TRAMA_BENCH_DIR: notes,
      TRAMA_PORT: String(port),
      TRAMA_IDP_PORT: String(await freePort()),
      TRAMA_LOG_LEVEL: 'error',
      ...QUOTAS,
    },
  });
  closing.push(() => program.stop(120_000));
  const url = `http://127.0.0.1:${port}/graphql`;
  await program.ready(() => answers(`http://127.0.0.1:${port}/health/ready`));
  const noteOf = async (name) => JSON.parse(await readFile(join(notes, `${name}.json`), 'utf8'));
  const subgraphs = Object.fromEntries(await Promise.all(NAMES.map(async (name) => [name, await noteOf(name)])));
  const gateway = { url, ...(await noteOf('gateway')) };
  const superuserUrl = await superuserOf(folder, subgraphs.ambito.databaseUrl);
  return { folder, program, subgraphs, gateway, superuserUrl, urls: urlsOf(subgraphs), tokens: new Map() };
}

const urlsOf = (subgraphs) => Object.fromEntries(NAMES.map((name) => [name, subgraphs[name].url]));

async function superuserOf(folder, databaseUrl) {
  const password = await readFile(join(folder, 'postgresql', 'password'), 'utf8');
  const url = new URL(databaseUrl);
  Object.assign(url, { username: 'postgres', password: password.trim(), pathname: '/postgres' });
  return url.href;
}

/** The superuser's address of one of its databases. */
export function databaseOf({ superuserUrl, subgraphs }, name) {
  const url = new URL(superuserUrl);
  url.pathname = new URL(subgraphs[name].databaseUrl).pathname;
  return url.href;
}

/** Another gateway of Trama with the same walls, in front of these subgraphs. */
export async function anotherGateway(trama, { name, urls = trama.urls, env = {} }, closing) {
  const port = await freePort();
  const addresses = Object.entries(urls).map(([each, url]) => [`TRAMA_SUBGRAPH_URL_${envName(each)}`, url]);
  const program = new Program(name, {
    entry: join(REPOSITORY, 'gateway', 'dist', 'main.js'),
    cwd: trama.folder,
    log: join(trama.folder, 'bench', `${name}.log`),
    env: {
      ...trama.gateway.env,
      NODE_ENV: 'production',
      ...Object.fromEntries(addresses),
      TRAMA_PORT: String(port),
      ...env,
    },
  });
  closing.push(() => program.stop());
  await program.ready(() => answers(`http://127.0.0.1:${port}/health/ready`));
  return { url: `http://127.0.0.1:${port}/graphql`, pid: program.pid };
}

/** A token of each persona is asked for once: it is good for an hour. */
export async function headersOf(trama, persona) {
  if (persona !== null && !trama.tokens.has(persona)) {
    trama.tokens.set(persona, await obtainToken(persona, trama.folder));
  }
  const token = persona !== null && { authorization: `Bearer ${trama.tokens.get(persona)}` };
  return { 'x-bench-persona': persona ?? 'pubblico', ...token };
}

/** PostgreSQL's processes: those of connections come and go. */
export async function postgresPids({ folder }) {
  const [pid] = (await readFile(join(folder, 'postgresql', 'data', 'postmaster.pid'), 'utf8')).split('\n');
  return withDescendants(Number(pid));
}

export const subgraphPids = ({ subgraphs }) => NAMES.map((name) => subgraphs[name].pid);
export const parentOf = async (pid) => Number((await statOf(pid))[1]);
