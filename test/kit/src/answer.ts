import { type Asserted, ASSERTION_HEADER, type AssertionSigner } from '@trama/identity/assertion';

export interface Answer<T> {
  readonly status: number;
  readonly data: T;
  readonly errors: ReadonlyArray<{
    message: string;
    path?: ReadonlyArray<string | number>;
    extensions?: Record<string, unknown>;
  }>;
}

/** Posts one operation and reads the answer. Of a document with several it is the one that `operationName` names. */
export async function answerOf<T>(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
  operationName?: string,
): Promise<Answer<T>> {
  return post(url, JSON.stringify({ query, variables, operationName }), headers);
}

/** Who asks a subgraph in the gateway's place, and which one. */
export interface Asking extends Asserted {
  readonly signer: AssertionSigner;
  readonly servizio: string;
}

/** Posts one operation to a subgraph as the gateway would. */
export async function signedAnswerOf<T>(
  url: string,
  { signer, servizio, ...asserted }: Asking,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Answer<T>> {
  const body = JSON.stringify({ query, variables });
  return post(url, body, { [ASSERTION_HEADER]: signer.sign(asserted, servizio, body) });
}

async function post<T>(url: string, body: string, headers: Record<string, string>): Promise<Answer<T>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
    body,
  });
  const { data, errors = [] } = (await response.json()) as { data: T; errors?: Answer<T>['errors'] };
  return { status: response.status, data, errors };
}
