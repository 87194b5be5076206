import { subgraph as ambito } from '@trama/ambito/subgraph';
import { subgraph as asst } from '@trama/asst/subgraph';
import { subgraph as ats } from '@trama/ats/subgraph';
import { subgraph as terzoSettore } from '@trama/terzo-settore/subgraph';
import { type ClonedDatabase, cloneDatabase, execute, testContextKey, testKeysDir } from '@trama/test-kit/database';
import { LUNGHI } from '@trama/test-kit/lunghi';
import { statementsOf } from '@trama/test-kit/statements';
import fs, { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seme as semeAmbito } from '../../../subgraphs/ambito/seed/seme.js';
import { seme as semeAsst } from '../../../subgraphs/asst/seed/seme.js';
import { seme as semeAts } from '../../../subgraphs/ats/seed/seme.js';
import { seme as semeTerzoSettore } from '../../../subgraphs/terzo-settore/seed/seme.js';
import { Archivi } from './archivi.js';
import { DATA_DIR } from './archivio.js';
import { prepara, type Preparazione } from './prepara.js';

const PROGRAMMA = 'a'.repeat(64);

/** Of each, a figure of a seeded row, and what somebody makes of it by hand. */
const SUBGRAPHS = [
  { ...ambito, seme: semeAmbito, tabella: 'unita_offerta', aMano: 'SET posti_accreditati = 9999' },
  { ...ats, seme: semeAts, tabella: 'popolazione_annuale', aMano: 'SET residenti = 999999' },
  { ...asst, seme: semeAsst, tabella: 'asst', aMano: "SET nome = nome || ' (a mano)'" },
  { ...terzoSettore, seme: semeTerzoSettore, tabella: 'ente_ambito', aMano: "SET motivo = 'a mano'" },
];
/** Each of them is loaded some twenty times: two say most of it, the one with most rows and one with few. */
const PROVATI = LUNGHI ? SUBGRAPHS : SUBGRAPHS.filter(({ name }) => name === 'ambito' || name === 'asst');

describe.each(PROVATI)('the seed of $name', ({ name, migrations, seme, tabella, aMano }) => {
  const folder = mkdtempSync(join(tmpdir(), 'trama-seme-'));
  let clone: ClonedDatabase;
  beforeAll(async () => void (clone = await cloneDatabase(name, { demo: true })));
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await clone.drop();
  });

  /** @returns how many statements load the seed, and what is said of it */
  const avvia = async (more: Partial<Preparazione> = {}) => {
    const { result, statements } = await statementsOf(() =>
      prepara({
        name,
        migrations,
        seme,
        cubi: [],
        ownerUrl: clone.ownerUrl,
        contextKey: testContextKey(),
        keysDir: testKeysDir(),
        demo: true,
        codice: PROGRAMMA,
        ...more,
      }),
    );
    const loading = /^\s*(WITH scritte AS|DELETE FROM "\w+" WHERE origine|ANALYZE)/;
    return { caricano: statements.filter((statement) => loading.test(statement)).length, esiti: result };
  };
  const righe = (url = clone.ownerUrl) => execute(url, `SELECT t::text FROM ${tabella} t ORDER BY 1`);
  /** Whatever the last test left, the next one begins with what was just seeded. */
  beforeEach(() => avvia());

  test('is not loaded again while nothing has changed, and says the same of every row', async () => {
    const [prima, poi] = [await avvia({ codice: undefined }), await avvia()];
    expect([prima.caricano > 0, poi.caricano]).toEqual([true, 0]);
    const conti = (esiti: typeof poi.esiti) =>
      new Map(esiti.map(({ tabella: quale, origine, ...conto }) => [`${quale} ${origine}`, conto]));
    expect(conti(poi.esiti)).toEqual(conti(prima.esiti));
  });

  test('is loaded where a row was changed by hand, which is then as it was', async () => {
    const seminate = await righe();
    const una = `ctid = (SELECT min(ctid) FROM ${tabella} WHERE origine = 'PIANO_DI_ZONA')`;
    await execute(clone.ownerUrl, `UPDATE ${tabella} ${aMano} WHERE ${una}`);
    expect(await righe()).not.toEqual(seminate);
    expect([(await avvia()).caricano > 0, await righe()]).toEqual([true, seminate]);
    expect((await avvia()).caricano).toBe(0);
  });

  test('is loaded by another program, and by one that does not know what it is', async () => {
    expect((await avvia({ codice: 'b'.repeat(64) })).caricano).toBeGreaterThan(0);
    expect((await avvia({ codice: 'b'.repeat(64) })).caricano).toBe(0);
    expect((await avvia({ codice: undefined })).caricano).toBeGreaterThan(0);
  });

  test('is loaded when one byte of a reference file is another', async () => {
    const dir = join(folder, 'dati');
    cpSync(DATA_DIR, dir, { recursive: true });
    expect((await avvia({ dir })).caricano).toBe(0);
    appendFileSync(join(dir, 'ambiti.json'), '\n');
    expect((await avvia({ dir })).caricano).toBeGreaterThan(0);
  });

  test('is loaded when demonstration data is wanted that was not', async () => {
    const senza = await cloneDatabase(name);
    const [{ ownerUrl }, demo] = [senza, false];
    await avvia({ ownerUrl, demo });
    expect((await avvia({ ownerUrl, demo })).caricano).toBe(0);
    expect((await avvia({ ownerUrl })).caricano).toBeGreaterThan(0);
    expect(await righe(ownerUrl)).toEqual(await righe());
    await senza.drop();
  });

  test('is loaded when the database has had another list of migrations', async () => {
    const aggiungi = `INSERT INTO migrazione (timestamp, name) VALUES (1, 'Prova1') RETURNING id`;
    await execute(clone.ownerUrl, aggiungi);
    expect((await avvia()).caricano).toBeGreaterThan(0);
    expect((await avvia()).caricano).toBe(0);
    await execute(clone.ownerUrl, `DELETE FROM migrazione WHERE name = 'Prova1'`);
  });

  test('notes every table and origin that it loads', async () => {
    const archivi = new Archivi();
    const parti = [...seme.riferimento(archivi), ...seme.dimostrativo(archivi)].map((carico) => [
      carico.tabella,
      carico.origine,
    ]);
    const [nota] = await execute<{ parti: Array<{ tabella: string; origine: string }> }>(
      clone.ownerUrl,
      'SELECT parti FROM trama.semina',
    );
    const note = nota!.parti.map((parte) => [parte.tabella, parte.origine].join());
    expect(note.sort()).toEqual([...new Set(parti.map((parte) => parte.join()))].sort());
  });

  test('does not depend on the day, nor on files other than those it is known by', () => {
    const read = jest.spyOn(fs, 'readFileSync');
    const carichi = () => {
      const archivi = new Archivi();
      return JSON.stringify([seme.riferimento(archivi), seme.dimostrativo(archivi)]);
    };
    try {
      jest.useFakeTimers({ now: new Date('2026-01-01T12:00:00Z') });
      const allora = carichi();
      jest.setSystemTime(new Date('2031-07-15T12:00:00Z'));
      expect(carichi()).toBe(allora);
      const files = read.mock.calls.map(([file]) => String(file));
      expect(files.length).toBeGreaterThan(0);
      const cartelle = [DATA_DIR, ...(seme.cartelle ?? [])];
      expect(files.filter((file) => !cartelle.some((cartella) => file.startsWith(cartella)))).toEqual([]);
    } finally {
      jest.useRealTimers();
      read.mockRestore();
    }
  });
});
