import { useState } from 'react';
import { Button } from 'design-react-kit';
import { Link, useLocation } from 'wouter';
import { ConsoleCasiDocument, type ConsoleCasoInElencoFragment, type StatoCaso } from '../../graph/operazioni/casi';
import { useElenco } from '../../graph/elenco';
import { usePermesso } from '../../graph/sessione-context';
import { formatDataBreve } from '../../lib/formato';
import { AvvisoDimostrativo, BadgeDimostrativo } from '../../ui/Dimostrativo';
import { EsitoElenco } from '../../ui/EsitoElenco';
import { useFiltroStato } from '../../ui/filtro-stato';
import { Pagina } from '../../ui/Pagina';
import { Pillola } from '../../ui/Pillola';
import { Tabella } from '../../ui/Tabella';
import { nomeEquipe, SERVIZIO, STATO_CASO } from './parole';

const STATI: Readonly<Record<StatoCaso, string>> = { APERTO: 'Aperti', CHIUSO: 'Chiusi' };
const A_PAGINA = 50;

/** The working list: what the caller follows, by code. Who is in a case is asked only where the case is opened. */
export function CasiPage() {
  const { stato, scelta } = useFiltroStato(STATI, 'APERTO');
  // A codice fiscale is nobody's business but this page's: it never stands in the address.
  const [codiceFiscale, setCodiceFiscale] = useState('');
  const filtro = { stato, codiceFiscale: codiceFiscale || null };
  const elenco = useElenco(ConsoleCasiDocument, { first: A_PAGINA, filtro }, ({ casi }) => casi);
  const mayOpen = usePermesso('caso:scrivi');
  return (
    <Pagina
      titolo="I miei casi"
      sottotitolo="I casi che segui tu, o la tua équipe. Qui non ci sono nomi: si leggono aprendo il caso, e chi lo apre resta scritto nel registro."
      azioni={
        mayOpen && (
          <>
            <Link className="btn btn-outline-primary" href="/casi/importa">
              Importa da un altro programma
            </Link>
            <Link className="btn btn-primary" href="/casi/nuovo">
              Apri un caso
            </Link>
          </>
        )
      }
    >
      <div className="t-filtri">
        {scelta}
        <CercaCodice cercato={codiceFiscale} onCerca={setCodiceFiscale} />
        <VaiAlCaso />
      </div>
      <EsitoElenco di={elenco}>
        {elenco.righe.some(({ origine }) => origine === 'DIMOSTRATIVO') && <AvvisoDimostrativo dove="questo elenco" />}
        <Elenco righe={elenco.righe} altre={elenco.altre} isCerca={codiceFiscale !== ''} />
      </EsitoElenco>
    </Pagina>
  );
}

interface CercaProps {
  readonly cercato: string;
  readonly onCerca: (codice: string) => void;
}

function CercaCodice({ cercato, onCerca }: CercaProps) {
  const [typed, setTyped] = useState(cercato);
  return (
    <form
      className="t-filtro t-filtro-riga"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onCerca(typed.trim().toUpperCase());
      }}
    >
      <label htmlFor="codice-fiscale">Codice fiscale di una persona del caso</label>
      <input
        id="codice-fiscale"
        type="text"
        autoComplete="off"
        spellCheck={false}
        maxLength={32}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button type="submit" color="primary" outline size="sm">
        Cerca
      </Button>
      {cercato && (
        <button
          type="button"
          className="t-collegamento"
          onClick={() => {
            setTyped('');
            onCerca('');
          }}
        >
          Togli la ricerca
        </button>
      )}
    </form>
  );
}

/** A code that somebody read out on the telephone; of a case that one does not follow its page says what can be done. */
function VaiAlCaso() {
  const [, go] = useLocation();
  const [typed, setTyped] = useState('');
  const codice = typed.trim().toUpperCase();
  return (
    <form
      className="t-filtro t-filtro-riga"
      onSubmit={(event) => {
        event.preventDefault();
        if (codice) {
          go(`/casi/${encodeURIComponent(codice)}`);
        }
      }}
    >
      <label htmlFor="codice-caso">Codice di un caso</label>
      <input
        id="codice-caso"
        type="text"
        autoComplete="off"
        spellCheck={false}
        maxLength={20}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button type="submit" color="primary" outline size="sm">
        Vai al caso
      </Button>
    </form>
  );
}

interface ElencoProps {
  readonly righe: readonly ConsoleCasoInElencoFragment[];
  readonly altre: Parameters<typeof Tabella>[0]['altre'];
  readonly isCerca: boolean;
}

function Elenco({ righe, altre, isCerca }: ElencoProps) {
  return (
    <Tabella
      titolo="Casi"
      isTitoloNascosto
      righe={righe}
      chiaveRiga={({ codice }) => codice}
      altre={altre}
      vuoto={
        isCerca
          ? 'Nessun caso tra quelli che segui ha una persona con questo codice fiscale.'
          : 'Non segui casi in questo stato.'
      }
      colonne={[
        {
          chiave: 'codice',
          titolo: 'Caso',
          valore: ({ codice }) => codice,
          cella: ({ codice, origine }) => (
            <>
              <Link href={`/casi/${codice}`}>{codice}</Link> {origine === 'DIMOSTRATIVO' && <BadgeDimostrativo />}
            </>
          ),
        },
        {
          chiave: 'stato',
          titolo: 'Stato',
          valore: ({ stato }) => STATO_CASO[stato].testo,
          cella: ({ stato, inEmergenza }) => (
            <>
              <Pillola tono={STATO_CASO[stato].tono}>{STATO_CASO[stato].testo}</Pillola>{' '}
              {inEmergenza && <Pillola tono="errore">in emergenza</Pillola>}
            </>
          ),
        },
        {
          chiave: 'servizio',
          titolo: 'Servizio',
          valore: ({ servizio }) => SERVIZIO[servizio],
          cella: ({ servizio }) => SERVIZIO[servizio],
        },
        {
          chiave: 'equipe',
          titolo: 'Équipe',
          valore: ({ equipe }) => equipe,
          cella: ({ equipe }) => nomeEquipe(equipe),
        },
        {
          chiave: 'apertoIl',
          titolo: 'Aperto il',
          valore: ({ apertoIl }) => apertoIl,
          cella: ({ apertoIl }) => formatDataBreve(apertoIl),
        },
        {
          chiave: 'chiusoIl',
          titolo: 'Chiuso il',
          valore: ({ chiusoIl }) => chiusoIl,
          cella: ({ chiusoIl }) => formatDataBreve(chiusoIl),
        },
      ]}
    />
  );
}
