// One PostgreSQL for the whole run, and in it a model of each subgraph's database: migrated and loaded once by the
// built code, the way `npm start` does it. Suites clone the models, so that each has tables of its own in a moment.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caricaFileChiavi } from '../../infra/crypto/dist/cifrario.js';
import { ContextKey } from '../../infra/database/dist/context-key.js';
import { createSubgraphDatabase, newPasswords } from '../../infra/local/dist/databases.js';
import { startThrowawayPostgres } from '../../infra/local/dist/throwaway-postgres.js';
import { prepara } from '../../infra/reference/dist/prepara.js';

// The last one collects what the others have published.
const SUBGRAPHS = ['ambito', 'asst', 'terzo-settore', 'ats'];

export default async function setUp() {
  const postgres = await startThrowawayPostgres();
  globalThis.tramaPostgres = postgres;
  const passwords = newPasswords();
  const contextKey = ContextKey.random();
  const keysDir = await mkdtemp(join(tmpdir(), 'trama-chiavi-'));
  globalThis.tramaKeysDir = keysDir;
  await caricaFileChiavi(keysDir, { crea: true });
  const shared = { superuserUrl: postgres.superuserUrl, passwords, contextKey: contextKey.toString(), keysDir };
  process.env.TRAMA_TEST_POSTGRES = JSON.stringify(shared);
  const published = { true: new Map(), false: new Map() };
  for (const name of SUBGRAPHS) {
    const { subgraph } = await import(`../../subgraphs/${name}/dist/src/subgraph.js`);
    const { seme } = await import(`../../subgraphs/${name}/dist/seed/seme.js`);
    for (const demo of [false, true]) {
      const model = `modello_${name.replace('-', '_')}${demo ? '_demo' : ''}`;
      const { ownerUrl, statUrl } = await createSubgraphDatabase(postgres.superuserUrl, model, {
        passwords,
        roles: 'prova',
      });
      const { migrations, cubi = [], luoghi } = subgraph;
      const raccolta = luoghi && { luoghi, altri: published[demo] };
      const say = (line) => {
        if (line.includes('NON RACCOLTE')) {
          throw new Error(line);
        }
      };
      await prepara({ name, migrations, cubi, seme, raccolta, say, ownerUrl, contextKey, demo, keysDir });
      published[demo].set(name, statUrl);
    }
  }
}
