import { connect } from '@trama/database/connect';
import { migrate } from '@trama/database/migrate';
import { cloneDatabase, execute } from '@trama/test-kit/database';
import { subgraph } from '@trama/asst/subgraph';

test('the log’s migrations go back and come again', async () => {
  const clone = await cloneDatabase('asst');
  const source = await connect({ url: clone.ownerUrl, application: 'prova', poolSize: 2 }, [], subgraph.migrations);
  const tabelle = () =>
    execute(clone.ownerUrl, `SELECT tablename FROM pg_tables WHERE schemaname = 'registro' ORDER BY 1`);
  const prima = await tabelle();
  const nomi = async () => (await migrate(source)).map((nome) => nome.replace(/\d+$/, ''));
  try {
    await source.undoLastMigration();
    expect(await tabelle()).toEqual([{ tablename: 'accesso' }, { tablename: 'scopo' }, { tablename: 'testa' }]);
    expect(await nomi()).toEqual(['Conservazione']);
    await source.undoLastMigration();
    await source.undoLastMigration();
    expect(await tabelle()).toEqual([]);
    expect(await nomi()).toEqual(['Registro', 'Conservazione']);
    expect(await tabelle()).toEqual(prima);
  } finally {
    await source.destroy();
    await clone.drop();
  }
});
