import { formatData, formatDataBreve } from '../../lib/formato';
import { BadgeDimostrativo } from '../../ui/Dimostrativo';
import { Pillola } from '../../ui/Pillola';
import { type Disponibilita, POSTI } from './rete';

interface DisponibilitaPostiProps {
  readonly di: Disponibilita;
  /** In a row: the state and its day. */
  readonly isBreve?: boolean;
}

/** Whether a unit has free places, since when it is known, and whether that is too long ago. */
export function DisponibilitaPosti({ di, isBreve = false }: DisponibilitaPostiProps) {
  const { stato, giorno, superata } = di;
  const { testo, tono, spiega } = POSTI[stato];
  const quando = giorno && (isBreve ? `al ${formatDataBreve(giorno)}` : `Dichiarato il ${formatData(giorno)}.`);
  return isBreve ? (
    <span className="t-posti">
      <Pillola tono={superata ? 'neutro' : tono}>{testo}</Pillola>{' '}
      {quando && <span className="t-nota">{superata ? `${quando}, da aggiornare` : quando}</span>}
    </span>
  ) : (
    <>
      <p className="t-posti">
        <Pillola tono={superata ? 'neutro' : tono}>{testo}</Pillola>{' '}
        {superata && <Pillola tono="attenzione">da aggiornare</Pillola>}{' '}
        {di.origine === 'DIMOSTRATIVO' && <BadgeDimostrativo />}
      </p>
      <p className="t-nota">
        {spiega} {quando} {superata && 'È passato troppo tempo perché ci si possa contare: chiedi all’unità.'}
      </p>
    </>
  );
}
