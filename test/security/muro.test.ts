import { ContextKey } from '@trama/database/context-key';
import { connect } from '@trama/database/connect';
import { Database } from '@trama/database/database';
import { type Chiamante, identityOf } from '@trama/kernel/identity';
import { type ClonedDatabase, cloneDatabase, execute, testContextKey } from '@trama/test-kit/database';
import type { DataSource } from 'typeorm';
import { REGISTRI_PUBBLICI } from './registri.inventario.js';

/** The wall itself: PostgreSQL as the application's role meets it, without any of our GraphQL in between. */
const ufficio = (ambito: number, subject = `ufficio-${ambito}`): Chiamante => ({
  subject,
  ruolo: 'UFFICIO_DI_PIANO',
  ambito,
  asst: null,
  ente: null,
  scope: [],
});
const chi = (chiamante: Chiamante) => identityOf(chiamante, 'richiesta-di-prova');

const VISTI = 'SELECT DISTINCT ambito_id FROM dato_annuale ORDER BY 1';

describe('the wall around the exact figures of an ambito', () => {
  let clone: ClonedDatabase;
  let source: DataSource;
  let database: Database;

  beforeAll(async () => {
    clone = await cloneDatabase('ats', { demo: true });
    source = await connect({ url: clone.appUrl, application: 'prova-muro', poolSize: 3 }, []);
    database = new Database(source, testContextKey());
  });
  afterAll(async () => {
    await source.destroy();
    await clone.drop();
  });

  const visti = (chiamante: Chiamante, through: Database = database) =>
    through.read(chi(chiamante), (tx) => tx.query<{ ambito_id: number }>(VISTI));

  test('a planning office sees its own and nobody else’s', async () => {
    expect(await visti(ufficio(4))).toEqual([{ ambito_id: 4 }]);
    expect(await visti(ufficio(1))).toEqual([{ ambito_id: 1 }]);
  });

  test('people of the coordination, who work for no ambito, see none', async () => {
    expect(await visti({ ...ufficio(4), ruolo: 'COORDINAMENTO_UDP', ambito: null })).toEqual([]);
  });

  test('a statement that goes round the door sees no row', async () => {
    expect(await source.query(VISTI)).toEqual([]);
  });

  test('a caller signed with another key, tampered with, or stale is nobody', async () => {
    expect(await visti(ufficio(4), new Database(source, ContextKey.random()))).toEqual([]);
    const signed = testContextKey().sign(chi(ufficio(4)));
    const other = testContextKey().sign(chi(ufficio(1)));
    const stale = testContextKey().sign(chi(ufficio(4)), Date.now() - 120_000);
    const spliced = `${other.split('.')[0]}.${signed.split('.')[1]}`;
    const flipped = `${signed.slice(0, -1)}${signed.endsWith('0') ? '1' : '0'}`;
    for (const text of ['', '4', '{"ambito":4}', stale, spliced, flipped, `${signed}00`, signed.toUpperCase()]) {
      const seen = await source.transaction(async (manager) => {
        await manager.query(`SELECT set_config('trama.contesto', $1, true)`, [text]);
        return manager.query<unknown[]>(VISTI);
      });
      expect([text.slice(0, 8), seen]).toEqual([text.slice(0, 8), []]);
    }
  });

  test('the key that signs callers cannot be read by the application', async () => {
    await expect(execute(clone.appUrl, 'SELECT * FROM trama.chiave_contesto')).rejects.toMatchObject({ code: '42501' });
  });

  test('a caller read in one transaction is gone in the next on the same connection', async () => {
    await visti(ufficio(4));
    const after = await source.query<Array<{ contesto: string | null; ambito: number | null }>>(
      `SELECT nullif(current_setting('trama.contesto', true), '') AS contesto, trama.ambito() AS ambito`,
    );
    expect(after).toEqual([{ contesto: null, ambito: null }]);
  });

  test('a reading transaction cannot write, and none can write what was loaded', async () => {
    const write = 'UPDATE dato_annuale SET valore = 0';
    const hidden = `WITH scritte AS (${write} RETURNING 1) SELECT count(*) FROM scritte`;
    await expect(database.read(chi(ufficio(4)), (tx) => tx.query(write))).rejects.toThrow(TypeError);
    await expect(database.read(chi(ufficio(4)), (tx) => tx.query(hidden))).rejects.toMatchObject({
      code: expect.stringMatching(/25006|42501/),
    });
    await expect(database.write(chi(ufficio(4)), (tx) => tx.query(write))).rejects.toMatchObject({ code: '42501' });
  });

  test('hundreds of interleaved callers, errors and killed connections: nobody ever sees another’s rows', async () => {
    const calls = Array.from({ length: 400 }, (_, i) => async () => {
      const ambito = (i % 12) + 1;
      const fault = i % 10;
      const seen = await database
        .read(chi(ufficio(ambito)), async (tx) => {
          const rows = await tx.query<{ ambito_id: number }>(VISTI);
          if (fault === 3) {
            await tx.query('SELECT 1 / 0');
          }
          if (fault === 7) {
            await tx.query('SELECT pg_terminate_backend(pg_backend_pid())');
          }
          return rows;
        })
        .catch(() => 'failed' as const);
      return { ambito, fault, seen };
    });
    const answers = await Promise.all(calls.map((call) => call()));
    const answered = answers.filter(({ seen }) => seen !== 'failed');
    expect(answered.map(({ seen }) => seen)).toEqual(answered.map(({ ambito }) => [{ ambito_id: ambito }]));
    expect(answered.filter(({ fault }) => fault === 3 || fault === 7)).toEqual([]);
    // A slow machine may keep an innocent caller waiting for a connection until it is told to come back.
    expect(answered.length).toBeGreaterThan(48);
    expect(await source.query(VISTI)).toEqual([]);
  });
});

