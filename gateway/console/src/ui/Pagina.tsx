import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'wouter';

export interface Briciola {
  readonly testo: string;
  readonly href: string;
}

interface PaginaProps {
  readonly titolo: string;
  readonly sottotitolo?: ReactNode;
  /** The pages above this one, from the outermost; the page itself is added. */
  readonly briciole?: readonly Briciola[];
  /** Buttons and selectors of the whole page. */
  readonly azioni?: ReactNode;
  readonly children: ReactNode;
}

/** A page: its title in the tab, where it stands, and a heading that takes the focus when somebody comes from another page. */
export function Pagina({ titolo, sottotitolo, briciole = [], azioni, children }: PaginaProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${titolo} · Trama`;
  }, [titolo]);
  useEffect(() => {
    // Not at the first page: whoever opens the site starts from its top, where the skip links are.
    if (hasMoved()) {
      heading.current?.focus({ preventScroll: true });
      scrollTo({ top: 0 });
    }
  }, []);
  return (
    <>
      <nav aria-label="Percorso di navigazione" className="t-briciole">
        <ol className="breadcrumb">
          {[{ testo: 'Trama', href: '/' }, ...briciole].map(({ testo, href }) => (
            <li key={href} className="breadcrumb-item">
              <Link href={href}>{testo}</Link>
            </li>
          ))}
          <li className="breadcrumb-item active" aria-current="page">
            {titolo}
          </li>
        </ol>
      </nav>
      <div className="t-testata">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {titolo}
          </h1>
          {sottotitolo && <p className="t-sottotitolo">{sottotitolo}</p>}
        </div>
        {azioni && <div className="t-testata-azioni">{azioni}</div>}
      </div>
      {children}
    </>
  );
}

let shown = 0;
/** False for the first page of a visit. Strict mode draws it twice, within the same moment. */
function hasMoved(): boolean {
  shown = shown || performance.now();
  return performance.now() - shown > 50;
}
