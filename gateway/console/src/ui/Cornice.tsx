import { type ReactNode, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { esci, indirizzoAccesso, isDentro } from '../graph/sessione';
import { useSessione } from '../graph/sessione-context';
import { GRUPPI, type Pagina } from '../pagina';
import { PAGINE } from '../pagine';
import { Icona } from './Icona';

/** What stands around every page. */
export function Cornice({ children }: { readonly children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <nav aria-label="Scorciatoie" className="t-salti">
        <a href="#contenuto">Vai al contenuto</a>
        <a href="#navigazione">Vai alla navigazione</a>
      </nav>
      <Intestazione isOpen={isOpen} onMenu={() => setIsOpen(!isOpen)} />
      <div className="t-corpo">
        <Navigazione isOpen={isOpen} onScelta={() => setIsOpen(false)} />
        <main id="contenuto" tabIndex={-1}>
          {children}
        </main>
      </div>
      <Piede />
    </>
  );
}

function Intestazione({ isOpen, onMenu }: { readonly isOpen: boolean; readonly onMenu: () => void }) {
  return (
    <header className="t-intestazione">
      <div className="t-intestazione-sottile">
        <span>ATS Brescia · Coordinamento degli Uffici di Piano</span>
        <Accesso />
      </div>
      <div className="t-intestazione-centro">
        <button type="button" className="t-menu" aria-expanded={isOpen} aria-controls="navigazione" onClick={onMenu}>
          <Icona nome={isOpen ? 'close' : 'menu'} />
          <span className="visually-hidden">{isOpen ? 'Chiudi il menu' : 'Apri il menu'}</span>
        </button>
        <Link href="/" className="t-marchio">
          <svg viewBox="0 0 24 24" width="40" height="40" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden>
            <path d="M6 2v20M12 2v20M18 2v20M2 6h20M2 12h20M2 18h20" />
          </svg>
          <span>
            <strong>Trama</strong>
            <span className="t-motto">I servizi sociali dei dodici ambiti, insieme</span>
          </span>
        </Link>
      </div>
    </header>
  );
}

function Accesso() {
  const { io } = useSessione();
  const [path] = useLocation();
  if (!isDentro(io)) {
    return (
      <a className="t-accesso" href={indirizzoAccesso(path + location.search)}>
        <Icona nome="user" /> Accedi
      </a>
    );
  }
  return (
    <span className="t-accesso">
      <Icona nome="user" /> <span className="t-chi">{io.nome ?? io.soggetto}</span>
      <button type="button" onClick={() => void esci()}>
        Esci
      </button>
    </span>
  );
}

function Navigazione({ isOpen, onScelta }: { readonly isOpen: boolean; readonly onScelta: () => void }) {
  const { io } = useSessione();
  const isSeen = ({ menu }: Pagina) => menu && (menu.permesso === undefined || io.permessi.includes(menu.permesso));
  const groups = GRUPPI.map((gruppo) => ({
    gruppo,
    pages: PAGINE.filter((pagina) => pagina.menu?.gruppo === gruppo && isSeen(pagina)),
  })).filter(({ pages }) => pages.length > 0);
  return (
    <nav id="navigazione" aria-label="Principale" tabIndex={-1} className={`t-navigazione ${isOpen ? 'aperta' : ''}`}>
      {groups.map(({ gruppo, pages }, index) => (
        <section key={gruppo} aria-labelledby={`gruppo-${index}`}>
          <h2 id={`gruppo-${index}`}>{gruppo}</h2>
          <ul>
            {pages.map((pagina) => (
              <Voce key={pagina.percorso} pagina={pagina} onScelta={onScelta} />
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

/** Of the entries that lead towards this page the nearest one. */
const quiDi = (path: string): string | undefined =>
  PAGINE.filter(({ menu, percorso }) => menu && (path === percorso || path.startsWith(`${percorso}/`)))
    .map(({ percorso }) => percorso)
    .sort((a, b) => b.length - a.length)[0];

function Voce({ pagina: { percorso, menu }, onScelta }: { readonly pagina: Pagina; readonly onScelta: () => void }) {
  const [path] = useLocation();
  const isHere = percorso === quiDi(path);
  return (
    <li>
      <Link href={percorso} aria-current={isHere ? 'page' : undefined} onClick={onScelta}>
        {menu?.etichetta}
      </Link>
    </li>
  );
}

function Piede() {
  return (
    <footer className="t-piede">
      <p>
        I dati di riferimento vengono dal Piano di Zona 2021-2023 dell’ambito Valle Trompia; gli altri sono contribuiti
        dagli ambiti e dagli enti. Dove un dato è inventato per prova c’è scritto <strong>DIMOSTRATIVO</strong>. I
        numeri piccoli sulle persone non si pubblicano.
      </p>
      <p>
        <a href="/graphql">API</a> · <a href="/affido">Pensi all’affido?</a>
      </p>
    </footer>
  );
}
