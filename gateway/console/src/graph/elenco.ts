import { useMemo, useState } from 'react';
import { type CombinedError, type TypedDocumentNode, useClient, type UseQueryState } from 'urql';
import { useDomanda } from './domanda';

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

/** What came after the first page. */
interface Seguito<Data> {
  /** The variables that the pages are of. */
  readonly di: string;
  readonly pages: readonly Data[];
  readonly isLoading: boolean;
  readonly error?: CombinedError;
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
  const [prima, again] = useDomanda({ query, variables });
  const key = JSON.stringify(variables);
  const none: Seguito<Data> = { di: key, pages: [], isLoading: false };
  const [seguito, setSeguito] = useState(none);
  if (seguito.di !== key) {
    // While drawing, and not after: pages of the choice before would be seen under this one.
    setSeguito(none);
  }
  const { pages, isLoading, error } = seguito;

  const connections = [prima.data, ...pages].flatMap((data) => (data ? (connectionOf(data) ?? []) : []));
  const last = connections.at(-1);
  const righe = useMemo(() => connections.flatMap(({ edges }) => edges.map(({ node }) => node)), [prima.data, pages]); // eslint-disable-line react-hooks/exhaustive-deps -- connections are made of these two

  const more = async () => {
    const asked = { ...seguito, isLoading: true };
    setSeguito(asked);
    const after = { ...variables, after: last?.pageInfo.endCursor ?? null };
    const { data, error: failed } = await client.query(query, after, { requestPolicy: 'network-only' }).toPromise();
    const found = { di: key, pages: data ? [...pages, data] : pages, isLoading: false, error: failed };
    // Where the list began again meanwhile, this page is of the list of before.
    setSeguito((now) => (now === asked ? found : now));
  };
  const altre = {
    totale: last?.totalCount ?? 0,
    isAltre: last?.pageInfo.hasNextPage ?? false,
    isCaricamento: isLoading,
    onAltre: () => void more(),
  };
  const ricarica = () => {
    setSeguito(none);
    again({ requestPolicy: 'network-only' });
  };
  return { prima, righe, altre, error, ricarica };
}
