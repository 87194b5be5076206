// What the access log costs: `node test/bench/registro.mjs`, after `npm run build`. A PostgreSQL of its own that keeps
// what it commits (fsync), a register of invented records, and the doors as the subgraphs use them.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from '../../infra/audit/dist/ispezione.js';
import { verifica } from '../../infra/audit/dist/verifica.js';
import { connect } from '../../infra/database/dist/connect.js';
import { ContextKey } from '../../infra/database/dist/context-key.js';
import { Database } from '../../infra/database/dist/database.js';
import { identityOf } from '../../infra/kernel/dist/identity.js';
import { createSubgraphDatabase } from '../../infra/local/dist/databases.js';
import { startPostgres } from '../../infra/local/dist/postgres.js';
import { prepara } from '../../infra/reference/dist/prepara.js';
import { seme } from '../../subgraphs/asst/dist/seed/seme.js';
import { subgraph } from '../../subgraphs/asst/dist/src/subgraph.js';

const CLIENTS = 8;
const SECONDS = Number(process.argv[2] ?? 4);
const PERSONE = 'SELECT ambito_id, id, nome FROM persona_prova WHERE ambito_id = $1 ORDER BY id LIMIT $2';

const folder = await mkdtemp(join(tmpdir(), 'trama-bench-'));
const postgres = await startPostgres({ dataFolder: folder, removeWithParent: folder });
try {
  const key = ContextKey.random();
  const urls = await createSubgraphDatabase(postgres.superuserUrl, 'bench');
  const { name, migrations } = subgraph;
  await prepara({ name, migrations, cubi: [], seme, ownerUrl: urls.ownerUrl, contextKey: key, demo: false });
  const owner = await connect({ url: urls.ownerUrl, application: 'bench', poolSize: 1 }, []);
  await owner.query(`CREATE TABLE persona_prova (ambito_id smallint, id uuid DEFAULT gen_random_uuid(), nome text, PRIMARY KEY (ambito_id, id));
    INSERT INTO persona_prova (ambito_id, nome) SELECT a, 'persona ' || n FROM generate_series(1, 12) a, generate_series(1, 1000) n;
    ALTER TABLE persona_prova ENABLE ROW LEVEL SECURITY;
    CREATE POLICY muro ON persona_prova TO trama_app USING (ambito_id = (SELECT trama.ambito()));
    GRANT SELECT ON persona_prova TO trama_app; ANALYZE persona_prova`);
  const app = await connect({ url: urls.appUrl, application: 'bench', poolSize: CLIENTS }, []);
  const database = new Database(app, key);
  const chi = (ambito) =>
    identityOf(
      { subject: `op-${ambito}`, ruolo: 'SERVIZIO_TUTELA', ambito, asst: null, ente: null, scope: [] },
      'bench',
    );

  const read = (ambito, quanti) => database.read(chi(ambito), (tx) => tx.query(PERSONE, [ambito, quanti]));
  const look = (ambito, quanti) =>
    inspect(database, chi(ambito), 'TUTELA_MINORI', async (tx, nomina) => {
      const persone = await tx.query(PERSONE, [ambito, quanti]);
      nomina(
        'Persona',
        persone.map(({ id, ambito_id }) => ({ id, ambito: ambito_id })),
      );
      return persone;
    });

  for (const [what, clients, chains, quanti] of [
    ['1 record, one caller', 1, 1, 1],
    ['20 records, one caller', 1, 1, 20],
    ['100 records, one caller', 1, 1, 100],
    [`1 record, ${CLIENTS} callers, 12 chains`, CLIENTS, 12, 1],
    [`1 record, ${CLIENTS} callers, one chain`, CLIENTS, 1, 1],
    [`20 records, ${CLIENTS} callers, 12 chains`, CLIENTS, 12, 20],
  ]) {
    for (const [door, act] of [
      ['read', read],
      ['inspect', look],
    ]) {
      console.log(
        `${what.padEnd(38)} ${door.padEnd(8)} ${await measure(clients, (n) => act((n % chains) + 1, quanti))}`,
      );
    }
  }
  const [{ righe }] = await owner.query('SELECT count(*)::int AS righe FROM registro.accesso');
  const started = performance.now();
  const esiti = await verifica(new Database(owner, key), chi(null), []);
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `verify: ${righe} lines, ${esiti.filter((e) => e.alterazione).length} altered, ${seconds.toFixed(1)} s, ${Math.round(righe / seconds)} lines/s`,
  );
  const [{ byte }] = await owner.query(`SELECT pg_total_relation_size('registro.accesso') / ${righe} AS byte`);
  console.log(`size: ${byte} bytes a line, indexes included`);
  await Promise.all([app.destroy(), owner.destroy()]);
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}

async function measure(clients, act) {
  await Promise.all(Array.from({ length: clients * 20 }, (_, n) => act(n)));
  const times = [];
  const end = performance.now() + SECONDS * 1000;
  const client = async (_, offset) => {
    for (let n = offset; performance.now() < end; n += clients) {
      const from = performance.now();
      await act(n);
      times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.floor(times.length * share)].toFixed(2).padStart(7);
  return `median ${at(0.5)} ms  p95 ${at(0.95)} ms  ${String(Math.round(times.length / SECONDS)).padStart(5)} a second`;
}
