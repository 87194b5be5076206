import { caricaFileChiavi } from '@trama/crypto/cifrario';
import { connect } from '@trama/database/connect';
import { Database } from '@trama/database/database';
import { Marca } from '@trama/database/marca';
import { subgraph as ambito } from '@trama/ambito/subgraph';
import { subgraph as asst } from '@trama/asst/subgraph';
import { subgraph as ats } from '@trama/ats/subgraph';
import { subgraph as terzoSettore } from '@trama/terzo-settore/subgraph';
import { startGateway } from '@trama/gateway/gateway';
import type { IdentitySettings } from '@trama/gateway/identity/identity';
import { AssertionSigner, AssertionVerifier, newAssertionKey } from '@trama/identity/assertion';
import type { NomePersona } from '@trama/idp/persone';
import { createLog } from '@trama/kernel/log';
import { controllaEdizione } from '@trama/publication/controlla';
import { pubblica } from '@trama/publication/pubblica';
import { raccogli } from '@trama/publication/raccolta';
import { Cassaforte, KEY_POOL } from '@trama/subgraph/cassaforte';
import { entitiesOf, type Subgraph } from '@trama/subgraph/module';
import { serve, type ServeOptions } from '@trama/subgraph/serve';
import { fileURLToPath } from 'node:url';
import { type ClonedDatabase, cloneDatabase, execute, testContextKey, testKeysDir, testPostgres } from './database.js';
import { answerOf, type Answer } from './answer.js';
import { TestIssuer, type TokenOverrides } from './issuer.js';
import { conoscenza } from './programmi.js';

export const SUBGRAPHS: readonly Subgraph[] = [ambito, ats, asst, terzoSettore];

const SUPERGRAPH = fileURLToPath(new URL('../../../schema/supergraph.graphql', import.meta.url));

interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

interface RunningSubgraph extends Running {
  readonly clone: ClonedDatabase;
}

export interface GraphOptions {
  readonly demo?: boolean;
  /** Of the gateway, when it must be known beforehand. */
  readonly port?: number;
  /** Folder of the built console, for who looks at it in a browser. */
  readonly console?: string;
  /** Over what the issuer of the kit wants. */
  readonly identity?: Partial<IdentitySettings>;
  /** Whether the subgraphs tell their marks, and the gateway answers from memory while they hold. */
  readonly revalidation?: boolean;
}

/** The whole graph in this process: four subgraphs on databases of their own, and the gateway, all over HTTP. */
export class GraphUnderTest {
  private readonly tokens = new Map<NomePersona, Promise<string>>();

  private constructor(
    private readonly gateway: Running,
    private readonly subgraphs: ReadonlyMap<string, RunningSubgraph>,
    /** Whose tokens the gateway believes. */
    readonly issuer: TestIssuer,
    /** The gateway's own, so that a test can try its word where it is not meant to be. */
    readonly signer: AssertionSigner,
  ) {}

  static async start({
    demo = false,
    port = 0,
    console,
    identity,
    revalidation = false,
  }: GraphOptions = {}): Promise<GraphUnderTest> {
    const keys = Object.fromEntries(SUBGRAPHS.map(({ name }) => [name, newAssertionKey()]));
    const subgraphs = await startAll({ demo, revalidation }, keys);
    const issuer = await TestIssuer.start();
    const signer = new AssertionSigner(keys);
    const gateway = await startGateway({
      host: '127.0.0.1',
      port,
      subgraphs: Object.fromEntries([...subgraphs].map(([name, { url }]) => [name, url])),
      supergraph: SUPERGRAPH,
      console,
      signer,
      identity: { ...issuer.settings(), ...identity },
      revalidation,
      ...(revalidation && { keptMegabytes: 16 }),
      introspection: true,
      logLevel: 'silent',
    });
    return new GraphUnderTest(gateway, subgraphs, issuer, signer);
  }

  get url(): string {
    return `${this.gateway.url}/graphql`;
  }

  /** Where one subgraph answers the gateway, and should answer nobody else. */
  subgraphUrl(name: string): string {
    return this.subgraphs.get(name)!.url;
  }

  /** The answer of the gateway to one operation, as any client gets it. */
  async ask<T = Record<string, unknown>>(
    query: string,
    variables: Record<string, unknown> = {},
    persona?: NomePersona,
    operationName?: string,
  ): Promise<Answer<T>> {
    const headers = persona && { authorization: `Bearer ${await this.kept(persona)}` };
    return answerOf<T>(this.url, query, variables, headers, operationName);
  }

