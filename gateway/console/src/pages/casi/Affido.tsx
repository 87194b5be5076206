import { useState } from 'react';
import { Button } from 'design-react-kit';
import { Link } from 'wouter';
import { usePermesso } from '../../graph/sessione-context';
import type { Caso } from './CasoPage';

/**
 * From a case to a request for a foster family: the fostering service registers it, and needs nothing of the case but its code.
 * So the code is what is handed over, in an address that tells nobody who it is.
 */
export function Affido({ caso: { codice, stato } }: { readonly caso: Caso }) {
  const mayOpen = usePermesso('affido:gestisci');
  const maySee = usePermesso('affido:leggi');
  if (stato !== 'APERTO') {
    return null;
  }
  const path = `/banca-affido/richieste/nuova?caso=${encodeURIComponent(codice)}`;
  return (
    <section className="t-sezione" aria-labelledby="affido">
      <h2 id="affido">Affido</h2>
      {mayOpen ? (
        <Link className="btn btn-outline-primary btn-sm" href={path}>
          Cerca una famiglia affidataria
        </Link>
      ) : (
        <>
          <p>
            Per cercare una famiglia affidataria la richiesta la registra il servizio affidi del tuo ambito: gli bastano
            il decreto, l’età e il codice <strong>{codice}</strong>, senza nomi.
          </p>
          <div className="t-azioni t-azioni-inizio">
            <Copia testo={location.origin + path} />
            {maySee && (
              <Link className="btn btn-outline-primary btn-sm" href="/banca-affido/richieste">
                Richieste dei casi che segui
              </Link>
            )}
          </div>
        </>
      )}
    </section>
  );
}

/** Where the browser may not write to the clipboard, the address is there to be taken by hand. */
function Copia({ testo }: { readonly testo: string }) {
  const [esito, setEsito] = useState<'copiato' | 'a mano'>();
  const copy = () =>
    navigator.clipboard.writeText(testo).then(
      () => setEsito('copiato'),
      () => setEsito('a mano'),
    );
  return (
    <>
      <Button color="primary" outline size="sm" onClick={() => void copy()}>
        Copia il collegamento per il servizio affidi
      </Button>
      <span role="status">
        {esito === 'copiato' && 'Copiato: mandalo al servizio affidi.'}
        {esito === 'a mano' && <code>{testo}</code>}
      </span>
    </>
  );
}
