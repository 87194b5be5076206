import { type ClonedDatabase, cloneDatabase, execute, testPostgres } from '@trama/test-kit/database';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Marca } from './marca.js';

describe('the mark of what a database has published', () => {
  let clone: ClonedDatabase;
  let marca: Marca;
  beforeAll(async () => {
    clone = await cloneDatabase('asst');
    marca = new Marca({ url: clone.statUrl, application: 'prova-marca', rilascio: 'r' });
    await nota();
  });
  afterAll(async () => {
    await marca.stop();
    await clone.drop();
  });

  const nota = async (): Promise<string> => {
    while (marca.corrente === undefined) {
      await sleep(20);
    }
    return marca.corrente;
  };
  const CAMBIA = `UPDATE asst SET nota = 'altra' WHERE false`;

  test('is told at once to who does not know it, and after a moment to who does', async () => {
    const prima = await nota();
    expect(prima).toMatch(/^r\.[0-9a-f-]{36}$/);
    expect(await marca.prossima(null)).toBe(prima);
    expect(await marca.prossima(prima)).toBe(prima);
  });

  test.each([
    CAMBIA,
    `DELETE FROM servizio_territoriale WHERE false`,
    `INSERT INTO pubblicazione.edizione (cubo, numero, impronta) VALUES ('prova', 1, repeat('0', 64))`,
  ])('is another after %s, and who waits is told', async (statement) => {
    const prima = await nota();
    const attesa = marca.prossima(prima);
    await execute(clone.ownerUrl, statement);
    let dopo = await attesa;
    while (dopo === prima) {
      dopo = await marca.prossima(prima); // the moment was over before the writing was
    }
    expect(dopo).toMatch(/^r\./);
    expect(marca.corrente).toBe(dopo);
  });

  test('changes when the writing is there to be read, and not before, nor when it never is', async () => {
    const prima = await nota();
    const client = new pg.Client({ connectionString: clone.ownerUrl });
    await client.connect();
    try {
      await client.query('BEGIN');
      await client.query(CAMBIA);
      expect(await marca.prossima(prima)).toBe(prima);
      await client.query('ROLLBACK');
      expect(await marca.prossima(prima)).toBe(prima);
    } finally {
      await client.end();
    }
  });

  test('is written by nobody but by writing what it is of', async () => {
    for (const url of [clone.statUrl, clone.appUrl]) {
      await expect(execute(url, `UPDATE pubblicazione.marca SET valore = gen_random_uuid()`)).rejects.toMatchObject({
        code: '42501',
      });
    }
  });

  test('is unknown while the line to the database is broken, also to who was waiting, and comes again', async () => {
    const prima = await nota();
    const attesa = marca.prossima(prima);
    const rotta = execute(
      testPostgres().superuserUrl,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'prova-marca'`,
    );
    expect(await attesa).toBeUndefined();
    expect(marca.corrente).toBeUndefined();
    expect(await marca.prossima(prima)).toBeUndefined();
    await rotta;
    expect(await nota()).toBe(prima);
  });

  test('keeps nobody waiting once it ends', async () => {
    const altra = new Marca({ url: clone.statUrl, application: 'prova-marca-2', rilascio: 'r' });
    while (altra.corrente === undefined) {
      await sleep(20);
    }
    const attesa = altra.prossima(altra.corrente);
    await altra.stop();
    await attesa;
    expect(await altra.prossima(null)).toBeUndefined();
  });
});
