import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { oneAtATime } from './one-at-a-time.mjs';

/** `npm start`: compiles what has changed since the last time, then brings the local topology up. */

const repository = fileURLToPath(new URL('../../', import.meta.url));

process.stdout.on('error', () => undefined); // whoever read us may have gone: that is no reason to stop
install();
await compile();
const { start } = createRequire(import.meta.url)('../programs/dist/start.cjs');
process.exit(await start(process.env));

/** Again, after npm's `pre` script: where npm is told to ignore scripts, it has not run that one either. */
function install() {
  const { status } = spawnSync(process.execPath, [join(repository, 'infra', 'tools', 'install.mjs')], {
    stdio: 'inherit',
  });
  if (status !== 0) {
    process.exit(status ?? 130);
  }
}

async function compile() {
  const started = Date.now();
  const lock = join(repository, '.trama', 'build.lock');
  const { code, output } = await oneAtATime(
    lock,
    (pid) => say(`Un altro avvio (processo ${pid}) sta compilando: aspetto.`),
    build,
  );
  if (code !== 0) {
    say(`${output}\nLa compilazione non è riuscita: il motivo è qui sopra.`);
    process.exit(1);
  }
  say(`✓ Compilazione (${((Date.now() - started) / 1000).toFixed(1).replace('.', ',')} s)`);
}

function build(alsoHeldBy) {
  const turbo = join(repository, 'node_modules', 'turbo', 'bin', 'turbo');
  // Its own standard input: a terminal's must stay ours.
  const child = spawn(process.execPath, [turbo, 'run', 'build'], {
    cwd: repository,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1', DO_NOT_TRACK: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  process.once('exit', () => child.kill());
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  alsoHeldBy(child.pid);
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
