import { Link } from 'wouter';
import { isDentro } from '../../graph/sessione';
import { useSessione } from '../../graph/sessione-context';
import { useParametro } from '../../lib/parametri';
import { ARichiesta } from '../../ui/ARichiesta';
import { Pagina } from '../../ui/Pagina';
import { Scelta } from '../../ui/Scelta';
import { OPERAZIONI } from './operazioni';
import { ProvaOperazione } from './ProvaOperazione';

/** For who programs: the editor, the operations to start from, the schema, what is new. */
export function ApiPage() {
  const { io } = useSessione();
  const [nome, setNome] = useParametro('operazione', OPERAZIONI[0]?.nome ?? '');
  const operazione = OPERAZIONI.find((one) => one.nome === nome) ?? OPERAZIONI[0];
  return (
    <Pagina
      titolo="API"
      sottotitolo="Tutto quello che questa console mostra viene dalla stessa API GraphQL pubblica, che chiunque può usare."
    >
      <ul className="t-carte">
        <li className="t-carta">
          <h2 className="h5">
            <a href="/graphql">GraphiQL a tutta pagina</a>
          </h2>
          <p className="t-nota">
            L’editor per scrivere domande proprie, con suggerimenti e documentazione.{' '}
            {isDentro(io)
              ? `Risponde con quello che può vedere ${io.nome ?? io.soggetto}.`
              : 'Senza accesso risponde con i dati pubblici.'}
          </p>
        </li>
        <li className="t-carta">
          <h2 className="h5">
            <Link href="/api/schema">Schema</Link>
          </h2>
          <p className="t-nota">Ogni domanda, ogni tipo e ogni campo, con la sua descrizione.</p>
        </li>
        <li className="t-carta">
          <h2 className="h5">
            <Link href="/api/novita">Novità</Link>
          </h2>
          <p className="t-nota">Che cosa cambia per chi chiama l’API.</p>
        </li>
        <li className="t-carta">
          <h2 className="h5">Da un programma</h2>
          <p className="t-nota">
            <code>POST /graphql</code> in JSON. I programmi portano un token: <code>authorization: Bearer …</code>
          </p>
        </li>
      </ul>
      <ARichiesta
        titolo="GraphiQL"
        bottone="Apri l’editor qui"
        perche="È grande: si carica solo quando serve, da questo stesso server."
      >
        <iframe src="/graphql" title="GraphiQL, l’editor dell’API" className="t-editor" />
      </ARichiesta>
      <section className="t-sezione" aria-labelledby="operazioni">
        <h2 id="operazioni">Operazioni da cui partire</h2>
        <div className="t-filtri">
          <Scelta
            etichetta="Operazione"
            valore={operazione?.nome ?? ''}
            opzioni={OPERAZIONI.map((one) => ({ valore: one.nome, testo: `${one.nome} (${one.file})` }))}
            onScelta={setNome}
          />
        </div>
        {operazione && <ProvaOperazione key={operazione.nome} operazione={operazione} />}
      </section>
    </Pagina>
  );
}
