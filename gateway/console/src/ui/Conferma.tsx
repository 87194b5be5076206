import { type ReactNode, useState } from 'react';
import { Button } from 'design-react-kit';
import { Dialogo } from './Dialogo';

interface ConfermaProps {
  /** What happens, as a question: "Chiudere il caso?" */
  readonly titolo: string;
  /** What cannot be undone. */
  readonly children: ReactNode;
  readonly conferma: string;
  readonly onConferma: () => Promise<void> | void;
  readonly onAnnulla: () => void;
}

/** Before a step that destroys or cannot be taken back. The focus is on the way out. */
export function Conferma({ titolo, children, conferma, onConferma, onAnnulla }: ConfermaProps) {
  const [isAtWork, setIsAtWork] = useState(false);
  const confirm = async () => {
    setIsAtWork(true);
    try {
      await onConferma();
    } finally {
      setIsAtWork(false);
    }
  };
  return (
    <Dialogo
      titolo={titolo}
      onChiudi={onAnnulla}
      azioni={
        <>
          <Button color="secondary" outline onClick={onAnnulla} autoFocus>
            Annulla
          </Button>
          <Button color="danger" disabled={isAtWork} onClick={() => void confirm()}>
            {isAtWork ? 'Un momento…' : conferma}
          </Button>
        </>
      }
    >
      {children}
    </Dialogo>
  );
}
