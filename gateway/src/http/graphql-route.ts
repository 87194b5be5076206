import { setMaxListeners } from 'node:events';
import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PAGE_POLICY } from '../landing/page.js';
import type { Identify, RequestContext } from '../request-context.js';
import { refusal } from './http-errors.js';

/** Asked before anything runs: a mutation must not be done and then answered with "I cannot speak your language". */
const ANSWERABLE = /(\*|application)\/\*|application\/(graphql-response\+)?json|text\/html/i;

export function graphqlRoute(apollo: ApolloServer<RequestContext>, identify: Identify, deadlineMs: number) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    if (!ANSWERABLE.test(request.headers.accept ?? '*/*')) {
      const { status, body } = refusal(
        406,
        'BAD_REQUEST',
        'La risposta è JSON: l’intestazione accept deve ammetterlo.',
      );
      return reply.code(status).send(body);
    }
    const chiamante = await identify(request.headers, request.method);
    const { headers, body, status } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: httpRequest(request),
      context: async () => ({
        chiamante,
        requestId: request.id,
        signal: untilGoneOrLate(reply, deadlineMs),
      }),
    });
    reply
      .code(status ?? 200)
      .headers(Object.fromEntries(headers))
      .header('cache-control', 'no-store');
    if (headers.get('content-type') === 'text/html') {
      reply.type('text/html; charset=utf-8').header('content-security-policy', PAGE_POLICY);
    }
    return body.kind === 'complete' ? reply.send(body.string) : reply.send(body.asyncIterator);
  };
}

function httpRequest({ method, url, headers, body }: FastifyRequest): HTTPGraphQLRequest {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    map.set(name, Array.isArray(value) ? value.join(', ') : (value ?? ''));
  }
  const question = url.indexOf('?');
  return { method, headers: map, search: question < 0 ? '' : url.slice(question), body };
}

function untilGoneOrLate({ raw }: FastifyReply, deadlineMs: number): AbortSignal {
  const controller = new AbortController();
  const late = setTimeout(() => controller.abort(), deadlineMs);
  raw.once('close', () => {
    clearTimeout(late);
    controller.abort();
  });
  // One listener for each subgraph request in flight: more than ten is normal here, not a leak.
  setMaxListeners(0, controller.signal);
  return controller.signal;
}
