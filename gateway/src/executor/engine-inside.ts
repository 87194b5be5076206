/**
 * All that is used of the inside of @apollo/gateway, whose version is pinned: its rules for rewriting and shaping, so that
 * where ours end its own decide. See adr/0034-compiled-executor.md.
 */
import type { ApolloGateway } from '@apollo/gateway';
import { computeResponse } from '@apollo/gateway/dist/resultShaping.js';
import { operationFromDocument } from '@apollo/federation-internals';
import { type DocumentNode, GraphQLError, type GraphQLSchema } from 'graphql';
import type { Data } from './merge.js';

export { applyRewrites, isObjectOfType } from '@apollo/gateway/dist/dataRewrites.js';
export { generateHydratedPaths } from '@apollo/gateway/dist/executeQueryPlan.js';

export interface Shaped {
  readonly data?: Data | null;
  readonly errors?: readonly GraphQLError[];
  readonly extensions?: Record<string, unknown>;
}

export function supergraphSchemaOf(engine: ApolloGateway): GraphQLSchema {
  const schema = engine['supergraphSchema'] as GraphQLSchema | undefined;
  if (!schema) {
    throw new Error('The engine has no schema yet');
  }
  return schema;
}

/** The last step of the engine, on data that was put together without it. */
export function shapeAsEngine(
  engine: ApolloGateway,
  document: DocumentNode,
  input: Data,
  variables: Record<string, unknown> | undefined,
): Shaped {
  const schema = engine['apiSchema'] as Parameters<typeof operationFromDocument>[0];
  try {
    const operation = operationFromDocument(schema, document, { validate: false });
    const { data, errors } = computeResponse({
      operation,
      variables,
      input,
      introspectionHandling: () => {
        throw new Error('An operation with introspection is not compiled');
      },
    });
    return errors.length > 0 ? { data, extensions: { valueCompletion: errors } } : { data };
  } catch (error) {
    if (error instanceof GraphQLError) {
      return { errors: [error] };
    }
    const { message } = error as Error;
    return { errors: [new GraphQLError(message, { originalError: error as Error })] };
  }
}
