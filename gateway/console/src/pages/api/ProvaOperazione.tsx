import { useId, useState } from 'react';
import { Button } from 'design-react-kit';
import { scaricaTesto } from '../../lib/scarica';
import type { OperazioneNota } from './operazioni';

/** One operation: what it is for, its text, and its answer to whoever is signed in. A mutation is shown and not sent. */
export function ProvaOperazione({ operazione }: { readonly operazione: OperazioneNota }) {
  const { nome, tipo, descrizione, persona, documento } = operazione;
  const [variabili, setVariabili] = useState(operazione.variabili);
  const [risposta, setRisposta] = useState<string>();
  const [errore, setErrore] = useState<string>();
  const id = useId();
  const ask = async () => {
    setErrore(undefined);
    try {
      setRisposta(await answerTo(operazione, variabili));
    } catch (error) {
      setErrore(
        error instanceof SyntaxError ? 'Le variabili non sono JSON corretto.' : 'Trama non risponde: riprova tra poco.',
      );
    }
  };
  return (
    <div className="t-prova">
      {descrizione && (
        <p lang="en" className="t-nota">
          {descrizione}
        </p>
      )}
      {persona && (
        <p className="t-nota">
          Chi la usa: <strong>{persona === 'none (public)' ? 'chiunque' : persona}</strong>
        </p>
      )}
      <div className="t-due">
        <div>
          <pre className="t-codice" tabIndex={0} aria-label={`Testo di ${nome}`}>
            {documento}
          </pre>
        </div>
        <div>
          <div className="t-campo">
            <label htmlFor={id}>Variabili</label>
            <textarea
              id={id}
              className="t-codice"
              rows={Math.min(10, variabili.split('\n').length + 1)}
              spellCheck={false}
              value={variabili}
              aria-invalid={errore ? true : undefined}
              aria-describedby={`${id}-esito`}
              onChange={(event) => setVariabili(event.target.value)}
            />
          </div>
          <div className="t-azioni t-azioni-inizio">
            {tipo === 'query' ? (
              <Button color="primary" onClick={() => void ask()}>
                Esegui
              </Button>
            ) : (
              <p className="t-nota">
                Scrive dei dati: si usa dalle pagine della console, da GraphiQL o da un programma.
              </p>
            )}
            <Button color="primary" outline onClick={() => scaricaTesto(`${nome}.graphql`, documento, 'text/plain')}>
              Scarica
            </Button>
          </div>
          <div id={`${id}-esito`} aria-live="polite">
            {errore && <p className="t-errore">{errore}</p>}
            {risposta && (
              <pre className="t-codice t-risposta" tabIndex={0} aria-label={`Risposta a ${nome}`}>
                {risposta}
              </pre>
            )}
          </div>
        </div>
      </div>
    </div>
  );
}

/** As the API answers, errors and all: here nothing is made nicer. */
async function answerTo({ documento, nome }: OperazioneNota, variabili: string): Promise<string> {
  const response = await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', 'x-trama-console': '1' },
    body: JSON.stringify({ query: documento, operationName: nome, variables: JSON.parse(variabili) as unknown }),
  });
  return JSON.stringify(await response.json(), null, 2);
}
