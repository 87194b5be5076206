// Programs of the benchmark: each a process of its own, so that what it costs can be told from what the others cost.
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

export const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));
const START_MS = 600_000;
/** Ends a program when we are gone, however we went. */
const withUs = new URL('../../../infra/local/exit-with-parent.mjs', import.meta.url).href;
const TICKS_PER_SECOND = 100;

/** A Node program that runs until `stop`. */
export class Program {
  constructor(name, { entry, args = [], env = {}, nodeArgs = [], cwd, log }) {
    Object.assign(this, { name, log });
    this.child = spawn(process.execPath, ['--import', withUs, ...nodeArgs, entry, ...args], {
      cwd,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.child.stdin.on('error', () => undefined);
    const out = createWriteStream(log);
    this.child.stdout.pipe(out);
    this.child.stderr.pipe(out);
    this.ended = new Promise((resolve) => this.child.once('exit', resolve));
  }

  get pid() {
    return this.child.pid;
  }

  /** @param isReady asked again and again until it says yes */
  async ready(isReady) {
    const limit = Date.now() + START_MS;
    while (Date.now() < limit && this.child.exitCode === null && this.child.signalCode === null) {
      if (await isReady()) {
        return this;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${this.name} does not start:\n${await readFile(this.log, 'utf8')}`);
  }

  /** @param patience for who has much to close; a gateway that does not heed the signal is killed sooner */
  async stop(patience = 3_000) {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill('SIGTERM');
      const impatience = setTimeout(() => this.child.kill('SIGKILL'), patience);
      await this.ended;
      clearTimeout(impatience);
    }
  }
}

/** Whether somebody answers there, whatever the answer. */
export const answers = (url) =>
  fetch(url, { signal: AbortSignal.timeout(5_000) }).then(
    async (response) => (await response.arrayBuffer(), true),
    () => false,
  );

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * Milliseconds of processor that these processes have used so far, theirs and the system's for them, and what their children
 * that have ended used: a connection of PostgreSQL that closes meanwhile takes nothing away.
 */
export async function cpuOf(pids) {
  const used = await Promise.all(
    pids.map(async (pid) => {
      const fields = await statOf(pid);
      return [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field] ?? 0), 0);
    }),
  );
  return (used.reduce((sum, ticks) => sum + ticks, 0) * 1000) / TICKS_PER_SECOND;
}

/** Resident memory in MB, added up: now, without what they share, and at its peak. */
export async function memoryOf(pids) {
  const sizes = await Promise.all(
    pids.map(async (pid) => {
      const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
      const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
      const mb = (text, name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0) / 1024;
      return { now: mb(status, 'VmRSS'), peak: mb(status, 'VmHWM'), share: mb(rollup, 'Pss') };
    }),
  );
  const sum = (figure) => sizes.reduce((total, size) => total + size[figure], 0);
  return { now: sum('now'), peak: sum('peak'), share: sum('share') };
}

/** A process and all that descend from it: PostgreSQL serves each connection with one of its own. */
export async function withDescendants(pid) {
  const parents = new Map();
  for (const name of await readdir('/proc')) {
    if (/^\d+$/.test(name)) {
      parents.set(Number(name), Number((await statOf(name))[1]));
    }
  }
  const found = [pid];
  for (const one of found) {
    found.push(...[...parents].filter(([, parent]) => parent === one).map(([child]) => child));
  }
  return found;
}

/** The fields of /proc/<pid>/stat after the name, which may hold anything; none for a process that is gone. */
export async function statOf(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}
