import type { ConsoleViolazioneFragment } from '../../graph/operazioni/tavolo-tutela-minori';
import { conta } from '../../lib/formato';
import { Icona } from '../../ui/Icona';
import type { Valore } from './RigaVoce';

interface ViolazioniProps {
  readonly violazioni: readonly ConsoleViolazioneFragment[];
  readonly valori: readonly Valore[];
  readonly onVai?: (voce: string) => void;
}

/** All that keeps an answer back, each a step away from its voce. */
export function Violazioni({ violazioni, valori, onVai }: ViolazioniProps) {
  const label = new Map(valori.map(({ voce }) => [voce.codice, voce.etichetta]));
  const errors = violazioni.filter(({ gravita }) => gravita === 'ERRORE');
  const warnings = violazioni.filter(({ gravita }) => gravita === 'AVVISO');
  if (violazioni.length === 0) {
    return (
      <p className="t-esito-buono">
        <Icona nome="check" /> I controlli non trovano nulla da correggere.
      </p>
    );
  }
  return (
    <details className="t-violazioni" open={violazioni.length <= 6}>
      <summary>
        <Icona nome="warning" />{' '}
        {[
          errors.length > 0 && conta(errors.length, 'errore impedisce l’invio', 'errori impediscono l’invio'),
          warnings.length > 0 && conta(warnings.length, 'avviso da spiegare in nota', 'avvisi da spiegare in nota'),
        ]
          .filter(Boolean)
          .join(', ')}
      </summary>
      <ul>
        {[...errors, ...warnings].map(({ regola, voce, gravita, messaggio }) => (
          <li key={`${regola} ${voce}`} className={gravita === 'ERRORE' ? 't-errore' : 't-avviso'}>
            <strong>{gravita === 'ERRORE' ? 'Errore' : 'Avviso'}</strong>{' '}
            {onVai ? (
              <button type="button" className="t-collegamento" onClick={() => onVai(voce)}>
                {label.get(voce) ?? voce}
              </button>
            ) : (
              (label.get(voce) ?? voce)
            )}
            : {messaggio}
          </li>
        ))}
      </ul>
    </details>
  );
}
