import { type FormEvent, useId, useState } from 'react';
import { Button } from 'design-react-kit';
import { useDomanda } from '../../graph/domanda';
import { ConsolePercheNoDocument } from '../../graph/operazioni/affido';
import { useParametro } from '../../lib/parametri';
import { Esito, Vuoto } from '../../ui/Stati';
import { Tabella } from '../../ui/Tabella';

/** Why a family that somebody thinks of is not among the candidates: every reason, with the article where there is one. */
export function PercheNo({ richiesta }: { readonly richiesta: string }) {
  const [famiglia, setFamiglia] = useParametro<string>('famiglia', '');
  const [typed, setTyped] = useState(famiglia);
  const id = useId();
  const ask = (event: FormEvent) => {
    event.preventDefault();
    setFamiglia(typed.trim());
  };
  return (
    <section aria-labelledby={`${id}-titolo`} className="t-sezione">
      <h2 id={`${id}-titolo`}>Perché una famiglia non è candidata</h2>
      <form className="t-filtri" onSubmit={ask}>
        <div className="t-filtro">
          <label htmlFor={id}>Codice della famiglia</label>
          <input id={id} value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" />
        </div>
        <Button color="primary" outline type="submit" disabled={typed.trim() === ''}>
          Chiedi perché
        </Button>
      </form>
      {famiglia !== '' && <Motivi richiesta={richiesta} famiglia={famiglia} />}
    </section>
  );
}

function Motivi({ richiesta, famiglia }: { readonly richiesta: string; readonly famiglia: string }) {
  const [result, again] = useDomanda({ query: ConsolePercheNoDocument, variables: { richiesta, famiglia } });
  return (
    <Esito di={result} righe={4} onRiprova={() => again({ requestPolicy: 'network-only' })}>
      {({ percheNo }) =>
        percheNo?.length === 0 ? (
          <Vuoto titolo={`${famiglia} è candidata`}>Nessun vincolo la esclude.</Vuoto>
        ) : (
          <Tabella
            titolo={`Che cosa esclude ${famiglia}`}
            nome="esclusioni"
            righe={percheNo ?? []}
            chiaveRiga={({ vincolo }) => vincolo}
            colonne={[
              { chiave: 'frase', titolo: 'Motivo', valore: ({ frase }) => frase, cella: ({ frase }) => frase },
              {
                chiave: 'chiede',
                titolo: 'La richiesta chiede',
                valore: ({ chiede }) => chiede,
                cella: ({ chiede }) => chiede,
              },
              {
                chiave: 'offre',
                titolo: 'La famiglia offre',
                valore: ({ offre }) => offre,
                cella: ({ offre }) => offre,
              },
              {
                chiave: 'articolo',
                titolo: 'Norma',
                valore: ({ articolo }) => articolo,
                cella: ({ articolo }) => articolo ?? 'nessuna',
              },
              {
                chiave: 'derogabile',
                titolo: 'Derogabile',
                valore: ({ derogabile }) => (derogabile ? 'sì' : 'no'),
                cella: ({ derogabile }) => (derogabile ? 'sì' : 'no'),
              },
            ]}
          />
        )
      }
    </Esito>
  );
}
