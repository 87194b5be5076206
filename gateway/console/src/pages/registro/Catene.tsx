import { useDomanda } from '../../graph/domanda';
import { ConsoleVerificaRegistroDocument, type DifettoCatena } from '../../graph/operazioni/registro';
import { formatNumero } from '../../lib/formato';
import { ARichiesta } from '../../ui/ARichiesta';
import { Pillola } from '../../ui/Pillola';
import { Attenzione, Esito } from '../../ui/Stati';
import { Tabella } from '../../ui/Tabella';

const DIFETTI: Readonly<Record<DifettoCatena, string>> = {
  NUMERO: 'prima di questa riga ne manca almeno una',
  PRECEDENTE: 'la riga non segue quella che la precede',
  CONTENUTO: 'il contenuto della riga è stato cambiato',
};

/** Whether anybody touched the log: only when asked, because it reads all of it and leaves a line itself. */
export function Catene({ ambito }: { readonly ambito: number | null }) {
  return (
    <ARichiesta
      titolo="Qualcuno ha toccato il registro?"
      bottone="Verifica le catene"
      perche="Ogni riga porta l’impronta di quella prima: la verifica le ricalcola tutte. Anche la verifica resta nel registro."
    >
      <Verifica ambito={ambito} />
    </ARichiesta>
  );
}

function Verifica({ ambito }: { readonly ambito: number | null }) {
  const [result, again] = useDomanda({
    query: ConsoleVerificaRegistroDocument,
    variables: { ambito },
    requestPolicy: 'network-only',
  });
  return (
    <Esito di={result} righe={6} onRiprova={() => again({ requestPolicy: 'network-only' })}>
      {({ verificaRegistro }) => {
        const catene = verificaRegistro ?? [];
        const rotte = catene.filter(({ rottura }) => rottura !== null);
        return (
          <>
            {rotte.length > 0 && (
              <Attenzione titolo="Il registro è stato alterato">
                Non cancellare né ripristinare nulla: avvisa subito chi risponde del trattamento, con il numero della
                riga.
              </Attenzione>
            )}
            <Tabella
              titolo="Catene del registro, ricalcolate ora"
              nome="catene"
              righe={catene}
              chiaveRiga={(catena) => String(catena.ambito)}
              vuoto="Il registro non ha ancora righe."
              colonne={[
                {
                  chiave: 'ambito',
                  titolo: 'Ambito',
                  valore: (catena) => catena.ambito,
                  cella: (catena) => (catena.ambito === 0 ? 'nessuno' : catena.ambito),
                },
                {
                  chiave: 'righe',
                  titolo: 'Righe',
                  isNumero: true,
                  valore: ({ righe }) => Number(righe),
                  cella: ({ righe, prima }) =>
                    `${formatNumero(Number(righe))}${prima === '1' ? '' : ` (dalla ${formatNumero(Number(prima))})`}`,
                },
                {
                  chiave: 'esito',
                  titolo: 'Esito',
                  valore: ({ rottura }) => (rottura ? DIFETTI[rottura.difetto] : 'in ordine'),
                  cella: ({ rottura }) =>
                    rottura ? (
                      <>
                        <Pillola tono="errore">alterata</Pillola> alla riga {rottura.numero}: {DIFETTI[rottura.difetto]}
                      </>
                    ) : (
                      <Pillola tono="fatto">in ordine</Pillola>
                    ),
                },
                {
                  chiave: 'ultima',
                  titolo: 'Ultima riga',
                  isNumero: true,
                  valore: ({ ultima }) => Number(ultima),
                  cella: ({ ultima }) => formatNumero(Number(ultima)),
                },
                {
                  chiave: 'impronta',
                  titolo: 'Impronta dell’ultima riga',
                  valore: ({ impronta }) => impronta,
                  cella: ({ impronta }) => <code className="t-impronta">{impronta}</code>,
                },
              ]}
            />
            <p className="t-nota">
              Una coda tagliata non si vede dalla catena: confronta l’ultima riga e la sua impronta con l’ultima ancora
              firmata, che sta fuori da Trama. Chi gestisce il servizio lo fa con{' '}
              <code>npm run registro -- verifica</code>.
            </p>
          </>
        );
      }}
    </Esito>
  );
}
