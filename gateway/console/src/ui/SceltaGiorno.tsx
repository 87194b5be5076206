import { useId } from 'react';

interface SceltaGiornoProps {
  readonly etichetta: string;
  /** As 2021-12-31; empty for none. */
  readonly valore: string;
  readonly onScelta: (value: string) => void;
}

export function SceltaGiorno({ etichetta, valore, onScelta }: SceltaGiornoProps) {
  const id = useId();
  return (
    <div className="t-filtro">
      <label htmlFor={id}>{etichetta}</label>
      <input id={id} type="date" value={valore} onChange={(event) => onScelta(event.target.value)} />
    </div>
  );
}
