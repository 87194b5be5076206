import { GraphQLError, type GraphQLErrorOptions } from 'graphql';

/**
 * The closed list of `extensions.code`, each with what schema/errors.md tells the caller about it.
 * A code that is not here never reaches a caller: whatever else goes wrong is ERRORE_INTERNO.
 */
export const ERRORS = {
  NON_AUTENTICATO: 'No valid token: sign in and repeat.',
  NON_AUTORIZZATO: 'The caller is known and lacks the permission.',
  NON_TROVATO: 'The object does not exist, or the caller may not know that it does.',
  INPUT_NON_VALIDO: 'A value is out of its rules; extensions.campi names the fields.',
  CONFLITTO_VERSIONE: 'Somebody wrote first: read again and repeat with the new versione.',
  CHIAVE_IDEMPOTENZA_RIUSATA: 'The key was used for another input: choose a new one.',
  TRANSIZIONE_NON_AMMESSA: 'The state of the object does not allow the action.',
  LIMITE_SUPERATO: 'The request asks for too much at once: make it smaller, or wait and repeat.',
  SERVIZIO_NON_DISPONIBILE:
    'A part of the platform does not answer; the rest of the answer is valid. extensions.servizio names the part: repeat later. extensions.campi names the fields that could not be filled.',
  ERRORE_INTERNO: 'A fault of the platform, already in its log under extensions.riferimento. Nothing was written.',
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** Apollo's own codes for requests that are not GraphQL as the protocol wants it. */
export const PROTOCOL_ERRORS: ReadonlySet<string> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
]);

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERRORS, code);
}

/** The only error a service throws on purpose; anything else reaches the caller as ERRORE_INTERNO. */
export class DomainError extends GraphQLError {
  constructor(code: ErrorCode, message: string, options?: GraphQLErrorOptions) {
    super(message, { ...options, extensions: { ...options?.extensions, code } });
  }
}
