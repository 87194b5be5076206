import { Link } from 'wouter';
import { useDomanda } from '../../graph/domanda';
import { ConsoleInviiDelCasoDocument } from '../../graph/operazioni/casi';
import { formatData } from '../../lib/formato';
import { ARichiesta } from '../../ui/ARichiesta';
import { Esito } from '../../ui/Stati';
import type { Caso } from './CasoPage';
import { useNomi } from './destinatari';
import { CAMPO_INVIO } from './parole';
import { TabellaInvii } from './TabellaInvii';

/** What other bodies were sent about the case, and what the health side reads of it. */
export function InviiDelCaso({ caso }: { readonly caso: Caso }) {
  return (
    <ARichiesta
      titolo="Invii ad altri servizi"
      bottone="Mostra gli invii"
      perche="Che cosa è stato mandato ad altri, e a che punto è. La lettura resta nel registro degli accessi."
    >
      <Elenco codice={caso.codice} />
    </ARichiesta>
  );
}

function Elenco({ codice }: { readonly codice: string }) {
  const nomi = useNomi();
  const [result, again] = useDomanda({
    query: ConsoleInviiDelCasoDocument,
    variables: { codice },
    requestPolicy: 'network-only',
  });
  return (
    <Esito di={result} righe={3} onRiprova={() => again({ requestPolicy: 'network-only' })}>
      {({ caso }) => (
        <>
          <TabellaInvii
            titolo="Invii del caso"
            righe={caso?.invii ?? []}
            verso="mandati"
            vuoto="Di questo caso non è stato mandato nulla."
          />
          {(caso?.condivisioneSanitaria ?? []).map(({ asst, dal, campi, invio }) => (
            <p key={invio} className="t-nota">
              {nomi(asst)} legge dal {formatData(dal.slice(0, 10))}:{' '}
              {campi.map((campo) => CAMPO_INVIO[campo].toLowerCase()).join(', ')} (
              <Link href={`/invii/${invio}`}>{invio}</Link>: ritirarlo lo fa finire).
            </p>
          ))}
        </>
      )}
    </Esito>
  );
}
