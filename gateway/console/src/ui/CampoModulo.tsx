import { type ReactNode, useId } from 'react';
import type { Campo } from './campo';

interface CampoModuloProps {
  readonly campo: Campo;
  readonly valore: string | boolean;
  readonly errore: string | undefined;
  readonly onCambia: (value: string | boolean) => void;
}

export function CampoModulo(props: CampoModuloProps) {
  return props.campo.tipo === 'scelte' ? <Scelte {...props} /> : <Singolo {...props} />;
}

function Singolo({ campo, valore, errore, onCambia }: CampoModuloProps) {
  const id = useId();
  const { etichetta, aiuto, isObbligatorio, tipo } = campo;
  const described = [aiuto && `${id}-aiuto`, errore && `${id}-errore`].filter(Boolean).join(' ') || undefined;
  const common = {
    id,
    'aria-describedby': described,
    'aria-invalid': errore ? true : undefined,
    'aria-required': isObbligatorio,
  };
  const label = (
    <label htmlFor={id}>
      {etichetta}
      {!isObbligatorio && tipo !== 'spunta' && <span className="t-facoltativo"> (facoltativo)</span>}
    </label>
  );
  return (
    <div className={`t-campo ${tipo === 'spunta' ? 't-campo-spunta' : ''}`}>
      {tipo !== 'spunta' && label}
      <Controllo campo={campo} valore={valore} onCambia={onCambia} common={common} />
      {tipo === 'spunta' && label}
      {aiuto && (
        <p id={`${id}-aiuto`} className="t-aiuto">
          {aiuto}
        </p>
      )}
      <Sbaglio id={id} errore={errore} />
    </div>
  );
}

function Sbaglio({ id, errore }: { readonly id: string; readonly errore: string | undefined }) {
  return errore ? (
    <p id={`${id}-errore`} className="t-errore">
      {errore}
    </p>
  ) : null;
}

/** Several of the options, each with a box of its own: no key has to be held down. */
function Scelte({
  campo: { etichetta, aiuto, opzioni = [], isObbligatorio },
  valore,
  errore,
  onCambia,
}: CampoModuloProps) {
  const id = useId();
  const chosen = new Set(String(valore).split(',').filter(Boolean));
  const toggle = (option: string) => {
    const after = opzioni.filter((one) => (one.valore === option) !== chosen.has(one.valore));
    onCambia(after.map((one) => one.valore).join(','));
  };
  return (
    <fieldset className="t-campo t-scelte" aria-describedby={errore ? `${id}-errore` : undefined}>
      <legend>
        {etichetta}
        {!isObbligatorio && <span className="t-facoltativo"> (facoltativo)</span>}
      </legend>
      {aiuto && <p className="t-aiuto">{aiuto}</p>}
      <div className="t-scelte-elenco">
        {opzioni.map((opzione, index) => (
          <label key={opzione.valore}>
            <input
              type="checkbox"
              checked={chosen.has(opzione.valore)}
              // The first stands for all of them where the form looks for what to correct.
              aria-invalid={errore && index === 0 ? true : undefined}
              onChange={() => toggle(opzione.valore)}
            />{' '}
            {opzione.etichetta}
          </label>
        ))}
      </div>
      <Sbaglio id={id} errore={errore} />
    </fieldset>
  );
}

const HTML_TYPE = { testo: 'text', numero: 'text', intero: 'text', data: 'date' } as const;
const INPUT_MODE = { numero: 'decimal', intero: 'numeric' } as const;

interface ControlloProps extends Pick<CampoModuloProps, 'campo' | 'valore' | 'onCambia'> {
  readonly common: Readonly<Record<string, unknown>>;
}

function Controllo({ campo, valore, onCambia, common }: ControlloProps): ReactNode {
  const { tipo, opzioni = [], min, max, lunghezza } = campo;
  switch (tipo) {
    case 'area':
      return (
        <textarea
          {...common}
          rows={4}
          maxLength={lunghezza}
          value={String(valore)}
          onChange={(event) => onCambia(event.target.value)}
        />
      );
    case 'scelta':
      return (
        <select {...common} value={String(valore)} onChange={(event) => onCambia(event.target.value)}>
          <option value="">Scegli…</option>
          {opzioni.map((opzione) => (
            <option key={opzione.valore} value={opzione.valore}>
              {opzione.etichetta}
            </option>
          ))}
        </select>
      );
    case 'scelte':
      return null;
    case 'spunta':
      return (
        <input
          {...common}
          type="checkbox"
          checked={Boolean(valore)}
          onChange={(event) => onCambia(event.target.checked)}
        />
      );
    default:
      return (
        <input
          {...common}
          type={HTML_TYPE[tipo]}
          inputMode={tipo === 'numero' || tipo === 'intero' ? INPUT_MODE[tipo] : undefined}
          min={min}
          max={max}
          maxLength={lunghezza}
          value={String(valore)}
          onChange={(event) => onCambia(event.target.value)}
        />
      );
  }
}
