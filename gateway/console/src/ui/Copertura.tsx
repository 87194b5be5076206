import { conta, formatData } from '../lib/formato';
import { BadgeDimostrativo } from './Dimostrativo';

export interface CoperturaDati {
  readonly attesi: number;
  readonly pervenuti: number;
  readonly mancanti: ReadonlyArray<{ readonly numero?: number | null; readonly nome: string }>;
  readonly aggiornatoAl: string | null;
  readonly dimostrativo: boolean;
}

/** Who is in the figures, who is missing and how old they are: always in sight, never behind a click. */
export function Copertura({
  di,
  cosa = 'Copertura dei dati',
}: {
  readonly di: CoperturaDati | null | undefined;
  readonly cosa?: string;
}) {
  if (!di) {
    return (
      <p className="t-copertura">Non si sa quali ambiti abbiano contribuito: il servizio che lo dice non risponde.</p>
    );
  }
  const { attesi, pervenuti, mancanti, aggiornatoAl, dimostrativo } = di;
  return (
    <section className="t-copertura" aria-label={cosa}>
      <div className="t-copertura-cifra">
        <strong>
          {pervenuti} su {attesi}
        </strong>
        <span className="t-copertura-barra" aria-hidden>
          {Array.from({ length: attesi }, (_, index) => (
            <span key={index} className={index < pervenuti ? 'pieno' : ''} />
          ))}
        </span>
      </div>
      <div>
        <strong>{cosa}.</strong>{' '}
        {mancanti.length === 0
          ? 'Nessuno manca.'
          : `${conta(mancanti.length, 'manca', 'mancano')}: ${mancanti.map(({ nome }) => nome).join(', ')}.`}{' '}
        {aggiornatoAl && `Il contributo più vecchio è del ${formatData(aggiornatoAl)}.`}{' '}
        {dimostrativo && <BadgeDimostrativo />}
      </div>
    </section>
  );
}
