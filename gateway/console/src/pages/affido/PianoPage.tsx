import { useState } from 'react';
import { Button } from 'design-react-kit';
import { Link } from 'wouter';
import { useDomanda } from '../../graph/domanda';
import { type ConsolePianoQuery, ConsolePianoDocument } from '../../graph/operazioni/affido';
import { conta, formatNumero } from '../../lib/formato';
import { useParametroNumero } from '../../lib/parametri';
import { Avanzamento } from '../../ui/Avanzamento';
import { Pagina } from '../../ui/Pagina';
import { Scelta } from '../../ui/Scelta';
import { Esito, Vuoto } from '../../ui/Stati';
import { Tabella } from '../../ui/Tabella';
import { BANCA } from './parole';
import { PercorsoPiano } from './PercorsoPiano';

type Piano = NonNullable<ConsolePianoQuery['pianoAbbinamenti']>;

const DISTRETTI = [
  { valore: 0, testo: 'Tutta la provincia' },
  ...[1, 2, 3].map((numero) => ({ valore: numero, testo: `Distretto ${numero}` })),
];

/** The best plan of all at once, to walk through: people decide, request by request. */
export function PianoPage() {
  const [distretto, setDistretto] = useParametroNumero('distretto', 0);
  const [isStopped, setIsStopped] = useState(false);
  const [result, again] = useDomanda({
    query: ConsolePianoDocument,
    variables: { distretto: distretto === 0 ? null : distretto },
    // Without anybody who waits for it the request ends.
    pause: isStopped,
  });
  const start = () => {
    setIsStopped(false);
    again({ requestPolicy: 'network-only' });
  };
  return (
    <Pagina
      titolo="Piano degli abbinamenti"
      sottotitolo="Il modo migliore di dare una famiglia a chi aspetta, tutti insieme. Non propone nulla: decidono le persone, richiesta per richiesta."
      briciole={[BANCA]}
      azioni={
        <Scelta
          etichetta="Territorio"
          valore={distretto}
          opzioni={DISTRETTI}
          onScelta={(value) => {
            setIsStopped(false);
            setDistretto(Number(value));
          }}
        />
      }
    >
      {isStopped && (
        <Vuoto titolo="Il calcolo è stato interrotto">
          <Button color="primary" outline size="sm" onClick={start}>
            Calcola il piano
          </Button>
        </Vuoto>
      )}
      {!isStopped && result.fetching && (
        <Avanzamento
          cosa="Trama confronta tutte le richieste con tutte le famiglie"
          fatto={0}
          onAnnulla={() => setIsStopped(true)}
        />
      )}
      {!isStopped && !result.fetching && (
        <Esito di={result} righe={14} onRiprova={start}>
          {({ pianoAbbinamenti }) =>
            pianoAbbinamenti ? (
              <DaPercorrere piano={pianoAbbinamenti} onRicalcola={start} />
            ) : (
              <Vuoto titolo="Nessuna richiesta aspetta" />
            )
          }
        </Esito>
      )}
    </Pagina>
  );
}

interface PianoProps {
  readonly piano: Piano;
  readonly onRicalcola: () => void;
}

/** The whole, or one pairing after the other: where one is stands in the address. */
function DaPercorrere({ piano, onRicalcola }: PianoProps) {
  const [passo, setPasso] = useParametroNumero('passo', 0);
  return passo > 0 ? (
    <PercorsoPiano abbinamenti={piano.abbinamenti} passo={passo} onPasso={setPasso} />
  ) : (
    <>
      <div className="t-azioni t-azioni-inizio">
        {piano.abbinamenti.length > 0 && (
          <Button color="primary" onClick={() => setPasso(1)}>
            Percorri il piano
          </Button>
        )}
        <Button color="primary" outline onClick={onRicalcola}>
          Ricalcola
        </Button>
      </div>
      <Quadro piano={piano} />
    </>
  );
}

function Quadro({ piano }: Pick<PianoProps, 'piano'>) {
  const { abbinamenti, nonAbbinate, punteggioTotale, ottimo } = piano;
  return (
    <>
      <p className="t-salute" role="status">
        {conta(abbinamenti.length, 'richiesta trova', 'richieste trovano')} una famiglia,{' '}
        {formatNumero(nonAbbinate.length)} no; {formatNumero(Math.round(punteggioTotale))} punti in tutto.
      </p>
      <p>
        {ottimo
          ? 'È dimostrato che nessun altro piano è migliore.'
          : 'Il tempo non è bastato a dimostrare che sia il migliore: è il migliore trovato.'}{' '}
        Contano prima i minori con una famiglia, poi chi aspetta da più di sei mesi, poi i punti.
      </p>
      <Abbinate di={abbinamenti} />
      <NonAbbinate di={nonAbbinate} />
    </>
  );
}

function Abbinate({ di }: { readonly di: Piano['abbinamenti'] }) {
  return (
    <Tabella
      titolo="Chi trova una famiglia"
      righe={di}
      ordine="-punteggio"
      chiaveRiga={({ richiesta }) => richiesta.codice}
      colonne={[
        {
          chiave: 'richiesta',
          titolo: 'Richiesta',
          valore: ({ richiesta }) => richiesta.codice,
          cella: ({ richiesta }) => (
            <Link href={`/banca-affido/richieste/${richiesta.codice}`}>{richiesta.codice}</Link>
          ),
        },
        {
          chiave: 'famiglia',
          titolo: 'Famiglia',
          valore: ({ famiglia }) => famiglia?.codice ?? null,
          cella: ({ famiglia }) =>
            famiglia ? <Link href={`/banca-affido/famiglie/${famiglia.codice}`}>{famiglia.codice}</Link> : 'riservata',
        },
        {
          chiave: 'comune',
          titolo: 'Comune della famiglia',
          valore: ({ famiglia }) => famiglia?.comune?.nome ?? null,
          cella: ({ famiglia }) => famiglia?.comune?.nome ?? 'riservato',
        },
        {
          chiave: 'punteggio',
          titolo: 'Punti',
          isNumero: true,
          valore: ({ punteggio }) => punteggio,
          cella: ({ punteggio }) => formatNumero(punteggio),
        },
      ]}
    />
  );
}

function NonAbbinate({ di }: { readonly di: Piano['nonAbbinate'] }) {
  return (
    <Tabella
      titolo="Chi resta senza, e perché"
      nome="senza"
      righe={di}
      chiaveRiga={({ richiesta }) => richiesta.codice}
      vuoto="Tutte le richieste trovano una famiglia."
      colonne={[
        {
          chiave: 'richiesta',
          titolo: 'Richiesta',
          valore: ({ richiesta }) => richiesta.codice,
          cella: ({ richiesta }) => (
            <Link href={`/banca-affido/richieste/${richiesta.codice}`}>{richiesta.codice}</Link>
          ),
        },
        { chiave: 'motivo', titolo: 'Perché', valore: ({ motivo }) => motivo, cella: ({ motivo }) => motivo },
      ]}
    />
  );
}