  /** A token of the persona, true unless told otherwise. */
  token(persona: NomePersona, overrides?: TokenOverrides): Promise<string> {
    return this.issuer.token(persona, overrides);
  }

  /** Signed once for all that the persona asks: to sign costs as much as to check, and is not what is tried. */
  private kept(persona: NomePersona): Promise<string> {
    const known = this.tokens.get(persona) ?? this.token(persona);
    this.tokens.set(persona, known);
    return known;
  }

  /** The rows of one statement on a subgraph's database, past every wall: what there is to be seen. */
  rows<Row extends object>(name: string, statement: string): Promise<Row[]> {
    const url = new URL(testPostgres().superuserUrl);
    url.pathname = new URL(this.subgraphs.get(name)!.clone.appUrl).pathname;
    return execute<Row>(url.href, statement);
  }

  /** Publishes what changed, as the job of that name does; ats collects what the others have published besides. */
  async publish(name: string): Promise<void> {
    const { clone } = this.subgraphs.get(name)!;
    const { cubi = [], luoghi } = SUBGRAPHS.find((subgraph) => subgraph.name === name)!;
    const source = await connect({ url: clone.ownerUrl, application: 'prova', poolSize: 2 }, []);
    const others = [...this.subgraphs].filter(([other]) => other !== name);
    try {
      await pubblica(source, cubi, controllaEdizione);
      if (luoghi) {
        await raccogli(source, name, {
          luoghi,
          altri: new Map(others.map(([other, it]) => [other, it.clone.statUrl])),
        });
      }
    } finally {
      await source.destroy();
    }
  }

  /** Takes a subgraph away, as a fault would. */
  async lose(name: string): Promise<void> {
    await this.subgraphs.get(name)!.stop();
  }

  async stop(): Promise<void> {
    await this.gateway.stop();
    await Promise.all([...this.subgraphs.values()].map((subgraph) => subgraph.stop()));
    await this.issuer.stop();
  }
}

type Started = Required<Pick<GraphOptions, 'demo' | 'revalidation'>>;

/** The one that ats asks comes first. */
async function startAll(
  options: Started,
  keys: Readonly<Record<string, string>>,
): Promise<Map<string, RunningSubgraph>> {
  const { programmi, cliente } = conoscenza('ats', 'ambito');
  const first = await startOn(ambito, options, keys[ambito.name]!, { programmi });
  const asks = { ambito: cliente(new URL(first.url).origin) };
  const started = new Map([[ambito.name, first]]);
  for (const subgraph of SUBGRAPHS.filter(({ name }) => name !== ambito.name)) {
    const asked = subgraph.name === ats.name ? asks : {};
    started.set(subgraph.name, await startOn(subgraph, options, keys[subgraph.name]!, asked));
  }
  return started;
}

async function startOn(
  subgraph: Subgraph,
  { demo, revalidation }: Started,
  assertionKey: string,
  asked: Pick<ServeOptions, 'programmi' | 'ambito'>,
): Promise<RunningSubgraph> {
  const clone = await cloneDatabase(subgraph.name, { demo });
  // A busy machine makes a test slow, and not fail: what is refused in time has tests of its own.
  const common = { application: 'prova', patient: true };
  const source = await connect({ url: clone.appUrl, poolSize: 5, ...common }, entitiesOf(subgraph));
  const published = await connect({ url: clone.statUrl, poolSize: 2, ...common }, entitiesOf(subgraph));
  const keys = await connect({ url: clone.appUrl, poolSize: KEY_POOL, ...common }, []);
  const key = testContextKey();
  const marca = revalidation ? new Marca({ url: clone.statUrl, application: 'prova', rilascio: 'prova' }) : undefined;
  const server = await serve({
    subgraph,
    database: new Database(source, key),
    published: new Database(published, key),
    cassaforte: new Cassaforte(await caricaFileChiavi(testKeysDir()), new Database(keys, key)),
    ...asked,
    ...(marca && { marca, keptMegabytes: 16 }),
    verifier: new AssertionVerifier(assertionKey, subgraph.name),
    log: createLog(subgraph.name, 'silent'),
    host: '127.0.0.1',
    port: 0,
    introspection: false,
  });
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    await marca?.stop();
    await server.stop();
    await Promise.all([source.destroy(), keys.destroy(), published.destroy()]);
    await clone.drop();
  };
  return { url: server.url, clone, stop: () => (stopped ??= stop()) };
}
