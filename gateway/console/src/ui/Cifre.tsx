import { ASSENTE, formatNumero } from '../lib/formato';
import { useMancanti } from './mancanti';

export interface ConteggioDati {
  readonly valore: number | null;
  readonly soppresso: boolean;
}

/** What a count is as text, for charts and files. */
export const testoConteggio = (conteggio: ConteggioDati | null | undefined): string => {
  if (!conteggio) {
    return 'non disponibile';
  }
  return conteggio.soppresso ? 'meno di 5' : formatNumero(conteggio.valore);
};

const NON_DISPONIBILE = 'non disponibile';

/**
 * A count about people. One too small to be told says so, and why: an empty cell would look like zero.
 *
 * @param manca why there is no figure at all, when it is known
 */
export function Conteggio({
  di,
  manca = 'non pervenuto',
}: {
  readonly di: ConteggioDati | null | undefined;
  readonly manca?: string;
}) {
  const isPartial = useMancanti().size > 0;
  if (!di || (di.valore === null && !di.soppresso)) {
    return <span className="t-assente">{!di && isPartial ? NON_DISPONIBILE : manca}</span>;
  }
  if (di.soppresso) {
    return <Riservato />;
  }
  return <span className="t-cifra">{formatNumero(di.valore)}</span>;
}

/** What stands in the place of a count that is too small to be told. */
export const Riservato = () => (
  <span className="t-soppresso" title="Riservato: il numero è così piccolo che direbbe di chi si tratta">
    <span aria-hidden>•••</span>
    <span className="visually-hidden">riservato perché troppo piccolo</span>
  </span>
);

export function Cifra({
  valore,
  manca = ASSENTE,
}: {
  readonly valore: number | null | undefined;
  readonly manca?: string;
}) {
  const isPartial = useMancanti().size > 0;
  return valore === null || valore === undefined ? (
    <span className="t-assente">{valore === undefined && isPartial ? NON_DISPONIBILE : manca}</span>
  ) : (
    <span className="t-cifra">{formatNumero(valore)}</span>
  );
}

/** Under a table or a chart that may hold suppressed cells. */
export function NotaRiservatezza() {
  return (
    <p className="t-nota">
      <span className="t-soppresso" aria-hidden>
        •••
      </span>{' '}
      valore riservato: sotto 5 persone il numero non si pubblica, perché direbbe di chi si tratta; gli altri sono
      arrotondati a 5, tranne quelli già pubblicati dal Piano di Zona.
    </p>
  );
}
