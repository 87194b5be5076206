import { Link } from 'wouter';
import { useDomanda } from '../../graph/domanda';
import { ConsoleEdizioniOsservatorioDocument } from '../../graph/operazioni/osservatorio-poverta';
import { formatData } from '../../lib/formato';
import { Pagina } from '../../ui/Pagina';
import { Esito, Vuoto } from '../../ui/Stati';
import { Tabella } from '../../ui/Tabella';
import { FileDati } from './FileDati';
import { OSSERVATORIO } from './parole';

/** The editions to cite, and the files of everything that was published. */
export function EdizioniPage() {
  const [result, again] = useDomanda({ query: ConsoleEdizioniOsservatorioDocument, variables: {} });
  return (
    <Pagina
      titolo="Edizioni e dati da scaricare"
      sottotitolo="Ogni incontro legge un’edizione che non cambia più: si cita con il suo codice, e chiunque può verificarne l’impronta."
      briciole={[OSSERVATORIO]}
    >
      <Esito di={result} righe={8} onRiprova={() => again({ requestPolicy: 'network-only' })}>
        {({ osservatorioPoverta, edizioniStatistiche }) => (
          <>
            {osservatorioPoverta?.edizioni?.length === 0 ? (
              <Vuoto titolo="Nessun incontro ha ancora fissato un’edizione">
                Le cifre di oggi si vedono comunque, e i loro file sono qui sotto.
              </Vuoto>
            ) : (
              <Tabella
                titolo="Edizioni degli incontri, dalla più recente"
                righe={osservatorioPoverta?.edizioni ?? []}
                chiaveRiga={({ codice }) => codice}
                vuoto="Le edizioni ora non sono disponibili."
                colonne={[
                  {
                    chiave: 'codice',
                    titolo: 'Edizione',
                    valore: ({ codice }) => codice,
                    cella: ({ codice }) => <Link href={`${OSSERVATORIO.href}/edizioni/${codice}`}>{codice}</Link>,
                  },
                  {
                    chiave: 'fissata',
                    titolo: 'Fissata il',
                    valore: ({ fissataIl }) => fissataIl,
                    cella: ({ fissataIl }) => formatData(fissataIl),
                  },
                  {
                    chiave: 'precedente',
                    titolo: 'Dopo la',
                    valore: ({ precedente }) => precedente?.codice ?? null,
                    cella: ({ precedente }) => precedente?.codice ?? 'è la prima',
                  },
                  {
                    chiave: 'impronta',
                    titolo: 'SHA-256',
                    valore: ({ impronta }) => impronta,
                    cella: ({ impronta }) => <code className="t-impronta">{impronta}</code>,
                  },
                ]}
              />
            )}
            <FileDati di={(edizioniStatistiche?.edges ?? []).map(({ node }) => node)} />
          </>
        )}
      </Esito>
    </Pagina>
  );
}
