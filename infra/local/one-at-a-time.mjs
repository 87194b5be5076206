import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const pollMilliseconds = 300;
/** A holder that died between creating the folder and writing its pid leaves a lock nobody owns. */
const unsignedMilliseconds = 5_000;

/**
 * Runs `work` while no other process of this repository does the same: a second start waits for the first
 * one's installation or build instead of writing over it. Plain JavaScript on Node's own modules, because
 * it runs before anything is installed or compiled.
 *
 * @template T
 * @param {string} lockFolder
 * @param {(pid: number) => void} onWait called once, when somebody else is at it
 * @param {(alsoHeldBy: (pid: number | undefined) => void) => Promise<T>} work may name a child it starts: the lock
 *   then lasts as long as that child, which goes on writing after a SIGKILL of this process
 * @returns {Promise<T>}
 */
export async function oneAtATime(lockFolder, onWait, work) {
  await acquire(lockFolder, onWait);
  const release = () => rmSync(lockFolder, { recursive: true, force: true });
  const leave = () => process.exit(130);
  process.once('exit', release);
  endings.forEach((signal) => process.once(signal, leave));
  try {
    return await work((pid) => sign(lockFolder, pid));
  } finally {
    endings.forEach((signal) => process.removeListener(signal, leave));
    process.removeListener('exit', release);
    release();
  }
}

async function acquire(lockFolder, onWait) {
  if (await mkdir(dirname(lockFolder), { recursive: true })) {
    // It becomes the data folder too: PostgreSQL's account must be able to pass, whatever the umask.
    await chmod(dirname(lockFolder), 0o711);
  }
  let unsignedSince;
  for (let told = false; !(await created(lockFolder)); await sleep(pollMilliseconds)) {
    const signature = await signatureOf(lockFolder);
    const holder = signature.split(' ').map(Number).find(isAlive);
    if (signature === '') {
      unsignedSince ??= Date.now();
    }
    if (holder === undefined && (signature !== '' || Date.now() - unsignedSince > unsignedMilliseconds)) {
      await discard(lockFolder, signature);
    } else if (holder !== undefined && !told) {
      told = true;
      onWait(holder);
    }
  }
  sign(lockFolder);
}

function sign(lockFolder, ...others) {
  writeFileSync(join(lockFolder, 'pid'), [process.pid, ...others].join(' '));
}

/** Moved before it is deleted: of two that found the same dead holder, the slower may move the winner's, and puts it back. */
async function discard(lockFolder, judged) {
  const aside = `${lockFolder}.${process.pid}`;
  try {
    await rename(lockFolder, aside);
  } catch {
    return;
  }
  if ((await signatureOf(aside)) === judged) {
    await rm(aside, { recursive: true, force: true });
  } else {
    await rename(aside, lockFolder).catch(() => rm(aside, { recursive: true, force: true }));
  }
}

async function created(lockFolder) {
  try {
    await mkdir(lockFolder);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

async function signatureOf(lockFolder) {
  return (await readFile(join(lockFolder, 'pid'), 'utf8').catch(() => '')).trim();
}

function isAlive(pid) {
  // A container that restarts gives the same small pids again, so the holder's may now be ours.
  if (!(pid > 0) || pid === process.pid) {
    return false;
  }
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Dead, but in a container without an init nobody takes note. */
function isZombie(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
  } catch {
    return false;
  }
}
