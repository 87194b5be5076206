import { useState } from 'react';
import { Button } from 'design-react-kit';
import { indirizzoAccesso } from '../graph/sessione';
import { Dialogo } from './Dialogo';

/**
 * The session is over while somebody was at work: signing in again happens in another tab, so that this page, with all
 * that was typed in it, stays as it is.
 */
export function SessioneFinita({ onRiprova }: { readonly onRiprova: () => Promise<void> }) {
  const [isHidden, setIsHidden] = useState(false);
  if (isHidden) {
    return null;
  }
  return (
    <Dialogo
      titolo="La sessione è finita"
      onChiudi={() => setIsHidden(true)}
      azioni={
        <>
          <Button color="secondary" outline onClick={() => void onRiprova()}>
            Ho già effettuato l’accesso
          </Button>
          <a className="btn btn-primary" href={indirizzoAccesso('/rientrato')} target="_blank" rel="opener">
            Accedi in un’altra scheda
          </a>
        </>
      }
    >
      <p>
        Per sicurezza l’accesso dura al massimo un’ora. Quello che hai scritto è ancora in questa pagina: accedi di
        nuovo in un’altra scheda, poi torna qui e continua.
      </p>
    </Dialogo>
  );
}
