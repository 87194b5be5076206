import { useId } from 'react';

interface SceltaProps<T extends string | number> {
  readonly etichetta: string;
  readonly valore: T;
  readonly opzioni: ReadonlyArray<{ readonly valore: T; readonly testo: string }>;
  readonly onScelta: (value: string) => void;
}

export function Scelta<T extends string | number>({ etichetta, valore, opzioni, onScelta }: SceltaProps<T>) {
  const id = useId();
  return (
    <div className="t-filtro">
      <label htmlFor={id}>{etichetta}</label>
      <select id={id} value={valore} onChange={(event) => onScelta(event.target.value)}>
        {opzioni.map((opzione) => (
          <option key={opzione.valore} value={opzione.valore}>
            {opzione.testo}
          </option>
        ))}
      </select>
    </div>
  );
}

const PRIMO_ANNO = 2016;
/** What the published plan speaks of most. */
export const ANNO_INIZIALE = 2020;

export function SceltaAnno({ anno, onAnno }: { readonly anno: number; readonly onAnno: (anno: number) => void }) {
  const last = new Date().getFullYear();
  const anni = Array.from({ length: last - PRIMO_ANNO + 1 }, (_, index) => last - index);
  return (
    <Scelta
      etichetta="Anno"
      valore={anno}
      opzioni={anni.map((valore) => ({ valore, testo: String(valore) }))}
      onScelta={(value) => onAnno(Number(value))}
    />
  );
}
