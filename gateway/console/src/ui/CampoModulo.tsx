import { type ReactNode, useId } from 'react';
import type { Campo } from './Modulo';

interface CampoModuloProps {
  readonly campo: Campo;
  readonly valore: string | boolean;
  readonly errore: string | undefined;
  readonly onCambia: (value: string | boolean) => void;
}

export function CampoModulo({ campo, valore, errore, onCambia }: CampoModuloProps) {
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
      {errore && (
        <p id={`${id}-errore`} className="t-errore">
          {errore}
        </p>
      )}
    </div>
  );
}

const HTML_TYPE = { testo: 'text', numero: 'text', data: 'date' } as const;

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
          inputMode={tipo === 'numero' ? 'decimal' : undefined}
          min={min}
          max={max}
          maxLength={lunghezza}
          value={String(valore)}
          onChange={(event) => onCambia(event.target.value)}
        />
      );
  }
}
