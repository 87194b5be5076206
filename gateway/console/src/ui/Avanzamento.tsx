import { useId } from 'react';
import { Button } from 'design-react-kit';
import { formatPercento } from '../lib/formato';

interface AvanzamentoProps {
  readonly cosa: string;
  readonly fatto: number;
  /** Absent while nobody knows how much there is. */
  readonly totale?: number;
  readonly onAnnulla?: () => void;
}

/** Work that takes long: how far it is, and a way out. */
export function Avanzamento({ cosa, fatto, totale, onAnnulla }: AvanzamentoProps) {
  const id = useId();
  const share = totale ? fatto / totale : undefined;
  return (
    <div className="t-avanzamento">
      <div className="t-avanzamento-testa">
        <span id={id}>{cosa}</span>
        <span aria-live="polite">{share === undefined ? 'in corso…' : formatPercento(share)}</span>
      </div>
      <progress aria-labelledby={id} value={share} max={share === undefined ? undefined : 1} />
      {onAnnulla && (
        <Button color="secondary" outline size="sm" onClick={onAnnulla}>
          Interrompi
        </Button>
      )}
    </div>
  );
}
