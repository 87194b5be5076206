import { useState } from 'react';
import { Button } from 'design-react-kit';
import { useMutation } from 'urql';
import { useDomanda } from '../../graph/domanda';
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
        Compila con i dati che ci sono già
      </h2>
      {isOpen ? (
        <Elenco {...props} />
      ) : (
        <>
          <p className="t-nota">
            Trama può contare alcune voci dalle cartelle sociali del tuo ambito, e ne trova altre nelle compilazioni già
            inviate. Vedi da dove vengono e scegli quali accettare.
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
  const [result, again] = useDomanda({
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
  const chosen = open.filter((one) => taken.has(chiaveDi(one)));
  if (!result.data) {
    return result.fetching ? (
      <Caricamento righe={3} />
    ) : (
      <Problemi problemi={problemiDi(result.error)} onRiprova={() => again({ requestPolicy: 'network-only' })} />
    );
  }
  const send = async () => {
    const proposte = chosen.map(({ voce, valore, da }) => ({ voce, valore, da }));
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
          {found.length === 0 ? 'Per quest’anno non ci sono proposte.' : 'Quello che si può proporre è già scritto.'}
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
  /** The answer that it was found in; null for what was counted. */
  readonly da: string | null;
  readonly inVerifica: boolean;
}

/** The same voce may be proposed by more than one source. */
const chiaveDi = ({ voce, da }: Proposta): string => `${voce} ${da ?? ''}`;

interface ScelteProps extends Pick<ProposteProps, 'onVai'> {
  readonly open: readonly Proposta[];
  readonly taken: ReadonlySet<string>;
  readonly onTaken: (taken: ReadonlySet<string>) => void;
  readonly written: ReadonlyMap<string, Valore>;
}

/** None is taken beforehand: who accepts a figure has looked at it. */
function Scelte({ open, taken, onTaken, written, onVai }: ScelteProps) {
  // Of a voce one figure is taken: another choice takes the place of the first.
  const toggle = (one: Proposta) => {
    const others = open.filter(({ voce }) => voce !== one.voce).map(chiaveDi);
    const kept = others.filter((key) => taken.has(key));
    onTaken(new Set(taken.has(chiaveDi(one)) ? kept : [...kept, chiaveDi(one)]));
  };
  const nomeDi = (voce: string): string => written.get(voce)?.voce.etichetta ?? voce;
  const firsts = open.filter((one, index) => open.findIndex(({ voce }) => voce === one.voce) === index);
  return (
    <>
      <p className="t-azioni t-azioni-inizio">
        <button type="button" className="t-collegamento" onClick={() => onTaken(new Set(firsts.map(chiaveDi)))}>
          Scegli tutte
        </button>
        <button type="button" className="t-collegamento" onClick={() => onTaken(new Set())}>
          Nessuna
        </button>
      </p>
      <ul className="t-proposte-elenco" role="list" tabIndex={0} aria-label="Proposte">
        {open.map((one) => (
          <li key={chiaveDi(one)}>
            <label>
              <input type="checkbox" checked={taken.has(chiaveDi(one))} onChange={() => toggle(one)} />{' '}
              <span>
                {nomeDi(one.voce)}: <strong>{formatNumero(one.valore)}</strong>
                {prima(written.get(one.voce))}
              </span>
            </label>
            <p className="t-aiuto">
              {one.come} {one.inVerifica && 'Lì il Coordinamento la sta verificando. '}
              <button type="button" className="t-collegamento" onClick={() => onVai(one.voce)}>
                Vai alla voce<span className="visually-hidden"> {nomeDi(one.voce)}</span>
              </button>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** From all sources, in the order of the form. */
function proposteDi(counted: ConsoleProposteQuery['compilazione'] | undefined, valori: readonly Valore[]): Proposta[] {
  const order = valori.map(({ voce }) => voce.codice);
  const fromFiles = [...(counted?.proposte ?? []), ...(counted?.proposteBanca ?? [])];
  const fromAnswers = (counted?.proposteDaAltre ?? []).map(({ da, ...one }) => ({ ...one, da: da?.id ?? null }));
  const found = [...fromFiles.map((one) => ({ ...one, da: null, inVerifica: false })), ...fromAnswers];
  return found.sort((a, b) => order.indexOf(a.voce) - order.indexOf(b.voce));
}

function isScritto(written: Valore | undefined, proposed: number): boolean {
  return proposed === 0 ? written?.stato === 'ZERO' : written?.stato === 'VALORE' && written.valore === proposed;
}

const prima = (written: Valore | undefined): string =>
  written && written.valore !== null ? ` (ora è scritto ${formatNumero(written.valore)})` : '';
