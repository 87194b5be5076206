interface SchedeProps {
  readonly etichetta: string;
  readonly attiva: string;
  readonly schede: ReadonlyArray<{ readonly chiave: string; readonly titolo: string; readonly nota?: string }>;
  readonly onScelta: (chiave: string) => void;
}

/** Parts of a long page, one at a time. Buttons and not tabs: each is reached with Tab, as everything else is. */
export function Schede({ etichetta, attiva, schede, onScelta }: SchedeProps) {
  return (
    <nav aria-label={etichetta} className="t-schede">
      <ul>
        {schede.map(({ chiave, titolo, nota }) => (
          <li key={chiave}>
            <button
              type="button"
              aria-current={chiave === attiva ? 'true' : undefined}
              onClick={() => onScelta(chiave)}
            >
              {titolo}
              {nota && <span className="t-schede-nota">{nota}</span>}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
