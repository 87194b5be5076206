import { connect } from '@trama/database/connect';
import type { Cubo } from '@trama/publication/cubo';
import { pubblica } from '@trama/publication/pubblica';
import { type ClonedDatabase, cloneDatabase, execute } from '@trama/test-kit/database';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publishedDatabases } from '@trama/local/published-databases';

const REPOSITORY = join(__dirname, '../..');

interface Ended {
  readonly code: number;
  readonly output: string;
}

/** The command as a person runs it, on the built code. */
function audit(env: Record<string, string>): Promise<Ended> {
  const ours = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TRAMA_')));
  return new Promise((resolve) => {
    const options = { env: { ...ours, ...env }, cwd: REPOSITORY };
    const child = execFile(process.execPath, ['infra/tools/privacy-audit.mjs'], options, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
}

describe('npm run privacy:audit', () => {
  let ats: ClonedDatabase;
  let asst: ClonedDatabase;
  beforeAll(async () => {
    [ats, asst] = await Promise.all([cloneDatabase('ats', { demo: true }), cloneDatabase('asst', { demo: true })]);
  });
  afterAll(() => Promise.all([ats.drop(), asst.drop()]));

  test('passes what the platform publishes, and says how much it looked at', async () => {
    const { code, output } = await audit({
      TRAMA_OWNER_DATABASE_URL_ATS: ats.ownerUrl,
      TRAMA_OWNER_DATABASE_URL_ASST: asst.ownerUrl,
    });
    expect(output).toMatch(/Database letti: ats, asst/);
    expect(output).toMatch(/dati-annuali: 1 edizioni, \d+ celle, \d+ soppresse, 0 programmi risolti, 0 violazioni/);
    expect(output).toMatch(/valutazioni-annuali: .* 0 violazioni/);
    expect(output).toMatch(/Guardato da fuori e da ogni ambito/);
    expect(code).toBe(0);
  });

  test('as the login for published figures, says that it looked from outside only', async () => {
    const { code, output } = await audit({ TRAMA_STATISTICS_DATABASE_URL_ATS: ats.statUrl });
    expect([code, output]).toEqual([0, expect.stringContaining('Guardato solo da fuori')]);
  });

  test('fails on an edition that nobody checked, and names the cell without its value', async () => {
    const source = await connect({ url: ats.ownerUrl, application: 'prova', poolSize: 1 }, []);
    await source.query(`CREATE TABLE prova_figura AS
      SELECT a::smallint AS ambito_id, 2020::smallint AS anno, 'MINORI' AS codice, v AS valore, '2020-12-31' AS data,
             '{}'::jsonb AS fonte, 'RILEVATO' AS origine FROM (VALUES (1, 3), (2, 0), (3, 0), (4, 18)) AS t (a, v)`);
    const incauto: Cubo = {
      nome: 'incauto',
      statement: 'SELECT * FROM prova_figura',
      misure: { MINORI: { tipo: 'PERSONE' } },
      totali: ['MINORI'],
    };
    await pubblica(source, [incauto], () => undefined);
    await source.destroy();
    const { code, output } = await audit({ TRAMA_OWNER_DATABASE_URL_ATS: ats.ownerUrl });
    expect(output).toMatch(/incauto: ambito 4, 2020, MINORI: l'ambito 1, con i suoi dati, la restringe a due valori/);
    expect(output).not.toMatch(/\b(18|19)\b/);
    expect(code).toBe(1);
    await execute(ats.ownerUrl, 'DROP TABLE prova_figura');
  });

  test('without addresses reads the Trama that is running, and says so when none is', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'trama-audit-'));
    const { code, output } = await audit({ TRAMA_DATA_DIR: folder });
    expect([code, output]).toEqual([2, expect.stringMatching(/^Trama non è in esecuzione/)]);

    mkdirSync(join(folder, 'postgresql', 'data'), { recursive: true });
    writeFileSync(join(folder, 'postgresql', 'data', 'postmaster.pid'), '1\n/d\n1795000000\n5499\n\n127.0.0.1\n');
    const passwords = { owner: 'o', app: 'a', stat: 's' };
    writeFileSync(
      join(folder, 'ruoli.json'),
      JSON.stringify({ ambito: passwords, ats: passwords, asst: passwords, 'terzo-settore': passwords }),
    );
    const found = await publishedDatabases({ TRAMA_DATA_DIR: folder }, REPOSITORY);
    expect(found.get('ats')).toBe('postgres://trama_ats_owner:o@127.0.0.1:5499/trama_ats');
    expect([...found.keys()]).toEqual(['ambito', 'ats', 'asst', 'terzo-settore']);
    rmSync(folder, { recursive: true });
  });
});
