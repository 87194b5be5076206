import { useEffect, useMemo, useRef, useState } from 'react';
import { type CombinedError, type TypedDocumentNode, useClient, useQuery, type UseQueryState } from 'urql';

interface Connection<Node> {
  readonly totalCount: number;
  readonly edges: ReadonlyArray<{ readonly node: Node }>;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export interface Elenco<Data extends object, Variables extends object, Node> {
  /** The first page, for the states of the whole list. */
  readonly prima: UseQueryState<Data, Variables>;
  readonly righe: readonly Node[];
  readonly altre: {
    readonly totale: number;
    readonly isAltre: boolean;
    readonly isCaricamento: boolean;
    readonly onAltre: () => void;
  };
  /** Why the last "more" did not come. */
  readonly error: CombinedError | undefined;
  readonly ricarica: () => void;
}

/**
 * A list that comes a page at a time. Pages after the first are asked for one by one and put below; a change of the
 * variables starts again.
 */
export function useElenco<Data extends object, Variables extends { after?: string | null }, Node>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  connectionOf: (data: Data) => Connection<Node> | null,
): Elenco<Data, Variables, Node> {
  const client = useClient();
  const [prima, again] = useQuery({ query, variables });
  const [pages, setPages] = useState<readonly Data[]>([]);
  const [isLoading, setIsLoading] = useState(false);
  const [error, setError] = useState<CombinedError>();
  const key = JSON.stringify(variables);
  const current = useRef(key);
  useEffect(() => {
    current.current = key;
    setPages([]);
    setError(undefined);
  }, [key]);

  const connections = [prima.data, ...pages].flatMap((data) => (data ? (connectionOf(data) ?? []) : []));
  const last = connections.at(-1);
  const righe = useMemo(() => connections.flatMap(({ edges }) => edges.map(({ node }) => node)), [prima.data, pages]); // eslint-disable-line react-hooks/exhaustive-deps -- connections are made of these two

  const more = async () => {
    setIsLoading(true);
    const asked = { ...variables, after: last?.pageInfo.endCursor ?? null };
    const { data, error: failed } = await client.query(query, asked, { requestPolicy: 'network-only' }).toPromise();
    setIsLoading(false);
    setError(failed);
    if (data && current.current === key) {
      setPages((before) => [...before, data]);
    }
  };
  const altre = {
    totale: last?.totalCount ?? 0,
    isAltre: last?.pageInfo.hasNextPage ?? false,
    isCaricamento: isLoading,
    onAltre: () => void more(),
  };
  const ricarica = () => {
    setPages([]);
    again({ requestPolicy: 'network-only' });
  };
  return { prima, righe, altre, error, ricarica };
}
