import { useId, useState } from 'react';
import { Button } from 'design-react-kit';
import { Dialogo } from './Dialogo';
import { Icona } from './Icona';

export interface FonteDati {
  readonly documento: string;
  readonly capitolo: string;
  readonly pagina: number | null;
}

/** Where a figure comes from, one step away from the figure. */
export function Fonte({
  di,
  cosa,
  nota,
}: {
  readonly di: FonteDati | null | undefined;
  readonly cosa: string;
  readonly nota?: string | null;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  if (!di) {
    return null;
  }
  return (
    <>
      <button type="button" className="t-fonte" aria-haspopup="dialog" id={id} onClick={() => setIsOpen(true)}>
        <Icona nome="note" />
        <span className="visually-hidden">Fonte di {cosa}</span>
      </button>
      {isOpen && (
        <Dialogo
          titolo="Da dove viene"
          onChiudi={() => setIsOpen(false)}
          azioni={
            <Button color="primary" onClick={() => setIsOpen(false)}>
              Chiudi
            </Button>
          }
        >
          <dl className="t-scheda">
            <dt>Dato</dt>
            <dd>{cosa}</dd>
            <dt>Documento</dt>
            <dd>{di.documento}</dd>
            <dt>Capitolo</dt>
            <dd>{di.capitolo}</dd>
            <dt>Pagina</dt>
            <dd>{di.pagina ?? 'non indicata'}</dd>
            {nota && (
              <>
                <dt>Da sapere</dt>
                <dd>{nota}</dd>
              </>
            )}
          </dl>
        </Dialogo>
      )}
    </>
  );
}

/** The same on one line, for cards and captions. */
export const testoFonte = (fonte: FonteDati): string =>
  `${fonte.documento}, ${fonte.capitolo}${fonte.pagina === null ? '' : `, p. ${fonte.pagina}`}`;
