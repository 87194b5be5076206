import { testoFonte, type FonteDati } from './Fonte';
import { Icona } from './Icona';

export interface IncongruenzaDati {
  readonly codice: string;
  readonly descrizione: string;
  readonly ipotesi: string | null;
  readonly trattamento: string;
  readonly fonti: readonly FonteDati[];
}

/** Where the source contradicts itself, beside the figures that it is about: nothing is corrected in silence. */
export function Incongruenze({ di }: { readonly di: readonly IncongruenzaDati[] }) {
  if (di.length === 0) {
    return null;
  }
  return (
    <section className="t-incongruenze" aria-label="Incongruenze della fonte">
      <p className="t-stato-titolo">
        <Icona nome="warning" /> La fonte si contraddice
      </p>
      <ul>
        {di.map(({ codice, descrizione, ipotesi, trattamento, fonti }) => (
          <li key={codice}>
            {descrizione}
            {ipotesi && <> Ipotesi: {ipotesi}</>} <span className="t-nota">Qui: {trattamento}</span>
            <span className="t-nota"> ({fonti.map(testoFonte).join('; ')})</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
