import './no-telemetry.js';
import { ApolloGateway } from '@apollo/gateway';
import type { ApolloServerOptions } from '@apollo/server';
import type { AssertionSigner } from '@trama/identity/assertion';
import type { Logger } from '@trama/kernel/log';
import { GraphQLError } from 'graphql';
import type { FieldPermissions } from '../authorization/field-permissions.js';
import { CompiledExecutor, type EngineRequest } from '../executor/compiled-executor.js';
import { Fallbacks } from '../executor/fallbacks.js';
import { requireSmallPlan } from '../limits/plan-limit.js';
import type { RequestContext } from '../request-context.js';
import { SubgraphSource } from './subgraph-source.js';
import type { SubgraphPost } from './subgraph-client.js';

/** All that the rest of the gateway knows of the federation engine: see adr/0003-apollo-gateway.md. */
export type Supergraph = NonNullable<ApolloServerOptions<RequestContext>['gateway']>;

type Result = Awaited<ReturnType<NonNullable<Awaited<ReturnType<Supergraph['load']>>['executor']>>>;

export interface SupergraphSettings {
  readonly supergraphSdl: string;
  readonly clients: ReadonlyMap<string, SubgraphPost>;
  readonly signer: AssertionSigner;
  readonly permissions: FieldPermissions;
  readonly log: Logger;
  /** Off, the engine executes everything itself. */
  readonly compiled: boolean;
  /** Whether one caller's same questions of one moment go to a subgraph together. */
  readonly singleFlight: boolean;
}

export function createSupergraph(settings: SupergraphSettings): Supergraph {
  const { supergraphSdl, clients, signer, permissions, singleFlight, log } = settings;
  const sources = new Map(
    [...clients].map(([name, client]) => [name, new SubgraphSource(client, { signer, singleFlight, log })]),
  );
  const engine = new ApolloGateway({
    supergraphSdl,
    validateSupergraph: true,
    buildService: ({ name }) => sourceOf(sources, name),
    queryPlannerConfig: { debug: { maxEvaluatedPlans: 100 } },
    experimental_approximateQueryPlanStoreMiB: 30,
    experimental_didResolveQueryPlan: ({ queryPlan, requestContext }) => {
      const fetches = requireSmallPlan(queryPlan);
      compiled?.planned(requestContext, queryPlan);
      spend(requestContext.context as RequestContext, fetches);
    },
    __exposeQueryPlanExperimental: false,
    debug: false,
    logger: log,
  });
  const compiled = settings.compiled
    ? new CompiledExecutor({ engine, subgraphs: sources, fallbacks: new Fallbacks(log), permissions, spend })
    : undefined;
  engine.onSchemaLoadOrUpdate(() => compiled?.forget());
  const execute = (request: EngineRequest) => (compiled ? compiled.execute(request) : engine.executor(request));
  return {
    load: async (options) => {
      await engine.load(options);
      return { executor: async (request) => withoutSilentNulls(await execute(request).catch(asRefusal)) };
    },
    onSchemaLoadOrUpdate: (callback) => engine.onSchemaLoadOrUpdate(callback),
    stop: async () => {
      compiled?.stop();
      await engine.stop();
    },
  };
}

/** The first request to a subgraph is in the price of being let in. */
function spend(context: RequestContext, fetches: number): void {
  context.spend(Math.max(0, fetches - 1));
}

function sourceOf(sources: ReadonlyMap<string, SubgraphSource>, name: string): SubgraphSource {
  const source = sources.get(name);
  if (!source) {
    throw new Error(`The supergraph has a subgraph "${name}" and no setting says where it is`);
  }
  return source;
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
