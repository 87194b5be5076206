import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react';
import { Button } from 'design-react-kit';
import type { CombinedError } from 'urql';
import { type Problema, problemiDi } from '../graph/errori';
import { useBozza } from '../lib/bozze';
import { useChiavi } from '../lib/chiavi';
import { type Campi, type Campo, campiPer, controllaCampi, gruppiDi, type Valori } from './campo';
import { CampoModulo } from './CampoModulo';
import { Conflitto } from './Conflitto';
import { Icona } from './Icona';

export interface Invio {
  readonly valori: Valori;
  /** The same for the same values, however often they are sent; another for others. */
  readonly chiaveIdempotenza: string;
  /** Of the record as the person saw it, or as they accepted it after a conflict. */
  readonly versione: number | undefined;
}

export interface Attuale {
  readonly valori: Valori;
  readonly versione: number;
}

export interface ModuloProps {
  readonly campi: Campi;
  readonly iniziali: Valori;
  readonly versione?: number;
  /** Sends; the error of the answer comes back to the form. */
  readonly onInvia: (invio: Invio) => Promise<{ readonly error?: CombinedError }>;
  readonly onFatto: () => void;
  /** Reads the record again, for when somebody wrote first. */
  readonly rileggi?: () => Promise<Attuale>;
  readonly invia: string;
  readonly onAnnulla?: () => void;
  /** Keeps what was typed in this tab until it is sent. Never for forms about people. */
  readonly bozza?: string;
  readonly children?: ReactNode;
}

/** A form from the description of its fields. Nothing that was typed is lost: not by an error, a conflict or a session that ends. */
export function Modulo({
  iniziali,
  onInvia,
  onFatto,
  rileggi,
  invia,
  onAnnulla,
  bozza,
  children,
  ...props
}: ModuloProps) {
  const [valori, setValori, forgetDraft] = useBozza(bozza, iniziali);
  const campi = campiPer(props.campi, valori);
  const [versione, setVersione] = useState(props.versione);
  const [errori, setErrori] = useState<Readonly<Record<string, string>>>({});
  const [problemi, setProblemi] = useState<readonly Problema[]>([]);
  const [attuale, setAttuale] = useState<Attuale>();
  const [isAtWork, setIsAtWork] = useState(false);
  const keyFor = useChiavi();
  const form = useRef<HTMLFormElement>(null);
  const id = useId();

  const send = async (what: Valori, seen: number | undefined) => {
    setIsAtWork(true);
    setProblemi([]);
    const { error } = await onInvia({
      valori: what,
      versione: seen,
      chiaveIdempotenza: keyFor([what, seen]),
    });
    setIsAtWork(false);
    const found = problemiDi(error);
    if (found.length === 0) {
      forgetDraft();
      onFatto();
    } else if (found[0]?.codice === 'CONFLITTO_VERSIONE' && rileggi) {
      setAttuale(await rileggi());
    } else {
      setProblemi(found);
      setErrori(byField(found, campi));
      focusFirst(form.current);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = controllaCampi(campi, valori);
    setErrori(wrong);
    if (Object.keys(wrong).length === 0) {
      void send(valori, versione);
    } else {
      focusFirst(form.current);
    }
  };
  const settle = (chosen: Valori) => {
    const seen = attuale?.versione;
    setAttuale(undefined);
    setVersione(seen);
    setValori(chosen);
    void send(chosen, seen);
  };

  return (
    <form
      ref={form}
      noValidate
      onSubmit={submit}
      className="t-modulo"
      aria-describedby={problemi.length > 0 ? id : undefined}
    >
      {problemi.length > 0 && (
        <div id={id} className="t-modulo-errore" role="alert">
          <Icona nome="error" />
          <div>
            {problemi.map(({ messaggio }) => (
              <p key={messaggio}>{messaggio}</p>
            ))}
          </div>
        </div>
      )}
      {gruppiDi(campi).map(({ titolo, campi: fields }, index) => (
        <Gruppo key={titolo ?? `gruppo-${index}`} titolo={titolo}>
          {fields.map((campo) => (
            <CampoModulo
              key={campo.nome}
              campo={campo}
              valore={valori[campo.nome] ?? (campo.tipo === 'spunta' ? false : '')}
              errore={errori[campo.nome]}
              onCambia={(value) => {
                setValori({ ...valori, [campo.nome]: value });
                setErrori({ ...errori, [campo.nome]: '' });
              }}
            />
          ))}
        </Gruppo>
      ))}
      {children}
      <div className="t-azioni">
        {onAnnulla && (
          <Button type="button" color="secondary" outline onClick={onAnnulla}>
            Annulla
          </Button>
        )}
        <Button type="submit" color="primary" disabled={isAtWork}>
          {isAtWork ? 'Invio in corso…' : invia}
        </Button>
      </div>
      {attuale && (
        <Conflitto
          campi={campi}
          miei={valori}
          attuali={attuale.valori}
          onScelta={settle}
          onChiudi={() => setAttuale(undefined)}
        />
      )}
    </form>
  );
}

function Gruppo({ titolo, children }: { readonly titolo: string | undefined; readonly children: ReactNode }) {
  return titolo === undefined ? (
    <>{children}</>
  ) : (
    <fieldset className="t-gruppo">
      <legend>{titolo}</legend>
      {children}
    </fieldset>
  );
}

/** One sentence may be about several fields; it stands above them, and each says that it is meant. */
function byField(problemi: readonly Problema[], campi: readonly Campo[]): Record<string, string> {
  const known = new Set(campi.map(({ nome }) => nome));
  const lines = problemi.flatMap(({ campi: named, messaggio }) => {
    const mine = [...new Set(named.flatMap((nome) => nomeNoto(nome, known) ?? []))];
    return mine.map(
      (nome) => [nome, mine.length === 1 ? messaggio : 'Da correggere: vedi il messaggio in alto.'] as const,
    );
  });
  return Object.fromEntries(lines);
}

/** The API says where in the input: "decreto.data". A form knows the field by all of it, by its end, or by its beginning. */
function nomeNoto(path: string, known: ReadonlySet<string>): string | undefined {
  const steps = path.split('.');
  return [path, steps.at(-1) ?? '', steps[0] ?? ''].find((nome) => known.has(nome));
}

function focusFirst(form: HTMLFormElement | null): void {
  // After the errors are drawn: only then does the page know which fields are wrong.
  setTimeout(() => form?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')?.focus(), 0);
}
