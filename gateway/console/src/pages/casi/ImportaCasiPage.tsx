import { useId, useState } from 'react';
import { Button } from 'design-react-kit';
import { useDomanda } from '../../graph/domanda';
import {
  type ConsoleImportazioneCasiFragment,
  ConsoleImportazioniCasiDocument,
  ConsoleModelloImportazioneCasiDocument,
  type ConsoleModelloImportazioneCasiQuery,
} from '../../graph/operazioni/importazione-casi';
import { useElenco } from '../../graph/elenco';
import { usePermesso } from '../../graph/sessione-context';
import { scaricaFile } from '../../lib/file';
import { formatIstanteBreve } from '../../lib/formato';
import { ARichiesta } from '../../ui/ARichiesta';
import { colonnaCifra } from '../../ui/colonne';
import { EsitoElenco } from '../../ui/EsitoElenco';
import { FileDaProvare } from '../../ui/FileDaProvare';
import { Pagina } from '../../ui/Pagina';
import { Esito, Vietato } from '../../ui/Stati';
import { type Colonna, Tabella } from '../../ui/Tabella';
import { CASI } from './parole';
import { EsitoProvaCasi, Scrittura } from './ProvaCasi';
import { useProvaCasi } from './prova-casi';
import { useScritturaCasi } from './scrittura-casi';

/** Cases from another record system: tried first, then written case by case, and stopped when somebody wants to. */
export function ImportaCasiPage() {
  const mayOpen = usePermesso('caso:scrivi');
  return (
    <Pagina
      titolo="Importa casi"
      sottotitolo="Da un altro programma, con un file CSV: una riga per ogni persona di un caso. I casi sono del tuo servizio, e il primo a seguirli sei tu."
      briciole={[CASI]}
    >
      {mayOpen ? <Importazione /> : <Vietato />}
    </Pagina>
  );
}

function Importazione() {
  const [fonte, setFonte] = useState('');
  const elenco = useElenco(ConsoleImportazioniCasiDocument, { first: 50 }, (data) => data.importazioniCasi);
  const prova = useProvaCasi(fonte.trim());
  const scrittura = useScritturaCasi(elenco.ricarica);
  const isAtWork = scrittura.stato?.fase === 'IN_CORSO' || scrittura.stato?.fase === 'SI_FERMA';
  const scegli = (file: File) => {
    scrittura.dimentica();
    prova.inizia(file);
  };
  return (
    <>
      <Modello />
      <section className="t-sezione" aria-labelledby="file">
        <h2 id="file">Il file</h2>
        <Fonte
          valore={fonte}
          isFerma={isAtWork || prova.fase !== undefined}
          onCambia={(value) => {
            setFonte(value);
            // What was tried was tried for another program.
            prova.dimentica();
            scrittura.dimentica();
          }}
        />
        <FileDaProvare
          etichetta="File CSV"
          aiuto={
            isFonte(fonte)
              ? 'Prima viene solo provato: niente è scritto finché non lo confermi.'
              : 'Scrivi prima da quale programma viene.'
          }
          accetta=".csv,text/csv"
          di={{ ...prova, inizia: scegli }}
          isFermo={isAtWork || !isFonte(fonte)}
        />
        {prova.prova && !prova.fase && !scrittura.stato && (
          <EsitoProvaCasi prova={prova.prova} onImporta={scrittura.comincia} />
        )}
        {prova.prova && scrittura.stato && <Scrittura prova={prova.prova} di={scrittura} />}
      </section>
      <section className="t-sezione" aria-labelledby="fatte">
        <h2 id="fatte">Importazioni fatte</h2>
        <EsitoElenco di={elenco} righe={2}>
          <Tabella
            titolo="Importazioni del tuo servizio, dalla prima"
            isTitoloNascosto
            nome="importazioni"
            righe={elenco.righe}
            chiaveRiga={({ id }) => id}
            altre={elenco.altre}
            vuoto="Il tuo servizio non ha ancora importato nulla."
            colonne={COLONNE_FATTE}
          />
        </EsitoElenco>
      </section>
    </>
  );
}

