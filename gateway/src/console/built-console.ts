import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.graphql': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface ConsoleFile {
  readonly type: string;
  readonly body: Buffer;
  readonly isCompressed: boolean;
}

/**
 * What the build of the console left: read whole at the start, so that a file is either there or not, and no request ever
 * becomes a path on the disk.
 */
export class BuiltConsole {
  private readonly ready = new Map<string, Promise<ConsoleFile>>();

  private constructor(
    readonly page: string,
    private readonly assets: ReadonlyMap<string, Buffer>,
    private readonly paths: ReadonlySet<string>,
  ) {}

  /** Undefined where the console was not built: then the API stands alone. */
  static async read(folder: string): Promise<BuiltConsole | undefined> {
    const page = await readFile(join(folder, 'index.html'), 'utf8').catch(() => undefined);
    if (page === undefined) {
      return undefined;
    }
    const names = await readdir(join(folder, 'assets'));
    const files = names.map(async (name) => [name, await readFile(join(folder, 'assets', name))] as const);
    const paths = JSON.parse(await readFile(join(folder, 'percorsi.json'), 'utf8')) as string[];
    return new BuiltConsole(page, new Map(await Promise.all(files)), new Set(paths));
  }

  /** Whether the console has a page there: the first step of the address tells, the rest is for the page. */
  knows(path: string): boolean {
    return this.paths.has(path.split('/')[1] ?? '');
  }

  asset(name: string): Promise<ConsoleFile> | undefined {
    const known = this.ready.get(name);
    const body = this.assets.get(name);
    if (known || !body) {
      return known;
    }
    const made = fileOf(extname(name), body);
    this.ready.set(name, made);
    return made;
  }
}

/** Always compressed, like the other pages: only browsers come here. Fonts are compressed by themselves. */
async function fileOf(extension: string, body: Buffer): Promise<ConsoleFile> {
  const type = TYPES[extension] ?? 'application/octet-stream';
  const isCompressed = extension !== '.woff2';
  return { type, isCompressed, body: isCompressed ? await compress(body) : body };
}
