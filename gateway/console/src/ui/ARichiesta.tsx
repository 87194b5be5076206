import { type ReactNode, useId, useState } from 'react';
import { Button } from 'design-react-kit';

interface ARichiestaProps {
  readonly titolo: string;
  readonly bottone: string;
  /** Why it is not simply there. */
  readonly perche: string;
  readonly azioni?: ReactNode;
  readonly children: ReactNode;
}

/** A part that is read only by who asks for it: reading it leaves a trace, or costs. What is inside is not even drawn before. */
export function ARichiesta({ titolo, bottone, perche, azioni, children }: ARichiestaProps) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  return (
    <section className="t-sezione" aria-labelledby={id}>
      <div className="t-testata-sezione">
        <h2 id={id}>{titolo}</h2>
        <div className="t-azioni t-azioni-inizio">
          {!isOpen && (
            <Button color="primary" outline size="sm" onClick={() => setIsOpen(true)}>
              {bottone}
            </Button>
          )}
          {azioni}
        </div>
      </div>
      {isOpen ? children : <p className="t-nota">{perche}</p>}
    </section>
  );
}
