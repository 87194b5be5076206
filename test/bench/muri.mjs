// What the walls cost: `npm run build && node test/bench/muri.mjs [rounds] [seconds]`. The same four subgraphs, rows and
// operations behind several gateways: without any wall, with each one alone, with all. They take turns, so that what the
// machine does meanwhile hits them all.
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { exportJWK, SignJWT } from 'jose';
import { startGateway } from '../../gateway/dist/gateway.js';
import { caricaFileChiavi } from '../../infra/crypto/dist/cifrario.js';
import { connect } from '../../infra/database/dist/connect.js';
import { ContextKey } from '../../infra/database/dist/context-key.js';
import { Database, Tx } from '../../infra/database/dist/database.js';
import { AssertionSigner, AssertionVerifier, newAssertionKey } from '../../infra/identity/dist/assertion.js';
import { createLog } from '../../infra/kernel/dist/log.js';
import { createSubgraphDatabase } from '../../infra/local/dist/databases.js';
import { startPostgres } from '../../infra/local/dist/postgres.js';
import { prepara } from '../../infra/reference/dist/prepara.js';
import { entitiesOf } from '../../infra/subgraph/dist/module.js';
import { serve } from '../../infra/subgraph/dist/serve.js';

const ROUNDS = Number(process.argv[2] ?? 9);
const SECONDS = Number(process.argv[3] ?? 2);
const AUDIENCE = 'urn:trama:bench';
const NAMES = ['ambito', 'ats', 'asst', 'terzo-settore'];
const CABINA = { subject: 'cabina', ruolo: 'CABINA_REGIA', ambito: null, asst: null, ente: null, scope: [] };
const OPERATIONS = [
  ['01-cabina-di-regia', { anno: 2020, triennio: '2021-2023' }],
  ['02-piano-di-zona', { ambito: 4, triennio: '2021-2023' }],
  ['03-rete-servizi', { ambito: 4, tipo: 'RSA' }],
];
const VARIANTS = [
  ['without'],
  ['token', 'token'],
  ['fields', 'fields'],
  ['assertion', 'assertion'],
  ['database', 'database'],
  ['all', 'token', 'fields', 'assertion', 'database'],
];
const schemaFile = (name) => fileURLToPath(new URL(`../../schema/${name}`, import.meta.url));

/** A database asked straight away: no transaction, nobody's context, and (as superuser) no row-level security. */
class OpenDatabase extends Database {
  constructor(source) {
    super(source, ContextKey.random());
    this.read = (identity, work) => work(new Tx(source.manager, identity));
  }
}

const folder = await mkdtemp(join(tmpdir(), 'trama-bench-'));
const postgres = await startPostgres({ dataFolder: folder, removeWithParent: folder });
const closing = [() => postgres.stop()];
try {
  const databases = await Promise.all(NAMES.map(prepared));
  const graphs = [];
  for (const [label, ...walls] of VARIANTS) {
    graphs.push({ label, ...(await graphWith(new Set(walls), databases)) });
  }
  const worker = new Worker(new URL('./muri.carico.mjs', import.meta.url));
  closing.push(() => worker.terminate());
  for (const [name, variables] of OPERATIONS) {
    const query = await readFile(schemaFile(`operations/${name}.graphql`), 'utf8');
    const body = JSON.stringify({ query, variables });
    await requireSame(name, graphs, body);
    for (const clients of [1, 8]) {
      const turn = (graph, seconds = SECONDS) =>
        run(worker, { url: graph.url, headers: graph.headers, body, clients, seconds });
      for (const graph of graphs) {
        await turn(graph, 3);
      }
      const rounds = [];
      for (let i = 0; i < ROUNDS; i += 1) {
        const round = new Map();
        for (const graph of i % 2 ? graphs : graphs.toReversed()) {
          round.set(graph, (await turn(graph)).median);
        }
        rounds.push(round);
      }
      report(`${name}, ${clients} at a time`, graphs, rounds);
    }
  }
} finally {
  for (const close of closing.reverse()) {
    await close();
  }
  await rm(folder, { recursive: true, force: true });
}

async function prepared(name) {
  const { seme } = await import(`../../subgraphs/${name}/dist/seed/seme.js`);
  const { subgraph } = await import(`../../subgraphs/${name}/dist/src/subgraph.js`);
  const contextKey = ContextKey.random();
  const keysDir = join(folder, 'chiavi', name);
  await caricaFileChiavi(keysDir, { crea: true });
  const database = `bench_${name.replace('-', '_')}`;
  const urls = await createSubgraphDatabase(postgres.superuserUrl, database);
  const { migrations, cubi = [] } = subgraph;
  await prepara({ name, migrations, cubi, seme, ownerUrl: urls.ownerUrl, contextKey, demo: true, keysDir });
  const superuser = new URL(postgres.superuserUrl);
  superuser.pathname = `/${database}`;
  const entities = entitiesOf(subgraph);
  return {
    subgraph,
    walled: {
      database: new Database(await pool(urls.appUrl, entities), contextKey),
      published: new Database(await pool(urls.statUrl, []), contextKey),
    },
    open: {
      database: new OpenDatabase(await pool(superuser.href, entities)),
      published: new OpenDatabase(await pool(superuser.href, [])),
    },
  };
}

