import { type ClonedDatabase, cloneDatabase, execute, testContextKey } from '@trama/test-kit/database';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { connect } from './connect.js';
import { Database, type Tx } from './database.js';
import { operatore, TABELLA } from './scritture.fixtures.js';

const JSONB = pg.types.builtins.JSONB;
const CHI = `SELECT trama.ambito() AS ambito, current_setting('transaction_read_only') AS sola_lettura`;
const DOPO = `SELECT nullif(current_setting('trama.contesto', true), '') AS contesto, current_setting('transaction_read_only') AS sola_lettura`;

describe('readers who ask together', () => {
  let clone: ClonedDatabase;
  let source: DataSource;
  let database: Database;

  beforeAll(async () => {
    clone = await cloneDatabase('terzo-settore');
    await execute(clone.ownerUrl, TABELLA);
    // One connection, so that whatever a reader left on it the next one would meet.
    source = await connect({ url: clone.appUrl, application: 'prova-lettura', poolSize: 1 }, []);
    database = new Database(source, testContextKey());
  });
  afterAll(async () => {
    await source.destroy();
    await clone.drop();
  });

  test('says who is asking with each statement, one after the other and all at once', async () => {
    const uno = { ambito: 4, sola_lettura: 'on' };
    const lette = await database.read(operatore(4), async (tx) => [
      await tx.query(CHI),
      ...(await Promise.all([tx.query(CHI), tx.query(`${CHI} WHERE $1::int = 1`, [1]), tx.query(CHI)])),
    ]);
    expect(lette).toEqual([[uno], [uno], [uno], [uno]]);
    expect(await database.read(operatore(5), (tx) => tx.query(CHI))).toEqual([{ ...uno, ambito: 5 }]);
  });

  test('leaves nothing on it: neither the caller nor the ban on writing', async () => {
    await database.read(operatore(4), (tx) => tx.query(CHI));
    expect(await source.query(DOPO)).toEqual([{ contesto: null, sola_lettura: 'off' }]);
    await database.read(operatore(4), (tx) => tx.query('SELECT 1 / 0')).catch(() => undefined);
    expect(await source.query(DOPO)).toEqual([{ contesto: null, sola_lettura: 'off' }]);
    await database.read(operatore(4), () => Promise.reject(new Error('fermo'))).catch(() => undefined);
    expect(await source.query(DOPO)).toEqual([{ contesto: null, sola_lettura: 'off' }]);
  });

  test('gives to each of many who ask at once what it asked for, in its own columns, also from the second time on', async () => {
    const chiede = (tx: Tx, n: number) =>
      n % 2 === 0
        ? tx.query('SELECT $1::int AS pari, NULL AS niente', [n])
        : tx.query('SELECT $1::text AS dispari', [n]);
    const chi = operatore(4);
    for (let round = 0; round < 3; round += 1) {
      const lette = await Promise.all([
        database.read(chi, (tx) => Promise.all([0, 1, 2].map((n) => chiede(tx, n)))),
        database.read(chi, (tx) => Promise.all([3, 4].map((n) => chiede(tx, n)))),
        database.read(operatore(5), (tx) => tx.query<{ ambito: number }>(CHI)),
      ]);
      expect(lette).toEqual([
        [[{ pari: 0, niente: null }], [{ dispari: '1' }], [{ pari: 2, niente: null }]],
        [[{ dispari: '3' }], [{ pari: 4, niente: null }]],
        [{ ambito: 5, sola_lettura: 'on' }],
      ]);
    }
  });

  test('takes one transaction for what one caller asks at once, and another for the next caller', async () => {
    const XID = 'SELECT now() AS istante';
    const istanti = async (chi: ReturnType<typeof operatore>) =>
      Promise.all([1, 2, 3].map(() => database.read(chi, (tx) => tx.query<{ istante: Date }>(XID))));
    const [quattro, cinque] = await Promise.all([istanti(operatore(4)), istanti(operatore(5))]);
    const distinti = (lette: ReadonlyArray<ReadonlyArray<{ istante: Date }>>) =>
      new Set(lette.map(([row]) => row!.istante.getTime()));
    expect(distinti(quattro).size).toBe(1);
    expect(distinti(cinque).size).toBe(1);
  });

  test('lets a statement that fails fail alone, wherever it stands among others', async () => {
    const chi = operatore(4);
    for (let round = 0; round < 3; round += 1) {
      for (const at of [0, 1, 2]) {
        const esiti = await Promise.allSettled(
          [0, 1, 2].map((n) =>
            database.read(chi, (tx) => tx.query(`SELECT ${n} AS quale, 1 / $1::int AS uno`, [n === at ? 0 : 1])),
          ),
        );
        expect(esiti.map(({ status }) => status)).toEqual([0, 1, 2].map((n) => (n === at ? 'rejected' : 'fulfilled')));
        expect(esiti.flatMap((esito) => (esito.status === 'fulfilled' ? [esito.value] : []))).toEqual(
          [0, 1, 2].filter((n) => n !== at).map((quale) => [{ quale, uno: 1 }]),
        );
      }
    }
  });

  test('tells who asked when a value cannot be read, and nobody else', async () => {
    const chi = operatore(4);
    const sano = pg.types.getTypeParser(JSONB);
    pg.types.setTypeParser(JSONB, () => {
      throw new SyntaxError('illeggibile');
    });
    try {
      const esiti = await Promise.allSettled([
        database.read(chi, (tx) => tx.query(`SELECT '{}'::jsonb AS rotto FROM generate_series(1, 2)`)),
        database.read(chi, (tx) => tx.query('SELECT 1 AS intero')),
      ]);
      expect(esiti).toEqual([
        { status: 'rejected', reason: expect.objectContaining({ message: expect.stringContaining('illeggibile') }) },
        { status: 'fulfilled', value: [{ intero: 1 }] },
      ]);
    } finally {
      pg.types.setTypeParser(JSONB, sano);
    }
  });

  test('is waited for by nobody who holds another, also where one reader asks in several ways', async () => {
    const lette = await Promise.all(
      [1, 2, 3].map((n) =>
        database.read(operatore(n), async (tx) => [
          await tx.manager.query<unknown[]>('SELECT trama.ambito() AS ambito'),
          await tx.query('SELECT trama.ambito() AS ambito'),
          await database.read(operatore(n), (dentro) => dentro.query('SELECT trama.ambito() AS ambito')),
        ]),
      ),
    );
    expect(lette).toEqual([1, 2, 3].map((ambito) => Array(3).fill([{ ambito }])));
  });

  test('tells all who ask when the connection is gone, and the next reader has another', async () => {
    const chi = operatore(4);
    const esiti = await Promise.allSettled([
      database.read(chi, (tx) => tx.query('SELECT 1 AS prima')),
      database.read(chi, (tx) => tx.query('SELECT pg_terminate_backend(pg_backend_pid())')),
      database.read(chi, (tx) => tx.query('SELECT 2 AS dopo')),
    ]);
    expect(esiti.slice(1).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await database.read(chi, (tx) => tx.query('SELECT 3 AS n'))).toEqual([{ n: 3 }]);
  });

  test.each([
    'COMMIT',
    'ROLLBACK; SELECT 1',
    'SET LOCAL trama.contesto = 0',
    '/* x */ RESET ALL',
    'DO $$ BEGIN END $$',
  ])('does not take what would leave others without their caller: %s', async (statement) => {
    await expect(database.read(operatore(4), (tx) => tx.query(statement))).rejects.toThrow(TypeError);
  });

  test.each([
    `WITH scritta AS (INSERT INTO foglio (testo) VALUES ('no') RETURNING id) SELECT id FROM scritta`,
    `INSERT INTO foglio (testo) VALUES ('no') RETURNING id`,
    'SET TRANSACTION READ WRITE',
    `SELECT set_config('transaction_read_only', 'off', true)`,
    `SELECT 1; COMMIT; INSERT INTO foglio (testo) VALUES ('no')`,
  ])('cannot write, nor give itself leave to: %s', async (statement) => {
    await expect(database.read(operatore(4), (tx) => tx.query(statement))).rejects.toThrow();
    const [quanti] = await source.query<Array<{ n: number }>>('SELECT count(*)::int AS n FROM foglio');
    expect(quanti).toEqual({ n: 0 });
  });

  test('cannot pass for somebody else', async () => {
    const altri = testContextKey()
      .sign(operatore(5))
      .replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    const lette = await database.read(operatore(4), async (tx) => {
      await tx.query(`SELECT set_config('trama.contesto', $1, false)`, [altri]);
      return tx.query<{ ambito: number }>(CHI);
    });
    expect(lette).toMatchObject([{ ambito: 4 }]);
    await source.query('RESET trama.contesto');
  });

  test('is nobody’s once it was given back: who kept what asked through it cannot ask as the next reader', async () => {
    let kept: Tx | undefined;
    await database.read(operatore(5), async (tx) => void (kept = tx));
    await database.read(operatore(4), async () => {
      await expect(kept!.query(CHI)).rejects.toThrow('released');
    });
  });

  test('goes on after a statement that fails, and after more texts than it keeps prepared', async () => {
    const lette = await database.read(operatore(4), async (tx) => {
      await expect(tx.query('SELECT 1 / $1::int AS n', [0])).rejects.toThrow('division by zero');
      for (let round = 0; round < 3; round += 1) {
        for (let n = 0; n < 70; n += 1) {
          expect(await tx.query(`SELECT ${n} + $1::int AS n`, [round])).toEqual([{ n: n + round }]);
        }
      }
      return tx.query<{ n: number }>('SELECT count(*)::int AS n FROM pg_prepared_statements');
    });
    expect(lette[0]!.n).toBeLessThanOrEqual(66);
  });

  test('meets a table that changed under a prepared statement once, and not again', async () => {
    const leggi = () => database.read(operatore(4), (tx) => tx.query('SELECT * FROM foglio WHERE testo = $1', ['x']));
    await leggi();
    await leggi();
    await leggi();
    await execute(clone.ownerUrl, 'ALTER TABLE foglio ADD COLUMN aggiunta text');
    await leggi().catch(() => undefined);
    expect(await leggi()).toEqual([]);
  });

  test('refuses to send what would travel without its caller', async () => {
    await expect(
      database.read(operatore(4), (tx) => {
        const { connection } = tx.manager as unknown as { connection: DataSource };
        void connection;
        return (
          tx.manager.queryRunner as unknown as { connect(): Promise<{ query(config: object): Promise<unknown> }> }
        )
          .connect()
          .then((client) => client.query({ text: 'SELECT 1' }));
      }),
    ).rejects.toThrow('a reader asks with a text and its values');
  });

  test('sees one moment only, where it asks for that', async () => {
    const other = await connect({ url: clone.ownerUrl, application: 'prova-lettura', poolSize: 1 }, []);
    try {
      const visti = await database.readSnapshot(operatore(4), async (tx) => {
        const prima = await tx.query('SELECT count(*)::int AS n FROM pg_class');
        await other.query('CREATE TABLE nuova (id int)');
        return [prima, await tx.query('SELECT count(*)::int AS n FROM pg_class')];
      });
      expect(visti[0]).toEqual(visti[1]);
      await expect(
        database.readSnapshot(operatore(4), (tx) => tx.query(`INSERT INTO foglio (testo) VALUES ('no')`)),
      ).rejects.toThrow('read-only');
    } finally {
      await other.destroy();
    }
  });
});
