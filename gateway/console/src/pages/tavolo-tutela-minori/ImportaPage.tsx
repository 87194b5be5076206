import { type ChangeEvent, useId, useRef, useState } from 'react';
import { Button } from 'design-react-kit';
import { Link, useLocation, useParams } from 'wouter';
import { useClient, useMutation, useQuery } from 'urql';
import {
  ConsoleCompilazioneDocument,
  ConsoleImportaCompilazioneDocument,
  ConsoleProvaImportazioneDocument,
  type ConsoleProvaImportazioneQuery,
  type FormatoFile,
} from '../../graph/operazioni/tavolo-tutela-minori';
import { type Problema, problemiDi } from '../../graph/errori';
import { useChiavi } from '../../lib/chiavi';
import { leggiBase64 } from '../../lib/file';
import { conta } from '../../lib/formato';
import { Avanzamento } from '../../ui/Avanzamento';
import { Pagina } from '../../ui/Pagina';
import { Attenzione, Esito, Problemi, Vuoto } from '../../ui/Stati';
import { Tabella } from '../../ui/Tabella';
import { type Compilazione, titoloDi } from './CompilazionePage';
import { TAVOLO } from './parole';
import type { Valore } from './RigaVoce';
import { Violazioni } from './Violazioni';

type Prova = NonNullable<ConsoleProvaImportazioneQuery['provaImportazione']>;

/** A file into an answer: tried first, written only when nothing is wrong with it. */
export function ImportaPage() {
  const { id } = useParams<{ id: string }>();
  const [result, again] = useQuery({ query: ConsoleCompilazioneDocument, variables: { id } });
  const compilazione = result.data?.compilazione;
  const indirizzo = `/tavolo-tutela-minori/compilazioni/${id}`;
  return (
    <Pagina
      titolo="Importa un file"
      sottotitolo={compilazione ? titoloDi(compilazione) : undefined}
      briciole={[TAVOLO, { testo: compilazione?.destinatario?.nome ?? 'Compilazione', href: indirizzo }]}
    >
      <Esito di={result} onRiprova={() => again({ requestPolicy: 'network-only' })}>
        {(data) =>
          data.compilazione?.azioniPossibili.includes('SALVA') ? (
            <Importazione compilazione={data.compilazione} indirizzo={indirizzo} />
          ) : (
            <Vuoto titolo="In questa compilazione ora non si scrive">
              <Link href={indirizzo}>Torna alla compilazione</Link>
            </Vuoto>
          )
        }
      </Esito>
    </Pagina>
  );
}

interface ImportazioneProps {
  readonly compilazione: Compilazione;
  readonly indirizzo: string;
}

interface Scelto {
  readonly nome: string;
  readonly formato: FormatoFile;
  readonly contenuto: string;
  readonly prova: Prova;
}

function Importazione({ compilazione, indirizzo }: ImportazioneProps) {
  const id = useId();
  const [, go] = useLocation();
  const [scelto, setScelto] = useState<Scelto>();
  const [problemi, setProblemi] = useState<readonly Problema[]>([]);
  const [, write] = useMutation(ConsoleImportaCompilazioneDocument);
  const [isWriting, setIsWriting] = useState(false);
  const keyFor = useChiavi();
  const prova = useProva(compilazione.id, setScelto, setProblemi);
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    // The same file, corrected, is chosen again: the browser tells only of another choice.
    event.target.value = '';
    if (file) {
      void prova.inizia(file);
    }
  };
  const importa = async ({ contenuto, formato }: Scelto) => {
    setIsWriting(true);
    const content = { compilazione: compilazione.id, versione: compilazione.versione, formato, contenuto };
    const { error } = await write({ input: { ...content, chiaveIdempotenza: keyFor(content) } });
    setIsWriting(false);
    setProblemi(problemiDi(error));
    if (!error) {
      go(indirizzo);
    }
  };
  return (
    <>
      <p>
        Usa il modello della rilevazione, o il file che hai esportato da questa compilazione. Prima il file viene solo
        provato: niente è scritto finché non lo confermi, e le voci che il file non nomina restano come sono.
      </p>
      <div className="t-campo">
        <label htmlFor={id}>File CSV o XLSX</label>
        <input
          id={id}
          type="file"
          accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          disabled={prova.isInCorso || isWriting}
          onChange={choose}
        />
      </div>
      {prova.isInCorso && (
        <Avanzamento
          cosa={prova.letto < 1 ? 'Lettura del file' : 'Controllo del file, riga per riga'}
          fatto={prova.letto}
          totale={prova.letto < 1 ? 1 : undefined}
          onAnnulla={prova.interrompi}
        />
      )}
      <Problemi problemi={problemi} />
      {scelto && !prova.isInCorso && (
        <section aria-labelledby="prova" aria-live="polite">
          <h2 id="prova">Esito della prova: {scelto.nome}</h2>
          <EsitoProva prova={scelto.prova} valori={compilazione.valori ?? []} />
          {scelto.prova.problemi.length === 0 && (
            <div className="t-azioni t-azioni-inizio">
              <Button
                color="primary"
                disabled={isWriting || scelto.prova.cambiamenti === 0}
                onClick={() => void importa(scelto)}
              >
                {isWriting
                  ? 'Importazione in corso…'
                  : `Importa ${conta(scelto.prova.cambiamenti, 'valore', 'valori')}`}
              </Button>
              <Link className="btn btn-outline-secondary" href={indirizzo}>
                Lascia stare
              </Link>
            </div>
          )}
        </section>
      )}
    </>
  );
}

