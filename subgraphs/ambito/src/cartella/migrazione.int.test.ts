import { connect } from '@trama/database/connect';
import { cloneDatabase, execute } from '@trama/test-kit/database';
import { Cartella1795000700000 } from '../../migrations/1795000700000-cartella.js';
import { ChiaviDiChiSegue1795000800000 } from '../../migrations/1795000800000-chiavi-di-chi-segue.js';
import { CartellaSociale1795000900000 } from '../../migrations/1795000900000-cartella-sociale.js';

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
  const migrations = [
    new Cartella1795000700000(),
    new ChiaviDiChiSegue1795000800000(),
    new CartellaSociale1795000900000(),
  ];
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
    ];
    expect((await cose()).filter(({ nome }) => nostre.includes(nome))).toEqual([]);
    expect((await cose()).length).toBe(con.length - 12 - 12);
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
