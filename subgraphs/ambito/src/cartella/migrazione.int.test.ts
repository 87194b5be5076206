import { connect } from '@trama/database/connect';
import { cloneDatabase, execute } from '@trama/test-kit/database';
import { subgraph } from '../subgraph.js';

/** The first migration of the case register, as its class is called; whatever came later leans on it. */
const CARTELLA = 'Cartella1795000700000';
const quando = (nome: string) => Number(/\d{13}$/.exec(nome)![0]);

test('the migrations of the case register go back and come again, and leave nothing behind', async () => {
  const clone = await cloneDatabase('ambito');
  const source = await connect({ url: clone.ownerUrl, application: 'prova', poolSize: 1 }, []);
  const runner = source.createQueryRunner();
  const cose = () =>
    execute<{ nome: string }>(
      clone.ownerUrl,
      `SELECT c.relname AS nome FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname IN ('public', 'trama') AND c.relkind = 'r'
       UNION ALL SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'trama'
       ORDER BY 1`,
    );
  const con = await cose();
  const migrations = subgraph.migrations
    .filter(({ name }) => quando(name) >= quando(CARTELLA))
    .sort((una, altra) => quando(una.name) - quando(altra.name))
    .map((Migration) => new Migration());
  expect(migrations[0]!.constructor.name).toBe(CARTELLA);
  try {
    for (const migration of [...migrations].reverse()) {
      await migration.down(runner);
    }
    const nostre = [
      'nucleo',
      'provvedimento',
      'intervento',
      'passaggio_servizio',
      'uso_cartella',
      'caso',
      'persona',
      'emergenza',
      'chiave_dati',
      'casi_seguiti',
      'prima_assegnazione',
      'persone_viste',
      'conteggi_tutela',
      'collegamento',
      'seguito_altrove',
      'collegabili',
    ];
    expect((await cose()).filter(({ nome }) => nostre.includes(nome))).toEqual([]);
    for (const migration of migrations) {
      await migration.up(runner);
    }
    expect(await cose()).toEqual(con);
  } finally {
    await runner.release();
    await source.destroy();
    await clone.drop();
  }
});
