import type { ReactNode } from 'react';
import type { UseQueryState } from 'urql';
import { AvvisoDimostrativo } from './Dimostrativo';
import { Esito } from './Stati';

interface EsitoUnoProps<Data, One extends object> {
  readonly di: UseQueryState<Data, object>;
  readonly onRiprova?: () => void;
  readonly righe?: number;
  readonly leggi: (data: Data) => One | null | undefined;
  /** What stands there when the API has no such record, or none that the caller may see. */
  readonly manca: ReactNode;
  /** What the record is called, where demonstrative ones exist: "questo caso". */
  readonly dove?: string;
  readonly children: (one: One, data: Data) => ReactNode;
}

/** The answer of a query for one record: the record, or that it is not there. */
export function EsitoUno<Data, One extends object>({
  leggi,
  manca,
  dove,
  children,
  ...esito
}: EsitoUnoProps<Data, One>) {
  return (
    <Esito {...esito}>
      {(data) => {
        const one = leggi(data);
        return one ? (
          <>
            {dove && 'origine' in one && one.origine === 'DIMOSTRATIVO' && <AvvisoDimostrativo dove={dove} />}
            {children(one, data)}
          </>
        ) : (
          manca
        );
      }}
    </Esito>
  );
}
