import pg from 'pg';
import {
  applicationGroup,
  copySubgraphDatabase,
  createSubgraphDatabase,
  newPasswords,
  type SubgraphDatabase,
} from './databases.js';
import { startThrowawayPostgres, type ThrowawayPostgres } from './throwaway-postgres.js';

async function ask(url: string, ...statements: string[]): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    let rows: unknown[] = [];
    for (const sql of statements) {
      rows = (await client.query(sql)).rows as unknown[];
    }
    return rows;
  } finally {
    await client.end();
  }
}

describe('the database of a subgraph', () => {
  const passwords = newPasswords();
  let postgres: ThrowawayPostgres;
  let database: SubgraphDatabase;
  let neighbour: SubgraphDatabase;

  beforeAll(async () => {
    postgres = await startThrowawayPostgres();
    [database, neighbour] = await Promise.all([
      createSubgraphDatabase(postgres.superuserUrl, 'trama_ambito', { passwords }),
      createSubgraphDatabase(postgres.superuserUrl, 'trama_ats'),
    ]);
    await ask(
      database.ownerUrl,
      'CREATE TABLE bando (ambito_id smallint, titolo text)',
      'ALTER TABLE bando ENABLE ROW LEVEL SECURITY',
      'ALTER TABLE bando FORCE ROW LEVEL SECURITY',
      'CREATE POLICY uno ON bando USING (ambito_id = 1)',
      `GRANT SELECT, INSERT ON bando TO ${applicationGroup}`,
      'ALTER TABLE bando NO FORCE ROW LEVEL SECURITY',
      "INSERT INTO bando VALUES (1, 'mio'), (2, 'altrui')",
      'ALTER TABLE bando FORCE ROW LEVEL SECURITY',
    );
  });
  afterAll(() => postgres.stop());

  test('shows the application what the policies let through, and its tables through the group', async () => {
    expect(await ask(database.appUrl, 'SELECT titolo FROM bando')).toEqual([{ titolo: 'mio' }]);
  });

  test.each([
    ['CREATE TABLE mia (id int)', 'permission denied for schema public'],
    ['CREATE TEMPORARY TABLE mia (id int)', 'permission denied to create temporary tables'],
    ['CREATE SCHEMA mio', 'permission denied for database'],
    ['CREATE DATABASE mio', 'permission denied to create database'],
    ['CREATE ROLE mio', 'permission denied to create role'],
    ['SET ROLE trama_ambito_owner', 'permission denied to set role'],
    ['ALTER TABLE bando DISABLE ROW LEVEL SECURITY', 'must be owner of table bando'],
    ['DROP POLICY uno ON bando', 'must be owner of'],
    ['ALTER ROLE trama_ambito_app BYPASSRLS', 'permission denied to alter role'],
    ['SET row_security = off; SELECT * FROM bando', 'would be affected by row-level security'],
  ])('refuses the application: %s', async (sql, reason) => {
    await expect(ask(database.appUrl, sql)).rejects.toThrow(reason);
  });

  test('holds its owner to the policies too', async () => {
    expect(await ask(database.ownerUrl, 'SELECT titolo FROM bando')).toEqual([{ titolo: 'mio' }]);
  });

  test('is closed to the roles of the others', async () => {
    for (const url of [neighbour.appUrl, neighbour.ownerUrl]) {
      const stranger = new URL(url);
      stranger.pathname = '/trama_ambito';
      await expect(ask(stranger.href, 'SELECT 1')).rejects.toThrow('permission denied for database');
    }
  });

  test('has the extensions that migrations count on', async () => {
    const found = await ask(
      database.appUrl,
      "SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY extname",
    );
    expect(found).toEqual(['btree_gin', 'pg_trgm', 'pgcrypto', 'unaccent'].map((extname) => ({ extname })));
  });

  test('stays as it is when made again, and its roles get the passwords given', async () => {
    const again = await createSubgraphDatabase(postgres.superuserUrl, 'trama_ats', {
      passwords: { owner: "o'1", app: 'a"2', stat: 'statistica' },
    });
    expect(await ask(again.appUrl, 'SELECT current_user AS ruolo')).toEqual([{ ruolo: 'trama_ats_app' }]);
    await expect(ask(neighbour.appUrl, 'SELECT 1')).rejects.toThrow('password authentication failed');
    neighbour = again;
  });

  test('can be copied, rows and rights included, for the same roles', async () => {
    const copy = await copySubgraphDatabase(postgres.superuserUrl, 'copia', {
      template: 'trama_ambito',
      roles: 'trama_ambito',
      passwords,
    });
    expect(await ask(copy.appUrl, 'SELECT titolo FROM bando')).toEqual([{ titolo: 'mio' }]);
    await expect(ask(copy.appUrl, 'CREATE TABLE mia (id int)')).rejects.toThrow('permission denied');
    const stranger = new URL(neighbour.appUrl);
    stranger.pathname = '/copia';
    await expect(ask(stranger.href, 'SELECT 1')).rejects.toThrow('permission denied for database');
  });
});
