import './no-telemetry.js';
import { ApolloGateway } from '@apollo/gateway';
import type { ApolloServerOptions } from '@apollo/server';
import type { AssertionSigner } from '@trama/identity/assertion';
import type { Logger } from '@trama/kernel/log';
import { GraphQLError } from 'graphql';
import { requireSmallPlan } from '../limits/plan-limit.js';
import type { RequestContext } from '../request-context.js';
import { SubgraphSource } from './subgraph-source.js';
import type { SubgraphClient } from './subgraph-client.js';

/** All that the rest of the gateway knows of the federation engine: see adr/0003-apollo-gateway.md. */
export type Supergraph = NonNullable<ApolloServerOptions<RequestContext>['gateway']>;

type Executor = NonNullable<Awaited<ReturnType<Supergraph['load']>>['executor']>;
type Result = Awaited<ReturnType<Executor>>;

export interface SupergraphSettings {
  readonly supergraphSdl: string;
  readonly clients: ReadonlyMap<string, SubgraphClient>;
  readonly signer: AssertionSigner;
  readonly log: Logger;
}

export function createSupergraph(settings: SupergraphSettings): Supergraph {
  const engine = new ApolloGateway({
    supergraphSdl: settings.supergraphSdl,
    validateSupergraph: true,
    buildService: ({ name }) => new SubgraphSource(clientOf(settings.clients, name), settings.signer, settings.log),
    queryPlannerConfig: { debug: { maxEvaluatedPlans: 100 } },
    experimental_approximateQueryPlanStoreMiB: 30,
    experimental_didResolveQueryPlan: ({ queryPlan, requestContext }) => {
      const fetches = requireSmallPlan(queryPlan);
      (requestContext.context as RequestContext).spend(Math.max(0, fetches - 1));
    },
    __exposeQueryPlanExperimental: false,
    debug: false,
    logger: settings.log,
  });
  return {
    load: async (options) => {
      const { executor } = await engine.load(options);
      return {
        executor: async (request) => withoutSilentNulls(await (executor as Executor)(request).catch(asRefusal)),
      };
    },
    onSchemaLoadOrUpdate: (callback) => engine.onSchemaLoadOrUpdate(callback),
    stop: () => engine.stop(),
  };
}

function clientOf(clients: ReadonlyMap<string, SubgraphClient>, name: string): SubgraphClient {
  const client = clients.get(name);
  if (!client) {
    throw new Error(`The supergraph has a subgraph "${name}" and no setting says where it is`);
  }
  return client;
}

/** The engine knows less of introspection than the validation before it (`isOneOf`): what it cannot read is refused, not a fault. */
function asRefusal(error: unknown): never {
  if (error instanceof GraphQLError && error.extensions.code === 'INVALID_GRAPHQL') {
    throw new GraphQLError(error.message, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } } });
  }
  throw error;
}

/** A promise of the schema that the data broke is an error of the answer, not a remark in its extensions. */
function withoutSilentNulls(result: Result): Result {
  const { valueCompletion, ...extensions } = result.extensions ?? {};
  return Array.isArray(valueCompletion) ? { ...result, errors: valueCompletion, extensions } : result;
}
