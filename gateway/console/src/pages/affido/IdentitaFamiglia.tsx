import { useState } from 'react';
import { Button } from 'design-react-kit';
import { useClient, useMutation } from 'urql';
import { useDomanda } from '../../graph/domanda';
import {
  ConsoleIdentitaFamigliaDocument,
  type ConsoleIdentitaFamigliaQuery,
  ConsoleScriviIdentitaDocument,
} from '../../graph/operazioni/affido';
import { ARichiesta } from '../../ui/ARichiesta';
import { testoDi, type Valori } from '../../ui/campo';
import { DialogoModulo } from '../../ui/DialogoModulo';
import { Esito, Vuoto } from '../../ui/Stati';
import { CAMPI_IDENTITA } from './offerta';

type Identita = NonNullable<NonNullable<ConsoleIdentitaFamigliaQuery['famigliaAffidataria']>['identita']>;

/** Who a family is, for the service that registered it: read only by who asks, and written over what was there. */
export function IdentitaFamiglia({ codice }: { readonly codice: string }) {
  return (
    <ARichiesta
      titolo="Chi è la famiglia"
      bottone="Mostra nomi e recapiti"
      perche="Li legge solo il tuo servizio, e ogni lettura resta nel registro degli accessi."
    >
      <Letta codice={codice} />
    </ARichiesta>
  );
}

function Letta({ codice }: { readonly codice: string }) {
  const [isWriting, setIsWriting] = useState(false);
  const [result, again] = useDomanda({
    query: ConsoleIdentitaFamigliaDocument,
    variables: { codice },
    requestPolicy: 'network-only',
  });
  const reload = () => again({ requestPolicy: 'network-only' });
  return (
    <Esito di={result} righe={2} onRiprova={reload}>
      {({ famigliaAffidataria }) => {
        const identita = famigliaAffidataria?.identita;
        return identita ? (
          <>
            <dl className="t-scheda mb-3">
              <dt>Nomi</dt>
              <dd>{identita.nomi ?? 'non scritti'}</dd>
              <dt>Recapiti</dt>
              <dd className="t-relazione">{identita.recapiti ?? 'non scritti'}</dd>
            </dl>
            <Button color="primary" outline size="sm" onClick={() => setIsWriting(true)}>
              Scrivi nomi e recapiti
            </Button>
            {isWriting && <Scrivi codice={codice} identita={identita} onChiudi={() => setIsWriting(false)} />}
          </>
        ) : (
          <Vuoto titolo="Chi è lo legge solo il servizio che l’ha registrata" />
        );
      }}
    </Esito>
  );
}

interface ScriviProps {
  readonly codice: string;
  readonly identita: Identita;
  readonly onChiudi: () => void;
}

const scrittaDi = ({ nomi, recapiti }: Identita): Valori => ({ nomi: nomi ?? '', recapiti: recapiti ?? '' });

function Scrivi({ codice, identita, onChiudi }: ScriviProps) {
  const client = useClient();
  const [, write] = useMutation(ConsoleScriviIdentitaDocument);
  const reread = async () => {
    const { data } = await client
      .query(ConsoleIdentitaFamigliaDocument, { codice }, { requestPolicy: 'network-only' })
      .toPromise();
    const now = data?.famigliaAffidataria?.identita ?? identita;
    return { valori: scrittaDi(now), versione: now.versione };
  };
  return (
    <DialogoModulo
      titolo={`Chi è ${codice}`}
      campi={CAMPI_IDENTITA}
      iniziali={scrittaDi(identita)}
      versione={identita.versione}
      rileggi={reread}
      invia="Salva"
      onInvia={({ valori, chiaveIdempotenza, versione = identita.versione }) =>
        write({
          input: {
            famiglia: codice,
            versione,
            chiaveIdempotenza,
            nomi: testoDi(valori, 'nomi'),
            recapiti: testoDi(valori, 'recapiti'),
          },
        })
      }
      onFatto={onChiudi}
      onChiudi={onChiudi}
    >
      <p>Quello che lasci vuoto si cancella.</p>
    </DialogoModulo>
  );
}
