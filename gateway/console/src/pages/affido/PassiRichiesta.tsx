import { useState } from 'react';
import { Button } from 'design-react-kit';
import { useClient, useMutation } from 'urql';
import {
  ConsoleAggiornaRichiestaDocument,
  ConsoleChiudiRichiestaDocument,
  type ConsoleEsigenzeFragment,
  ConsoleEsigenzeRichiestaDocument,
} from '../../graph/operazioni/affido';
import { DialogoModulo } from '../../ui/DialogoModulo';
import type { Invio } from '../../ui/Modulo';
import { Passo } from '../../ui/Passo';
import { campiCambiabili } from './esigenze';
import { tuttiIComuni, useComuni } from './luoghi';
import { MOTIVO } from './parole';
import { richiestaCambiata, scrittaDi } from './richiesta';

interface PassiRichiestaProps {
  readonly richiesta: ConsoleEsigenzeFragment;
  readonly onFatto: () => void;
}

/** What its own service can do to a request now. */
export function PassiRichiesta({ richiesta, onFatto }: PassiRichiestaProps) {
  const [isChanging, setIsChanging] = useState(false);
  const [, close] = useMutation(ConsoleChiudiRichiestaDocument);
  const { codice, versione, azioniPossibili } = richiesta;
  return (
    <>
      {azioniPossibili.includes('AGGIORNA') && (
        <Button color="primary" outline size="sm" onClick={() => setIsChanging(true)}>
          Cambia che cosa si cerca
        </Button>
      )}
      {azioniPossibili.includes('CHIUDI') && (
        <Passo
          bottone="Chiudi la richiesta"
          colore="danger"
          titolo={`Chiudere la richiesta ${codice}?`}
          testo="Non si cerca più una famiglia, e non si riapre: se serve ancora, se ne registra una nuova."
          campi={[MOTIVO]}
          onConflitto={onFatto}
          onFatto={onFatto}
          esegui={({ valori, chiaveIdempotenza }) =>
            close({ input: { richiesta: codice, versione, chiaveIdempotenza, motivo: String(valori.motivo) } })
          }
        />
      )}
      {isChanging && (
        <Cambia
          richiesta={richiesta}
          onChiudi={() => setIsChanging(false)}
          onFatto={() => {
            setIsChanging(false);
            onFatto();
          }}
        />
      )}
    </>
  );
}

function Cambia({ richiesta, onFatto, onChiudi }: PassiRichiestaProps & { readonly onChiudi: () => void }) {
  const client = useClient();
  const [{ data: comuni }] = useComuni();
  const [, change] = useMutation(ConsoleAggiornaRichiestaDocument);
  const { codice } = richiesta;
  const send = ({ valori, chiaveIdempotenza, versione = richiesta.versione }: Invio) =>
    change({ input: { richiesta: codice, versione, chiaveIdempotenza, ...richiestaCambiata(valori) } });
  const reread = async () => {
    const { data } = await client
      .query(ConsoleEsigenzeRichiestaDocument, { codice }, { requestPolicy: 'network-only' })
      .toPromise();
    const now = data?.richiestaAffido ?? richiesta;
    return { valori: scrittaDi(now), versione: now.versione };
  };
  return (
    <DialogoModulo
      titolo={`Che cosa si cerca per ${codice}`}
      isLargo
      campi={campiCambiabili(comuni ? tuttiIComuni(comuni) : [], richiesta)}
      iniziali={scrittaDi(richiesta)}
      versione={richiesta.versione}
      rileggi={reread}
      invia="Salva"
      onInvia={send}
      onFatto={onFatto}
      onChiudi={onChiudi}
    >
      <p>Si può finché non c’è una proposta: una proposta risponde a quello che si chiedeva quando è stata fatta.</p>
    </DialogoModulo>
  );
}
