import { cloneDatabase, execute } from '@trama/test-kit/database';
import { connect } from './connect.js';
import { Scritture1795000500000 } from './migrations/1795000500000-scritture.js';

test('the migration of idempotency keys goes back and comes again', async () => {
  const clone = await cloneDatabase('asst');
  const source = await connect({ url: clone.ownerUrl, application: 'prova', poolSize: 1 }, []);
  const runner = source.createQueryRunner();
  const tabelle = () =>
    execute(clone.ownerUrl, `SELECT tablename FROM pg_tables WHERE schemaname = 'trama' ORDER BY 1`);
  const migration = new Scritture1795000500000();
  try {
    await migration.down(runner);
    expect(await tabelle()).toEqual([{ tablename: 'chiave_contesto' }]);
    await migration.up(runner);
    expect(await tabelle()).toEqual([{ tablename: 'chiave_contesto' }, { tablename: 'chiave_idempotenza' }]);
  } finally {
    await runner.release();
    await source.destroy();
    await clone.drop();
  }
});
