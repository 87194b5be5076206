import { type ReactNode, useState } from 'react';
import { Button } from 'design-react-kit';
import type { CombinedError } from 'urql';
import { problemiDi } from '../graph/errori';
import type { Campi, Valori } from './campo';
import { DialogoModulo } from './DialogoModulo';
import type { Invio } from './Modulo';

interface PassoProps {
  readonly bottone: string;
  /** What the button is about, for who does not see what stands beside it. */
  readonly di?: string;
  readonly colore?: 'primary' | 'secondary' | 'danger';
  readonly isPieno?: boolean;
  readonly isPiccolo?: boolean;
  /** As a question where it cannot be undone. */
  readonly titolo: string;
  readonly testo?: ReactNode;
  readonly campi?: Campi;
  readonly iniziali?: Valori;
  readonly esegui: (invio: Invio) => Promise<{ readonly error?: CombinedError }>;
  /** Reads the record again: somebody wrote first, and the step starts from what is there now. */
  readonly onConflitto: () => void;
  readonly onFatto?: () => void;
}

const NESSUN_CAMPO: Campi = [];
const NESSUN_VALORE: Valori = {};

/** A step of a record: a button, and before anything happens a dialog that says what it means and asks what it needs. */
export function Passo({
  bottone,
  di,
  colore = 'primary',
  isPieno = false,
  isPiccolo = true,
  titolo,
  testo,
  campi = NESSUN_CAMPO,
  iniziali = NESSUN_VALORE,
  esegui,
  onConflitto,
  onFatto,
}: PassoProps) {
  const [isOpen, setIsOpen] = useState(false);
  const send = async (invio: Invio) => {
    const { error } = await esegui(invio);
    if (problemiDi(error).some(({ codice }) => codice === 'CONFLITTO_VERSIONE')) {
      onConflitto();
    }
    return { error };
  };
  return (
    <>
      <Button color={colore} outline={!isPieno} size={isPiccolo ? 'sm' : undefined} onClick={() => setIsOpen(true)}>
        {bottone}
        {di && <span className="visually-hidden"> {di}</span>}
      </Button>
      {isOpen && (
        <DialogoModulo
          titolo={titolo}
          campi={campi}
          iniziali={iniziali}
          invia={bottone}
          onInvia={send}
          onFatto={() => {
            setIsOpen(false);
            onFatto?.();
          }}
          onChiudi={() => setIsOpen(false)}
        >
          {testo && <p>{testo}</p>}
        </DialogoModulo>
      )}
    </>
  );
}
