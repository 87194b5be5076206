import { formatData } from '../../lib/formato';
import type { TemaPoverta } from '../../graph/operazioni/osservatorio-poverta';
import { nomeRuolo } from '../../ui/ruoli';
import { TEMI } from './parole';

export interface Lettura {
  readonly id: string;
  readonly tema: TemaPoverta;
  readonly testo: string;
  readonly ruolo: string;
  readonly revisione: number;
  readonly firmataIl: string;
}

/** What the observatory read in an edition: the last word on each theme, and what was said before it. */
export function Letture({ di }: { readonly di: readonly Lettura[] }) {
  const temi = [...new Set(di.map(({ tema }) => tema))];
  return (
    <>
      {temi.map((tema) => {
        const [last, ...before] = di
          .filter((lettura) => lettura.tema === tema)
          .sort((a, b) => b.revisione - a.revisione);
        return (
          last && (
            <section key={tema} className="t-sezione" aria-label={`Lettura: ${TEMI[tema]}`}>
              <h2>Che cosa ci legge l’osservatorio: {TEMI[tema].toLowerCase()}</h2>
              <Testo di={last} />
              {before.length > 0 && (
                <details>
                  <summary>Le versioni di prima ({before.length})</summary>
                  {before.map((lettura) => (
                    <Testo key={lettura.id} di={lettura} />
                  ))}
                </details>
              )}
            </section>
          )
        );
      })}
    </>
  );
}

function Testo({ di: { testo, ruolo, revisione, firmataIl } }: { readonly di: Lettura }) {
  return (
    <blockquote className="t-racconto">
      <p>{testo}</p>
      <footer className="t-nota">
        {nomeRuolo(ruolo)}, {formatData(firmataIl)}, versione {revisione}
      </footer>
    </blockquote>
  );
}