const COLONNE_FATTE: ReadonlyArray<Colonna<ConsoleImportazioneCasiFragment>> = [
  {
    chiave: 'quando',
    titolo: 'Quando',
    valore: ({ importataIl }) => importataIl,
    cella: ({ importataIl }) => formatIstanteBreve(importataIl),
  },
  { chiave: 'fonte', titolo: 'Da', valore: ({ fonte: di }) => di, cella: ({ fonte: di }) => di },
  colonnaCifra('casi', 'Casi', ({ casi }) => casi),
  colonnaCifra('persone', 'Persone', ({ persone }) => persone),
  colonnaCifra('nuclei', 'Nuclei', ({ nuclei }) => nuclei),
  colonnaCifra('avvisi', 'Avvisi accettati', ({ avvisi }) => avvisi),
  {
    chiave: 'chi',
    titolo: 'Chi',
    valore: ({ operatore }) => operatore,
    cella: ({ operatore }) => operatore,
  },
];

/** As the API takes it. */
const isFonte = (fonte: string): boolean => /^[A-Za-z0-9][A-Za-z0-9 ._-]{1,59}$/.test(fonte.trim());

interface FonteProps {
  readonly valore: string;
  readonly isFerma: boolean;
  readonly onCambia: (fonte: string) => void;
}

function Fonte({ valore, isFerma, onCambia }: FonteProps) {
  const id = useId();
  const isWrong = valore.trim().length > 1 && !isFonte(valore);
  return (
    <div className="t-campo">
      <label htmlFor={id}>Programma da cui viene</label>
      <input
        id={id}
        type="text"
        autoComplete="off"
        maxLength={60}
        value={valore}
        disabled={isFerma}
        aria-invalid={isWrong || undefined}
        aria-describedby={`${id}-aiuto`}
        onChange={(event) => onCambia(event.target.value)}
      />
      <p id={`${id}-aiuto`} className={isWrong ? 't-errore' : 't-aiuto'}>
        {isWrong
          ? 'Usa lettere senza accento, cifre, spazi, punti e trattini.'
          : 'Scrivilo sempre allo stesso modo: così un caso già importato si riconosce.'}
      </p>
    </div>
  );
}

function Modello() {
  const [result, again] = useDomanda({ query: ConsoleModelloImportazioneCasiDocument, variables: {} });
  return (
    <Esito di={result} righe={2} onRiprova={() => again({ requestPolicy: 'network-only' })}>
      {({ modelloImportazioneCasi: modello }) =>
        modello && (
          <ARichiesta
            titolo="Com’è fatto il file"
            bottone="Mostra le colonne"
            perche="CSV in UTF-8 con il punto e virgola. Le righe con lo stesso codice esterno sono le persone di un caso."
            azioni={
              <Button
                color="primary"
                outline
                size="sm"
                onClick={() =>
                  scaricaFile({ nome: 'modello-casi.csv', tipo: 'text/csv', contenuto: modello.contenuto })
                }
              >
                Scarica il modello
              </Button>
            }
          >
            <Colonne di={modello.colonne} />
          </ARichiesta>
        )
      }
    </Esito>
  );
}

type Modello = NonNullable<ConsoleModelloImportazioneCasiQuery['modelloImportazioneCasi']>;

function Colonne({ di }: { readonly di: Modello['colonne'] }) {
  return (
    <Tabella
      titolo="Colonne del file"
      isTitoloNascosto
      nome="colonne"
      righe={di}
      chiaveRiga={({ nome }) => nome}
      colonne={[
        { chiave: 'nome', titolo: 'Colonna', cella: ({ nome }) => <code>{nome}</code>, valore: ({ nome }) => nome },
        {
          chiave: 'descrizione',
          titolo: 'Che cosa contiene',
          valore: ({ descrizione }) => descrizione,
          cella: ({ descrizione, ammessi }) => (
            <span className="t-racconto">
              {descrizione}
              {ammessi && <span className="t-nota d-block">Valori: {ammessi.join(', ')}.</span>}
            </span>
          ),
        },
        {
          chiave: 'obbligatoria',
          titolo: 'Va scritta',
          valore: ({ obbligatoria }) => (obbligatoria ? 'sempre' : 'se si sa'),
          cella: ({ obbligatoria }) => (obbligatoria ? 'sempre' : 'se si sa'),
        },
        {
          chiave: 'di',
          titolo: 'Di chi parla',
          valore: ({ delCaso }) => (delCaso ? 'del caso' : 'della persona'),
          cella: ({ delCaso }) => (delCaso ? 'del caso: uguale su tutte le sue righe' : 'della persona'),
        },
      ]}
    />
  );
}
