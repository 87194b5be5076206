import { DomainError, isErrorCode, PROTOCOL_ERRORS } from '@trama/kernel/errors';
import type { Logger } from '@trama/kernel/log';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { randomUUID } from 'node:crypto';

/**
 * Lets out what a service said on purpose and nothing else. Anything unexpected may quote SQL, a table or a
 * value: it stays in the log, under a reference that the caller can tell us.
 */
export function maskErrors(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const code = formatted.extensions?.code;
    if (PROTOCOL_ERRORS.has(String(code))) {
      return { message: formatted.message, locations: formatted.locations, path: formatted.path, extensions: { code } };
    }
    const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
    if (cause instanceof DomainError && isErrorCode(code)) {
      const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
      return { message: formatted.message, path: formatted.path, extensions };
    }
    const riferimento = randomUUID();
    log.error({ riferimento, err: cause }, 'unexpected error in a resolver');
    return {
      message: `Errore interno: riprova; se continua, comunica il riferimento ${riferimento}.`,
      path: formatted.path,
      extensions: { code: 'ERRORE_INTERNO', riferimento },
    };
  };
}
