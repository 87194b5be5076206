import { useMutation } from 'urql';
import {
  type AzioneAbbinamento,
  ConsoleAccettaDocument,
  ConsoleAvviaDocument,
  ConsoleConcludiDocument,
  ConsoleProrogaAffidoDocument,
  ConsoleRifiutaDocument,
  ConsoleVerificaAffidoDocument,
  type EsitoAffido,
  type RigaAbbinamentoFragment,
} from '../../graph/operazioni/affido';
import type { Campo } from '../../ui/campo';
import { Dialogo } from '../../ui/Dialogo';
import { type Invio, Modulo } from '../../ui/Modulo';
import { AZIONI, ESITI } from './parole';

interface PassoProps {
  readonly abbinamento: RigaAbbinamentoFragment;
  readonly azione: AzioneAbbinamento;
  readonly onFatto: () => void;
  readonly onAnnulla: () => void;
}

const DATA: Campo = { nome: 'data', etichetta: 'Data', tipo: 'data', isObbligatorio: true };
const motivo = (isObbligatorio: boolean, aiuto?: string): Campo => ({
  nome: 'motivo',
  etichetta: 'Motivo',
  tipo: 'area',
  aiuto: aiuto ?? 'Senza nomi di persone.',
  isObbligatorio,
});

const CAMPI: Readonly<Record<AzioneAbbinamento, readonly Campo[]>> = {
  ACCETTA: [
    motivo(false, 'Serve quando il Tavolo registra l’accordo per conto di un servizio. Senza nomi di persone.'),
  ],
  RIFIUTA: [motivo(true)],
  AVVIA: [DATA],
  VERIFICA: [DATA],
  PROROGA: [
    { nome: 'mesi', etichetta: 'Mesi di proroga', tipo: 'intero', isObbligatorio: true, min: '1', max: '24' },
    {
      nome: 'provvedimento',
      etichetta: 'Provvedimento del giudice',
      tipo: 'testo',
      isObbligatorio: true,
      aiuto: 'Autorità, numero e data.',
    },
  ],
  CONCLUDI: [
    DATA,
    {
      nome: 'esito',
      etichetta: 'Esito',
      tipo: 'scelta',
      isObbligatorio: true,
      opzioni: Object.entries(ESITI).map(([valore, etichetta]) => ({ valore, etichetta })),
    },
    motivo(false),
  ],
};

/** One step of a proposal or of a fostering; each asks for what the API wants to know of it. */
export function Passo({ abbinamento, azione, onFatto, onAnnulla }: PassoProps) {
  const send = usePassi(abbinamento);
  const campi = CAMPI[azione];
  return (
    <Dialogo titolo={`${AZIONI[azione]}: ${abbinamento.codice}`} onChiudi={onAnnulla} isLargo>
      <Modulo
        campi={campi}
        iniziali={Object.fromEntries(campi.map(({ nome }) => [nome, '']))}
        versione={abbinamento.versione}
        invia={AZIONI[azione]}
        onInvia={(invio) => send[azione](invio)}
        onFatto={onFatto}
        onAnnulla={onAnnulla}
      />
    </Dialogo>
  );
}

const testo = (value: string | boolean | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

function usePassi({ codice, versione: seen }: RigaAbbinamentoFragment) {
  const [, accept] = useMutation(ConsoleAccettaDocument);
  const [, refuse] = useMutation(ConsoleRifiutaDocument);
  const [, begin] = useMutation(ConsoleAvviaDocument);
  const [, review] = useMutation(ConsoleVerificaAffidoDocument);
  const [, extend] = useMutation(ConsoleProrogaAffidoDocument);
  const [, end] = useMutation(ConsoleConcludiDocument);
  const on = ({ chiaveIdempotenza, versione = seen }: Invio) => ({ chiaveIdempotenza, versione, abbinamento: codice });
  const day = ({ valori }: Invio): string => String(valori.data);
  return {
    ACCETTA: (invio: Invio) => accept({ input: { ...on(invio), motivo: testo(invio.valori.motivo) } }),
    RIFIUTA: (invio: Invio) => refuse({ input: { ...on(invio), motivo: testo(invio.valori.motivo) } }),
    AVVIA: (invio: Invio) => begin({ input: { ...on(invio), data: day(invio) } }),
    VERIFICA: (invio: Invio) => review({ input: { ...on(invio), data: day(invio) } }),
    PROROGA: (invio: Invio) =>
      extend({
        input: { ...on(invio), mesi: Number(invio.valori.mesi), provvedimento: String(invio.valori.provvedimento) },
      }),
    CONCLUDI: (invio: Invio) =>
      end({
        input: {
          ...on(invio),
          data: day(invio),
          esito: invio.valori.esito as EsitoAffido,
          motivo: testo(invio.valori.motivo),
        },
      }),
  };
}
