import { conta, formatData, formatIstante } from '../../lib/formato';
import { Icona } from '../../ui/Icona';
import { Attenzione } from '../../ui/Stati';
import type { Caso } from './CasoPage';

interface SeguitoAltroveProps {
  readonly di: Caso['seguitoAltrove'];
  readonly isChiuso: boolean;
}

/** Another team follows the same family: said first, with whom to call and nothing of what they know. */
export function SeguitoAltrove({ di, isChiuso }: SeguitoAltroveProps) {
  if (isChiuso) {
    return null;
  }
  if (!di) {
    return <p className="t-nota mb-3">Ora non si può sapere se la famiglia è seguita anche altrove.</p>;
  }
  const nonRiconoscibili =
    di.senzaCodice > 0
      ? ` ${conta(di.senzaCodice, 'persona non ha', 'persone non hanno')} un codice fiscale: per loro non si può sapere.`
      : '';
  if (di.esito === 'SEGUITO_ALTROVE') {
    return (
      <Attenzione titolo="La famiglia è seguita anche da un altro servizio">
        <p>
          Sentite il collega prima di decidere: Trama dice chi chiamare, e niente di quello che sa l’altro servizio.
        </p>
        <ul className="mb-0">
          {di.servizi.map(({ servizio, recapito, dal, ambito }) => (
            <li key={`${ambito?.numero} ${servizio}`}>
              <strong>{ambito?.nome ?? 'Un altro ambito'}</strong>, {servizio}: {recapito}{' '}
              <span className="t-nota">si sa dal {formatData(dal.slice(0, 10))}</span>
            </li>
          ))}
        </ul>
        {nonRiconoscibili && <p className="mb-0 mt-2">{nonRiconoscibili.trim()}</p>}
      </Attenzione>
    );
  }
  return (
    <p className="t-nota mb-3">
      <Icona nome="info" /> {ESITI[di.esito]}
      {di.aggiornatoAl && ` Ultimo controllo: ${formatIstante(di.aggiornatoAl)}.`}
      {nonRiconoscibili}
    </p>
  );
}

const ESITI = {
  IN_ATTESA: 'Se la famiglia sia seguita anche altrove non è ancora stato controllato.',
  NESSUNA_CORRISPONDENZA: 'Non risulta che altri ambiti seguano la stessa famiglia.',
  NON_COLLEGABILE: 'Se la famiglia sia seguita anche altrove non si può sapere: nessuno ha un codice fiscale.',
} as const;
