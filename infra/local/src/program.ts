import { type ChildProcess, spawn } from 'node:child_process';
import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProgramLog } from './program-log.js';
import { StartError } from './start-error.js';

export interface ProgramOptions {
  readonly name: string;
  /** What Node runs. */
  readonly entry: string;
  readonly args?: readonly string[];
  /** What Node itself is told. */
  readonly nodeArgs?: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly logFile: string;
  readonly say: (line: string) => void;
  readonly stopMilliseconds?: number;
}

export interface ServiceOptions extends ProgramOptions {
  readonly readyUrl: string;
  readonly readyMilliseconds?: number;
  /** How long to wait before each restart in a row; as many restarts as there are waits. */
  readonly restartWaits?: readonly number[];
  /** It died more often than it may be restarted. */
  readonly givenUp: () => void;
}

const preload = new URL('../exit-with-parent.mjs', import.meta.url).href;
const pollMilliseconds = 100;
/** A program that ran this long before it died is not in a row of failures any more. */
const steadyMilliseconds = 60_000;

/** A Node program of ours under this process: its output goes to a log, and it does not outlive us. */
class Program {
  protected child: ChildProcess | undefined;
  protected stopping = false;
  protected readonly log: ProgramLog;

  constructor(protected readonly options: ProgramOptions) {
    this.log = new ProgramLog(options.logFile, (text) => options.say(`${options.name}: ${text}`));
  }

  /** SIGTERM, and SIGKILL for who does not heed it. */
  async stop(): Promise<void> {
    this.stopping = true;
    const child = this.child;
    if (child && isRunning(child)) {
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), this.options.stopMilliseconds ?? 10_000);
      await exited;
      clearTimeout(timer);
    }
  }

  protected spawn(onOutput: (chunk: Buffer) => void = () => undefined): ChildProcess {
    if (this.stopping) {
      throw new StartError(`${this.options.name}: avvio interrotto.`);
    }
    const { nodeArgs = [], entry, args = [], env } = this.options;
    const child = spawn(process.execPath, [...nodeArgs, '--import', preload, entry, ...args], {
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
      // Ctrl-C reaches a whole process group: in another one, the order in which things stop is ours.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    child.stdin?.on('error', () => undefined);
    child.stdout?.on('data', (chunk: Buffer) => {
      this.log.write(chunk);
      onOutput(chunk);
    });
    child.stderr?.on('data', (chunk: Buffer) => this.log.write(chunk));
    child.on('error', (error) => this.log.write(`${error.message}\n`));
    this.child = child;
    return child;
  }

  protected failure(what: string): StartError {
    return new StartError(
      `${this.options.name} ${what}\n${indent(this.log.lastLines())}\n  Registro: ${this.options.logFile}`,
    );
  }
}

/** A program that does one thing and ends. */
export class Task extends Program {
  /** @returns what it wrote on standard output */
  async run(): Promise<string> {
    let output = '';
    const child = this.spawn((chunk) => (output += chunk.toString()));
    const { code, signal } = await exitOf(child);
    if (code !== 0) {
      throw this.failure(`non riuscita (${signal ?? `codice ${code}`}):`);
    }
    return output;
  }
}

/** A server: ready when its health address says so, restarted when it dies. */
export class Service extends Program {
  private restarts = 0;

  constructor(private readonly service: ServiceOptions) {
    super(service);
  }

  /** Resolves when it is ready. */
  async start(): Promise<void> {
    const child = this.spawn();
    await this.ready(child);
    this.watch(child, Date.now());
  }

  private async ready(child: ChildProcess): Promise<void> {
    const allowed = this.service.readyMilliseconds ?? 60_000;
    for (const deadline = Date.now() + allowed; ; await sleep(pollMilliseconds)) {
      if (!isRunning(child)) {
        throw this.failure(`si è fermato mentre partiva (${child.signalCode ?? `codice ${child.exitCode}`}):`);
      }
      if (await answersOk(this.service.readyUrl)) {
        return;
      }
      if (Date.now() > deadline) {
        child.kill('SIGKILL');
        throw this.failure(`non è pronto dopo ${Math.round(allowed / 1000)} secondi:`);
      }
    }
  }

  private watch(child: ChildProcess, since: number): void {
    void exitOf(child).then(({ code, signal }) => this.died(signal ?? `codice ${code}`, Date.now() - since));
  }

  private async died(how: string, lived: number): Promise<void> {
    if (this.stopping) {
      return;
    }
    const { name, logFile, say, givenUp, restartWaits = [500, 1_000, 2_000, 4_000, 8_000] } = this.service;
    this.restarts = lived > steadyMilliseconds ? 1 : this.restarts + 1;
    const wait = restartWaits[this.restarts - 1];
    if (wait === undefined) {
      say(`${name} si è fermato ancora (${how}) e non lo riavvio più. Registro: ${logFile}`);
      givenUp();
      return;
    }
    say(
      `${name} si è fermato (${how}): lo riavvio, tentativo ${this.restarts} di ${restartWaits.length}. Registro: ${logFile}`,
    );
    await sleep(wait);
    if (!this.stopping) {
      await this.restart(Date.now());
    }
  }

  private async restart(since: number): Promise<void> {
    try {
      await this.start();
      this.service.say(`${this.service.name} risponde di nuovo.`);
    } catch {
      await this.died('non riparte', Date.now() - since);
    }
  }
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

/** After `close` the last of its output has been read too. */
function exitOf(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve) => {
    child.once('error', () => child.pid === undefined && resolve({ code: null, signal: null }));
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
}

function answersOk(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(url, { timeout: 2_000, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('timeout', () => request.destroy()).on('error', () => resolve(false));
  });
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
