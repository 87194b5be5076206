import { useState } from 'react';
import { Button } from 'design-react-kit';
import { useLocation, useParams } from 'wouter';
import { useMutation } from 'urql';
import { useDomanda } from '../../graph/domanda';
import { ConsoleAnteprimaInvioDocument, ConsoleBasiDocument, ConsoleInviaDocument } from '../../graph/operazioni/casi';
import { usePermesso, useSessione } from '../../graph/sessione-context';
import type { Valori } from '../../ui/campo';
import { Modulo } from '../../ui/Modulo';
import { Pagina } from '../../ui/Pagina';
import { Passo } from '../../ui/Passo';
import { Caricamento, Esito, Problemi, Vietato, Vuoto } from '../../ui/Stati';
import { Contenuto } from './Contenuto';
import { useEnti } from './destinatari';
import { campiInvio, datiScelti, invioDa, type Scelte } from './invio';
import { CASI } from './parole';

/** First what and to whom, then exactly what would go, and only then it goes. */
export function InviaPage() {
  const { codice } = useParams<{ codice: string }>();
  const maySend = usePermesso('invio:manda');
  return (
    <Pagina
      titolo="Invia a un altro servizio"
      sottotitolo={`Caso ${codice}`}
      briciole={[CASI, { testo: codice, href: `/casi/${codice}` }]}
    >
      {maySend ? <Passi codice={codice} /> : <Vietato />}
    </Pagina>
  );
}

function Passi({ codice }: { readonly codice: string }) {
  const { io } = useSessione();
  const [, go] = useLocation();
  const [result, again] = useDomanda({ query: ConsoleBasiDocument, variables: {} });
  const { enti, problemi, isCaricamento } = useEnti();
  const [valori, setValori] = useState<Valori>({ urgente: false });
  const [isChosen, setIsChosen] = useState(false);
  if (isCaricamento) {
    return <Caricamento />;
  }
  return (
    <Esito di={result} onRiprova={() => again({ requestPolicy: 'network-only' })}>
      {(data) => {
        const scelte: Scelte = { ...data, enti, mio: io.ambito };
        return isChosen ? (
          <Anteprima codice={codice} scelte={scelte} valori={valori} onIndietro={() => setIsChosen(false)} />
        ) : (
          <>
            {/* Without the bodies something can still be sent to the others. */}
            <Problemi problemi={problemi} />
            <Modulo
              campi={(typed) => campiInvio(scelte, typed)}
              iniziali={valori}
              invia="Vedi che cosa si invia"
              onInvia={(invio) => {
                setValori(invio.valori);
                return Promise.resolve({});
              }}
              onFatto={() => setIsChosen(true)}
              onAnnulla={() => go(`/casi/${codice}`)}
            />
          </>
        );
      }}
    </Esito>
  );
}

interface AnteprimaProps {
  readonly codice: string;
  readonly scelte: Scelte;
  readonly valori: Valori;
  readonly onIndietro: () => void;
}

function Anteprima({ codice, scelte, valori, onIndietro }: AnteprimaProps) {
  const [, go] = useLocation();
  const [, send] = useMutation(ConsoleInviaDocument);
  const invio = invioDa(scelte, valori);
  const [result, again] = useDomanda({
    query: ConsoleAnteprimaInvioDocument,
    variables: { caso: codice, campi: datiScelti(scelte, valori) },
    requestPolicy: 'network-only',
  });
  return (
    <section aria-labelledby="anteprima">
      <h2 id="anteprima">Esattamente che cosa si invia</h2>
      <p>Chi riceve lo legge solo dopo che ha accettato e tu glielo consegni. Nient’altro del caso parte.</p>
      <Esito di={result} righe={4} onRiprova={() => again({ requestPolicy: 'network-only' })}>
        {({ anteprimaInvio }) =>
          anteprimaInvio ? (
            <Contenuto di={{ ...anteprimaInvio, relazione: invio.relazione ?? null }} />
          ) : (
            <Vuoto titolo="Di questo caso ora non si può inviare nulla" />
          )
        }
      </Esito>
      <div className="t-azioni t-azioni-inizio">
        <Button color="secondary" outline size="sm" onClick={onIndietro}>
          Torna alle scelte
        </Button>
        <Passo
          bottone="Invia"
          isPieno
          titolo="Inviare?"
          testo="Chi riceve vede da subito il motivo, e può accettare o rifiutare. Finché non consegni puoi ritirarlo senza che nessuno l’abbia letto."
          onConflitto={onIndietro}
          onFatto={() => go('/invii?verso=mandati')}
          esegui={({ chiaveIdempotenza }) => send({ input: { chiaveIdempotenza, caso: codice, ...invio } })}
        />
      </div>
    </section>
  );
}
