import { Link } from 'wouter';
import { Scintilla } from '../../charts/Scintilla';
import { useDomanda } from '../../graph/domanda';
import {
  type ConsoleOsservatorioQuery,
  ConsoleOsservatorioDocument,
  ConsoleOsservatorioEdizioneDocument,
  type TemaPoverta,
} from '../../graph/operazioni/osservatorio-poverta';
import { useParametro } from '../../lib/parametri';
import { NotaRiservatezza } from '../../ui/Cifre';
import { Copertura } from '../../ui/Copertura';
import { AvvisoDimostrativo } from '../../ui/Dimostrativo';
import { Pagina } from '../../ui/Pagina';
import { Schede } from '../../ui/Schede';
import { Esito, Vuoto } from '../../ui/Stati';
import { type Colonna, Tabella } from '../../ui/Tabella';
import { CentriDiAscolto } from './CentriDiAscolto';
import { Filtri } from './Filtri';
import { Letture } from './Letture';
import { type InElenco, indirizzoIndicatore, NOMI_TEMI, TEMI, testoTendenza, testoTotale } from './parole';
import { useScelte } from './scelte';

type Osservatorio = NonNullable<ConsoleOsservatorioQuery['osservatorioPoverta']>;

/** The observatory by theme: what each indicator says of all ambiti together, and where it goes. */
export function OsservatorioPage() {
  const scelte = useScelte();
  return (
    <Pagina
      titolo="Osservatorio povertà"
      sottotitolo="Che cosa i dodici ambiti e gli enti del Terzo Settore vedono della povertà, con i limiti di ogni cifra."
    >
      <nav className="t-rimandi" aria-label="Parti dell’osservatorio">
        <Link href="/osservatorio-poverta/edizioni">Edizioni e dati da scaricare</Link>
        <Link href="/osservatorio-poverta/tavolo">Chi ne fa parte, e gli incontri</Link>
      </nav>
      <Filtri di={scelte} />
      {scelte.edizione ? <DiEdizione scelte={scelte} /> : <DiOggi scelte={scelte} />}
    </Pagina>
  );
}

interface ParteProps {
  readonly scelte: ReturnType<typeof useScelte>;
}

function DiOggi({ scelte }: ParteProps) {
  const { dal, al } = scelte;
  const [result, again] = useDomanda({ query: ConsoleOsservatorioDocument, variables: { dal, al } });
  return (
    <Esito di={result} righe={12} onRiprova={() => again({ requestPolicy: 'network-only' })}>
      {({ osservatorioPoverta: di }) => (
        <>
          <Copertura di={di?.copertura} cosa={`Dati sulla povertà del ${al}`} />
          {isDimostrativo(di) && <AvvisoDimostrativo dove="questo osservatorio" />}
          <PerTema indicatori={di?.indicatori ?? []} scelte={scelte} />
          <CentriDiAscolto di={di?.contributiTerzoSettore ?? null} />
        </>
      )}
    </Esito>
  );
}

const isDimostrativo = (di: Osservatorio | null): boolean =>
  (di?.copertura?.dimostrativo ?? false) ||
  (di?.contributiTerzoSettore ?? []).some(({ perBisogno }) =>
    perBisogno.some(({ origine }) => origine === 'DIMOSTRATIVO'),
  );

function DiEdizione({ scelte }: ParteProps) {
  const { dal, al, edizione: codice } = scelte;
  const [result, again] = useDomanda({ query: ConsoleOsservatorioEdizioneDocument, variables: { codice, dal, al } });
  const [tema] = useTema();
  return (
    <Esito di={result} righe={12} onRiprova={() => again({ requestPolicy: 'network-only' })}>
      {({ osservatorioPoverta }) => {
        const edizione = osservatorioPoverta?.edizione;
        return edizione ? (
          <>
            <p>
              Cifre come le ha lette l’incontro dell’edizione{' '}
              <Link href={`/osservatorio-poverta/edizioni/${codice}`}>{codice}</Link>: non cambiano più.
            </p>
            <PerTema indicatori={edizione.indicatori ?? []} scelte={scelte} />
            <Letture di={(edizione.letture ?? []).filter((lettura) => lettura.tema === tema)} />
          </>
        ) : (
          <Vuoto titolo={`Non c’è un’edizione ${codice}`}>
            <Link href="/osservatorio-poverta/edizioni">Vai alle edizioni</Link>
          </Vuoto>
        );
      }}
    </Esito>
  );
}

