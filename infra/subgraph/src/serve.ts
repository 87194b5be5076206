import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import type { Database } from '@trama/database/database';
import { identityOf, PUBBLICO } from '@trama/kernel/identity';
import type { Logger } from '@trama/kernel/log';
import { fastify, type FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { randomUUID } from 'node:crypto';
import { buildSubgraph } from './build-schema.js';
import { SubgraphContext } from './context.js';
import { maskErrors } from './mask-errors.js';
import type { Subgraph } from './module.js';

export interface ServeOptions {
  readonly subgraph: Subgraph;
  readonly database: Database;
  /** The same PostgreSQL through the login that may read published figures and nothing else. */
  readonly published: Database;
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

/** Serves a subgraph to the gateway: JSON in, JSON out, nothing a browser could use. */
export async function serve(options: ServeOptions): Promise<ServedSubgraph> {
  const app = fastify({ bodyLimit: 1_048_576, requestTimeout: 15_000, logger: false });
  const apollo = createApollo(options, await buildSubgraph(options.subgraph), app);
  await apollo.start();
  app.post('/graphql', fastifyApolloHandler(apollo, { context: async () => contextOf(options) }));
  app.get('/health/live', async () => ({ stato: 'vivo' }));
  app.get('/health/ready', async (_, reply) => {
    const ready = await options.database.ready();
    return reply.status(ready ? 200 : 503).send({ stato: ready ? 'pronto' : 'database irraggiungibile' });
  });
  app.setErrorHandler((_error, _request, reply) => reply.status(400).send(refusal('Richiesta non valida.')));
  app.setNotFoundHandler((_request, reply) => reply.status(404).send(refusal('Indirizzo inesistente.')));
  const address = await app.listen({ host: options.host, port: options.port });
  return { url: `${address}/graphql`, stop: () => app.close() };
}

const refusal = (message: string) => ({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });

/** Every caller is the public until identities arrive with the gateway's assertion. */
const contextOf = ({ database, published }: ServeOptions): SubgraphContext =>
  new SubgraphContext(identityOf(PUBBLICO, randomUUID()), database, published);

function createApollo(
  { log, introspection }: ServeOptions,
  schema: GraphQLSchema,
  app: FastifyInstance,
): ApolloServer<SubgraphContext> {
  return new ApolloServer<SubgraphContext>({
    schema,
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
    ],
  });
}
