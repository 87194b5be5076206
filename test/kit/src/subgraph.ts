import { caricaFileChiavi } from '@trama/crypto/cifrario';
import { connect } from '@trama/database/connect';
import { Database } from '@trama/database/database';
import { AssertionSigner, AssertionVerifier, newAssertionKey } from '@trama/identity/assertion';
import type { VerificaServizio } from '@trama/identity/servizio';
import type { Chiamante } from '@trama/kernel/identity';
import type { Ruolo } from '@trama/kernel/ruoli';
import { createLog } from '@trama/kernel/log';
import { Cassaforte, KEY_POOL } from '@trama/subgraph/cassaforte';
import type { ClienteInterno } from '@trama/subgraph/cliente-interno';
import { entitiesOf, type Subgraph } from '@trama/subgraph/module';
import { serve } from '@trama/subgraph/serve';
import { randomUUID } from 'node:crypto';
import { type Answer, signedAnswerOf } from './answer.js';
import { type ClonedDatabase, cloneDatabase, testContextKey, testKeysDir } from './database.js';

/** Somebody of one ambito with one role; the same name is the same person. */
export const operatore = (ambito: number | null, ruolo: Ruolo, subject: string): Chiamante => ({
  subject,
  ruolo,
  ambito,
  asst: null,
  ente: null,
  scope: [],
});

/** One subgraph on a database of its own, asked as the gateway would. */
export interface SubgraphUnderTest {
  readonly clone: ClonedDatabase;
  /** The door that the subgraph itself goes through. */
  readonly database: Database;
  readonly cassaforte: Cassaforte;
  /** Where it listens, without a path. */
  readonly url: string;
  ask<T>(chi: Chiamante, query: string, variables?: Record<string, unknown>): Promise<Answer<T>>;
  stop(): Promise<void>;
}

export interface SubgraphOptions {
  readonly demo?: boolean;
  readonly poolSize?: number;
  /** Knows the programs that may ask it. */
  readonly programmi?: VerificaServizio;
  /** Through which it asks the subgraph of the ambiti. */
  readonly ambito?: ClienteInterno;
}

export async function startSubgraph(
  subgraph: Subgraph,
  { demo = false, poolSize = 5, programmi, ambito }: SubgraphOptions = {},
): Promise<SubgraphUnderTest> {
  const clone = await cloneDatabase(subgraph.name, { demo });
  const [url, key] = [clone.appUrl, testContextKey()];
  // A busy machine makes a test slow, and not fail: what is refused in time has tests of its own.
  const common = { application: 'prova', patient: true };
  const source = await connect({ url, poolSize, ...common }, entitiesOf(subgraph));
  const keys = await connect({ url, poolSize: KEY_POOL, ...common }, []);
  const published = await connect({ url: clone.statUrl, poolSize: 2, ...common }, entitiesOf(subgraph));
  const database = new Database(source, key);
  const cassaforte = new Cassaforte(await caricaFileChiavi(testKeysDir()), new Database(keys, key));
  const assertionKey = newAssertionKey();
  const signer = new AssertionSigner({ [subgraph.name]: assertionKey });
  const server = await serve({
    subgraph,
    database,
    published: new Database(published, key),
    cassaforte,
    ...(programmi && { programmi }),
    ...(ambito && { ambito }),
    verifier: new AssertionVerifier(assertionKey, subgraph.name),
    log: createLog(subgraph.name, 'silent'),
    host: '127.0.0.1',
    port: 0,
    introspection: false,
  });
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    await server.stop();
    await Promise.all([source.destroy(), keys.destroy(), published.destroy()]);
    await clone.drop();
  };
  return {
    clone,
    database,
    cassaforte,
    url: new URL(server.url).origin,
    ask: (chiamante, query, variables) => {
      const asking = { chiamante, requestId: randomUUID(), signer, servizio: subgraph.name };
      return signedAnswerOf(server.url, asking, query, variables);
    },
    stop: () => (stopped ??= stop()),
  };
}
