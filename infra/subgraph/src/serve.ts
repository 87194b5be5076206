import { ApolloServer, type GraphQLRequest } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import type { Database } from '@trama/database/database';
import type { Marca } from '@trama/database/marca';
import type { VerificaServizio } from '@trama/identity/servizio';
import type { Asserted, AssertionVerifier } from '@trama/identity/assertion';
import { identityOf } from '@trama/kernel/identity';
import { inAscii } from '@trama/kernel/json-text';
import { MARCA_HEADER } from '@trama/kernel/marca';
import type { Logger } from '@trama/kernel/log';
import { answerBytes } from '@trama/kernel/written-data';
import { fastify, type FastifyInstance, type FastifyReply } from 'fastify';
import { acceptOnlyTheGateway, assertedOf, refusalOf } from './asserted.js';
import { buildSubgraph } from './build-schema.js';
import type { Cassaforte } from './cassaforte.js';
import type { ClienteInterno } from './cliente-interno.js';
import { SubgraphContext } from './context.js';
import { ApolloExecutor, type Question, told } from './execution/apollo-executor.js';
import { PreparedExecution } from './execution/prepared-execution.js';
import { rispondiAiProgrammi } from './interno.js';
import { KeptAnswers } from './kept-answers.js';
import { diciLaMarca, marcaDiRichiesta, sottoLaMarca } from './marca.js';
import { maskErrors } from './mask-errors.js';
import { interniOf, type Subgraph } from './module.js';

export interface ServeOptions {
  readonly subgraph: Subgraph;
  readonly database: Database;
  /** The same PostgreSQL through the login that may read published figures and public registers, and nothing else. */
  readonly published: Database;
  /** Of what that login reads; without it the gateway keeps nothing of what is answered here. */
  readonly marca?: Marca;
  /** How much of it is kept here for who asks the very same again; nothing, unless said. */
  readonly keptMegabytes?: number;
  /** Where the subgraph keeps data of people. */
  readonly cassaforte?: Cassaforte;
  /** Knows the gateway's word from anybody else's. */
  readonly verifier: AssertionVerifier;
  /** Knows the word of other programs; without it they are not answered. */
  readonly programmi?: VerificaServizio;
  /** Through which the subgraph of the ambiti is asked. */
  readonly ambito?: ClienteInterno;
  readonly log: Logger;
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly introspection: boolean;
}

export interface ServedSubgraph {
  /** Address of the GraphQL endpoint. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves a subgraph to the gateway and to nobody else: JSON in, JSON out, nothing a browser could use. */
export async function serve(options: ServeOptions): Promise<ServedSubgraph> {
  const app = fastify({ bodyLimit: 1_048_576, requestTimeout: 15_000, logger: false });
  acceptOnlyTheGateway(app, options.verifier);
  const schema = await buildSubgraph(options.subgraph);
  const executor = new ApolloExecutor(new PreparedExecution(schema), schema);
  const apollo = createApollo(options, executor, app);
  await apollo.start();
  const kept = keptAnswersOf(options);
  app.post('/graphql', async (request, reply) => {
    const asked = assertedOf(request);
    const again = await kept?.get(asked);
    if (again) {
      return send(reply.header(MARCA_HEADER, again.marca), again.body);
    }
    const context = contextOf(options, asked);
    const body = await answer({ apollo, executor }, context, request.body, reply);
    kept?.keep(asked, reply.getHeader(MARCA_HEADER) as string | undefined, body);
    return send(reply, body);
  });
  if (options.marca) {
    diciLaMarca(app, options.marca);
  }
  if (options.programmi) {
    rispondiAiProgrammi(app, interniOf(options.subgraph), options.programmi, options.database);
  }
  app.get('/health/live', async () => ({ stato: 'vivo' }));
  app.get('/health/ready', async (_, reply) => {
    const ready = await options.database.ready();
    return reply.status(ready ? 200 : 503).send({ stato: ready ? 'pronto' : 'database irraggiungibile' });
  });
  app.setErrorHandler((error, _request, reply) => {
    const { status, reason } = refusalOf(error);
    options.log.warn({ reason }, 'refused before GraphQL');
    return reply.status(status).send({ rifiutata: true });
  });
  app.setNotFoundHandler((_request, reply) => reply.status(404).send({ rifiutata: true }));
  const address = await app.listen({ host: options.host, port: options.port });
  return { url: `${address}/graphql`, stop: () => app.close() };
}

interface Answering {
  readonly apollo: ApolloServer<SubgraphContext>;
  readonly executor: ApolloExecutor;
}

async function answer(by: Answering, context: SubgraphContext, body: unknown, reply: FastifyReply): Promise<Buffer> {
  const { query, variables, operationName } = Object(body) as Question;
  const question = { query, variables, operationName };
  const executed = by.executor.execute(question, context);
  const well = await executed?.then(
    (result) => (result.errors ? undefined : result),
    () => undefined,
  );
  if (well && context.marca !== undefined) {
    reply.header(MARCA_HEADER, context.marca);
  }
  const bytes = answerBytes(well ?? (await byApollo(by.apollo, told(question, executed), context, reply)), asciiJson);
  // What V8 keeps of each request for longer than it lasts (see WrittenData) is not to keep what was read for it.
  context.forget();
  return bytes;
}

/**
 * Only the gateway asks, in one way: what Apollo does for browsers and other clients, such as agreeing on a media type and
 * keeping forged forms out, has nobody here to do it for.
 */
async function byApollo(
  apollo: ApolloServer<SubgraphContext>,
  question: Question,
  contextValue: SubgraphContext,
  reply: FastifyReply,
): Promise<{ readonly data?: unknown }> {
  const { body, http } = await apollo.executeOperation(question as GraphQLRequest, { contextValue });
  reply.code(http.status ?? 200).headers(Object.fromEntries(http.headers));
  // Nothing is answered in parts: that takes a directive which no subgraph has.
  return (body as { singleResult: { data?: unknown } }).singleResult;
}

/** For the gateway, which then has a character for each byte and need not look for others. */
const asciiJson = (value: object): string => inAscii(JSON.stringify(value));

const send = (reply: FastifyReply, body: Buffer): FastifyReply =>
  reply.type('application/json; charset=utf-8').send(body);

const keptAnswersOf = ({ marca, keptMegabytes = 0 }: ServeOptions): KeptAnswers | undefined =>
  marca && keptMegabytes > 0 ? new KeptAnswers(marca, keptMegabytes) : undefined;

function contextOf(
  { database, published, cassaforte, ambito, marca }: ServeOptions,
  { chiamante, requestId }: Asserted,
): SubgraphContext {
  const mezzi = { cassaforte, ambito, marca: marcaDiRichiesta(marca) };
  return new SubgraphContext(identityOf(chiamante, requestId), database, published, mezzi);
}

function createApollo(
  { log, introspection }: ServeOptions,
  executor: ApolloExecutor,
  app: FastifyInstance,
): ApolloServer<SubgraphContext> {
  return new ApolloServer<SubgraphContext>({
    gateway: executor.gateway,
    introspection,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    logger: { debug: () => undefined, info: () => undefined, warn: (m) => log.warn(m), error: (m) => log.error(m) },
    formatError: maskErrors(log),
    plugins: [
      // Off by name: a subgraph must neither trace itself into its answers nor call a vendor.
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      fastifyApolloDrainPlugin(app),
      sottoLaMarca,
    ],
  });
}
