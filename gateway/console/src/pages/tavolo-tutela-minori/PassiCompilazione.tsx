import { type ReactNode, useState } from 'react';
import { Button } from 'design-react-kit';
import { useLocation } from 'wouter';
import { useMutation } from 'urql';
import {
  type AzioneCompilazione,
  ConsoleApprovaCompilazioneDocument,
  ConsoleCorreggiCompilazioneDocument,
  ConsoleInviaCompilazioneDocument,
  ConsolePrendiInRevisioneDocument,
  ConsoleRespingiCompilazioneDocument,
  ConsoleRimandaCompilazioneDocument,
  ConsoleRiprendiCompilazioneDocument,
  ConsoleRitiraCompilazioneDocument,
} from '../../graph/operazioni/tavolo-tutela-minori';
import { problemiDi } from '../../graph/errori';
import { DialogoModulo } from '../../ui/DialogoModulo';
import type { Campo } from '../../ui/campo';
import { Attenzione } from '../../ui/Stati';
import type { Compilazione } from './CompilazionePage';

type Azione = Exclude<AzioneCompilazione, 'SALVA'>;

interface Passo {
  readonly bottone: string;
  readonly titolo: string;
  readonly testo: ReactNode;
  readonly campi: readonly Campo[];
  readonly colore: 'primary' | 'secondary' | 'danger';
}

const motivo = (etichetta: string): readonly Campo[] => [
  { nome: 'motivo', etichetta, tipo: 'area', isObbligatorio: true, lunghezza: 4000, aiuto: 'Senza nomi di persone.' },
];

const PASSI: Readonly<Record<Azione, Passo>> = {
  INVIA: {
    bottone: 'Invia al Coordinamento',
    titolo: 'Inviare la compilazione?',
    testo: 'Da inviata non si modifica più. Finché il Coordinamento non comincia a rivederla puoi ritirarla.',
    campi: [],
    colore: 'primary',
  },
  RITIRA: {
    bottone: 'Ritira',
    titolo: 'Ritirare la compilazione?',
    testo: 'Torna in bozza: la puoi correggere e inviare di nuovo.',
    campi: [],
    colore: 'secondary',
  },
  RIPRENDI: {
    bottone: 'Riprendi',
    titolo: 'Riprendere la compilazione?',
    testo: 'Torna in bozza, con i valori che aveva.',
    campi: [],
    colore: 'primary',
  },
  CORREGGI: {
    bottone: 'Correggi con una nuova edizione',
    titolo: 'Aprire una nuova edizione?',
    testo:
      'Una compilazione approvata non cambia più. La nuova edizione parte dagli stessi valori; fino alla sua approvazione conta quella di adesso.',
    campi: motivo('Perché si corregge'),
    colore: 'secondary',
  },
  PRENDI_IN_REVISIONE: {
    bottone: 'Prendi in revisione',
    titolo: 'Prendere in revisione?',
    testo: 'Da ora chi l’ha inviata non può più ritirarla.',
    campi: [],
    colore: 'primary',
  },
  APPROVA: {
    bottone: 'Approva',
    titolo: 'Approvare la compilazione?',
    testo: 'Le sue cifre entrano nel confronto. Non cambierà più: una correzione sarà una nuova edizione.',
    campi: [],
    colore: 'primary',
  },
  RIMANDA: {
    bottone: 'Rimanda',
    titolo: 'Rimandare la compilazione?',
    testo: 'Torna in bozza da chi l’ha scritta, con quello che chiedi di rivedere.',
    campi: motivo('Che cosa rivedere'),
    colore: 'secondary',
  },
  RESPINGI: {
    bottone: 'Respingi',
    titolo: 'Respingere la compilazione?',
    testo: 'Risulterà respinta finché chi l’ha scritta non la riprende.',
    campi: motivo('Perché è respinta'),
    colore: 'danger',
  },
};

/** In the order in which one thinks of them; what the API does not offer is not there. */
const ORDINE = Object.keys(PASSI) as Azione[];

interface PassiProps {
  readonly compilazione: Compilazione;
  /** True while something typed is not saved: it would not go with what is sent. */
  readonly isModificata: boolean;
  readonly onRicarica: () => void;
}

