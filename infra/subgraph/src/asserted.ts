import { ASSERTION_HEADER, AssertionError, type AssertionVerifier, type Verified } from '@trama/identity/assertion';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const known = new WeakMap<FastifyRequest, Verified>();

/**
 * The only parser of bodies there is, so the check cannot be forgotten: what the gateway did not sign is not even
 * read as JSON, `_service`, `_entities` and introspection included.
 */
export function acceptOnlyTheGateway(app: FastifyInstance, verifier: AssertionVerifier): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    known.set(request, await verifier.verify(header(request), body));
    return JSON.parse(body.toString('utf8')) as unknown;
  });
}

/** @throws AssertionError for a request whose body was never checked, such as one without a body */
export function assertedOf(request: FastifyRequest): Verified {
  const asserted = known.get(request);
  if (!asserted) {
    throw new AssertionError('no body');
  }
  return asserted;
}

/** What the refused is told, which is nothing, and what the log is. */
export function refusalOf(error: unknown): { readonly status: number; readonly reason: string } {
  const { statusCode, code, message } = Object(error) as { statusCode?: number; code?: string; message?: string };
  if (error instanceof AssertionError) {
    return { status: 401, reason: `assertion: ${error.message}` };
  }
  return { status: statusCode ?? 400, reason: code ?? message ?? 'unreadable' };
}

function header({ headers }: FastifyRequest): string | undefined {
  const value = headers[ASSERTION_HEADER];
  return typeof value === 'string' ? value : undefined;
}
