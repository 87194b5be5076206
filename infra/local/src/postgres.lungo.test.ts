import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { stillLeftBehind } from './left-behind.fixtures.js';
import { type Postgres, startPostgres } from './postgres.js';
import { isAlive } from './system-process.js';

const compiled = pathToFileURL(join(__dirname, '..', 'dist')).href;

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
}

/** A process of its own that starts a server and then does nothing, so that it can be killed. */
async function parentOf(call: string, mark: string): Promise<{ parent: ChildProcess; url: string }> {
  const parent = spawn(process.execPath, ['--input-type=module', '-e', `${call}; setInterval(() => {}, 1000);`], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TRAMA_TEST_MARK: mark },
  });
  const url = await new Promise<string>((resolve) =>
    parent.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())),
  );
  return { parent, url };
}

const starts = (dataFolder: string) =>
  `const { startPostgres } = await import('${compiled}/postgres.js');` +
  `console.log((await startPostgres({ dataFolder: ${JSON.stringify(dataFolder)} })).superuserUrl)`;

const exited = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve));

describe('the PostgreSQL of a data folder', () => {
  let dataFolder: string;
  const running: Postgres[] = [];
  const start = async (durable = true) => {
    const postgres = await startPostgres({ dataFolder, durable });
    running.push(postgres);
    return postgres;
  };
  const inCluster = (name: string) => join(dataFolder, 'postgresql', name);

  beforeEach(() => {
    dataFolder = realpathSync(mkdtempSync(join(tmpdir(), 'trama-pg-')));
    chmodSync(dataFolder, 0o711);
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((postgres) => postgres.stop()));
    rmSync(dataFolder, { recursive: true, force: true });
  });

  test('keeps what it is given from one start to the next, and leaves nothing running', async () => {
    const first = await start();
    await ask(first.superuserUrl, 'CREATE TABLE appunto AS SELECT 42 AS numero');
    await first.stop();
    expect(await stillLeftBehind(dataFolder, dataFolder, 3_000)).toEqual([]);
    const second = await start();
    expect(await ask(second.superuserUrl, 'SELECT numero FROM appunto')).toEqual([{ numero: 42 }]);
  });

  test('listens on loopback alone, sorts the same on every system, and wants a password', async () => {
    const { superuserUrl } = await start(false);
    const [settings] = await ask(
      superuserUrl,
      `SELECT current_setting('listen_addresses') AS address, current_setting('unix_socket_directories') AS socket, current_setting('fsync') AS fsync,
              pg_encoding_to_char(encoding) AS encoding, datlocprovider AS provider, datlocale AS locale FROM pg_database WHERE datname = 'postgres'`,
    );
    expect(settings).toEqual({
      address: '127.0.0.1',
      socket: '',
      fsync: 'off',
      encoding: 'UTF8',
      provider: 'b',
      locale: 'C.UTF-8',
    });
    const stranger = new URL(superuserUrl);
    stranger.password = 'sbagliata';
    await expect(ask(stranger.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    expect(statSync(inCluster('password')).mode & 0o777).toBe(0o600);
  });

  test('runs beside another', async () => {
    const one = await start(false);
    dataFolder = join(dataFolder, 'altra');
    mkdirSync(dataFolder);
    chmodSync(dataFolder, 0o711);
    const two = await start(false);
    expect(new URL(one.superuserUrl).port).not.toBe(new URL(two.superuserUrl).port);
    await two.stop();
    expect(await ask(one.superuserUrl, 'SELECT 1 AS uno')).toEqual([{ uno: 1 }]);
    dataFolder = join(dataFolder, '..');
  });

  test('stops when its parent is killed, and starts again with everything that was committed', async () => {
    const mark = randomUUID();
    const { parent, url } = await parentOf(starts(dataFolder), mark);
    await ask(url, 'CREATE TABLE appunto AS SELECT 43 AS numero');
    parent.kill('SIGKILL');
    await exited(parent);
    expect(await stillLeftBehind(mark, dataFolder)).toEqual([]);
    expect(await ask((await start()).superuserUrl, 'SELECT numero FROM appunto')).toEqual([{ numero: 43 }]);
  });

  test('starts where a server was left running, also by a watcher that was killed too', async () => {
    const mark = randomUUID();
    const { parent, url } = await parentOf(starts(dataFolder), mark);
    await ask(url, 'CREATE TABLE appunto AS SELECT 44 AS numero');
    const old = Number(readFileSync(inCluster('data/postmaster.pid'), 'utf8').split('\n')[0]);
    for (const line of await stillLeftBehind(mark, '/nowhere', 0)) {
      if (line.includes('stop-with-parent') || line.startsWith(`${parent.pid} `)) {
        process.kill(Number(line.split(' ')[0]), 'SIGKILL');
      }
    }
    await exited(parent);
    expect(isAlive(old)).toBe(true);
    expect(await ask((await start()).superuserUrl, 'SELECT numero FROM appunto')).toEqual([{ numero: 44 }]);
    expect(isAlive(old)).toBe(false);
  });

  test('starts where the pid of a dead server now belongs to another program', async () => {
    await (await start()).stop();
    writeFileSync(inCluster('data/postmaster.pid'), `${process.pid}\n${inCluster('data')}\n1\n1\n\n127.0.0.1\n\n`);
    expect(await ask((await start()).superuserUrl, 'SELECT 1 AS uno')).toEqual([{ uno: 1 }]);
  });

  test('is made anew where its making was cut short', async () => {
    mkdirSync(join(dataFolder, 'postgresql.new', 'data', 'base'), { recursive: true });
    writeFileSync(join(dataFolder, 'postgresql.new', 'data', 'PG_VERSION'), '18\n');
    expect(await ask((await start(false)).superuserUrl, 'SELECT 1 AS uno')).toEqual([{ uno: 1 }]);
    expect(existsSync(join(dataFolder, 'postgresql.new'))).toBe(false);
  });

  test('is not touched when another major version made it', async () => {
    await (await start(false)).stop();
    writeFileSync(inCluster('data/PG_VERSION'), '15\n');
    await expect(start()).rejects.toThrow(/sono di PostgreSQL 15.*TRAMA_DATA_DIR/);
  });

  test('tells when the server dies, and starts again with everything that was committed', async () => {
    const postgres = await start();
    await ask(postgres.superuserUrl, 'CREATE TABLE appunto AS SELECT 45 AS numero');
    const died = new Promise<void>((resolve) => postgres.onDeath(resolve));
    process.kill(Number(readFileSync(inCluster('data/postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
    await died;
    expect(await ask((await start()).superuserUrl, 'SELECT numero FROM appunto')).toEqual([{ numero: 45 }]);
  });
});

describe('a throwaway PostgreSQL', () => {
  const throwaway = (dir: string) =>
    `const { startThrowawayPostgres } = await import('${compiled}/throwaway-postgres.js');` +
    `console.log((await startThrowawayPostgres({ dir: ${JSON.stringify(dir)} })).superuserUrl)`;

  test('leaves neither a process nor a folder when its parent is killed', async () => {
    const dir = realpathSync(mkdtempSync(join(tmpdir(), 'trama-throwaway-')));
    chmodSync(dir, 0o711);
    const mark = randomUUID();
    const { parent, url } = await parentOf(throwaway(dir), mark);
    expect(await ask(url, 'SELECT 1 AS uno')).toEqual([{ uno: 1 }]);
    parent.kill('SIGKILL');
    expect(await stillLeftBehind(mark, dir)).toEqual([]);
    rmdirSync(dir); // refuses unless it is empty
  });
});
