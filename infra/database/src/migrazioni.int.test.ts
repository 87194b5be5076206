import { cloneDatabase, execute } from '@trama/test-kit/database';
import { connect } from './connect.js';
import { Scritture1795000500000 } from './migrations/1795000500000-scritture.js';
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
