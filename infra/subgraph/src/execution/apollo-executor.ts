import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import type { PreparedExecution } from './prepared-execution.js';

type GatewayInterface = ApolloServerOptionsWithGateway<BaseContext>['gateway'];

/** The one place where the server lets somebody else execute is the one meant for gateways. */
export function executedBy(execution: PreparedExecution, schema: GraphQLSchema): GatewayInterface {
  return {
    onSchemaLoadOrUpdate: (tell) => {
      tell({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: async () => ({
      executor: async ({ document, operation, operationName, request, context }) =>
        execution.execute({ document, operation, operationName, variables: request.variables, context }),
    }),
    stop: async () => undefined,
  };
}
