import { useDeferredValue, useId, useMemo } from 'react';
import { conta } from '../../lib/formato';
import { useParametro } from '../../lib/parametri';
import { Pagina } from '../../ui/Pagina';
import { scaricaTesto } from '../../lib/scarica';
import { Icona } from '../../ui/Icona';
import sdl from '../../../../../schema/api.graphql?raw';
import { leggiSchema, type TipoSchema } from './schema';

const SHOWN = 30;

/** The schema, searchable, from the file that the checks of the API compare with the code. */
export function SchemaPage() {
  const [cerca, setCerca] = useParametro<string>('cerca', '');
  const wanted = useDeferredValue(cerca);
  const tipi = useMemo(() => leggiSchema(sdl), []);
  const found = useMemo(() => tipi.filter((tipo) => isWanted(tipo, wanted)), [tipi, wanted]);
  const id = useId();
  return (
    <Pagina
      titolo="Schema"
      sottotitolo="Le descrizioni sono in inglese, per chi programma; i nomi sono in italiano, come si dicono."
      briciole={[{ testo: 'API', href: '/api' }]}
      azioni={
        <button type="button" className="t-esporta" onClick={() => scaricaTesto('trama.graphql', sdl, 'text/plain')}>
          <Icona nome="download" /> Scarica lo schema
        </button>
      }
    >
      <div className="t-filtri" role="search">
        <div className="t-filtro">
          <label htmlFor={id}>Cerca un tipo o un campo</label>
          <input id={id} type="search" value={cerca} onChange={(event) => setCerca(event.target.value)} />
        </div>
        <p className="t-nota" aria-live="polite">
          {conta(found.length, 'tipo', 'tipi')}
          {found.length > SHOWN && `: i primi ${SHOWN}, cerca per restringere`}
        </p>
      </div>
      {found.slice(0, SHOWN).map((tipo) => (
        <details key={tipo.nome} className="t-tipo" open={found.length < 4}>
          <summary>
            <code>{tipo.genere}</code> <strong>{tipo.nome}</strong> <span lang="en">{tipo.descrizione}</span>
          </summary>
          <dl lang="en">
            {tipo.campi.map(({ firma, descrizione }) => (
              <div key={firma}>
                <dt>
                  <code>{firma}</code>
                </dt>
                <dd>{descrizione}</dd>
              </div>
            ))}
          </dl>
        </details>
      ))}
    </Pagina>
  );
}

function isWanted({ nome, campi }: TipoSchema, wanted: string): boolean {
  const text = wanted.toLowerCase();
  return nome.toLowerCase().includes(text) || campi.some(({ firma }) => firma.toLowerCase().includes(text));
}
