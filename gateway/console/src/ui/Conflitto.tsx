import { useState } from 'react';
import { Button } from 'design-react-kit';
import type { Campo, Valori } from './campo';
import { Dialogo } from './Dialogo';

interface ConflittoProps {
  readonly campi: readonly Campo[];
  readonly miei: Valori;
  readonly attuali: Valori;
  readonly onScelta: (chosen: Valori) => void;
  readonly onChiudi: () => void;
}

/** Somebody wrote first: both versions side by side, and the person says field by field which one stays. */
export function Conflitto({ campi, miei, attuali, onScelta, onChiudi }: ConflittoProps) {
  const different = campi.filter(({ nome }) => miei[nome] !== attuali[nome]);
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const choose = (nome: string, isTheirs: boolean) => {
    const next = new Set(theirs);
    if (isTheirs) {
      next.add(nome);
    } else {
      next.delete(nome);
    }
    setTheirs(next);
  };
  const save = () => {
    const taken = Object.fromEntries([...theirs].map((nome) => [nome, attuali[nome] ?? '']));
    onScelta({ ...miei, ...taken });
  };
  return (
    <Dialogo
      titolo="Qualcuno ha salvato prima di te"
      isLargo
      onChiudi={onChiudi}
      azioni={
        <>
          <Button color="secondary" outline onClick={onChiudi}>
            Torna al modulo
          </Button>
          <Button color="primary" onClick={save}>
            Salva le mie scelte
          </Button>
        </>
      }
    >
      <p>Mentre scrivevi la scheda è cambiata. Niente è andato perso: scegli quale valore tenere, campo per campo.</p>
      {different.length === 0 && <p>I valori sono uguali ai tuoi: puoi salvare.</p>}
      {different.map((campo) => (
        <fieldset key={campo.nome} className="t-conflitto">
          <legend>{campo.etichetta}</legend>
          <label>
            <input
              type="radio"
              name={campo.nome}
              checked={!theirs.has(campo.nome)}
              onChange={() => choose(campo.nome, false)}
            />{' '}
            <span>Il mio: {shown(campo, miei[campo.nome])}</span>
          </label>
          <label>
            <input
              type="radio"
              name={campo.nome}
              checked={theirs.has(campo.nome)}
              onChange={() => choose(campo.nome, true)}
            />{' '}
            <span>Quello salvato: {shown(campo, attuali[campo.nome])}</span>
          </label>
        </fieldset>
      ))}
    </Dialogo>
  );
}

function shown({ tipo, opzioni }: Campo, value: string | boolean | undefined): string {
  if (tipo === 'spunta') {
    return value ? 'sì' : 'no';
  }
  const words = (code: string): string => opzioni?.find(({ valore }) => valore === code)?.etichetta ?? code;
  const codes = tipo === 'scelte' ? String(value ?? '').split(',') : [String(value ?? '')];
  return codes.filter(Boolean).map(words).join(', ') || 'vuoto';
}
