import { chmod, mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinaries } from './binaries.js';
import { canHold, serverAccount } from './place.js';
import { startPostgres } from './postgres.js';
import { StartError } from './start-error.js';

/** Linux's file system in memory, which containers have as well, though often a small one. */
const MEMORY = '/dev/shm';
const TMPFS = 0x01021994;
/** What the databases of a whole run of tests take, several times over. */
const ROOM = 2 * 1024 ** 3;

export interface ThrowawayPostgres {
  readonly superuserUrl: string;
  stop(): Promise<void>;
}

/**
 * A server for tests, in a folder of its own that goes away with it: also when this process is killed.
 *
 * @param dir where to make that folder; in memory by default, or in the system's temporary folder where that is small
 */
export async function startThrowawayPostgres({ dir }: { dir?: string } = {}): Promise<ThrowawayPostgres> {
  const dataFolder = await temporaryFolder(dir ? [dir] : [...(await inMemory()), tmpdir(), '/var/tmp', '/tmp']);
  const remove = () => rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const postgres = await startPostgres({ dataFolder, durable: false, removeWithParent: dataFolder });
    return { superuserUrl: postgres.superuserUrl, stop: () => postgres.stop().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

/**
 * A database is hundreds of files, and a suite makes and deletes several: on ext4, which looks through the inodes that were
 * deleted of late for each new file, that was a fifth of all that a suite on databases did.
 */
async function inMemory(): Promise<readonly string[]> {
  const { type, bavail, bsize } = await statfs(MEMORY).catch(() => ({ type: 0, bavail: 0, bsize: 0 }));
  const room = Math.min(bavail * bsize, process.availableMemory() / 2);
  return type === TMPFS && room >= ROOM ? [MEMORY] : [];
}

async function temporaryFolder(bases: readonly string[]): Promise<string> {
  const account = serverAccount(undefined);
  const { pgCtl } = await findBinaries(account);
  for (const base of bases) {
    const folder = await mkdtemp(join(base, 'trama-postgres-')).catch(() => undefined);
    if (folder) {
      await chmod(folder, account ? 0o711 : 0o700);
      if (await canHold(folder, account, pgCtl)) {
        return folder;
      }
      await rm(folder, { recursive: true, force: true });
    }
  }
  throw new StartError(`PostgreSQL non può tenere i suoi dati in ${bases.join(', ')}.`);
}
