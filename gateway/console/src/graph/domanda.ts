import { useMemo, useRef } from 'react';
import {
  type AnyVariables,
  createRequest,
  useQuery, // eslint-disable-line @typescript-eslint/no-restricted-imports -- what it gives is made safe here
  type UseQueryArgs,
  type UseQueryResponse,
  type UseQueryState,
} from 'urql';

/**
 * A question to the API, and its answer: never that of another question. When a choice changes, urql goes on giving what the
 * choice before brought until the new answer comes, and its figures would stand under the new choice. The same question asked
 * again keeps its answer meanwhile.
 */
export function useDomanda<Data, Variables extends AnyVariables = AnyVariables>(
  args: UseQueryArgs<Variables, Data>,
): UseQueryResponse<Data, Variables> {
  const { query, variables, pause = false } = args;
  const [result, again] = useQuery<Data, Variables>(args);
  const { key } = useMemo(() => createRequest(query, variables as Variables), [query, variables]);
  return [rispostaA(key, result, pause), again];
}

/**
 * @param key of the question that is asked now
 * @param isFerma when it waits to be asked
 */
export function rispostaA<Data, Variables extends AnyVariables>(
  key: number,
  result: UseQueryState<Data, Variables>,
  isFerma: boolean,
): UseQueryState<Data, Variables> {
  return result.operation?.key === key
    ? result
    : { ...result, data: undefined, error: undefined, extensions: undefined, stale: false, fetching: !isFerma };
}

/**
 * What came last, until more comes: for what a page is called and may be asked about, which no choice on it changes. Never for
 * figures. Another address is another page, which begins with nothing.
 */
export function useUltimo<T>(found: T | null | undefined): T | undefined {
  const last = useRef<T>();
  last.current = found ?? last.current;
  return last.current;
}
