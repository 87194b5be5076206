import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { stillLeftBehind } from './left-behind.fixtures.js';
import { freePort } from './ports.js';

const compiled = pathToFileURL(join(__dirname, '..', 'dist', 'start.js')).href;
const pgModule = pathToFileURL(require.resolve('pg')).href;

/** Stands for a subgraph or the gateway: what it was given can be asked of it, and it can be told to die. */
const server = `
  import { createServer } from 'node:http';
  const ends = { '/die': () => process.exit(3), '/health/ready': () => process.env.UNREADY ? 503 : 200, '/env': () => 200 };
  const listener = createServer((request, response) => {
    response.statusCode = (ends[request.url] ?? (() => 404))();
    const own = Object.entries(process.env).filter(([name]) => name.startsWith('TRAMA_') || name.startsWith('PG'));
    response.end(JSON.stringify({ ...Object.fromEntries(own), pid: process.pid }));
  });
  listener.listen(Number(process.env.TRAMA_PORT), process.env.TRAMA_HOST);
  console.error(JSON.stringify({ level: 40, msg: 'attenzione da ' + process.env.TRAMA_PORT }));
  process.on('SIGTERM', () => { console.log('closed'); process.exit(0); });
`;

const prepare = `
  import pg from '${pgModule}';
  if (process.env.TRAMA_TEST_BROKEN) { console.error('migrazione 3: colonna doppia'); process.exit(2); }
  const client = new pg.Client(process.env.TRAMA_OWNER_DATABASE_URL);
  await client.connect();
  await client.query('CREATE TABLE IF NOT EXISTS avvio (quando timestamptz DEFAULT now())');
  await client.query('INSERT INTO avvio DEFAULT VALUES');
  const { rows } = await client.query('SELECT current_database() AS name, count(*)::int AS starts FROM avvio');
  await client.end();
  console.log(rows[0].name + ': avvio ' + rows[0].starts + ', dimostrativi ' + process.env.TRAMA_DEMO + '\\n  altre righe');
`;

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly port: number;
  readonly ready: Promise<void>;
  readonly exit: Promise<number | null>;
}

