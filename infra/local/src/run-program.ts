import { spawn } from 'node:child_process';
import { env } from 'node:process';

/** An unprivileged account of the system, for a server that refuses to run as root. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

export interface Outcome {
  /** null when the program could not be started or was killed. */
  readonly code: number | null;
  readonly output: string;
}

/**
 * PostgreSQL's programs read PG* variables and the locale: the person's own must not redirect them, and
 * messages in English are the only ones we can recognise.
 */
const postgresEnv = {
  ...Object.fromEntries(Object.entries(env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name))),
  LC_ALL: 'C',
};

/** One of PostgreSQL's programs, run to its end; it never rejects, the caller judges the outcome. */
export function runProgram(
  file: string,
  args: readonly string[],
  account: Account | undefined,
  cwd?: string,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const ids = account ? { uid: account.uid, gid: account.gid } : {};
    const child = spawn(file, args, {
      cwd,
      env: postgresEnv,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      ...ids,
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', (error) => resolve({ code: null, output: error.message }));
    child.on('close', (code) => resolve({ code, output }));
  });
}