export function PassiCompilazione({ compilazione, isModificata, onRicarica }: PassiProps) {
  const [step, setStep] = useState<Azione>();
  const [isKeptBack, setIsKeptBack] = useState(false);
  const [, go] = useLocation();
  const run = usePassi();
  const { id, versione, azioniPossibili } = compilazione;
  const possible = ORDINE.filter((azione) => azioniPossibili.includes(azione));
  const asked = step && PASSI[step];
  if (possible.length === 0) {
    return null;
  }
  const send = async (azione: Azione, chiaveIdempotenza: string, why: string | boolean | undefined) => {
    const said = why ? String(why) : null;
    const { error, dopo } = await run(azione, { compilazione: id, versione, chiaveIdempotenza, motivo: said });
    if (problemiDi(error).some(({ codice }) => codice === 'CONFLITTO_VERSIONE')) {
      onRicarica();
    }
    setIsKeptBack(azione === 'INVIA' && dopo?.stato === 'BOZZA');
    if (dopo && dopo.id !== id) {
      go(`/tavolo-tutela-minori/compilazioni/${dopo.id}`);
    }
    return { error };
  };
  return (
    <div className="t-passi">
      {isKeptBack && (
        <Attenzione titolo="Non è stata inviata">
          Correggi gli errori e spiega gli avvisi in nota: sono nell’elenco qui sotto.
        </Attenzione>
      )}
      <div className="t-azioni t-azioni-inizio">
        {possible.map((azione) => (
          <Button
            key={azione}
            color={PASSI[azione].colore}
            outline={PASSI[azione].colore !== 'primary'}
            disabled={isModificata}
            onClick={() => setStep(azione)}
          >
            {PASSI[azione].bottone}
          </Button>
        ))}
        {isModificata && <span className="t-nota">Prima salva quello che hai scritto.</span>}
      </div>
      {step && asked && (
        <DialogoModulo
          titolo={asked.titolo}
          campi={asked.campi}
          iniziali={{ motivo: '' }}
          versione={versione}
          invia={asked.bottone}
          onInvia={({ valori, chiaveIdempotenza }) => send(step, chiaveIdempotenza, valori.motivo)}
          onFatto={() => {
            setStep(undefined);
            // Whoever may read the values may no longer, or may now: a draft is its office's own.
            onRicarica();
          }}
          onChiudi={() => setStep(undefined)}
        >
          <p>{asked.testo}</p>
        </DialogoModulo>
      )}
    </div>
  );
}

interface Input {
  readonly compilazione: string;
  readonly versione: number;
  readonly chiaveIdempotenza: string;
  readonly motivo: string | null;
}

function usePassi() {
  const [, invia] = useMutation(ConsoleInviaCompilazioneDocument);
  const [, ritira] = useMutation(ConsoleRitiraCompilazioneDocument);
  const [, riprendi] = useMutation(ConsoleRiprendiCompilazioneDocument);
  const [, correggi] = useMutation(ConsoleCorreggiCompilazioneDocument);
  const [, prendi] = useMutation(ConsolePrendiInRevisioneDocument);
  const [, approva] = useMutation(ConsoleApprovaCompilazioneDocument);
  const [, rimanda] = useMutation(ConsoleRimandaCompilazioneDocument);
  const [, respingi] = useMutation(ConsoleRespingiCompilazioneDocument);
  const mutations = {
    INVIA: invia,
    RITIRA: ritira,
    RIPRENDI: riprendi,
    CORREGGI: correggi,
    PRENDI_IN_REVISIONE: prendi,
    APPROVA: approva,
    RIMANDA: rimanda,
    RESPINGI: respingi,
  } as const;
  return async (azione: Azione, input: Input) => {
    const { data, error } = await mutations[azione]({ input });
    // Each answers one field, and in it the answer after the step.
    const [payload] = Object.values(data ?? {}) as ReadonlyArray<{
      compilazione: { id: string; stato: string };
    } | null>;
    return { error, dopo: payload?.compilazione };
  };
}
