import { useMutation } from 'urql';
import { ConsoleProponiDocument } from '../../graph/operazioni/affido';
import { Dialogo } from '../../ui/Dialogo';
import { Modulo } from '../../ui/Modulo';
import type { Candidata } from './Candidate';

interface ProponiProps {
  readonly richiesta: string;
  readonly candidata: Candidata;
  /** The one that the bank puts first: choosing another one wants a reason. */
  readonly isPrima: boolean;
  readonly onFatto: () => void;
  readonly onAnnulla: () => void;
}

export function Proponi({ richiesta, candidata: { famiglia }, isPrima, onFatto, onAnnulla }: ProponiProps) {
  const [, propose] = useMutation(ConsoleProponiDocument);
  return (
    <Dialogo titolo={`Proporre ${famiglia.codice} per ${richiesta}?`} onChiudi={onAnnulla} isLargo>
      <p>
        {isPrima
          ? 'È la prima candidata. I due servizi riceveranno la proposta e dovranno essere d’accordo.'
          : 'Non è la prima candidata: scrivi perché scegli questa. Il motivo resta nella proposta.'}
      </p>
      <Modulo
        campi={[
          {
            nome: 'motivazione',
            etichetta: 'Perché questa famiglia',
            tipo: 'area',
            aiuto: 'Senza nomi di persone. Da 3 a 1.000 caratteri.',
            isObbligatorio: !isPrima,
            lunghezza: 1000,
          },
        ]}
        iniziali={{ motivazione: '' }}
        invia="Proponi"
        onInvia={({ valori, chiaveIdempotenza }) =>
          propose({
            input: {
              chiaveIdempotenza,
              richiesta,
              famiglia: famiglia.codice,
              motivazione: valori.motivazione === '' ? null : String(valori.motivazione),
            },
          })
        }
        onFatto={onFatto}
        onAnnulla={onAnnulla}
      />
    </Dialogo>
  );
}