interface EsitoProvaProps {
  readonly prova: Prova;
  readonly valori: NonNullable<Compilazione['valori']>;
}

function EsitoProva({ prova: { cambiamenti, problemi, violazioni }, valori }: EsitoProvaProps) {
  if (problemi.length > 0) {
    return (
      <>
        <Attenzione titolo={`${conta(problemi.length, 'problema', 'problemi')} nel file: così non si può importare`}>
          Correggi le righe qui sotto nel foglio di calcolo e sceglilo di nuovo. Niente è stato scritto.
        </Attenzione>
        <Tabella
          titolo="Problemi del file"
          isTitoloNascosto
          righe={problemi.map((problema, index) => ({ ...problema, index }))}
          chiaveRiga={({ index }) => String(index)}
          colonne={[
            { chiave: 'riga', titolo: 'Riga', isNumero: true, valore: ({ riga }) => riga, cella: ({ riga }) => riga },
            {
              chiave: 'colonna',
              titolo: 'Colonna',
              valore: ({ colonna }) => colonna,
              cella: ({ colonna }) => colonna || 'tutta la riga',
            },
            {
              chiave: 'messaggio',
              titolo: 'Che cosa correggere',
              valore: ({ messaggio }) => messaggio,
              cella: ({ messaggio }) => messaggio,
            },
          ]}
        />
      </>
    );
  }
  return (
    <>
      <p>
        {cambiamenti === 0
          ? 'Il file dice quello che è già scritto: non c’è nulla da importare.'
          : `Il file si può importare: cambia ${conta(cambiamenti, 'valore', 'valori')}.`}
      </p>
      {cambiamenti > 0 && (
        <>
          <h3 className="h5">Che cosa direbbero i controlli dopo</h3>
          <Violazioni violazioni={violazioni} valori={valori.filter((one): one is Valore => one.voce !== null)} />
        </>
      )}
    </>
  );
}

/** Reads and tries a file; whoever chose the wrong one stops it, and the request with it. */
function useProva(
  compilazione: string,
  setScelto: (chosen: Scelto | undefined) => void,
  setProblemi: (problemi: readonly Problema[]) => void,
) {
  const client = useClient();
  const [letto, setLetto] = useState<number>();
  const stop = useRef<() => void>();
  const inizia = async (file: File) => {
    const controller = new AbortController();
    stop.current = () => controller.abort();
    setScelto(undefined);
    setProblemi([]);
    setLetto(0);
    const formato: FormatoFile = file.name.toLowerCase().endsWith('.xlsx') ? 'XLSX' : 'CSV';
    try {
      const contenuto = await leggiBase64(file, setLetto, controller.signal);
      setLetto(1);
      const { data, error } = await new Promise<EsitoQuery>((resolve, reject) => {
        const asked = client.query(
          ConsoleProvaImportazioneDocument,
          { compilazione, contenuto, formato },
          { requestPolicy: 'network-only' },
        );
        // Not a promise: only whoever listens to the stream can hang up.
        const { unsubscribe } = asked.subscribe((answer) => resolve(answer));
        controller.signal.addEventListener('abort', () => {
          unsubscribe();
          reject(new DOMException('stopped', 'AbortError'));
        });
      });
      setProblemi(problemiDi(error));
      if (data?.provaImportazione) {
        setScelto({ nome: file.name, formato, contenuto, prova: data.provaImportazione });
      }
    } catch {
      if (!controller.signal.aborted) {
        setProblemi([FILE_ILLEGGIBILE]);
      }
    } finally {
      setLetto(undefined);
    }
  };
  return { isInCorso: letto !== undefined, letto: letto ?? 0, inizia, interrompi: () => stop.current?.() };
}

interface EsitoQuery {
  readonly data?: ConsoleProvaImportazioneQuery;
  readonly error?: Parameters<typeof problemiDi>[0];
}

const FILE_ILLEGGIBILE: Problema = {
  codice: 'INPUT_NON_VALIDO',
  messaggio:
    'Il browser non riesce a leggere il file: controlla che ci sia ancora e che nessun altro programma lo tenga aperto.',
  campi: [],
  voci: [],
  servizio: null,
  riferimento: null,
};
