import { useRef, useState } from 'react';
import { Button } from 'design-react-kit';
import { Link, useLocation, useParams } from 'wouter';
import { useClient } from 'urql';
import { useDomanda } from '../../graph/domanda';
import {
  ConsoleCompilazioneDocument,
  ConsoleImportaCompilazioneDocument,
  ConsoleProvaImportazioneDocument,
  type ConsoleProvaImportazioneQuery,
  type FormatoFile,
} from '../../graph/operazioni/tavolo-tutela-minori';
import { type Problema, problemiDi } from '../../graph/errori';
import { chiedi } from '../../graph/lavoro';
import { useChiavi } from '../../lib/chiavi';
import { base64Di, leggiFile } from '../../lib/file';
import { conta } from '../../lib/formato';
import { Avanzamento } from '../../ui/Avanzamento';
import { FileDaProvare, ProblemiFile } from '../../ui/FileDaProvare';
import { Pagina } from '../../ui/Pagina';
import { useProvaFile } from '../../ui/prova-file';
import { Attenzione, Esito, Problemi, Vuoto } from '../../ui/Stati';
import { type Compilazione, titoloDi } from './CompilazionePage';
import { TAVOLO } from './parole';
import type { Valore } from './RigaVoce';
import { Violazioni } from './Violazioni';

type Prova = NonNullable<ConsoleProvaImportazioneQuery['provaImportazione']>;

/** A file into an answer: tried first, written only when nothing is wrong with it. */
export function ImportaPage() {
  const { id } = useParams<{ id: string }>();
  const [result, again] = useDomanda({ query: ConsoleCompilazioneDocument, variables: { id } });
  const compilazione = result.data?.compilazione;
  const indirizzo = `/tavolo-tutela-minori/compilazioni/${id}`;
  const reload = () => again({ requestPolicy: 'network-only' });
  return (
    <Pagina
      titolo="Importa un file"
      sottotitolo={compilazione ? titoloDi(compilazione) : undefined}
      briciole={[TAVOLO, { testo: compilazione?.destinatario?.nome ?? 'Compilazione', href: indirizzo }]}
    >
      <Esito di={result} onRiprova={reload}>
        {(data) =>
          data.compilazione?.azioniPossibili.includes('SALVA') ? (
            <Importazione compilazione={data.compilazione} indirizzo={indirizzo} onRicarica={reload} />
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
  readonly onRicarica: () => void;
}

interface Scelto {
  readonly nome: string;
  readonly formato: FormatoFile;
  readonly contenuto: string;
  readonly prova: Prova;
}

function Importazione({ compilazione, indirizzo, onRicarica }: ImportazioneProps) {
  const prova = useProva(compilazione.id);
  const scrittura = useScrittura(compilazione, indirizzo, onRicarica);
  const scelto = prova.prova;
  return (
    <>
      <p>
        Usa il modello della rilevazione, o il file che hai esportato da questa compilazione. Prima il file viene solo
        provato: niente è scritto finché non lo confermi, e le voci che il file non nomina restano come sono.
      </p>
      <FileDaProvare
        etichetta="File CSV o XLSX"
        accetta=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        di={prova}
        isFermo={scrittura.isInCorso}
      />
      {scrittura.isInCorso && (
        <Avanzamento cosa="Scrittura dei valori del file" fatto={0} onAnnulla={scrittura.interrompi} />
      )}
      <Problemi problemi={scrittura.problemi} />
      {scrittura.fermataSu !== undefined && (
        <Fermata
          isScritta={scrittura.fermataSu !== compilazione.versione}
          indirizzo={indirizzo}
          onRicarica={onRicarica}
        />
      )}
      {scelto && !prova.fase && (
        <section aria-labelledby="prova" aria-live="polite">
          <h2 id="prova">Esito della prova: {scelto.nome}</h2>
          <EsitoProva prova={scelto.prova} valori={compilazione.valori ?? []} />
          {scelto.prova.problemi.length === 0 && (
            <div className="t-azioni t-azioni-inizio">
              <Button
                color="primary"
                disabled={scrittura.isInCorso || scelto.prova.cambiamenti === 0}
                onClick={() => scrittura.scrivi(scelto)}
              >
                Importa {conta(scelto.prova.cambiamenti, 'valore', 'valori')}
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

interface FermataProps {
  readonly isScritta: boolean;
  readonly indirizzo: string;
  readonly onRicarica: () => void;
}

/** A file is written whole or not at all, so there are two ways in which stopping it can have ended, and we look which. */
function Fermata({ isScritta, indirizzo, onRicarica }: FermataProps) {
  return isScritta ? (
    <Attenzione titolo="La compilazione è cambiata: il file risulta scritto">
      Trama aveva finito prima che tu la fermassi. <Link href={indirizzo}>Guarda la compilazione</Link>.
    </Attenzione>
  ) : (
    <Attenzione titolo="Fermata: finora non risulta scritto niente">
      Un file si scrive tutto o per niente, ma la richiesta era già partita e può ancora arrivare in fondo.{' '}
      <button type="button" className="t-collegamento" onClick={onRicarica}>
        Ricontrolla
      </button>
      , oppure importa di nuovo: due volte lo stesso file non si scrive.
    </Attenzione>
  );
}

/** Writes a tried file, and goes to the answer; whoever stops it is told what became of it. */
function useScrittura(compilazione: Compilazione, indirizzo: string, onRicarica: () => void) {
  const client = useClient();
  const [, go] = useLocation();
  const keyFor = useChiavi();
  const running = useRef<AbortController>();
  const [isInCorso, setIsInCorso] = useState(false);
  const [problemi, setProblemi] = useState<readonly Problema[]>([]);
  const [fermataSu, setFermataSu] = useState<number>();
  const write = async ({ contenuto, formato }: Scelto) => {
    const { signal } = (running.current = new AbortController());
    const content = { compilazione: compilazione.id, versione: compilazione.versione, formato, contenuto };
    const input = { ...content, chiaveIdempotenza: keyFor(content) };
    setIsInCorso(true);
    setProblemi([]);
    setFermataSu(undefined);
    try {
      const { error } = await chiedi(client.mutation(ConsoleImportaCompilazioneDocument, { input }), signal);
      setProblemi(problemiDi(error));
      if (!error) {
        go(indirizzo);
      }
    } catch {
      setFermataSu(content.versione);
      onRicarica();
    } finally {
      setIsInCorso(false);
    }
  };
  return {
    isInCorso,
    problemi,
    /** The versione that was being written over when somebody stopped it. */
    fermataSu,
    scrivi: (scelto: Scelto) => void write(scelto),
    interrompi: () => running.current?.abort(),
  };
}

function useProva(compilazione: string) {
  const client = useClient();
  return useProvaFile<Scelto>(async (file, { signal, dice }) => {
    const formato: FormatoFile = file.name.toLowerCase().endsWith('.xlsx') ? 'XLSX' : 'CSV';
    const read = (share: number) => dice({ cosa: 'Lettura del file', fatto: share, totale: 1 });
    const contenuto = base64Di(await leggiFile(file, read, signal));
    dice({ cosa: 'Controllo del file, riga per riga', fatto: 0 });
    const asked = { compilazione, contenuto, formato };
    const { data, error } = await chiedi(
      client.query(ConsoleProvaImportazioneDocument, asked, { requestPolicy: 'network-only' }),
      signal,
    );
    const prova = data?.provaImportazione;
    return { error, prova: prova && { nome: file.name, formato, contenuto, prova } };
  });
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
        <ProblemiFile di={problemi} />
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