describe('published figures', () => {
  let clone: ClonedDatabase;
  beforeAll(async () => void (clone = await cloneDatabase('ats', { demo: true })));
  afterAll(() => clone.drop());

  test('are read by a login that can read nothing else but public registers', async () => {
    const [cells] = await execute<{ celle: number }>(
      clone.statUrl,
      'SELECT count(*)::int AS celle FROM pubblicazione.cella',
    );
    expect(cells!.celle).toBeGreaterThan(100);
    const tables = await execute<{ tabella: string }>(
      clone.ownerUrl,
      `SELECT format('%I.%I', schemaname, tablename) AS tabella FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'pubblicazione')`,
    );
    const chiuse = tables.filter(({ tabella }) => !REGISTRI_PUBBLICI.ats!.includes(tabella));
    expect(chiuse.length).toBeGreaterThan(20);
    for (const { tabella } of chiuse) {
      await expect(execute(clone.statUrl, `SELECT FROM ${tabella}`)).rejects.toMatchObject({ code: '42501' });
    }
  });

  test('are not for the application to read past: it goes through that login too', async () => {
    await expect(execute(clone.appUrl, 'SELECT FROM pubblicazione.cella')).rejects.toMatchObject({ code: '42501' });
  });

  test('hold no count of people under five and none that is not a multiple of five, unless it was printed', async () => {
    // Residents are public as they are; the others are flats and measures, not people.
    const nonPersone = [
      'RESIDENTI',
      'MINORI_RESIDENTI',
      'alloggi_pubblici',
      'housing_appartamenti',
      'provvedimenti_affitto',
    ];
    const wrong = await execute(
      clone.statUrl,
      `SELECT * FROM pubblicazione.cella WHERE origine <> 'PIANO_DI_ZONA' AND codice <> ALL ($1)
         AND valore IS NOT NULL AND (valore < 5 OR valore::int % 5 <> 0)`,
      [nonPersone],
    );
    expect(wrong).toEqual([]);
  });

  test('are frozen: not even their owner changes an edition', async () => {
    for (const statement of [
      'UPDATE pubblicazione.cella SET valore = 1',
      'DELETE FROM pubblicazione.cella',
      'TRUNCATE pubblicazione.cella',
      `UPDATE pubblicazione.edizione SET impronta = repeat('0', 64)`,
    ]) {
      await expect(execute(clone.ownerUrl, statement)).rejects.toThrow(/frozen/);
    }
  });
});
