import type { ReactNode } from 'react';
import { Button } from 'design-react-kit';
import type { CombinedError, UseQueryState } from 'urql';
import { nomeServizio, type Problema, problemiDi } from '../graph/errori';
import { indirizzoAccesso, isDentro } from '../graph/sessione';
import { useSessione } from '../graph/sessione-context';
import { Icona, type NomeIcona } from './Icona';
import { MancantiContext } from './mancanti';

/** The states that every page has besides its own. */

export function Caricamento({ righe = 6 }: { readonly righe?: number }) {
  return (
    <div className="t-caricamento" role="status" aria-busy>
      <span className="visually-hidden">Caricamento in corso</span>
      {Array.from({ length: righe }, (_, index) => (
        <span key={index} className="t-riga-attesa" aria-hidden />
      ))}
    </div>
  );
}

/** What is below is the answer of before, to the same question, which is asked again. */
function Aggiornamento() {
  return (
    <div className="t-aggiornamento" role="status" aria-busy>
      Aggiornamento in corso
    </div>
  );
}

interface AvvisoProps {
  readonly icona: NomeIcona;
  readonly titolo: string;
  readonly children?: ReactNode;
  readonly azione?: ReactNode;
  readonly tono?: 'neutro' | 'attenzione' | 'errore';
}

function Avviso({ icona, titolo, children, azione, tono = 'neutro' }: AvvisoProps) {
  return (
    <div className={`t-stato t-stato-${tono}`} role={tono === 'errore' ? 'alert' : 'status'}>
      <Icona nome={icona} className="t-stato-icona" />
      <div>
        <p className="t-stato-titolo">{titolo}</p>
        {children && <div>{children}</div>}
        {azione && <div className="mt-3">{azione}</div>}
      </div>
    </div>
  );
}

export function Vuoto({
  titolo = 'Nessun dato',
  children,
}: {
  readonly titolo?: string;
  readonly children?: ReactNode;
}) {
  return (
    <Avviso icona="info" titolo={titolo}>
      {children}
    </Avviso>
  );
}

/** Something that must be known before going on. */
export function Attenzione({ titolo, children }: { readonly titolo: string; readonly children: ReactNode }) {
  return (
    <Avviso icona="warning" tono="attenzione" titolo={titolo}>
      {children}
    </Avviso>
  );
}

/** Some of the answer is missing because a service is down: what is there is valid, and this says what is not. */
export function Parziale({
  servizi,
  onRiprova,
}: {
  readonly servizi: readonly string[];
  readonly onRiprova?: () => void;
}) {
  return (
    <Avviso
      icona="warning"
      tono="attenzione"
      titolo="Dati parziali"
      azione={onRiprova && <Riprova onRiprova={onRiprova} />}
    >
      Non rispondono: {servizi.map(nomeServizio).join('; ')}. Il resto della pagina è valido; le celle che mancano
      dicono «non disponibile».
    </Avviso>
  );
}

export function Vietato() {
  const { io } = useSessione();
  return isDentro(io) ? (
    <Avviso icona="lock" titolo="Il tuo profilo non può vedere questa pagina">
      Hai effettuato l’accesso come {io.nome ?? io.soggetto}. Se ti serve per lavoro, chiedilo al tuo Ufficio di Piano.
    </Avviso>
  ) : (
    <Avviso
      icona="lock"
      titolo="Per questa pagina bisogna accedere"
      azione={
        <a className="btn btn-primary" href={indirizzoAccesso()}>
          Accedi
        </a>
      }
    >
      Contiene dati riservati a chi lavora nei servizi.
    </Avviso>
  );
}

export function FuoriLinea({ onRiprova }: { readonly onRiprova?: () => void }) {
  return (
    <Avviso
      icona="offline"
      tono="attenzione"
      titolo="Trama non risponde"
      azione={onRiprova && <Riprova onRiprova={onRiprova} />}
    >
      Può essere la rete, o un riavvio. Quello che vedi e quello che hai scritto resta qui.
    </Avviso>
  );
}

export function Errore({ problema, onRiprova }: { readonly problema: Problema; readonly onRiprova?: () => void }) {
  return (
    <Avviso
      icona="error"
      tono="errore"
      titolo="Qualcosa non ha funzionato"
      azione={onRiprova && <Riprova onRiprova={onRiprova} />}
    >
      {problema.messaggio}
      {problema.riferimento && (
        <>
          {' '}
          Riferimento per l’assistenza: <code>{problema.riferimento}</code>.
        </>
      )}
    </Avviso>
  );
}

function Riprova({ onRiprova }: { readonly onRiprova: () => void }) {
  return (
    <Button color="primary" outline size="sm" onClick={onRiprova}>
      Riprova
    </Button>
  );
}

interface EsitoProps<Data> {
  readonly di: UseQueryState<Data, object>;
  readonly onRiprova?: () => void;
  /** Lines of the skeleton: about as tall as what will come. */
  readonly righe?: number;
  readonly children: (data: Data) => ReactNode;
}

/** The answer of a query in whatever state it is; the page draws only what came. */
export function Esito<Data>({ di, onRiprova, righe, children }: EsitoProps<Data>) {
  const problems = problemiDi(di.error);
  if (!di.data || !hasSomething(di.data, problems)) {
    return di.fetching || problems.length === 0 ? (
      <Caricamento righe={righe} />
    ) : (
      <Problemi problemi={problems} onRiprova={onRiprova} />
    );
  }
  const down = [...new Set(problems.flatMap(({ servizio }) => servizio ?? []))];
  const others = problems.filter(({ codice }) => codice !== 'SERVIZIO_NON_DISPONIBILE');
  return (
    <>
      {di.fetching && <Aggiornamento />}
      {down.length > 0 && <Parziale servizi={down} onRiprova={onRiprova} />}
      {others.length > 0 && <Problemi problemi={others} onRiprova={onRiprova} />}
      <MancantiContext.Provider value={missingIn(di.error)}>{children(di.data)}</MancantiContext.Provider>
    </>
  );
}

function missingIn(error: CombinedError | undefined): ReadonlySet<string> {
  const holes = (error?.graphQLErrors ?? []).filter(({ extensions }) => extensions.code === 'SERVIZIO_NON_DISPONIBILE');
  return new Set(holes.map(({ path = [] }) => String(path.findLast((step) => typeof step === 'string'))));
}

/** An answer of nulls beside an error is no answer; without an error it says that there is nothing. */
function hasSomething(data: object, problems: readonly Problema[]): boolean {
  return problems.length === 0 || Object.values(data).some((value) => value !== null && typeof value === 'object');
}

export function Problemi({
  problemi,
  onRiprova,
}: {
  readonly problemi: readonly Problema[];
  readonly onRiprova?: () => void;
}) {
  const [first] = problemi;
  if (!first) {
    return null;
  }
  switch (first.codice) {
    case 'NON_AUTENTICATO':
    case 'NON_AUTORIZZATO':
      return <Vietato />;
    case 'NON_TROVATO':
      return <Vuoto titolo="Non trovato">{first.messaggio}</Vuoto>;
    case 'FUORI_LINEA':
      return <FuoriLinea onRiprova={onRiprova} />;
    case 'SERVIZIO_NON_DISPONIBILE':
      return <Parziale servizi={problemi.flatMap(({ servizio }) => servizio ?? [])} onRiprova={onRiprova} />;
    default:
      return <Errore problema={first} onRiprova={onRiprova} />;
  }
}
