import { type ReactNode, useState } from 'react';
import { Button } from 'design-react-kit';
import { useClient, useMutation } from 'urql';
import {
  type AzioneFamiglia,
  ConsoleAbilitaFamigliaDocument,
  ConsoleAggiornaFamigliaDocument,
  ConsoleCessaFamigliaDocument,
  ConsoleOffertaFamigliaDocument,
  ConsoleRiattivaFamigliaDocument,
  ConsoleRiconfermaDocument,
  type ConsoleSchedaFamigliaFragment,
  ConsoleSospendiFamigliaDocument,
} from '../../graph/operazioni/affido';
import { DialogoModulo } from '../../ui/DialogoModulo';
import type { Invio } from '../../ui/Modulo';
import { Passo } from '../../ui/Passo';
import { tuttiIComuni, useComuni } from './luoghi';
import { campiCambiata, famigliaCambiata, scrittaDi } from './offerta';
import { MOTIVO } from './parole';

interface PassiFamigliaProps {
  readonly famiglia: ConsoleSchedaFamigliaFragment;
  readonly onFatto: () => void;
}

/** What its own service can do to a family now, as the API says. */
export function PassiFamiglia(props: PassiFamigliaProps) {
  return ORDINE.filter((azione) => props.famiglia.azioniPossibili.includes(azione)).map((azione) => (
    <Azione key={azione} azione={azione} {...props} />
  ));
}

/** The everyday one first, the last one last. */
const ORDINE: readonly AzioneFamiglia[] = ['ABILITA', 'RICONFERMA', 'AGGIORNA', 'RIATTIVA', 'SOSPENDI', 'CESSA'];

function Azione({ azione, famiglia, onFatto }: PassiFamigliaProps & { readonly azione: AzioneFamiglia }): ReactNode {
  const [, enable] = useMutation(ConsoleAbilitaFamigliaDocument);
  const [, reconfirm] = useMutation(ConsoleRiconfermaDocument);
  const [, resume] = useMutation(ConsoleRiattivaFamigliaDocument);
  const [, suspend] = useMutation(ConsoleSospendiFamigliaDocument);
  const [, end] = useMutation(ConsoleCessaFamigliaDocument);
  const { codice, versione } = famiglia;
  const on = ({ chiaveIdempotenza }: Invio) => ({ chiaveIdempotenza, famiglia: codice, versione });
  const why = (invio: Invio) => ({ ...on(invio), motivo: String(invio.valori.motivo) });
  const common = { onConflitto: onFatto, onFatto };
  switch (azione) {
    case 'AGGIORNA':
      return <Aggiorna famiglia={famiglia} onFatto={onFatto} />;
    case 'RICONFERMA':
      return (
        <Passo
          {...common}
          bottone="Riconferma la disponibilità"
          isPieno
          titolo="Riconfermare la disponibilità?"
          testo="Quello che offre vale ancora: per sessanta giorni resta tra le candidate."
          esegui={(invio) => reconfirm({ input: on(invio) })}
        />
      );
    case 'ABILITA':
      return (
        <Passo
          {...common}
          bottone="Abilita"
          isPieno
          titolo="Abilitare la famiglia?"
          testo="La valutazione è finita: da ora può essere proposta."
          esegui={(invio) => enable({ input: on(invio) })}
        />
      );
    case 'RIATTIVA':
      return (
        <Passo
          {...common}
          bottone="Riattiva"
          isPieno
          titolo="Riattivare la famiglia?"
          testo="Da ora può di nuovo essere proposta."
          esegui={(invio) => resume({ input: on(invio) })}
        />
      );
    case 'SOSPENDI':
      return (
        <Passo
          {...common}
          bottone="Sospendi"
          colore="secondary"
          titolo="Sospendere la famiglia?"
          testo="Non riceve proposte finché non la riattivi. Gli affidi in corso continuano."
          campi={[MOTIVO]}
          esegui={(invio) => suspend({ input: why(invio) })}
        />
      );
    case 'CESSA':
      return (
        <Passo
          {...common}
          bottone="Togli dalla banca"
          colore="danger"
          titolo={`Togliere ${codice} dalla banca?`}
          testo="Non torna più tra le famiglie. Non si può finché accoglie minori o ha proposte aperte."
          campi={[MOTIVO]}
          esegui={(invio) => end({ input: why(invio) })}
        />
      );
  }
}

function Aggiorna({ famiglia, onFatto }: PassiFamigliaProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button color="primary" outline size="sm" onClick={() => setIsOpen(true)}>
        Cambia che cosa offre
      </Button>
      {isOpen && (
        <Cambia
          famiglia={famiglia}
          onChiudi={() => setIsOpen(false)}
          onFatto={() => {
            setIsOpen(false);
            onFatto();
          }}
        />
      )}
    </>
  );
}

function Cambia({ famiglia, onFatto, onChiudi }: PassiFamigliaProps & { readonly onChiudi: () => void }) {
  const client = useClient();
  const [{ data: comuni }] = useComuni();
  const [, change] = useMutation(ConsoleAggiornaFamigliaDocument);
  const { codice } = famiglia;
  const reread = async () => {
    const { data } = await client
      .query(ConsoleOffertaFamigliaDocument, { codice }, { requestPolicy: 'network-only' })
      .toPromise();
    const now = data?.famigliaAffidataria ?? famiglia;
    return { valori: scrittaDi(now), versione: now.versione };
  };
  return (
    <DialogoModulo
      titolo={`Che cosa offre ${codice}`}
      isLargo
      campi={campiCambiata(comuni ? tuttiIComuni(comuni) : [], famiglia)}
      iniziali={scrittaDi(famiglia)}
      versione={famiglia.versione}
      rileggi={reread}
      invia="Salva"
      onInvia={({ valori, chiaveIdempotenza, versione = famiglia.versione }) =>
        change({ input: { famiglia: codice, versione, chiaveIdempotenza, ...famigliaCambiata(valori) } })
      }
      onFatto={onFatto}
      onChiudi={onChiudi}
    >
      <p>Quello che salvi vale come riconfermato oggi.</p>
    </DialogoModulo>
  );
}
