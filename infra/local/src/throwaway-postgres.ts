import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinaries } from './binaries.js';
import { canHold, serverAccount } from './place.js';
import { startPostgres } from './postgres.js';
import { StartError } from './start-error.js';

export interface ThrowawayPostgres {
  readonly superuserUrl: string;
  stop(): Promise<void>;
}

/**
 * A server for tests, in a folder of its own that goes away with it: also when this process is killed.
 *
 * @param dir where to make that folder; the system's temporary folder by default
 */
export async function startThrowawayPostgres({ dir }: { dir?: string } = {}): Promise<ThrowawayPostgres> {
  const dataFolder = await temporaryFolder(dir ? [dir] : [tmpdir(), '/var/tmp', '/tmp']);
  const remove = () => rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const postgres = await startPostgres({ dataFolder, durable: false, removeWithParent: dataFolder });
    return { superuserUrl: postgres.superuserUrl, stop: () => postgres.stop().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
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
