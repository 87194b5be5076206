import { type ReactNode, useState } from 'react';
import { Button } from 'design-react-kit';
import { useClient, useMutation } from 'urql';
import type { CombinedError } from '@urql/core';
import {
  type AzioneCampagna,
  ConsoleApriCampagnaDocument,
  ConsoleChiudiCampagnaDocument,
  ConsoleModelloDocument,
  ConsolePubblicaCampagnaDocument,
  ConsoleRiapriCampagnaDocument,
  type FormatoFile,
} from '../../graph/operazioni/tavolo-tutela-minori';
import { problemiDi, type Problema } from '../../graph/errori';
import { scaricaFile } from '../../lib/file';
import { DialogoModulo } from '../../ui/DialogoModulo';
import { Icona } from '../../ui/Icona';
import type { Campo } from '../../ui/campo';
import { Problemi } from '../../ui/Stati';
import { RILEVAZIONE } from './parole';
import type { Campagna } from './TavoloPage';

const SCADENZA: Campo = {
  nome: 'scadenza',
  etichetta: 'Ultimo giorno per inviare',
  tipo: 'data',
  isObbligatorio: true,
};

/** A year opens with an empty answer for everybody who owes one. */
export function ApriCampagna({ anno, onFatto }: { readonly anno: number; readonly onFatto: () => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const [, open] = useMutation(ConsoleApriCampagnaDocument);
  return (
    <>
      <Button color="primary" onClick={() => setIsOpen(true)}>
        Apri la rilevazione del {anno}
      </Button>
      {isOpen && (
        <DialogoModulo
          titolo={`Aprire la rilevazione del ${anno}?`}
          campi={[SCADENZA]}
          iniziali={{ scadenza: '' }}
          invia="Apri la rilevazione"
          onInvia={({ valori, chiaveIdempotenza }) =>
            open({ input: { anno, rilevazione: RILEVAZIONE, scadenza: String(valori.scadenza), chiaveIdempotenza } })
          }
          onFatto={() => {
            setIsOpen(false);
            onFatto();
          }}
          onChiudi={() => setIsOpen(false)}
        >
          <p>Chi deve i dati di quell’anno trova da subito una compilazione vuota.</p>
        </DialogoModulo>
      )}
    </>
  );
}

interface Passo {
  readonly bottone: string;
  readonly titolo: string;
  readonly testo: ReactNode;
  readonly campi: readonly Campo[];
}

const PASSI: Readonly<Record<AzioneCampagna, Passo>> = {
  CHIUDI: {
    bottone: 'Chiudi la rilevazione',
    titolo: 'Chiudere la rilevazione?',
    testo: 'Da quel momento chi non ha ancora inviato non può più farlo, finché non la riapri.',
    campi: [],
  },
  RIAPRI: {
    bottone: 'Riapri la rilevazione',
    titolo: 'Riaprire la rilevazione?',
    testo: 'Chi non ha ancora inviato può di nuovo farlo.',
    campi: [{ ...SCADENZA, etichetta: 'Nuovo ultimo giorno per inviare', isObbligatorio: false }],
  },
  PUBBLICA: {
    bottone: 'Pubblica i dati',
    titolo: 'Pubblicare i dati approvati?',
    testo:
      'Alla prossima pubblicazione le cifre approvate le legge chiunque, con i numeri piccoli riservati. Non si torna indietro.',
    campi: [],
  },
};

export function PassiCampagna({
  campagna: { id, versione, azioniPossibili },
  onFatto,
}: {
  readonly campagna: Campagna;
  readonly onFatto: () => void;
}) {
  const [step, setStep] = useState<AzioneCampagna>();
  const [, close] = useMutation(ConsoleChiudiCampagnaDocument);
  const [, reopen] = useMutation(ConsoleRiapriCampagnaDocument);
  const [, publish] = useMutation(ConsolePubblicaCampagnaDocument);
  const run = { CHIUDI: close, RIAPRI: reopen, PUBBLICA: publish } as const satisfies Record<
    AzioneCampagna,
    (variables: { input: Input }) => Promise<{ error?: CombinedError }>
  >;
  const asked = step && PASSI[step];
  return (
    <>
      {azioniPossibili.map((azione) => (
        <Button key={azione} color="primary" outline onClick={() => setStep(azione)}>
          {PASSI[azione].bottone}
        </Button>
      ))}
      {step && asked && (
        <DialogoModulo
          titolo={asked.titolo}
          campi={asked.campi}
          iniziali={{}}
          versione={versione}
          invia={asked.bottone}
          onInvia={({ valori, chiaveIdempotenza }) =>
            run[step]({
              input: {
                campagna: id,
                versione,
                chiaveIdempotenza,
                scadenza: valori.scadenza ? String(valori.scadenza) : null,
              },
            })
          }
          onFatto={() => {
            setStep(undefined);
            onFatto();
          }}
          onChiudi={() => setStep(undefined)}
        >
          <p>{asked.testo}</p>
        </DialogoModulo>
      )}
    </>
  );
}

interface Input {
  readonly campagna: string;
  readonly versione: number;
  readonly chiaveIdempotenza: string;
  readonly scadenza: string | null;
}

/** The empty form, to fill in away from here. */
export function Modelli({ anno }: { readonly anno: number }) {
  const client = useClient();
  const [problemi, setProblemi] = useState<readonly Problema[]>([]);
  const download = async (formato: FormatoFile) => {
    const { data, error } = await client
      .query(ConsoleModelloDocument, { anno, rilevazione: RILEVAZIONE, formato })
      .toPromise();
    setProblemi(problemiDi(error));
    if (data?.campagna?.modello) {
      scaricaFile(data.campagna.modello);
    }
  };
  return (
    <>
      <p className="t-azioni t-azioni-inizio">
        <button type="button" className="t-esporta" onClick={() => void download('XLSX')}>
          <Icona nome="download" /> Modello XLSX
        </button>
        <button type="button" className="t-esporta" onClick={() => void download('CSV')}>
          <Icona nome="download" /> Modello CSV
        </button>
      </p>
      <Problemi problemi={problemi} />
    </>
  );
}
