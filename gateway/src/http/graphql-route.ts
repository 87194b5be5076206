import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PAGE_POLICY } from '../landing/page.js';
import { Ending } from '../ending.js';
import type { Quota } from '../limits/quota.js';
import type { Identify, RequestContext } from '../request-context.js';
import { isAmong } from '../revalidation/entity-tag.js';
import type { KeptAnswers } from '../revalidation/kept-answers.js';
import { Question } from '../revalidation/question.js';
import { REVALIDATED, type Revalidation } from '../revalidation/revalidation.js';
import { bytesOf } from './answer-bytes.js';
import { refusal } from './http-errors.js';

/** Asked before anything runs: a mutation must not be done and then answered with "I cannot speak your language". */
const ANSWERABLE = /(\*|application)\/\*|application\/(graphql-response\+)?json|text\/html/i;

export interface RouteSettings {
  readonly apollo: ApolloServer<RequestContext>;
  readonly identify: Identify;
  /** Absent: nobody counts. */
  readonly quota: Quota | undefined;
  readonly deadlineMs: number;
  /** Absent: every answer is for once. */
  readonly revalidation: Revalidation | undefined;
  /** Absent: every answer is made anew. */
  readonly kept: KeptAnswers | undefined;
}

export function graphqlRoute({ apollo, identify, quota, deadlineMs, revalidation, kept }: RouteSettings) {
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
    const wait = (await quota?.take(chiamante, request.ip)) ?? 0;
    if (wait > 0) {
      const { status, body } = refusal(
        429,
        'LIMITE_SUPERATO',
        `Hai chiesto molto in poco tempo: riprova tra ${wait} secondi.`,
      );
      return reply.code(status).header('retry-after', String(wait)).send(body);
    }
    const question = new Question(request, chiamante);
    const unchanged = revalidation?.unchanged(question);
    if (unchanged) {
      return notModified(reply, unchanged);
    }
    const again = await kept?.get(question);
    if (again) {
      // With its tag only for who could have been given it.
      return send(reply, again.answer, question.isNobodys ? again.etag : undefined, question.ifNoneMatch);
    }
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: httpRequest(request),
      context: async () => ({
        chiamante,
        spend: (points) => void quota?.spend(chiamante, request.ip, points),
        requestId: request.id,
        ending: whenGoneOrLate(reply, deadlineMs),
        heard: question.heard,
      }),
    });
    const etag = tagOf(answer, question, revalidation);
    kept?.keep(question, answer, etag);
    return send(reply, answer, etag, question.ifNoneMatch);
  };
}

/** Of an answer that may be kept. */
function tagOf(
  { status, headers, body }: HTTPGraphQLResponse,
  question: Question,
  revalidation: Revalidation | undefined,
): string | undefined {
  return body.kind === 'complete' && (status ?? 200) === 200
    ? revalidation?.keep(question, headers.get('content-type') ?? '', bytesOf(body))
    : undefined;
}

function send(
  reply: FastifyReply,
  { status, headers, body }: HTTPGraphQLResponse,
  etag: string | undefined,
  ifNoneMatch: string | undefined,
): FastifyReply {
  if (etag && isAmong(etag, ifNoneMatch)) {
    return notModified(reply, etag);
  }
  reply
    .code(status ?? 200)
    .headers(Object.fromEntries(headers))
    .headers(etag ? { ...REVALIDATED, etag } : { 'cache-control': 'no-store' });
  if (headers.get('content-type') === 'text/html') {
    reply
      .type('text/html; charset=utf-8')
      .headers({ 'content-security-policy': PAGE_POLICY, 'x-frame-options': 'SAMEORIGIN' });
  }
  return body.kind === 'complete' ? reply.send(bytesOf(body)) : reply.send(body.asyncIterator);
}

const notModified = (reply: FastifyReply, etag: string): FastifyReply =>
  reply
    .code(304)
    .headers({ ...REVALIDATED, etag })
    .send();

function httpRequest({ method, url, headers, body }: FastifyRequest): HTTPGraphQLRequest {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    map.set(name, Array.isArray(value) ? value.join(', ') : (value ?? ''));
  }
  const question = url.indexOf('?');
  return { method, headers: map, search: question < 0 ? '' : url.slice(question), body };
}

function whenGoneOrLate({ raw }: FastifyReply, deadlineMs: number): Ending {
  const ending = new Ending();
  const late = setTimeout(() => ending.come('LATE'), deadlineMs);
  raw.once('close', () => {
    clearTimeout(late);
    // It closes after every answer: only who left before it was whole has questions under way that nobody waits for.
    if (!raw.writableFinished) {
      ending.come('GONE');
    }
  });
  return ending;
}
