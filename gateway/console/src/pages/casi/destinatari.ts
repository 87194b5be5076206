import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { useDomanda } from '../../graph/domanda';
import { ConsoleBasiDocument, ConsoleEntiDocument, type ConsoleEntiQuery } from '../../graph/operazioni/casi';
import { problemiDi, type Problema } from '../../graph/errori';

export type Ente = ConsoleEntiQuery['enti']['edges'][number]['node'];

/** More than the province has: a list that never ends is no list. */
const PAGINE_AL_PIU = 20;

interface Enti {
  readonly enti: readonly Ente[];
  readonly problemi: readonly Problema[];
  readonly isCaricamento: boolean;
}

/** The bodies of the Terzo Settore, all of them: one is chosen by its name, wherever in the list it stands. */
export function useEnti(): Enti {
  const client = useClient();
  const [found, setFound] = useState<Enti>({ enti: [], problemi: [], isCaricamento: true });
  useEffect(() => {
    let isCurrent = true;
    const read = async (): Promise<Enti> => {
      const enti: Ente[] = [];
      let after: string | null = null;
      for (let page = 0; page < PAGINE_AL_PIU; page += 1) {
        // One after the other: where a page begins is said by the one before.
        const { data, error }: { data?: ConsoleEntiQuery; error?: Parameters<typeof problemiDi>[0] } = await client
          .query(ConsoleEntiDocument, { first: 100, after })
          .toPromise();
        if (!data) {
          return { enti, problemi: problemiDi(error), isCaricamento: false };
        }
        enti.push(...data.enti.edges.map(({ node }) => node));
        after = data.enti.pageInfo.endCursor;
        if (!data.enti.pageInfo.hasNextPage) {
          break;
        }
      }
      return { enti, problemi: [], isCaricamento: false };
    };
    void read().then((all) => isCurrent && setFound(all));
    return () => {
      isCurrent = false;
    };
  }, [client]);
  return found;
}

/** How trusts and bodies are called, by their code; the code itself where that is not known. */
export function useNomi(): (codice: string) => string {
  const { enti } = useEnti();
  const [{ data }] = useDomanda({ query: ConsoleBasiDocument, variables: {} });
  const names = new Map([
    ...(data?.aziendeSociosanitarie ?? []).map(({ codice, nome }) => [codice, nome] as const),
    ...enti.map(({ codice, denominazione }) => [codice, denominazione] as const),
  ]);
  return (codice) => names.get(codice) ?? codice;
}
