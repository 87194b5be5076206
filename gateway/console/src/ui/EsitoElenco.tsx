import type { ReactNode } from 'react';
import type { Elenco } from '../graph/elenco';
import { problemiDi } from '../graph/errori';
import { Esito, Problemi } from './Stati';

interface EsitoElencoProps<Data extends object, Variables extends object, Node> {
  readonly di: Elenco<Data, Variables, Node>;
  readonly righe?: number;
  readonly children: ReactNode;
}

/** The answer of a list that comes a page at a time, and below it why the next page did not come. */
export function EsitoElenco<Data extends object, Variables extends object, Node>({
  di,
  righe,
  children,
}: EsitoElencoProps<Data, Variables, Node>) {
  return (
    <Esito di={di.prima} righe={righe} onRiprova={di.ricarica}>
      {() => (
        <>
          {children}
          <Problemi problemi={problemiDi(di.error)} onRiprova={di.altre.onAltre} />
        </>
      )}
    </Esito>
  );
}
