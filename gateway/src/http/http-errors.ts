import { DomainError, type ErrorCode } from '@trama/kernel/errors';
import type { FastifyError } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';

/** One shape for every refusal, also before GraphQL begins: a client needs one way to read errors. */
export interface ErrorBody {
  readonly errors: readonly GraphQLFormattedError[];
}

export interface HttpRefusal {
  readonly status: number;
  readonly body: ErrorBody;
  readonly headers?: Readonly<Record<string, string>>;
}

export const JSON_TYPE = 'application/json; charset=utf-8';

export function refusal(status: number, code: ErrorCode | 'BAD_REQUEST', message: string): HttpRefusal {
  return { status, body: { errors: [{ message, extensions: { code } }] } };
}

const MALFORMED = 'La richiesta non è leggibile: il corpo deve essere JSON corretto.';
const MEDIA_TYPE = 'Il corpo deve essere application/json in utf-8.';
const TOO_LARGE = 'La richiesta supera la dimensione ammessa: rendila più piccola.';

/** HTTP's own word for a refusal that a DomainError makes before GraphQL begins. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  NON_AUTENTICATO: 401,
  NON_AUTORIZZATO: 403,
  LIMITE_SUPERATO: 429,
  SERVIZIO_NON_DISPONIBILE: 503,
};

/** What the server refuses before GraphQL; undefined when it is a fault and not a refusal. */
export function refusalOf(error: Partial<FastifyError>): HttpRefusal | undefined {
  if (error instanceof DomainError) {
    const code = error.extensions.code as ErrorCode;
    const { headers } = Object(error.extensions.http) as Pick<HttpRefusal, 'headers'>;
    return { ...refusal(STATUS[code] ?? 400, code, error.message), headers };
  }
  switch (error.statusCode) {
    case 400:
      return refusal(400, 'BAD_REQUEST', MALFORMED);
    case 413:
      return refusal(413, 'LIMITE_SUPERATO', TOO_LARGE);
    case 415:
      return refusal(415, 'BAD_REQUEST', MEDIA_TYPE);
    default:
      return undefined;
  }
}

/** Requests that Node could not even read as HTTP. */
export function refusalOfConnection(code: string | undefined): HttpRefusal {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return refusal(408, 'BAD_REQUEST', 'La richiesta non è arrivata in tempo.');
    case 'HPE_HEADER_OVERFLOW':
      return refusal(431, 'LIMITE_SUPERATO', TOO_LARGE);
    default:
      return refusal(400, 'BAD_REQUEST', 'La richiesta non è HTTP corretto.');
  }
}
