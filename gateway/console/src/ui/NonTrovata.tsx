import { Link } from 'wouter';
import { Pagina } from './Pagina';

export function NonTrovata() {
  return (
    <Pagina titolo="Qui non c’è nulla">
      <p className="lead">L’indirizzo non corrisponde a nessuna pagina: forse il collegamento è incompleto.</p>
      <p>
        <Link href="/">Torna alla pagina iniziale</Link>
      </p>
    </Pagina>
  );
}