const useTema = () => useParametro<TemaPoverta>('tema', 'REDDITO', NOMI_TEMI);

function PerTema({ indicatori, scelte }: ParteProps & { readonly indicatori: readonly InElenco[] }) {
  const [tema, setTema] = useTema();
  return (
    <>
      <Schede
        etichetta="Temi"
        attiva={tema}
        schede={NOMI_TEMI.map((chiave) => ({
          chiave,
          titolo: TEMI[chiave],
          nota: String(indicatori.filter((one) => one.tema === chiave).length),
        }))}
        onScelta={(value) => setTema(value as TemaPoverta)}
      />
      <Tabella
        titolo={`${TEMI[tema]}: gli indicatori dal ${scelte.dal} al ${scelte.al}`}
        righe={indicatori.filter((one) => one.tema === tema)}
        chiaveRiga={({ codice }) => codice}
        colonne={colonne(scelte.cerca)}
        vuoto="Nessun indicatore di questo tema in questi anni."
      />
      <p className="t-nota">
        La serie omogenea somma solo gli ambiti che hanno risposto in ogni anno: così un ambito che arriva non sembra un
        aumento. La tendenza è quella della serie omogenea, e si dice solo quando gli arrotondamenti non la nascondono.
      </p>
      <NotaRiservatezza />
    </>
  );
}

const ultimo = ({ omogenea: { anni } }: InElenco) => anni.at(-1);

const colonne = (cerca: Readonly<Record<string, string>>): ReadonlyArray<Colonna<InElenco>> => [
  {
    chiave: 'etichetta',
    titolo: 'Indicatore',
    valore: ({ etichetta }) => etichetta,
    cella: ({ codice, etichetta }) => (
      <Link className="t-nome" href={indirizzoIndicatore(codice, cerca)}>
        {etichetta}
      </Link>
    ),
  },
  {
    chiave: 'anno',
    titolo: 'Ultimo anno',
    isNumero: true,
    valore: (one) => ultimo(one)?.anno ?? null,
    cella: (one) => ultimo(one)?.anno ?? <span className="t-assente">nessuno</span>,
  },
  {
    chiave: 'grezza',
    titolo: 'Tutti gli ambiti',
    isNumero: true,
    valore: (one) => ultimo(one)?.grezza.valore ?? null,
    cella: (one) => <Somma di={ultimo(one)?.grezza} />,
  },
  {
    chiave: 'contributori',
    titolo: 'Ambiti con un dato',
    isNumero: true,
    valore: (one) => ultimo(one)?.grezza.contributori ?? 0,
    cella: (one) => ultimo(one)?.grezza.contributori ?? 0,
  },
  {
    chiave: 'omogenea',
    titolo: 'Serie omogenea',
    isNumero: true,
    valore: (one) => ultimo(one)?.omogenea.valore ?? null,
    cella: (one) => <Somma di={ultimo(one)?.omogenea} />,
  },
  {
    chiave: 'andamento',
    titolo: 'Andamento',
    cella: ({ etichetta, omogenea }) => (
      <Scintilla
        punti={omogenea.anni.map(({ anno, omogenea: { valore } }) => ({ x: anno, y: valore }))}
        cosa={etichetta}
      />
    ),
  },
  {
    chiave: 'tendenza',
    titolo: 'Tendenza',
    valore: ({ tendenza }) => testoTendenza(tendenza),
    cella: ({ tendenza }) => <span className="t-tendenza">{testoTendenza(tendenza)}</span>,
  },
];

function Somma({ di }: { readonly di: Parameters<typeof testoTotale>[0] | undefined }) {
  if (di === undefined) {
    return <span className="t-assente">non pervenuto</span>;
  }
  return di.valore === null ? <span className="t-assente">{testoTotale(di)}</span> : <>{testoTotale(di)}</>;
}
