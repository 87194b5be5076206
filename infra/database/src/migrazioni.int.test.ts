import { identityOf } from '@trama/kernel/identity';
import { cloneDatabase, execute, testContextKey } from '@trama/test-kit/database';
import { connect } from './connect.js';
import { Scritture1795000500000 } from './migrations/1795000500000-scritture.js';
import { ContestoSenzaEspressione1796020000000 } from './migrations/1796020000000-contesto-senza-espressione.js';
import { Semina1796005000000 } from './migrations/1796005000000-semina.js';

test('the migrations of idempotency keys and of what was seeded go back and come again', async () => {
  const clone = await cloneDatabase('asst');
  const source = await connect({ url: clone.ownerUrl, application: 'prova', poolSize: 1 }, []);
  const runner = source.createQueryRunner();
  const tabelle = () =>
    execute(clone.ownerUrl, `SELECT tablename FROM pg_tables WHERE schemaname = 'trama' ORDER BY 1`);
  const migration = new Scritture1795000500000();
  const semina = new Semina1796005000000();
  try {
    await semina.down(runner);
    await migration.down(runner);
    expect(await tabelle()).toEqual([{ tablename: 'chiave_contesto' }]);
    await migration.up(runner);
    expect(await tabelle()).toEqual([{ tablename: 'chiave_contesto' }, { tablename: 'chiave_idempotenza' }]);
    await semina.up(runner);
    expect((await tabelle()).slice(2)).toEqual([{ tablename: 'semina' }]);
  } finally {
    await runner.release();
    await source.destroy();
    await clone.drop();
  }
});

test('who is known by the one way of opening a caller is known by the other, and nobody else is', async () => {
  const clone = await cloneDatabase('asst');
  const source = await connect({ url: clone.ownerUrl, application: 'prova', poolSize: 1 }, []);
  const runner = source.createQueryRunner();
  const chiamante = {
    subject: 'prova',
    ruolo: 'UFFICIO_DI_PIANO',
    ambito: 4,
    asst: null,
    ente: null,
    scope: [],
  } as const;
  const signed = testContextKey().sign(identityOf(chiamante, 'richiesta'));
  const ambitoDi = async (text: string): Promise<unknown> => {
    await runner.query(`SELECT set_config('trama.contesto', $1, false)`, [text]);
    const [riga] = (await runner.query('SELECT trama.ambito() AS ambito')) as [{ ambito: unknown }];
    return riga.ambito;
  };
  const visti = async () => {
    const letti = [];
    for (const text of [signed, `${signed}0`, signed.slice(1), 'non esadecimale', '.', '']) {
      letti.push(await ambitoDi(text));
    }
    return letti;
  };
  const migration = new ContestoSenzaEspressione1796020000000();
  try {
    const uno = await visti();
    expect(uno).toEqual([4, null, null, null, null, null]);
    await migration.down(runner);
    expect(await visti()).toEqual(uno);
    await migration.up(runner);
    expect(await visti()).toEqual(uno);
  } finally {
    await runner.release();
    await source.destroy();
    await clone.drop();
  }
});
