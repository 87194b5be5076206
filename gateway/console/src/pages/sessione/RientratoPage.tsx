import { useEffect } from 'react';
import { annunciaRientro } from '../../lib/rientro';
import { Pagina } from '../../ui/Pagina';

/** Where signing in again ends, in a tab of its own: the tab where the work is hears of it and goes on. */
export function RientratoPage() {
  useEffect(annunciaRientro, []);
  return (
    <Pagina titolo="Accesso rinnovato">
      <p className="lead">Sei di nuovo dentro. Puoi chiudere questa scheda: il lavoro di prima è rimasto dov’era.</p>
    </Pagina>
  );
}
