import { GraphQLError } from 'graphql';
import type { BeforePlanning } from './steps.js';

/**
 * The federation engine takes an operation that is not there, or of a kind that the schema has not, for a fault of
 * its own. It is a mistake in the request, and is refused as one.
 */
export const knownOperation: BeforePlanning = ({ operation, schema }) => {
  if (!operation) {
    throw refusal('il documento non ha l’operazione richiesta; con più operazioni serve "operationName".');
  }
  if (!schema.getRootType(operation.operation)) {
    throw refusal(`lo schema non ha operazioni di tipo "${operation.operation}".`);
  }
};

function refusal(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE', http: { status: 400 } } });
}
