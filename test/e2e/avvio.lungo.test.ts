import { leftBehind, stillLeftBehind } from '@trama/local/left-behind.fixtures';
import { freePort } from '@trama/local/ports';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const repository = join(__dirname, '..', '..');
const generous = 180_000;

interface Start {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Rejects when it ends before it is ready. */
  readonly ready: Promise<void>;
  readonly exit: Promise<number | null>;
}

/** The promise of `npm start`, on the real programs: three starts of one data folder. */
describe('npm start', () => {
  const dataFolder = realpathSync(mkdtempSync(join(tmpdir(), 'trama-avvio-')));
  const mark = randomUUID();
  const lock = join(dataFolder, 'in-uso.json');
  let port: number;
  let last: Start;
  /** Of the first start: it outlives it. */
  let udp4Token: string;
  const refused = { status: 401, dati: undefined, code: 'NON_AUTENTICATO' };

  beforeAll(async () => {
    chmodSync(dataFolder, 0o711);
    port = await freePort();
  });
  afterAll(async () => {
    last.child.kill('SIGKILL');
    await stillLeftBehind(mark, dataFolder);
    rmSync(dataFolder, { recursive: true, force: true });
  }, generous);

  function start(env: Record<string, string> = {}): Start {
    const inherited = Object.entries(process.env).filter(([name]) => !/^(TRAMA_|npm_)/.test(name));
    const child = spawn(process.execPath, [join(repository, 'infra', 'local', 'start.mjs')], {
      cwd: repository,
      env: {
        ...Object.fromEntries(inherited),
        TRAMA_TEST_MARK: mark,
        TRAMA_DATA_DIR: dataFolder,
        TRAMA_PORT: String(port),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const ready = new Promise<void>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes('Trama risponde su')) {
          resolve();
        }
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      void exit.then((code) => reject(new Error(`It ended with ${code}:\n${output}`)));
    });
    ready.catch(() => undefined);
    last = { child, output: () => output, ready, exit };
    return last;
  }

  async function ambiti(): Promise<unknown[]> {
    const response = await fetch(`http://localhost:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ ambiti { numero nome } }' }),
    });
    const { data, errors } = (await response.json()) as { data?: { ambiti: unknown[] }; errors?: unknown };
    expect(errors).toBeUndefined();
    return data?.ambiti ?? [];
  }

  const MINE = 'query ($ambito: Int!) { ambito(numero: $ambito) { datiPropri(anno: 2020) { codice valore origine } } }';

  /** The exact figures of an ambito, as whoever holds the token may see them. */
  async function datiPropri(ambito: number, token?: string) {
    const response = await fetch(`http://localhost:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query: MINE, variables: { ambito } }),
    });
    const { data, errors } = (await response.json()) as {
      data?: { ambito: { datiPropri: Array<{ codice: string; valore: number; origine: string }> | null } };
      errors?: Array<{ extensions: { code: string } }>;
    };
    const code = errors?.[0]?.extensions.code;
    return { status: response.status, dati: data?.ambito.datiPropri, code };
  }

  /** `npm run --silent token -- <persona>`, as a person in another terminal. */
  function token(persona: string) {
    const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'token', '--', persona], {
      cwd: repository,
      env: { ...process.env, TRAMA_DATA_DIR: dataFolder },
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    return { status, stdout, stderr };
  }

  /** Everything that the programs that fill the databases said they did. */
  function preparationReports(): string {
    const logs = readdirSync(join(dataFolder, 'log')).filter((name) => /^preparazione-.*\.log$/.test(name));
    expect(logs).toHaveLength(5);
    return logs.map((name) => readFileSync(join(dataFolder, 'log', name), 'utf8')).join('\n');
  }

  test(
    'answers, says where on one line, and ends at Ctrl-C without a trace',
    async () => {
      const { child, output, ready, exit } = start();
      await ready;
      const announced = output()
        .split('\n')
        .filter((line) => line.includes(`http://localhost:${port}/graphql`));
      expect(announced).toEqual([expect.stringMatching(/^Trama risponde su .* prova: .*curl/)]);
      expect(await ambiti()).toHaveLength(12);
      expect(preparationReports()).toMatch(/[1-9]\d* nuove/);

      const udp4 = token('udp4');
      expect([udp4.status, udp4.stderr]).toEqual([0, '']);
      expect(udp4.stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
      udp4Token = udp4.stdout.trim();
      const { dati } = await datiPropri(4, udp4Token);
      // Piano di Zona, chapter 5, page 81: as published there, neither rounded nor suppressed.
      expect(dati).toEqual([
        { codice: 'TUTELA_MINORI_IN_CARICO', valore: 746, origine: 'PIANO_DI_ZONA' },
        { codice: 'TUTELA_NUCLEI_IN_CARICO', valore: 511, origine: 'PIANO_DI_ZONA' },
      ]);
      expect(await datiPropri(1, udp4Token)).toEqual({ status: 200, dati: [], code: undefined });
      expect((await datiPropri(1, token('udp1').stdout.trim())).dati).not.toEqual([]);
      expect(await datiPropri(4)).toEqual({ status: 401, dati: undefined, code: 'NON_AUTENTICATO' });
      const [head = '', payload = '', signature = ''] = udp4Token.split('.');
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
      const tampered = Buffer.from(JSON.stringify({ ...claims, trama_ambito: 1 })).toString('base64url');
      expect(await datiPropri(1, `${head}.${tampered}.${signature}`)).toEqual(refused);
      const unknown = token('sindaco');
      expect([unknown.status, unknown.stdout]).toEqual([1, '']);
      expect(unknown.stderr).toMatch(/La persona "sindaco" non esiste[^]*udp4[^]*garante/);

      child.kill('SIGINT');
      expect(await exit).toBe(0);
      expect(await stillLeftBehind(mark, dataFolder, 2_000)).toEqual([]);
      expect(existsSync(lock)).toBe(false);
      const afterwards = token('udp4');
      expect([afterwards.status, afterwards.stdout]).toEqual([1, '']);
      expect(afterwards.stderr).toContain('Trama non è in esecuzione');
    },
    generous,
  );

  test(
    'keeps its data and its tokens, and can be killed',
    async () => {
      const { child, ready, exit } = start();
      await ready;
      expect(await ambiti()).toHaveLength(12);
      expect(preparationReports()).not.toMatch(/[1-9]\d* nuove/);
      expect((await datiPropri(4, udp4Token)).dati).not.toEqual([]);
      if (process.platform === 'linux') {
        expect(leftBehind(mark, dataFolder).length).toBeGreaterThanOrEqual(6);
      }
      child.kill('SIGKILL');
      await exit;
    },
    generous,
  );

  test(
    'starts again after it was killed, with the same data',
    async () => {
      const { child, ready, exit } = start();
      await ready;
      expect(await ambiti()).toHaveLength(12);
      expect(preparationReports()).not.toMatch(/[1-9]\d* nuove/);
      child.kill('SIGTERM');
      expect(await exit).toBe(0);
      expect(await stillLeftBehind(mark, dataFolder, 2_000)).toEqual([]);
      expect(existsSync(lock)).toBe(false);
    },
    generous,
  );

  test(
    'names a setting that is wrong, and starts nothing',
    async () => {
      const { output, exit } = start({ TRAMA_LOG_LEVEL: 'loquace' });
      expect(await exit).toBe(1);
      expect(output()).toContain('TRAMA_LOG_LEVEL');
      expect(leftBehind(mark, dataFolder)).toEqual([]);
    },
    generous,
  );
});
