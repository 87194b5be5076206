import { useRef, useState } from 'react';
import { Button } from 'design-react-kit';
import { Link, useLocation, useSearchParams } from 'wouter';
import { useMutation } from 'urql';
import { useDomanda } from '../../graph/domanda';
import {
  ConsoleApriCasoDocument,
  ConsoleLuoghiDocument,
  ConsoleNucleoDelCasoDocument,
  type ConsoleNucleoDelCasoQuery,
} from '../../graph/operazioni/casi';
import { usePermesso, useSessione } from '../../graph/sessione-context';
import type { Invio } from '../../ui/Modulo';
import { Modulo } from '../../ui/Modulo';
import { Pagina } from '../../ui/Pagina';
import { Esito, Vietato, Vuoto } from '../../ui/Stati';
import { campiNuovoCaso, MAX_PERSONE, nuovoCaso, personeScritte } from './nuovo-caso';
import { CASI } from './parole';

type CasoNoto = NonNullable<ConsoleNucleoDelCasoQuery['caso']>;

/** A new case of the caller's own service. Nothing of what is typed is kept outside the page: it is about people. */
export function NuovoCasoPage() {
  const mayOpen = usePermesso('caso:scrivi');
  const { io } = useSessione();
  return (
    <Pagina
      titolo="Nuovo caso"
      sottotitolo="Il caso è del tuo servizio, e il primo a seguirlo sei tu."
      briciole={[CASI]}
    >
      {mayOpen && io.ambito !== null ? <DiChi ambito={io.ambito} /> : <Vietato />}
    </Pagina>
  );
}

function DiChi({ ambito }: { readonly ambito: number }) {
  const [search] = useSearchParams();
  const noto = search.get('caso');
  return noto === null ? (
    <>
      <PartiDaUnCaso />
      <Nuovo ambito={ambito} />
    </>
  ) : (
    <DaUnCaso key={noto} codice={noto} ambito={ambito} />
  );
}

/** A household that has a case already is said once: its cases then stand together. */
function PartiDaUnCaso() {
  const [, go] = useLocation();
  const [typed, setTyped] = useState('');
  return (
    <form
      className="t-filtri t-fascia"
      onSubmit={(event) => {
        event.preventDefault();
        go(`/casi/nuovo?caso=${encodeURIComponent(typed.trim().toUpperCase())}`);
      }}
    >
      <div className="t-filtro">
        <label htmlFor="caso-noto">La famiglia ha già un caso che segui? Scrivine il codice</label>
        <input
          id="caso-noto"
          type="text"
          autoComplete="off"
          maxLength={20}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <Button type="submit" color="primary" outline size="sm" disabled={typed.trim() === ''}>
        Parti da quel caso
      </Button>
    </form>
  );
}

function DaUnCaso({ codice, ambito }: { readonly codice: string; readonly ambito: number }) {
  const [result, again] = useDomanda({
    query: ConsoleNucleoDelCasoDocument,
    variables: { codice },
    requestPolicy: 'network-only',
  });
  return (
    <Esito di={result} onRiprova={() => again({ requestPolicy: 'network-only' })}>
      {({ caso }) =>
        caso ? (
          <Nuovo ambito={ambito} noto={caso} />
        ) : (
          <Vuoto titolo={`Il caso ${codice} non c’è, o non è tra quelli che segui`}>
            <Link href="/casi/nuovo">Apri un caso di un nucleo nuovo</Link>
          </Vuoto>
        )
      }
    </Esito>
  );
}

function Noto({ di: { codice, nucleo } }: { readonly di: CasoNoto }) {
  return (
    <p className="t-fascia">
      {nucleo ? (
        <>
          È il nucleo del caso <Link href={`/casi/${codice}`}>{codice}</Link>
          {nucleo.comune && `, che vive a ${nucleo.comune.nome}`}. Le persone sono già scritte: lascia fuori chi con il
          nuovo caso non c’entra.
        </>
      ) : (
        <>
          Del caso <Link href={`/casi/${codice}`}>{codice}</Link> nessuno ha detto dove vive il nucleo: i due casi non
          si possono legare. Le persone sono già scritte.
        </>
      )}{' '}
      <Link href="/casi/nuovo">È un’altra famiglia</Link>
    </p>
  );
}

interface NuovoProps {
  readonly ambito: number;
  readonly noto?: CasoNoto;
}

const NESSUNO: NonNullable<CasoNoto['persone']> = [];

function Nuovo({ ambito, noto }: NuovoProps) {
  const { io } = useSessione();
  const [, go] = useLocation();
  const [result, again] = useDomanda({ query: ConsoleLuoghiDocument, variables: { ambito } });
  const [, open] = useMutation(ConsoleApriCasoDocument);
  const persone = noto?.persone ?? NESSUNO;
  const nucleo = noto?.nucleo?.codice ?? null;
  const [quante, setQuante] = useState(Math.max(1, persone.length));
  const nuovo = useRef<string>();
  const send = async ({ valori, chiaveIdempotenza }: Invio) => {
    const { data, error } = await open({ input: { chiaveIdempotenza, ...nuovoCaso(valori, quante, nucleo) } });
    nuovo.current = data?.apriCaso?.caso.codice;
    return { error };
  };
  return (
    <>
      {noto && <Noto di={noto} />}
      <Esito di={result} onRiprova={() => again({ requestPolicy: 'network-only' })}>
        {({ ambito: mine }) => (
          <Modulo
            campi={(valori) =>
              campiNuovoCaso(
                {
                  comuni: mine?.comuni ?? [],
                  isTutela: io.ruolo === 'SERVIZIO_TUTELA',
                  nucleo,
                  quante,
                  note: persone.length,
                },
                valori,
              )
            }
            iniziali={personeScritte(persone)}
            invia="Apri il caso"
            onInvia={send}
            onFatto={() => go(`/casi/${nuovo.current ?? ''}`)}
            onAnnulla={() => go('/casi')}
          >
            <Quante quante={quante} almeno={Math.max(1, persone.length)} onQuante={setQuante} />
          </Modulo>
        )}
      </Esito>
    </>
  );
}

interface QuanteProps {
  readonly quante: number;
  readonly almeno: number;
  readonly onQuante: (quante: number) => void;
}

function Quante({ quante, almeno, onQuante }: QuanteProps) {
  const common = { type: 'button', outline: true, size: 'sm' } as const;
  return (
    <div className="t-azioni t-azioni-inizio">
      <Button {...common} color="primary" disabled={quante === MAX_PERSONE} onClick={() => onQuante(quante + 1)}>
        Aggiungi una persona
      </Button>
      {quante > almeno && (
        <Button {...common} color="secondary" onClick={() => onQuante(quante - 1)}>
          Togli la persona {quante}
        </Button>
      )}
    </div>
  );
}
