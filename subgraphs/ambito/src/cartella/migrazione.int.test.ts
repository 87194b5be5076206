import { connect } from '@trama/database/connect';
import { cloneDatabase, execute } from '@trama/test-kit/database';
import { Cartella1795000700000 } from '../../migrations/1795000700000-cartella.js';

test('the migration of the case register goes back and comes again, and leaves nothing behind', async () => {
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
  const migration = new Cartella1795000700000();
  try {
    await migration.down(runner);
    const nostre = [
      'caso',
      'persona',
      'emergenza',
      'chiave_dati',
      'casi_seguiti',
      'prima_assegnazione',
      'persone_viste',
    ];
    expect((await cose()).filter(({ nome }) => nostre.includes(nome))).toEqual([]);
    expect((await cose()).length).toBe(con.length - 8 - 8);
    await migration.up(runner);
    expect(await cose()).toEqual(con);
  } finally {
    await runner.release();
    await source.destroy();
    await clone.drop();
  }
});
