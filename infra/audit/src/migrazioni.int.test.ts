import { connect } from '@trama/database/connect';
import { cloneDatabase, execute } from '@trama/test-kit/database';
import { Registro1795000400000 } from './migrations/1795000400000-registro.js';
import { Conservazione1795000500000 } from './migrations/1795000500000-conservazione.js';

test('the log’s migrations go back and come again', async () => {
  const clone = await cloneDatabase('asst');
  const source = await connect({ url: clone.ownerUrl, application: 'prova', poolSize: 2 }, []);
  const runner = source.createQueryRunner();
  const tabelle = () =>
    execute(clone.ownerUrl, `SELECT tablename FROM pg_tables WHERE schemaname = 'registro' ORDER BY 1`);
  const prima = await tabelle();
  const [registro, conservazione] = [new Registro1795000400000(), new Conservazione1795000500000()];
  try {
    await conservazione.down(runner);
    expect(await tabelle()).toEqual([{ tablename: 'accesso' }, { tablename: 'scopo' }, { tablename: 'testa' }]);
    await conservazione.up(runner);
    expect(await tabelle()).toEqual(prima);
    await conservazione.down(runner);
    await registro.down(runner);
    expect(await tabelle()).toEqual([]);
    await registro.up(runner);
    await conservazione.up(runner);
    expect(await tabelle()).toEqual(prima);
  } finally {
    await runner.release();
    await source.destroy();
    await clone.drop();
  }
});
