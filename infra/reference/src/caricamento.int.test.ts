import { subgraph as ambito } from '@trama/ambito/subgraph';
import { ContextKey } from '@trama/database/context-key';
import { cloneDatabase, emptyDatabase, execute, testKeysDir } from '@trama/test-kit/database';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seme } from '../../../subgraphs/ambito/seed/seme.js';
import { DATA_DIR } from './archivio.js';
import { prepara } from './prepara.js';

const preparazione = { name: 'ambito', migrations: ambito.migrations, cubi: [], seme, contextKey: ContextKey.random() };
const conChiavi = () => ({ ...preparazione, keysDir: testKeysDir() });

/** A copy of the reference data with one file changed. */
function dataWith(file: string, change: (content: never) => unknown): string {
  const dir = mkdtempSync(join(tmpdir(), 'trama-dati-'));
  cpSync(DATA_DIR, dir, { recursive: true });
  const path = join(dir, file);
  writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')) as never)));
  return dir;
}

describe('loading the reference data', () => {
  let url: string;
  let drop: () => Promise<void>;
  const folders: string[] = [];

  beforeEach(async () => {
    const database = await cloneDatabase('ambito');
    url = database.ownerUrl;
    drop = database.drop;
  });
  afterEach(() => drop());
  afterAll(() => folders.forEach((dir) => rmSync(dir, { recursive: true })));

  const carica = (dir?: string, demo = false) => prepara({ ...conChiavi(), ownerUrl: url, demo, ...(dir && { dir }) });
  const changed = (file: string, change: (content: never) => unknown) => {
    folders.push(dataWith(file, change));
    return folders.at(-1)!;
  };
  const counts = async () =>
    execute(
      url,
      `SELECT (SELECT count(*) FROM comune)::int AS comuni, (SELECT count(*) FROM unita_offerta)::int AS unita,
                         (SELECT count(*) FROM indicatore)::int AS indicatori`,
    );

  test('again changes nothing: every row is found equal', async () => {
    const esiti = await carica();
    expect(esiti.reduce((sum, { nuove, cambiate, tolte }) => sum + nuove + cambiate + tolte, 0)).toBe(0);
    expect(esiti.find(({ tabella }) => tabella === 'indicatore')).toMatchObject({ uguali: 353 });
  });

  test('a corrected figure changes its row and no other', async () => {
    const dir = changed('unita-offerta.json', (units: Array<{ denominazione: string; postiAccreditati: number }>) => {
      units.find(({ denominazione }) => denominazione === 'RSA di Nave')!.postiAccreditati = 101;
      return units;
    });
    const esiti = await carica(dir);
    expect(esiti.find(({ tabella }) => tabella === 'unita_offerta')).toMatchObject({
      cambiate: 1,
      nuove: 0,
      tolte: 0,
      uguali: 57,
    });
    const [row] = await execute<{ posti_accreditati: number }>(
      url,
      `SELECT posti_accreditati FROM unita_offerta WHERE codice = '04-rsa-di-nave'`,
    );
    expect(row!.posti_accreditati).toBe(101);
  });

  test('a record taken out of its file leaves the database with what hangs on it', async () => {
    const dir = changed('obiettivi-2021-2023.json', (list: Array<{ codice: string }>) =>
      list.filter(({ codice }) => codice !== 'ob21-tirocini-palestra'),
    );
    const esiti = await carica(dir);
    expect(esiti.find(({ tabella }) => tabella === 'obiettivo')).toMatchObject({ tolte: 1, nuove: 0 });
  });

  test.each([
    [
      'a figure that is text',
      'unita-offerta.json',
      (units: Array<Record<string, unknown>>) => ((units[3]!.postiAccreditati = 'centoventi'), units),
      /^unita-offerta\.json, record 3 \(RSA di Lumezzane\), field postiAccreditati: /,
    ],
    [
      'a field under a misspelt name',
      'comuni.json',
      (comuni: Array<Record<string, unknown>>) => ((comuni[0]!.popolazionee = {}), comuni),
      /^comuni\.json, record 0 \(017024\), field \(record\): .*popolazionee/,
    ],
    [
      'a body that no file knows',
      'unita-offerta.json',
      (units: Array<Record<string, unknown>>) => ((units[18]!.enteGestore = 'Cooperativa Ignota'), units),
      /^unita-offerta\.json, record CDD "Vittorio Lombardi", field gestore: «Cooperativa Ignota» is not in enti\.json/,
    ],
    [
      'a record that stands twice',
      'esiti-2018-2020.json',
      (esiti: Array<Record<string, unknown>>) => ((esiti[1]!.codice = esiti[0]!.codice), esiti),
      /^esiti-2018-2020\.json, record 1 \(ob18-preadolescenti\), field codice: repeats record 0/,
    ],
    [
      'a link to an objective that is not there',
      'obiettivi-2021-2023.json',
      (list: Array<{ codice: string }>) => list.filter(({ codice }) => codice !== 'ob21-educativa-minori'),
      /^collegamenti-esiti-obiettivi\.json, record .* → ob21-educativa-minori, field obiettivo: «ob21-educativa-minori» is in no archive/,
    ],
  ])('%s is refused by file, record and field, and nothing is written', async (_, file, change, message) => {
    const before = await counts();
    await expect(carica(changed(file, change as never))).rejects.toThrow(message);
    expect(await counts()).toEqual(before);
  });

  test('a file that is not JSON is refused by name', async () => {
    const dir = changed('comuni.json', (content) => content);
    writeFileSync(join(dir, 'comuni.json'), '[{');
    await expect(carica(dir)).rejects.toThrow(/^comuni\.json, record \(file\), field \(file\): is not JSON/);
  });

  test('a row that PostgreSQL refuses takes the whole load back', async () => {
    await execute(
      url,
      `ALTER TABLE unita_offerta ADD CONSTRAINT prova CHECK (posti_accreditati IS DISTINCT FROM 101) NOT VALID`,
    );
    const dir = changed('unita-offerta.json', (units: Array<{ denominazione: string; postiAccreditati: number }>) => {
      units.find(({ denominazione }) => denominazione === 'RSA di Nave')!.postiAccreditati = 101;
      return units;
    });
    const esiti = JSON.parse(readFileSync(join(dir, 'esiti-2018-2020.json'), 'utf8')) as Array<{ titolo: string }>;
    esiti[0]!.titolo = 'Titolo corretto';
    writeFileSync(join(dir, 'esiti-2018-2020.json'), JSON.stringify(esiti));
    const before = await counts();
    await expect(carica(dir)).rejects.toThrow(/prova/);
    expect(await counts()).toEqual(before);
    const [row] = await execute<{ titolo: string }>(
      url,
      `SELECT titolo FROM esito_obiettivo WHERE codice = 'ob18-preadolescenti'`,
    );
    expect(row!.titolo).toBe('Preadolescenti');
  });
});

