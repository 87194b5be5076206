import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@trama/local/ports';
import { AUDIENCE } from './issuer.js';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const program = join(repository, 'infra', 'idp', 'dist', 'main.js');
const exitWithParent = pathToFileURL(join(repository, 'infra', 'local', 'exit-with-parent.mjs')).href;

export interface LocalProvider {
  readonly issuer: string;
  readonly dataFolder: string;
  readonly console: { readonly clientId: string; readonly clientSecret: string };
  stop(): Promise<void>;
}

export interface LocalProviderOptions {
  /** Where the console is. */
  readonly publicUrl: string;
  /** One whose provider is stopped: its name, its keys and its secrets are the same again. */
  readonly like?: LocalProvider;
  readonly env?: Readonly<Record<string, string>>;
}

/** The local identity provider as `npm start` runs it: the built program, a process of its own. */
export async function startLocalProvider({ publicUrl, like, env }: LocalProviderOptions): Promise<LocalProvider> {
  const dataFolder = like?.dataFolder ?? mkdtempSync(join(tmpdir(), 'trama-idp-'));
  const port = like ? new URL(like.issuer).port : String(await freePort());
  const clientSecret = like?.console.clientSecret ?? randomBytes(32).toString('base64url');
  mkdirSync(dataFolder, { recursive: true });
  const child = spawn(process.execPath, ['--import', exitWithParent, program], {
    env: {
      PATH: process.env.PATH,
      TRAMA_PORT: port,
      TRAMA_IDP_FOLDER: join(dataFolder, 'idp'),
      TRAMA_AUDIENCE: AUDIENCE,
      TRAMA_PUBLIC_URL: publicUrl,
      TRAMA_CONSOLE_CLIENT_SECRET: clientSecret,
      ...env,
    },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const issuer = `http://127.0.0.1:${port}`;
  writeFileSync(join(dataFolder, 'accesso.json'), JSON.stringify({ issuer }));
  while (!(await isReady(issuer))) {
    if (child.exitCode !== null) {
      throw new Error(`the provider ended with ${child.exitCode}: ${said}`);
    }
    await sleep(50);
  }
  const stop = async () => {
    child.kill('SIGTERM');
    await exit;
  };
  return { issuer, dataFolder, console: { clientId: 'console', clientSecret }, stop };
}

export function forgetLocalProvider({ dataFolder }: LocalProvider): void {
  rmSync(dataFolder, { recursive: true, force: true });
}

async function isReady(issuer: string): Promise<boolean> {
  try {
    return (await fetch(`${issuer}/health/ready`)).ok;
  } catch {
    return false;
  }
}
