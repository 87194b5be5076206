import { Icona } from './Icona';

/** On a record or a row: the word itself, because a colour alone is overlooked. */
export function BadgeDimostrativo() {
  return <span className="t-dimostrativo">DIMOSTRATIVO</span>;
}

/** On a page or a chart that holds demonstration data. */
export function AvvisoDimostrativo({ dove = 'questa pagina' }: { readonly dove?: string }) {
  return (
    <p className="t-dimostrativo-avviso">
      <Icona nome="warning" />
      <span>
        <BadgeDimostrativo /> Una parte dei dati di {dove} è inventata per prova e non descrive nessuno: ogni valore
        dimostrativo è segnato.
      </span>
    </p>
  );
}
