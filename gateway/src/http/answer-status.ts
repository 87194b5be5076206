import type { BeforeAnswering } from './steps.js';

/** Errors of a request that was understood as HTTP and refused as GraphQL. */
const REFUSED_AS_GRAPHQL: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
]);

/**
 * GraphQL over HTTP: for clients that ask for plain application/json, such a refusal is a well-formed answer and its
 * status is 200; for application/graphql-response+json it is 400. A fault of ours without data is never the client's.
 */
export const answerStatus: BeforeAnswering = ({ request, response }) => {
  const result = response.body.kind === 'single' ? response.body.singleResult : undefined;
  if (!result?.errors || result.data !== undefined) {
    return;
  }
  const codes = result.errors.map((error) => error.extensions?.code);
  if (codes.includes('ERRORE_INTERNO')) {
    response.http.status = 500;
  } else if (codes.includes('BAD_REQUEST')) {
    // The library answers 200 to a persisted query that it does not know: nothing was done, so it is no success.
    response.http.status = response.http.status === 200 ? 400 : response.http.status;
  } else if (
    codes.every((code) => REFUSED_AS_GRAPHQL.has(code)) &&
    !asksGraphQLMediaType(request.http?.headers.get('accept'))
  ) {
    // A 405 stays: it is about the method, and it carries `allow`.
    response.http.status = response.http.status === 400 ? 200 : response.http.status;
  }
};

function asksGraphQLMediaType(accept: string | undefined): boolean {
  return accept?.includes('application/graphql-response+json') ?? false;
}
