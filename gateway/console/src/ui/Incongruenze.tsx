import { type FonteDati, testoFonte } from './Fonte';
import { Icona } from './Icona';

export interface IncongruenzaDati {
  readonly codice: string;
  readonly descrizione: string;
  readonly ipotesi: string | null;
  readonly trattamento: string;
  readonly fonti: readonly FonteDati[];
}

interface IncongruenzeProps {
  readonly di: readonly IncongruenzaDati[];
  readonly titolo?: string;
  /** For a list that would bury the page: it opens at a click, and its number is in sight. */
  readonly isChiudibile?: boolean;
}

/** Where the source contradicts itself, beside the figures that it is about: nothing is corrected in silence. */
export function Incongruenze({ di, titolo = 'La fonte si contraddice', isChiudibile = false }: IncongruenzeProps) {
  if (di.length === 0) {
    return null;
  }
  if (isChiudibile) {
    return (
      <details className="t-incongruenze">
        <summary className="t-stato-titolo">
          {titolo} ({di.length})
        </summary>
        <Elenco di={di} />
      </details>
    );
  }
  return (
    <section className="t-incongruenze" aria-label={titolo}>
      <p className="t-stato-titolo">
        <Icona nome="warning" /> {titolo}
      </p>
      <Elenco di={di} />
    </section>
  );
}

function Elenco({ di }: { readonly di: readonly IncongruenzaDati[] }) {
  return (
    <ul>
      {di.map(({ codice, descrizione, ipotesi, trattamento, fonti }) => (
        <li key={codice}>
          {descrizione}
          {ipotesi && <> Ipotesi: {ipotesi}</>} <span className="t-nota">Qui: {trattamento}</span>
          <span className="t-nota"> ({fonti.map(testoFonte).join('; ')})</span>
        </li>
      ))}
    </ul>
  );
}
