export interface Answer<T> {
  readonly status: number;
  readonly data: T;
  readonly errors: ReadonlyArray<{
    message: string;
    path?: ReadonlyArray<string | number>;
    extensions?: Record<string, unknown>;
  }>;
}

/** Posts one operation and reads the answer. */
export async function answerOf<T>(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Answer<T>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors = [] } = (await response.json()) as { data: T; errors?: Answer<T>['errors'] };
  return { status: response.status, data, errors };
}
