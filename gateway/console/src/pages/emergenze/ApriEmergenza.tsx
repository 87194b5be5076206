import { useRef } from 'react';
import { useMutation } from 'urql';
import { ConsoleApriEmergenzaDocument } from '../../graph/operazioni/emergenze';
import { type Campo, numeroDi, testoDi } from '../../ui/campo';
import { Passo } from '../../ui/Passo';

const MINUTI_MASSIMI = '60';

const CAMPI: readonly Campo[] = [
  {
    nome: 'motivo',
    etichetta: 'Perché ti serve adesso',
    tipo: 'area',
    isObbligatorio: true,
    lunghezza: 500,
    aiuto: 'Almeno 20 caratteri, senza nomi: chi rivede legge il motivo, e non vede il caso.',
    controlla: (value) =>
      String(value).trim().length < 20 ? 'Scrivi almeno 20 caratteri: chi rivede deve capire perché.' : undefined,
  },
  {
    nome: 'minuti',
    etichetta: 'Per quanti minuti',
    tipo: 'intero',
    isObbligatorio: true,
    min: '1',
    max: MINUTI_MASSIMI,
    aiuto: 'Un’ora al più: il tempo di leggere quello che serve.',
  },
];

interface ApriEmergenzaProps {
  readonly codice: string;
  /** @param scadeIl when the case can no longer be seen */
  readonly onAperta: (scadeIl: string) => void;
}

/** The way into a case that one does not follow: with a reason, for minutes, and under somebody else's eyes. */
export function ApriEmergenza({ codice, onAperta }: ApriEmergenzaProps) {
  const [, open] = useMutation(ConsoleApriEmergenzaDocument);
  const scadeIl = useRef('');
  return (
    <Passo
      bottone="Apri in emergenza"
      colore="danger"
      isPiccolo={false}
      titolo={`Aprire il caso ${codice} in emergenza?`}
      testo="Solo se qualcuno è in pericolo e non puoi aspettare chi segue il caso. Lo leggi e basta; ogni lettura resta nel registro come emergenza, e il tuo Ufficio di Piano ti chiederà perché."
      campi={CAMPI}
      iniziali={{ minuti: '30' }}
      esegui={async ({ valori, chiaveIdempotenza }) => {
        const motivo = testoDi(valori, 'motivo') ?? '';
        const { data, error } = await open({
          input: { chiaveIdempotenza, caso: codice, motivo, minuti: numeroDi(valori, 'minuti') ?? 0 },
        });
        scadeIl.current = data?.apriEmergenza?.emergenza.scadeIl ?? '';
        return { error };
      }}
      onConflitto={() => undefined}
      onFatto={() => onAperta(scadeIl.current)}
    />
  );
}