describe('demonstration data', () => {
  const TABLES = [
    'comune',
    'popolazione_comune',
    'piano_di_zona',
    'obiettivo',
    'indicatore',
    'misurazione',
    'unita_offerta',
  ];

  test('never touches Valle Trompia, and everything in it says that it is invented', async () => {
    const { ownerUrl, drop } = await cloneDatabase('ambito', { demo: true });
    for (const table of TABLES) {
      const rows = await execute(ownerUrl, `SELECT DISTINCT ambito_id = 4 AS reale, origine FROM ${table} ORDER BY 1`);
      const expected =
        table === 'misurazione'
          ? [{ reale: false, origine: 'DIMOSTRATIVO' }]
          : [
              { reale: false, origine: 'DIMOSTRATIVO' },
              { reale: true, origine: 'PIANO_DI_ZONA' },
            ];
      expect([table, rows]).toEqual([table, expected]);
    }
    await drop();
  });

  test('leaves without a trace when it is switched off', async () => {
    const { ownerUrl, drop } = await cloneDatabase('ambito', { demo: true });
    await prepara({ ...conChiavi(), ownerUrl, demo: false });
    for (const table of TABLES) {
      expect(await execute(ownerUrl, `SELECT FROM ${table} WHERE origine = 'DIMOSTRATIVO'`)).toEqual([]);
    }
    await drop();
  });

  test('is the same on every machine: a database made from nothing equals the model of this run', async () => {
    const [model, empty] = await Promise.all([cloneDatabase('ambito', { demo: true }), emptyDatabase('ambito')]);
    await prepara({ ...conChiavi(), ownerUrl: empty.ownerUrl, demo: true });
    const fingerprint = ({ ownerUrl }: typeof model) => {
      const sums = TABLES.map(
        (table) => `(SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM ${table} t) AS ${table}`,
      );
      return execute<Record<string, string | null>>(ownerUrl, `SELECT ${sums.join(', ')}`);
    };
    const [sums] = await fingerprint(empty);
    expect(Object.values(sums!)).not.toContain(null);
    expect(await fingerprint(model)).toEqual([sums]);
    await Promise.all([model.drop(), empty.drop()]);
  });

  test('two starts of one database at once: both end well, and the data is there once', async () => {
    const { ownerUrl, drop } = await emptyDatabase('ambito');
    await Promise.all([1, 2].map(() => prepara({ ...conChiavi(), ownerUrl, demo: false })));
    expect(await execute(ownerUrl, 'SELECT count(*)::int AS indicatori FROM indicatore')).toEqual([
      { indicatori: 353 },
    ]);
    await drop();
  });
});