describe('the local topology', () => {
  const repository = realpathSync(mkdtempSync(join(tmpdir(), 'trama-start-')));
  const dataFolder = join(repository, 'dati con spazi');
  const mark = randomUUID();
  const lock = join(dataFolder, 'in-uso.json');
  const started: Started[] = [];

  beforeAll(() => {
    chmodSync(repository, 0o711);
    mkdirSync(dataFolder);
    chmodSync(dataFolder, 0o711);
    for (const [name, text] of Object.entries({ server, prepare })) {
      writeFileSync(join(repository, `${name}.mjs`), text);
    }
  });
  afterAll(async () => {
    started.forEach(({ child }) => child.kill('SIGKILL'));
    await stillLeftBehind(mark, repository);
    rmSync(repository, { recursive: true, force: true });
  });

  async function begin(env: Record<string, string> = {}): Promise<Started> {
    const port = Number(env.TRAMA_PORT ?? (await freePort()));
    const program = `
      const { start } = await import('${compiled}');
      const at = (name) => ${JSON.stringify(repository)} + '/' + name + '.mjs';
      const topology = { repository: at(''), supergraph: 'supergraph', gateway: at('server'), idp: at('server'), prepare: () => at('prepare'), main: () => at('server') };
      process.exit(await start(process.env, topology));`;
    const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(TRAMA_|npm_)/.test(name)));
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      env: { ...own, TRAMA_TEST_MARK: mark, TRAMA_DATA_DIR: dataFolder, TRAMA_PORT: String(port), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const ready = new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes('Trama risponde')) {
          resolve();
        }
      });
      child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
      void exit.then((code) => reject(new Error(`exit ${code}: ${output}`)));
    });
    ready.catch(() => undefined);
    const result = { child, output: () => output, port, ready, exit };
    started.push(result);
    return result;
  }

  const ask = async (url: string) => (await (await fetch(url)).json()) as Record<string, string>;

  async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
    for (const deadline = Date.now() + 15_000; !(await condition()); await sleep(50)) {
      if (Date.now() > deadline) {
        throw new Error('it never came true');
      }
    }
  }

  test('comes up, gives each program what it needs and nothing more, restarts what dies, and stops without a trace', async () => {
    const run = await begin({ PGHOST: 'elsewhere', TRAMA_DEMO: 'off', TRAMA_LOG_LEVEL: 'error' });
    await run.ready;
    expect(run.output()).toMatch(/^✓ PostgreSQL \(\d+,\d s\)\n✓ Database .*\n/);
    expect(run.output()).toMatch(/^✓ Dati .*\n {2}trama_ambito: avvio 1, dimostrativi off\n/m);
    expect(run.output()).not.toContain('altre righe');
    expect(
      run
        .output()
        .trim()
        .split('\n')
        .filter((line) => line.startsWith('Trama risponde su')),
    ).toEqual([
      expect.stringContaining(
        `http://localhost:${run.port}/graphql · prova: aprilo nel browser, oppure curl -s http://localhost:${run.port}/graphql`,
      ),
    ]);
    const gateway = await ask(`http://127.0.0.1:${run.port}/env`);
    expect(gateway).toMatchObject({
      TRAMA_SUPERGRAPH: 'supergraph',
      TRAMA_LOG_LEVEL: 'error',
      TRAMA_INTROSPECTION: 'on',
      TRAMA_HOST: '127.0.0.1',
    });
    expect(Object.keys(gateway).filter((name) => /DATABASE|^PG/.test(name))).toEqual([]);
    const ats = (gateway.TRAMA_SUBGRAPH_URL_ATS ?? '').replace('/graphql', '');
    const before = await ask(`${ats}/env`);
    expect(before.TRAMA_DATABASE_URL).toMatch(/^postgres:\/\/trama_ats_app:.+@127\.0\.0\.1:\d+\/trama_ats$/);
    expect(before.TRAMA_OWNER_DATABASE_URL).toBeUndefined();
    expect(gateway).toMatchObject({
      TRAMA_ISSUERS: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      TRAMA_PUBLIC_URL: `http://localhost:${run.port}`,
      TRAMA_SESSION_KEY: expect.stringMatching(/^[\w-]{43}$/),
    });
    const idp = await ask(`${gateway.TRAMA_ISSUERS}/env`);
    expect(idp).toMatchObject({
      TRAMA_AUDIENCE: gateway.TRAMA_AUDIENCE,
      TRAMA_CONSOLE_CLIENT_SECRET: gateway.TRAMA_CONSOLE_CLIENT_SECRET,
      TRAMA_IDP_FOLDER: join(dataFolder, 'idp'),
    });
    expect(Object.keys({ ...before, ...idp })).not.toContain('TRAMA_SESSION_KEY');
    expect(before.TRAMA_CONSOLE_CLIENT_SECRET).toBeUndefined();

    await ask(`${ats}/die`).catch(() => undefined);
    await until(() => run.output().includes('ats risponde di nuovo'));
    expect(run.output()).toMatch(/ats si è fermato \(codice 3\): lo riavvio, tentativo 1 di 5\. Registro: .*ats\.log/);
    expect((await ask(`${ats}/env`)).pid).not.toBe(before.pid);

    run.child.kill('SIGINT');
    run.child.kill('SIGINT'); // npm passes on the same Ctrl-C
    expect(await run.exit).toBe(0);
    expect(await stillLeftBehind(mark, repository, 2_000)).toEqual([]);
    expect(existsSync(lock)).toBe(false);
    expect(readFileSync(join(dataFolder, 'log', 'gateway.log'), 'utf8')).toContain('closed');
    expect(readdirSync(join(dataFolder, 'log'))).toContain('preparazione-terzo-settore.log');
  });

  test('keeps its data, refuses a second copy in the same folder or on the same port, and recovers from kill -9', async () => {
    const first = await begin();
    await first.ready;
    expect(first.output()).toContain('trama_terzo_settore: avvio 2, dimostrativi on');

    const sameFolder = await begin();
    expect(await sameFolder.exit).toBe(1);
    expect(sameFolder.output()).toMatch(/già in esecuzione.*dati con spazi.*TRAMA_DATA_DIR/);
    const samePort = await begin({ TRAMA_PORT: String(first.port), TRAMA_DATA_DIR: join(repository, 'altra') });
    expect(await samePort.exit).toBe(1);
    expect(samePort.output()).toContain('TRAMA_PORT');
    expect(existsSync(join(repository, 'altra', 'postgresql'))).toBe(false);

    first.child.kill('SIGKILL');
    await first.exit;
    const second = await begin();
    await second.ready;
    expect(second.output()).toContain('trama_ambito: avvio 3,');
    second.child.kill('SIGTERM');
    expect(await second.exit).toBe(0);
    expect(await stillLeftBehind(mark, repository, 2_000)).toEqual([]);
  });

  test('keeps the address of its identity provider, or leaves the place to another', async () => {
    const issuerOf = async ({ port }: Started) => (await ask(`http://127.0.0.1:${port}/env`)).TRAMA_ISSUERS;
    const runs: Array<string | undefined> = [];
    for (const env of [{}, {}]) {
      const run = await begin(env);
      await run.ready;
      runs.push(await issuerOf(run));
      run.child.kill('SIGTERM');
      await run.exit;
    }
    expect(runs[1]).toBe(runs[0]);
    const kept = join(dataFolder, 'accesso.json');
    expect(JSON.parse(readFileSync(kept, 'utf8'))).toEqual({ issuer: runs[0] });

    const outside = await begin({ TRAMA_ISSUERS: 'https://accessi.example', TRAMA_SESSION_KEY: 'propria' });
    await outside.ready;
    expect(await ask(`http://127.0.0.1:${outside.port}/env`)).toMatchObject({
      TRAMA_ISSUERS: 'https://accessi.example',
      TRAMA_SESSION_KEY: 'propria',
    });
    expect(outside.output()).toContain('Accesso: quello di TRAMA_ISSUERS');
    expect(existsSync(kept)).toBe(false);
    outside.child.kill('SIGTERM');
    await outside.exit;

    const production = await begin({ NODE_ENV: 'production' });
    await production.ready;
    expect(await issuerOf(production)).toBeUndefined();
    expect(production.output()).toMatch(/Accesso: nessuno.*NODE_ENV=production.*TRAMA_ISSUERS/);
    production.child.kill('SIGTERM');
    await production.exit;
  });

  test('can be stopped while it starts', async () => {
    const run = await begin();
    await until(() => existsSync(lock));
    await sleep(150);
    run.child.kill('SIGINT');
    expect({ code: await run.exit, output: run.output() }).toEqual({
      code: 0,
      output: expect.stringMatching(/ferma\.\n$/),
    });
    expect(await stillLeftBehind(mark, repository, 2_000)).toEqual([]);
    expect(existsSync(lock)).toBe(false);
  });

  test('says why a database could not be prepared, and stops', async () => {
    const run = await begin({ TRAMA_TEST_BROKEN: '1' });
    expect(await run.exit).toBe(1);
    expect(run.output()).toMatch(
      /preparazione di \S+ non riuscita \(codice 2\):\n {2}migrazione 3: colonna doppia\n {2}Registro: .*preparazione-/,
    );
    expect(await stillLeftBehind(mark, repository, 2_000)).toEqual([]);
    expect(existsSync(lock)).toBe(false);
  });

  test('says which setting is wrong, before anything starts', async () => {
    const run = await begin({ TRAMA_DEMO: 'forse', TRAMA_DATA_DIR: join(repository, 'mai') });
    expect(await run.exit).toBe(1);
    expect(run.output()).toContain('TRAMA_DEMO: deve essere on oppure off');
    expect(existsSync(join(repository, 'mai'))).toBe(false);
  });

  test('says that the port is taken, before anything starts', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    const run = await begin({ TRAMA_PORT: String(port) });
    expect(await run.exit).toBe(1);
    expect(run.output()).toMatch(new RegExp(`La porta ${port} è già usata.*TRAMA_PORT`));
    taken.close();
  });
});
