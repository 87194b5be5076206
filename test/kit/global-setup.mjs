// One PostgreSQL for the whole run, and in it a model of each subgraph's database: migrated and loaded once by the
// built code, the way `npm start` does it. Suites clone the models, so that each has tables of its own in a moment.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caricaFileChiavi } from '../../infra/crypto/dist/cifrario.js';
import { connect } from '../../infra/database/dist/connect.js';
import { ContextKey } from '../../infra/database/dist/context-key.js';
import { migrate } from '../../infra/database/dist/migrate.js';
import { copySubgraphDatabase, createSubgraphDatabase, newPasswords } from '../../infra/local/dist/databases.js';
import { startThrowawayPostgres } from '../../infra/local/dist/throwaway-postgres.js';
import { prepara } from '../../infra/reference/dist/prepara.js';

const SUBGRAPHS = ['ambito', 'asst', 'terzo-settore', 'ats'];
/** Collects what the others have published. */
const COLLECTOR = 'ats';

export default async function setUp() {
  const postgres = await startThrowawayPostgres();
  globalThis.tramaPostgres = postgres;
  const keysDir = await mkdtemp(join(tmpdir(), 'trama-chiavi-'));
  globalThis.tramaKeysDir = keysDir;
  await caricaFileChiavi(keysDir, { crea: true });
  const run = { superuserUrl: postgres.superuserUrl, passwords: newPasswords(), keysDir };
  const contextKey = ContextKey.random();
  process.env.TRAMA_TEST_POSTGRES = JSON.stringify({ ...run, contextKey: contextKey.toString() });
  const models = (await Promise.all(SUBGRAPHS.map((name) => migrated(name, run)))).flat();
  const load = (model) => loaded(model, models, { contextKey, keysDir });
  await Promise.all(models.filter(({ name }) => name !== COLLECTOR).map(load));
  await Promise.all(models.filter(({ name }) => name === COLLECTOR).map(load));
}

/** Migrated once and then copied, because tables without rows are the same with demonstration data and without. */
async function migrated(name, { superuserUrl, passwords }) {
  const { subgraph } = await import(`../../subgraphs/${name}/dist/src/subgraph.js`);
  const { seme } = await import(`../../subgraphs/${name}/dist/seed/seme.js`);
  const database = `modello_${name.replace('-', '_')}`;
  const of = { passwords, roles: 'prova' };
  const first = await createSubgraphDatabase(superuserUrl, database, of);
  const at = { url: first.ownerUrl, application: 'modello', poolSize: 2, patient: true };
  const source = await connect(at, [], subgraph.migrations);
  await migrate(source).finally(() => source.destroy());
  const second = await copySubgraphDatabase(superuserUrl, `${database}_demo`, { ...of, template: database });
  return [
    { name, subgraph, seme, demo: false, ...first },
    { name, subgraph, seme, demo: true, ...second },
  ];
}

async function loaded({ name, subgraph, seme, demo, ownerUrl }, models, { contextKey, keysDir }) {
  const { migrations, cubi = [], luoghi } = subgraph;
  const others = models.filter((other) => other.demo === demo && other.name !== name);
  const altri = new Map(others.map((other) => [other.name, other.statUrl]));
  const raccolta = luoghi && { luoghi, altri };
  const say = (line) => {
    if (line.includes('NON RACCOLTE')) {
      throw new Error(line);
    }
  };
  await prepara({ name, migrations, cubi, seme, raccolta, say, ownerUrl, contextKey, demo, keysDir });
}
