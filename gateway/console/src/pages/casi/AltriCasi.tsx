import { Link } from 'wouter';
import { useDomanda } from '../../graph/domanda';
import { ConsoleAltriCasiDocument } from '../../graph/operazioni/casi';
import { usePermesso } from '../../graph/sessione-context';
import { formatData } from '../../lib/formato';
import { ARichiesta } from '../../ui/ARichiesta';
import { Pillola } from '../../ui/Pillola';
import { Esito } from '../../ui/Stati';
import { SERVIZIO, STATO_CASO } from './parole';

/** The other cases of the household, among those that the caller follows. */
export function AltriCasi({ codice }: { readonly codice: string }) {
  const mayOpen = usePermesso('caso:scrivi');
  return (
    <ARichiesta
      titolo="Altri casi del nucleo"
      bottone="Mostra gli altri casi"
      perche="Tra quelli che segui. La lettura resta nel registro degli accessi."
      azioni={
        mayOpen && (
          <Link className="btn btn-outline-primary btn-sm" href={`/casi/nuovo?caso=${encodeURIComponent(codice)}`}>
            Apri un altro caso di questo nucleo
          </Link>
        )
      }
    >
      <Elenco codice={codice} />
    </ARichiesta>
  );
}

function Elenco({ codice }: { readonly codice: string }) {
  const [result, again] = useDomanda({
    query: ConsoleAltriCasiDocument,
    variables: { codice },
    requestPolicy: 'network-only',
  });
  return (
    <Esito di={result} righe={2} onRiprova={() => again({ requestPolicy: 'network-only' })}>
      {({ caso }) => {
        const altri = caso?.nucleo?.altriCasi ?? [];
        return altri.length === 0 ? (
          <p>Non segui altri casi di questo nucleo.</p>
        ) : (
          <ul>
            {altri.map((altro) => (
              <li key={altro.codice}>
                <Link href={`/casi/${altro.codice}`}>{altro.codice}</Link> · {SERVIZIO[altro.servizio]}, aperto il{' '}
                {formatData(altro.apertoIl)}{' '}
                <Pillola tono={STATO_CASO[altro.stato].tono}>{STATO_CASO[altro.stato].testo}</Pillola>
              </li>
            ))}
          </ul>
        );
      }}
    </Esito>
  );
}
