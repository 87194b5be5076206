import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir, mkdtemp, readlink, rm, stat, symlink, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { type Account, runProgram } from './run-program.js';
import { StartError } from './start-error.js';

/** Accounts that a system without a PostgreSQL of its own has too, the fittest first. */
const candidates = ['postgres', '_postgres', 'nobody', 'daemon'];

/**
 * PostgreSQL refuses to run as root, and initdb wants an account that the system knows by name: for root, one
 * that is already there, since `useradd` is missing from small images and a new account outlives the clone.
 *
 * @param owner the uid that already owns the data, if any: only that account can open them
 * @returns undefined when the current user will do
 */
export function serverAccount(owner: number | undefined): Account | undefined {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n').map(accountOf);
  const account = owner
    ? (accounts.find((known) => known?.uid === owner) ?? { name: String(owner), uid: owner, gid: owner })
    : candidates.map((name) => accounts.find((known) => known?.name === name)).find((known) => known !== undefined);
  if (!account) {
    throw new StartError(
      `PostgreSQL non parte come root, e in /etc/passwd non c'è nessuno di questi utenti: ${candidates.join(', ')}. ` +
        "Avvia Trama con un utente normale, o crea l'utente postgres.",
    );
  }
  return account;
}

function accountOf(line: string): Account | undefined {
  const [name, , uid, gid] = line.split(':');
  return name && uid && gid && Number(uid) !== 0 ? { name, uid: Number(uid), gid: Number(gid) } : undefined;
}

/**
 * Folders outside the repository that nobody else can write to, created when missing, for as long as the caller
 * asks for another. A temporary folder comes last: systems delete old files there one by one, which ruins a cluster.
 */
export async function* privateFolders(name: string): AsyncGenerator<string> {
  for (const base of process.getuid?.() === 0 ? ['/var/lib', '/var/tmp', tmpdir()] : [tmpdir()]) {
    const folder = join(base, name);
    await mkdir(folder).then(
      () => chmod(folder, 0o711),
      () => undefined,
    );
    // lstat, and the owner: in a folder open to all, somebody else may have put a link or a folder of that name.
    const found = await lstat(folder).catch(() => undefined);
    if (found?.isDirectory() && found.uid === (process.getuid?.() ?? found.uid) && (found.mode & 0o022) === 0) {
      yield folder;
    }
  }
}

/** Whether a server of that account could keep its data there; tried, because access lists and mounts have a say too. */
export async function canHold(folder: string, account: Account | undefined, pgCtl: string): Promise<boolean> {
  if (!account) {
    return true;
  }
  const probe = await mkdtemp(join(folder, 'prova-'));
  try {
    await chown(probe, account.uid, account.gid);
    const { output } = await runProgram(pgCtl, ['status', '-D', probe], account);
    return output.includes('not a database cluster') && (await stat(probe)).uid === account.uid;
  } catch {
    return false;
  } finally {
    await rm(probe, { recursive: true, force: true });
  }
}

/**
 * Where the cluster of a data folder is or will be: `postgresql` inside it, or, where root's server could not
 * reach that, a folder of the system that `postgresql` then links to.
 */
export async function clusterPlace(
  dataFolder: string,
  account: Account | undefined,
  pgCtl: string,
  notice: (line: string) => void,
): Promise<string> {
  const home = join(dataFolder, 'postgresql');
  const linked = await readlink(home).catch(() => undefined);
  if (linked !== undefined) {
    if (await stat(linked).catch(() => undefined)) {
      return linked;
    }
    notice(`I dati di ${home} erano in ${linked}, che non c'è più: ricomincio da zero.`);
    await unlink(home);
  } else if ((await stat(home).catch(() => undefined)) || (await canHold(dataFolder, account, pgCtl))) {
    return home;
  }
  return elsewhere(dataFolder, home, account, pgCtl, notice);
}

async function elsewhere(
  dataFolder: string,
  home: string,
  account: Account | undefined,
  pgCtl: string,
  notice: (line: string) => void,
): Promise<string> {
  const key = createHash('sha256').update(dataFolder).digest('hex').slice(0, 12);
  for await (const folder of privateFolders(`trama-${key}`)) {
    if (await canHold(folder, account, pgCtl)) {
      const target = join(folder, 'postgresql');
      // Without the link these are the remains of a data folder that somebody deleted: gone with it, as if inside it.
      await rm(target, { recursive: true, force: true });
      await symlink(target, home);
      notice(`L'utente ${account?.name} non può entrare in ${dataFolder}: i dati di PostgreSQL stanno in ${target}.`);
      return target;
    }
    await rm(folder, { recursive: true, force: true });
  }
  throw new StartError(
    `L'utente ${account?.name}, con cui gira PostgreSQL, non può entrare in ${dataFolder}: indica con TRAMA_DATA_DIR una cartella ` +
      'che tutti possono attraversare, per esempio sotto /srv.',
  );
}