async function graphWith(walls, databases) {
  const everybody = { chiamante: CABINA, requestId: 'bench' };
  const keys = Object.fromEntries(databases.map(({ subgraph }) => [subgraph.name, newAssertionKey()]));
  const subgraphs = {};
  for (const { subgraph, walled, open } of databases) {
    subgraphs[subgraph.name] = await served({
      subgraph,
      ...(walls.has('database') ? walled : open),
      verifier: walls.has('assertion')
        ? new AssertionVerifier(keys[subgraph.name], subgraph.name)
        : { verify: async () => everybody },
    });
  }
  // Without the token the gateway takes the caller for the public, and the subgraphs would refuse what it asks.
  const signer = new AssertionSigner(keys);
  const signAs = ({ requestId }, ...rest) => signer.sign({ chiamante: CABINA, requestId }, ...rest);
  const issuer = walls.has('token') ? await startIssuer() : undefined;
  const url = await gateway({
    subgraphs,
    signer: walls.has('assertion') ? { sign: signAs } : { sign: async () => 'none' },
    identity: issuer && {
      issuers: [{ url: issuer.url }],
      audience: AUDIENCE,
      claimPrefix: 'trama_',
      staleKeysMs: 3_600_000,
    },
    supergraph: walls.has('fields') ? schemaFile('supergraph.graphql') : await withoutPermissions(),
  });
  return { url, headers: issuer ? { authorization: `Bearer ${issuer.token}` } : {} };
}

async function withoutPermissions() {
  const sdl = await readFile(schemaFile('supergraph.graphql'), 'utf8');
  const supergraph = join(folder, 'supergraph.graphql');
  await writeFile(supergraph, sdl.replace(/@permesso\(nome: "[^"]*"\)/g, ''));
  return supergraph;
}

async function pool(url, entities) {
  const source = await connect({ url, application: 'bench', poolSize: 5 }, entities);
  closing.push(() => source.destroy());
  return source;
}

async function served(parts) {
  const log = createLog(parts.subgraph.name, 'silent');
  const server = await serve({ ...parts, log, host: '127.0.0.1', port: 0, introspection: false });
  closing.push(() => server.stop());
  return server.url;
}

async function gateway(parts) {
  const server = await startGateway({ ...parts, host: '127.0.0.1', port: 0, introspection: false, logLevel: 'silent' });
  closing.push(() => server.stop());
  return `${server.url}/graphql`;
}

/** Publishes one key, and signs one token that outlives the run. */
async function startIssuer() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = { ...(await exportJWK(publicKey)), kid: 'bench', alg: 'ES256', use: 'sig' };
  const server = createServer((request, response) => {
    const said = request.url === '/jwks' ? { keys: [key] } : { issuer: url, jwks_uri: `${url}/jwks` };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(said));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  closing.push(() => server.close());
  const token = await new SignJWT({ client_id: 'bench', trama_ruolo: CABINA.ruolo, scope: 'openid' })
    .setProtectedHeader({ alg: 'ES256', kid: 'bench', typ: 'at+jwt' })
    .setIssuer(url)
    .setAudience(AUDIENCE)
    .setSubject(CABINA.subject)
    .setJti('bench')
    .setIssuedAt()
    .setExpirationTime('2h')
    .sign(privateKey);
  return { url, token };
}

/** Graphs that answer differently do different work, and their times compare nothing. */
async function requireSame(name, graphs, body) {
  const answers = new Set();
  for (const { url, headers } of graphs) {
    const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body };
    answers.add(await (await fetch(url, init)).text());
  }
  const [first] = answers;
  if (answers.size > 1 || first.includes('"errors"')) {
    throw new Error(`${name}: ${[...answers].map((text) => text.slice(0, 2_000)).join('\n')}`);
  }
}

function run(worker, job) {
  return new Promise((resolve, reject) => {
    worker.once('message', (result) => (result.error ? reject(new Error(result.error)) : resolve(result)));
    worker.postMessage(job);
  });
}

function report(what, graphs, rounds) {
  const [bare] = graphs;
  const sorted = (pick) => rounds.map(pick).sort((a, b) => a - b);
  const middle = (values) => values[Math.floor(values.length / 2)];
  console.log(what);
  for (const graph of graphs) {
    const ratios = sorted((round) => round.get(graph) / round.get(bare));
    const median = middle(sorted((round) => round.get(graph)))
      .toFixed(2)
      .padStart(7);
    const spread = `${ratios[0].toFixed(2)} to ${ratios.at(-1).toFixed(2)}`;
    console.log(`  ${graph.label.padEnd(10)} ${median} ms  x ${middle(ratios).toFixed(2)}  (${spread})`);
  }
}
