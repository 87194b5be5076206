import { inspect } from '@trama/audit/ispezione';
import { connect } from '@trama/database/connect';
import { Database } from '@trama/database/database';
import { chiamanteDi } from '@trama/idp/persone';
import { identityOf } from '@trama/kernel/identity';
import { type ClonedDatabase, cloneDatabase, execute, testContextKey, testPostgres } from '@trama/test-kit/database';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

jest.setTimeout(240_000); // each command starts four programs, one after the other

const PROGRAMMA = fileURLToPath(new URL('../../infra/local/lavoro.mjs', import.meta.url));
const NOMI = ['ambito', 'ats', 'asst', 'terzo-settore'] as const;

interface Esito {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The commands as somebody types them, on databases of their own: `npm run registro -- verifica` and the others. */
describe('the jobs that look after the data', () => {
  let cartella: string;
  let cloni: ReadonlyMap<string, ClonedDatabase>;
  let env: Record<string, string>;

  beforeAll(async () => {
    cartella = await mkdtemp(join(tmpdir(), 'trama-lavori-'));
    cloni = new Map(await Promise.all(NOMI.map(async (nome) => [nome, await cloneDatabase(nome)] as const)));
    const indirizzi = [...cloni].map(([nome, { ownerUrl }]) => {
      return [`TRAMA_OWNER_DATABASE_URL_${nome.toUpperCase().replace('-', '_')}`, ownerUrl];
    });
    env = { ...Object.fromEntries(indirizzi), PATH: process.env.PATH!, TRAMA_DATA_DIR: cartella };
    const source = await connect({ url: cloni.get('ambito')!.appUrl, application: 'prova', poolSize: 1 }, []);
    const chi = identityOf(chiamanteDi('tutela4'), 'richiesta-di-prova');
    await inspect(new Database(source, testContextKey()), chi, 'TUTELA_MINORI', async (_, nomina) =>
      nomina('Caso', []),
    );
    await source.destroy();
  });
  afterAll(async () => {
    await Promise.all([...cloni.values()].map((clone) => clone.drop()));
    await rm(cartella, { recursive: true });
  });

  const esegui = (...argomenti: string[]): Promise<Esito> =>
    new Promise((resolve) => {
      execFile(process.execPath, [PROGRAMMA, ...argomenti], { env }, (error, out, err) =>
        resolve({ code: error ? Number(error.code) : 0, out, err }),
      );
    });

  test('verify the log of every subgraph, and say that without anchors a cut tail would not show', async () => {
    const { code, out } = await esegui('registro', 'verifica');
    expect(out).toContain('ambito: ambito 4: 1 righe, OK (1 non ancora ancorate).');
    expect(out.match(/registro in ordine/g)).toHaveLength(4);
    expect(out).toContain('nessuna ancora: una coda tagliata non si vedrebbe');
    expect(code).toBe(0);
  });

  test('anchor it outside, with a key made at the first use for its owner alone, and verify against it', async () => {
    expect((await esegui('registro', 'ancora')).code).toBe(0);
    expect(await readdir(join(cartella, 'ancore', 'ambito'))).toEqual(['00000001.jws']);
    expect((await stat(join(cartella, 'chiavi', 'registro.json'))).mode & 0o777).toBe(0o600);
    expect((await esegui('registro', 'verifica')).out).toContain('ambito: ambito 4: 1 righe, OK.');
    const { keys } = JSON.parse((await esegui('registro', 'chiave')).out.split('\n')[0]!.replace('ambito: ', ''));
    expect(keys).toMatchObject([{ kty: 'OKP', crv: 'Ed25519' }]);
    expect(keys[0]).not.toHaveProperty('d');
  });

  test('count what retention would do, and write that they did it', async () => {
    const prova = await esegui('conservazione', '--prova');
    expect(prova.out).toContain('ambito: 1 regole, niente di scaduto (prova: non ho scritto niente).');
    const righe = () =>
      execute(cloni.get('ambito')!.ownerUrl, 'SELECT soggetto, ruolo, esito FROM registro.accesso WHERE ambito_id = 0');
    expect(await righe()).toEqual([]);
    expect((await esegui('conservazione')).code).toBe(0);
    expect(await righe()).toEqual([{ soggetto: 'lavoro/conservazione', ruolo: 'LAVORO', esito: 'NESSUNO' }]);
    expect((await esegui('registro', 'pota', '--prova')).out).toContain('ambito: 0 catene da potare.');
  });

  test.each([[['conservazione', '--porva']], [['registro', 'cancella']], [[]]])(
    'refuse %j rather than guess',
    async (argomenti) => {
      const { code, err } = await esegui(...argomenti);
      expect(err).toContain('Si può dire: registro verifica');
      expect(code).toBe(2);
    },
  );

  test('end with 1 when a chain was altered, and name the line', async () => {
    const url = new URL(testPostgres().superuserUrl);
    url.pathname = new URL(cloni.get('ambito')!.ownerUrl).pathname;
    await execute(
      url.href,
      `SET session_replication_role = replica; UPDATE registro.accesso SET esito = 'CONCESSO' WHERE ambito_id = 4`,
    );
    const { code, out } = await esegui('registro', 'verifica');
    expect(out).toContain(
      'ambito: ambito 4: 0 righe in ordine, poi ALTERATA alla riga 1: il contenuto della riga è stato cambiato.',
    );
    expect(out).toContain('ambito: registro ALTERATO');
    expect(code).toBe(1);
  });

  test('say what to do when nothing runs here', async () => {
    const solo = { PATH: process.env.PATH!, TRAMA_DATA_DIR: join(cartella, 'vuota') };
    const esito = await new Promise<Esito>((resolve) => {
      execFile(process.execPath, [PROGRAMMA, 'registro', 'verifica'], { env: solo }, (error, out, err) =>
        resolve({ code: error ? Number(error.code) : 0, out, err }),
      );
    });
    expect(esito).toMatchObject({ code: 1, err: expect.stringContaining('avviala con npm start') });
  });
});
