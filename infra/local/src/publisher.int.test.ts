import pg from 'pg';
import { createSubgraphDatabase, type SubgraphDatabase } from './databases.js';
import { Publisher } from './publisher.js';
import { startThrowawayPostgres, type ThrowawayPostgres } from './throwaway-postgres.js';

const QUIET = 50;

describe('the publication that runs by itself', () => {
  let postgres: ThrowawayPostgres;
  let database: SubgraphDatabase;
  beforeAll(async () => {
    postgres = await startThrowawayPostgres();
    database = await createSubgraphDatabase(postgres.superuserUrl, 'trama_ats');
  });
  afterAll(() => postgres.stop());

  async function come<T>(url: string, statement: string): Promise<T[]> {
    const client = new pg.Client(url);
    await client.connect();
    const { rows } = await client.query(statement);
    await client.end();
    return rows as T[];
  }
  /** As the application says it, which may not publish. */
  const dillo = () => come(database.appUrl, `SELECT pg_notify('trama_pubblicazione', '')`);
  const ascoltano = async () => {
    const righe = await come<{ pid: number }>(
      postgres.superuserUrl,
      `SELECT pid FROM pg_stat_activity WHERE datname = 'trama_ats' AND query LIKE 'LISTEN%'`,
    );
    return righe.map(({ pid }) => pid);
  };
  async function finche(vero: () => boolean | Promise<boolean>): Promise<void> {
    for (const fine = Date.now() + 20_000; !(await vero()); await new Promise((resolve) => setTimeout(resolve, 20))) {
      if (Date.now() > fine) {
        throw new Error('it never happened');
      }
    }
  }

  test('begins when the database says so, once for what is said together, and makes up for a broken connection', async () => {
    let volte = 0;
    const publisher = new Publisher({
      ownerUrl: database.ownerUrl,
      publish: async () => void (volte += 1),
      say: () => undefined,
      quietMilliseconds: QUIET,
      retryMilliseconds: QUIET,
    });
    publisher.start();
    await finche(async () => (await ascoltano()).length === 1);
    expect(volte).toBe(0);
    await Promise.all([dillo(), dillo(), dillo()]);
    await finche(() => volte > 0);
    const insieme = volte;
    expect(insieme).toBeLessThan(3);
    const [pid] = await ascoltano();
    await come(postgres.superuserUrl, `SELECT pg_terminate_backend(${pid})`);
    await finche(async () => (await ascoltano()).some((nuovo) => nuovo !== pid));
    await finche(() => volte > insieme);
    await publisher.stop();
    const fermo = volte;
    await dillo();
    expect([volte, await ascoltano()]).toEqual([fermo, []]);
  });

  test('says what keeps it back once, goes on listening, and says it again when it comes back', async () => {
    const detto: string[] = [];
    let volte = 0;
    const publisher = new Publisher({
      ownerUrl: database.ownerUrl,
      publish: async () => {
        volte += 1;
        if (volte !== 3) {
          throw new Error(`non si può ${volte}`);
        }
      },
      say: (line) => detto.push(line),
      quietMilliseconds: QUIET,
    });
    publisher.start();
    await finche(async () => (await ascoltano()).length === 1);
    for (const atteso of [1, 2, 3, 4]) {
      await dillo();
      await finche(() => volte === atteso);
    }
    await publisher.stop();
    expect(detto).toEqual(['non si può 1', 'non si può 4']);
  });
});
