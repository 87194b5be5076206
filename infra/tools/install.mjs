import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { oneAtATime } from '../local/one-at-a-time.mjs';

/** Runs before `npm start` and `npm test`, on a clone where nothing is installed: Node's own modules only. */

const oldestNode = [20, 19];
const heartbeatSeconds = 15;

const repository = fileURLToPath(new URL('../../', import.meta.url));
const marker = join(repository, 'node_modules', '.trama-lock');

process.exitCode = (await install()) ? 0 : 1;

/** @returns {Promise<boolean>} whether everything is there; if not, the console says why */
async function install() {
  if (!hasRightNode()) {
    return false;
  }
  if (await isInstalled()) {
    return true;
  }
  const lock = join(repository, '.trama', 'install.lock');
  const waiting = (pid) => say(`Un altro avvio (processo ${pid}) sta installando le dipendenze: aspetto.`);
  return oneAtATime(lock, waiting, installOnce);
}

/** Asked again inside the lock: whoever had it may have just finished the work. */
async function installOnce(alsoHeldBy) {
  if (await isInstalled()) {
    return true;
  }
  say('Installo le dipendenze: serve la rete, e la prima volta può volerci qualche minuto.');
  const code = await npmCi(alsoHeldBy);
  if (code !== 0) {
    say(
      `npm ci non è riuscito (codice ${code}): il motivo è qui sopra, di solito la rete o il registro dei pacchetti.`,
    );
    say('Quando è risolto, ripeti lo stesso comando.');
    return false;
  }
  await writeFile(marker, await fingerprint());
  say('Dipendenze installate.');
  return true;
}

function hasRightNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const right = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  if (!right) {
    say(
      `Serve Node ${oldestNode.join('.')} o più recente; qui c'è ${process.version}. Si scarica da https://nodejs.org.`,
    );
  }
  return right;
}

async function isInstalled() {
  const expected = await fingerprint();
  if ((await textOf(marker)) === expected) {
    return true;
  }
  if (await npmInstalledTheLock()) {
    // Where node_modules is read-only, npm's own file is asked again next time.
    await writeFile(marker, expected).catch(() => undefined);
    return true;
  }
  return false;
}

/** The platform is part of it: node_modules shared with a container holds the other system's binaries. */
async function fingerprint() {
  const lock = await readFile(join(repository, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`;
}

/** True when somebody ran npm by hand: npm leaves a copy of the lock that tells what it put on disk. */
async function npmInstalledTheLock() {
  const wanted = packagesOf(await textOf(join(repository, 'package-lock.json')));
  const found = packagesOf(await textOf(join(repository, 'node_modules', '.package-lock.json')));
  if (!wanted || !found) {
    return false;
  }
  const present = Object.entries(wanted).every(([path, entry]) => path === '' || sameOrForeign(entry, found[path]));
  return present && Object.keys(found).every((path) => path in wanted);
}

function sameOrForeign(wanted, found) {
  if (!found) {
    return Boolean(wanted.optional && (wanted.os || wanted.cpu) && !fitsHere(wanted));
  }
  return wanted.version === found.version && wanted.integrity === found.integrity;
}

function fitsHere({ os, cpu, libc }) {
  return (
    allows(os, process.platform) &&
    allows(cpu, process.arch) &&
    (!libc || process.platform !== 'linux' || allows(libc, libcName()))
  );
}

function allows(list, value) {
  return !list || list.includes(value) || list.some((item) => item.startsWith('!') && item !== `!${value}`);
}

function libcName() {
  return process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl';
}

async function npmCi(alsoHeldBy) {
  const started = Date.now();
  const heartbeat = setInterval(
    () => say(`  ... ancora al lavoro (${Math.round((Date.now() - started) / 1000)} s)`),
    heartbeatSeconds * 1000,
  );
  try {
    return await spawnNpm(alsoHeldBy);
  } finally {
    clearInterval(heartbeat);
  }
}

function spawnNpm(alsoHeldBy) {
  // Where NODE_ENV is production npm would leave the compiler out.
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  const npm = process.env.npm_execpath;
  const own = npm && basename(npm) === 'npm-cli.js';
  const child = own
    ? spawn(process.execPath, [npm, ...args], { cwd: repository, stdio: 'inherit' })
    : spawn('npm', args, { cwd: repository, stdio: 'inherit', shell: process.platform === 'win32' });
  process.once('exit', () => child.kill());
  alsoHeldBy(child.pid);
  return new Promise((resolve) => {
    child.on('error', (error) => {
      say(`npm non parte: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (code, signal) => resolve(code ?? signal));
  });
}

function packagesOf(text) {
  try {
    return JSON.parse(text ?? '').packages;
  } catch {
    return undefined;
  }
}

async function textOf(file) {
  return readFile(file, 'utf8').catch(() => undefined);
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
