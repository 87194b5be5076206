import { useState } from 'react';
import { Button } from 'design-react-kit';
import { useClient, useMutation } from 'urql';
import { useDomanda } from '../../graph/domanda';
import {
  ConsoleRecapitiServizioDocument,
  ConsoleServiziAffidiDocument,
  type ConsoleServiziAffidiQuery,
} from '../../graph/operazioni/affido';
import type { Io } from '../../graph/sessione';
import { useSessione } from '../../graph/sessione-context';
import { type Campo, testoDi, type Valori } from '../../ui/campo';
import { DialogoModulo } from '../../ui/DialogoModulo';
import { Esito, Vuoto } from '../../ui/Stati';
import { comuniDi, tuttiIComuni, useComuni } from './luoghi';

type Servizio = NonNullable<ConsoleServiziAffidiQuery['serviziAffidi']>[number];

const CAMPI: readonly Campo[] = [
  { nome: 'telefono', etichetta: 'Telefono', tipo: 'testo', lunghezza: 40 },
  { nome: 'email', etichetta: 'E-mail', tipo: 'testo', lunghezza: 200 },
];

/** How citizens reach the caller's own service: what they read where they ask to be called back. */
export function RecapitiServizio() {
  const { io } = useSessione();
  const [result, again] = useComuni();
  return (
    <section className="t-sezione" aria-labelledby="recapiti">
      <h2 id="recapiti">Come i cittadini trovano il tuo servizio</h2>
      <Esito di={result} righe={2} onRiprova={() => again({ requestPolicy: 'network-only' })}>
        {(data) => {
          // A body of the Terzo Settore works everywhere, so any comune leads to it.
          const [comune] = io.ambito === null ? tuttiIComuni(data) : comuniDi(data, io.ambito);
          return comune ? <Mio comune={comune.codiceIstat} io={io} /> : <NonAmmesso />;
        }}
      </Esito>
    </section>
  );
}

const NonAmmesso = () => (
  <Vuoto titolo="Il tuo ente non è tra i servizi affidi della banca">Chiedi al Tavolo Affido di ammetterlo.</Vuoto>
);

const isMio = ({ ambito, ente }: Servizio, io: Io): boolean =>
  io.ambito === null ? ente !== null && ente === io.ente : ambito?.numero === io.ambito;

function Mio({ comune, io }: { readonly comune: string; readonly io: Io }) {
  const client = useClient();
  const [isWriting, setIsWriting] = useState(false);
  const [, write] = useMutation(ConsoleRecapitiServizioDocument);
  const [result, again] = useDomanda({ query: ConsoleServiziAffidiDocument, variables: { comune } });
  const reread = async (servizio: Servizio) => {
    const { data } = await client
      .query(ConsoleServiziAffidiDocument, { comune }, { requestPolicy: 'network-only' })
      .toPromise();
    const now = data?.serviziAffidi?.find((one) => isMio(one, io)) ?? servizio;
    return { valori: scrittiDi(now), versione: now.versione };
  };
  return (
    <Esito di={result} righe={2} onRiprova={() => again({ requestPolicy: 'network-only' })}>
      {({ serviziAffidi }) => {
        const servizio = serviziAffidi?.find((one) => isMio(one, io));
        return servizio ? (
          <>
            <dl className="t-scheda mb-3">
              <dt>{servizio.denominazione}</dt>
              <dd>{[servizio.telefono, servizio.email].filter(Boolean).join(' · ') || 'nessun recapito pubblicato'}</dd>
            </dl>
            <Button color="primary" outline size="sm" onClick={() => setIsWriting(true)}>
              Cambia i recapiti
            </Button>
            {isWriting && (
              <DialogoModulo
                titolo="Recapiti per i cittadini"
                campi={CAMPI}
                iniziali={scrittiDi(servizio)}
                versione={servizio.versione}
                rileggi={() => reread(servizio)}
                invia="Pubblica"
                onInvia={({ valori, chiaveIdempotenza, versione = servizio.versione }) =>
                  write({
                    input: {
                      chiaveIdempotenza,
                      versione,
                      telefono: testoDi(valori, 'telefono'),
                      email: testoDi(valori, 'email'),
                    },
                  })
                }
                onFatto={() => {
                  setIsWriting(false);
                  again({ requestPolicy: 'network-only' });
                }}
                onChiudi={() => setIsWriting(false)}
              >
                <p>Li legge chiunque, dove si chiede di essere richiamati.</p>
              </DialogoModulo>
            )}
          </>
        ) : (
          <NonAmmesso />
        );
      }}
    </Esito>
  );
}

const scrittiDi = ({ telefono, email }: Servizio): Valori => ({ telefono: telefono ?? '', email: email ?? '' });
