import type { ReactNode } from 'react';
import { useDomanda } from '../../graph/domanda';
import { ConsoleEdizioniOsservatorioDocument } from '../../graph/operazioni/osservatorio-poverta';
import { formatData } from '../../lib/formato';
import { Scelta } from '../../ui/Scelta';
import { ATTUALE } from './parole';
import type { useScelte } from './scelte';

/** The edition and the years: the same on every page of the observatory. */
export function Filtri({
  di: { dal, al, edizione, anni, setDal, setAl, setEdizione },
  children,
}: {
  readonly di: ReturnType<typeof useScelte>;
  readonly children?: ReactNode;
}) {
  const [{ data }] = useDomanda({ query: ConsoleEdizioniOsservatorioDocument, variables: {} });
  const known = data?.osservatorioPoverta?.edizioni ?? [];
  const editions = known.map(({ codice, fissataIl }) => ({
    valore: codice,
    testo: `${codice}, ${formatData(fissataIl)}`,
  }));
  // Before they have come, or of an address with a wrong code: what is asked for stays in sight.
  const asked =
    edizione && !known.some(({ codice }) => codice === edizione) ? [{ valore: edizione, testo: edizione }] : [];
  const years = (allowed: (anno: number) => boolean) =>
    anni.filter(allowed).map((anno) => ({ valore: anno, testo: String(anno) }));
  return (
    <div className="t-filtri">
      <Scelta
        etichetta="Edizione"
        valore={edizione}
        opzioni={[{ valore: ATTUALE, testo: 'I dati di oggi' }, ...asked, ...editions]}
        onScelta={setEdizione}
      />
      <Scelta
        etichetta="Dal"
        valore={dal}
        opzioni={years((anno) => anno <= al)}
        onScelta={(value) => setDal(Number(value))}
      />
      <Scelta
        etichetta="Al"
        valore={al}
        opzioni={years((anno) => anno >= dal)}
        onScelta={(value) => setAl(Number(value))}
      />
      {children}
    </div>
  );
}
