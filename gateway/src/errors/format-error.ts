import { isErrorCode, PROTOCOL_ERRORS } from '@trama/kernel/errors';
import type { Logger } from '@trama/kernel/log';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { internalFault } from './internal-fault.js';
import { protocolMessage } from './protocol-messages.js';
import { publicExtensions } from './public-extensions.js';

/** The parser's limit has no code of its own. */
const TOO_MANY_TOKENS = /more tha[nt] \d+ tokens/;

/** The last hand on every error: the closed list passes, everything else becomes a reference to the log. */
export function createFormatError(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const code = codeOf(formatted, error);
    const path = pathForCaller(formatted.path);
    if (code === 'GRAPHQL_PARSE_FAILED' && TOO_MANY_TOKENS.test(formatted.message)) {
      return {
        message: 'La richiesta è troppo lunga: dividila in più richieste.',
        extensions: { code: 'LIMITE_SUPERATO' },
      };
    }
    if (isErrorCode(code)) {
      return { ...formatted, path, extensions: { ...publicExtensions(formatted.extensions), code } };
    }
    if (PROTOCOL_ERRORS.has(code)) {
      return protocolMessage(code, formatted, error);
    }
    const { extensions, ...fault } = internalFault(log, error, {
      code,
      path,
      servizio: formatted.extensions?.servizio,
    });
    return { ...fault, path, extensions: { ...publicExtensions(formatted.extensions), ...extensions } };
  };
}

function codeOf(formatted: GraphQLFormattedError, error: unknown): string {
  // A validation rule's own code is under Apollo's general one.
  const cause =
    error instanceof GraphQLError && error.originalError instanceof GraphQLError ? error.originalError : undefined;
  const code = String(cause && isErrorCode(cause.extensions.code) ? cause.extensions.code : formatted.extensions?.code);
  return code.startsWith('PERSISTED_QUERY_') ? 'BAD_REQUEST' : code;
}

/** The planner writes "@" for "each of the list" and the subgraph `_entities` for its own root: neither is in the answer. */
function pathForCaller(path: GraphQLFormattedError['path']): GraphQLFormattedError['path'] {
  return path?.filter((step) => step !== '@' && step !== '_entities');
}
