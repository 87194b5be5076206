import { useState } from 'react';
import { Button } from 'design-react-kit';
import { useMutation, useQuery } from 'urql';
import {
  ConsoleAccettaProposteDocument,
  ConsoleProposteDocument,
  type ConsoleProposteQuery,
} from '../../graph/operazioni/tavolo-tutela-minori';
import { type Problema, problemiDi } from '../../graph/errori';
import { useChiavi } from '../../lib/chiavi';
import { conta, formatNumero } from '../../lib/formato';
import { Caricamento, Problemi } from '../../ui/Stati';
import type { Compilazione } from './CompilazionePage';
import type { Valore } from './RigaVoce';

interface ProposteProps {
  readonly compilazione: Compilazione;
  readonly valori: readonly Valore[];
  /** True while something typed is not saved: accepting would move the version under it. */
  readonly isOccupata: boolean;
  readonly onRicarica: () => void;
  readonly onVai: (voce: string) => void;
}

/** What the case files count, beside what is written. Opened by whoever wants it: it is counted at each reading. */
export function Proposte(props: ProposteProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section className="t-proposte" aria-labelledby="proposte">
      <h2 id="proposte" className="h5">
        Compila con i dati delle cartelle
      </h2>
      {isOpen ? (
        <Elenco {...props} />
      ) : (
        <>
          <p className="t-nota">
            Trama può contare alcune voci dalle cartelle sociali del tuo ambito. Vedi come le ha contate e scegli quali
            accettare.
          </p>
          <Button type="button" color="primary" outline size="sm" onClick={() => setIsOpen(true)}>
            Mostra le proposte
          </Button>
        </>
      )}
    </section>
  );
}

function Elenco({ compilazione, valori, isOccupata, onRicarica, onVai }: ProposteProps) {
  const [result, again] = useQuery({
    query: ConsoleProposteDocument,
    variables: { id: compilazione.id },
    requestPolicy: 'network-only',
  });
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const [problemi, setProblemi] = useState<readonly Problema[]>([]);
  const [{ fetching }, accept] = useMutation(ConsoleAccettaProposteDocument);
  const keyFor = useChiavi();
  const written = new Map(valori.map((one) => [one.voce.codice, one]));
  const found = proposteDi(result.data?.compilazione, valori);
  const open = found.filter(({ voce, valore }) => !isScritto(written.get(voce), valore));
  const chosen = open.filter(({ voce }) => taken.has(voce));
  if (!result.data) {
    return result.fetching ? (
      <Caricamento righe={3} />
    ) : (
      <Problemi problemi={problemiDi(result.error)} onRiprova={() => again({ requestPolicy: 'network-only' })} />
    );
  }
  const send = async () => {
    const proposte = chosen.map(({ voce, valore }) => ({ voce, valore }));
    const content = { compilazione: compilazione.id, versione: compilazione.versione, proposte };
    const { error } = await accept({ input: { ...content, chiaveIdempotenza: keyFor(content) } });
    const wrong = problemiDi(error);
    setProblemi(wrong);
    if (wrong.some(({ codice }) => codice === 'CONFLITTO_VERSIONE')) {
      onRicarica();
    }
  };
  return (
    <>
      <Problemi problemi={[...problemiDi(result.error), ...problemi]} />
      {open.length === 0 ? (
        <p className="m-0">
          {found.length === 0
            ? 'Le cartelle del tuo ambito non danno proposte per quest’anno.'
            : 'Quello che contano le cartelle è già scritto.'}
        </p>
      ) : (
        <>
          <Scelte open={open} taken={taken} onTaken={setTaken} written={written} onVai={onVai} />
          <Button
            type="button"
            color="primary"
            size="sm"
            disabled={chosen.length === 0 || isOccupata || fetching}
            onClick={() => void send()}
          >
            {fetching ? 'Un momento…' : `Accetta ${conta(chosen.length, 'proposta', 'proposte')} su ${open.length}`}
          </Button>
          {isOccupata && <p className="t-nota">Prima salva quello che hai scritto.</p>}
        </>
      )}
    </>
  );
}

interface Proposta {
  readonly voce: string;
  readonly valore: number;
  readonly come: string;
}

interface ScelteProps extends Pick<ProposteProps, 'onVai'> {
  readonly open: readonly Proposta[];
  readonly taken: ReadonlySet<string>;
  readonly onTaken: (taken: ReadonlySet<string>) => void;
  readonly written: ReadonlyMap<string, Valore>;
}

/** None is taken beforehand: who accepts a figure has looked at it. */
function Scelte({ open, taken, onTaken, written, onVai }: ScelteProps) {
  const toggle = (voce: string) =>
    onTaken(new Set(taken.has(voce) ? [...taken].filter((one) => one !== voce) : [...taken, voce]));
  return (
    <>
      <p className="t-azioni t-azioni-inizio">
        <button type="button" className="t-collegamento" onClick={() => onTaken(new Set(open.map((one) => one.voce)))}>
          Scegli tutte
        </button>
        <button type="button" className="t-collegamento" onClick={() => onTaken(new Set())}>
          Nessuna
        </button>
      </p>
      <ul className="t-proposte-elenco" role="list" tabIndex={0} aria-label="Proposte">
        {open.map(({ voce, valore, come }) => (
          <li key={voce}>
            <label>
              <input type="checkbox" checked={taken.has(voce)} onChange={() => toggle(voce)} />{' '}
              <span>
                {written.get(voce)?.voce.etichetta ?? voce}: <strong>{formatNumero(valore)}</strong>
                {prima(written.get(voce))}
              </span>
            </label>
            <p className="t-aiuto">
              {come}{' '}
              <button type="button" className="t-collegamento" onClick={() => onVai(voce)}>
                Vai alla voce<span className="visually-hidden"> {written.get(voce)?.voce.etichetta}</span>
              </button>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** From both sources, in the order of the form. */
function proposteDi(counted: ConsoleProposteQuery['compilazione'] | undefined, valori: readonly Valore[]): Proposta[] {
  const order = valori.map(({ voce }) => voce.codice);
  const found = [...(counted?.proposte ?? []), ...(counted?.proposteBanca ?? [])];
  return found.sort((a, b) => order.indexOf(a.voce) - order.indexOf(b.voce));
}

function isScritto(written: Valore | undefined, proposed: number): boolean {
  return proposed === 0 ? written?.stato === 'ZERO' : written?.stato === 'VALORE' && written.valore === proposed;
}

const prima = (written: Valore | undefined): string =>
  written && written.valore !== null ? ` (ora è scritto ${formatNumero(written.valore)})` : '';
