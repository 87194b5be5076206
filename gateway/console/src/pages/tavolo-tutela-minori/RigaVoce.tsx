import { useId, useState } from 'react';
import type { ConsoleValoreFragment, ConsoleViolazioneFragment } from '../../graph/operazioni/tavolo-tutela-minori';
import { formatNumero } from '../../lib/formato';
import { Fonte } from '../../ui/Fonte';
import { Icona } from '../../ui/Icona';
import { Pillola } from '../../ui/Pillola';
import { conStato, conValore, type Scritto } from './modifiche';
import { PROVENIENZA, STATO_VALORE } from './parole';

export type Valore = ConsoleValoreFragment & { readonly voce: NonNullable<ConsoleValoreFragment['voce']> };

interface RigaVoceProps {
  readonly di: Valore;
  readonly scritto: Scritto;
  readonly isModificata: boolean;
  readonly sbaglio: string | undefined;
  readonly violazioni: readonly ConsoleViolazioneFragment[];
  readonly onCambia: (scritto: Scritto) => void;
}

/** One voce of the form: what it asks, the figure or why there is none, a note, and what is wrong with it. */
export function RigaVoce({ di, scritto, isModificata, sbaglio, violazioni, onCambia }: RigaVoceProps) {
  const id = useId();
  const { voce } = di;
  const isWrong = sbaglio !== undefined || violazioni.some(({ gravita }) => gravita === 'ERRORE');
  const described = `${id}-aiuto ${id}-esito`;
  return (
    <div className={`t-voce ${isModificata ? 't-voce-modificata' : ''}`} id={`voce-${voce.codice}`}>
      <div className="t-voce-testo">
        <label htmlFor={id}>
          {voce.etichetta}
          {voce.obbligatoria && <span className="t-obbligatoria"> (obbligatoria)</span>}
        </label>
        <p id={`${id}-aiuto`} className="t-aiuto">
          {voce.descrizione}
        </p>
        <ProvenienzaValore di={di} isModificata={isModificata} />
      </div>
      <div className="t-voce-valore">
        <Cella di={di} id={id} scritto={scritto} isWrong={isWrong} described={described} onCambia={onCambia} />
        {!voce.calcolata && (
          <>
            <label className="visually-hidden" htmlFor={`${id}-stato`}>
              Che cosa è il valore di {voce.etichetta}
            </label>
            <select
              id={`${id}-stato`}
              value={scritto.stato}
              onChange={(event) => onCambia(conStato(scritto, event.target.value as Scritto['stato']))}
            >
              {Object.entries(STATO_VALORE).map(([stato, testo]) => (
                <option key={stato} value={stato}>
                  {testo}
                </option>
              ))}
            </select>
          </>
        )}
      </div>
      <div id={`${id}-esito`} className="t-voce-esito">
        {sbaglio && <p className="t-errore">{sbaglio}</p>}
        {violazioni.map(({ regola, gravita, messaggio }) => (
          <p key={regola} className={gravita === 'ERRORE' ? 't-errore' : 't-avviso'}>
            <Icona nome={gravita === 'ERRORE' ? 'error' : 'warning'} />{' '}
            <strong>{gravita === 'ERRORE' ? 'Errore' : 'Da spiegare in nota'}:</strong> {messaggio}
          </p>
        ))}
      </div>
      {!voce.calcolata && (
        <Nota
          etichetta={voce.etichetta}
          isChiesta={violazioni.length > 0}
          nota={scritto.nota}
          onNota={(nota) => onCambia({ ...scritto, nota })}
        />
      )}
    </div>
  );
}

interface CellaProps extends Pick<RigaVoceProps, 'di' | 'scritto' | 'onCambia'> {
  readonly id: string;
  readonly isWrong: boolean;
  readonly described: string;
}

function Cella({ di: { voce, valore }, id, scritto, isWrong, described, onCambia }: CellaProps) {
  if (voce.calcolata) {
    return (
      <output id={id} className="t-calcolato">
        {valore === null ? 'si calcola da sé' : formatNumero(valore)}
        {valore !== null && voce.unita && <span className="t-unita"> {voce.unita}</span>}
      </output>
    );
  }
  const common = {
    id,
    'aria-describedby': described,
    'aria-invalid': isWrong ? true : undefined,
    value: scritto.valore,
  };
  return voce.tipo === 'TESTO' ? (
    <textarea
      {...common}
      rows={3}
      maxLength={4000}
      onChange={(event) => onCambia(conValore(scritto, event.target.value, true))}
    />
  ) : (
    <span className="t-voce-cifra">
      <input
        {...common}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        onChange={(event) => onCambia(conValore(scritto, event.target.value, false))}
      />
      {voce.unita && <span className="t-unita">{voce.unita}</span>}
    </span>
  );
}

function ProvenienzaValore({ di, isModificata }: { readonly di: Valore; readonly isModificata: boolean }) {
  const { provenienza, fonte, inVerifica, voce } = di;
  return (
    <p className="t-voce-provenienza">
      {isModificata && <Pillola tono="attenzione">non salvata</Pillola>}
      {!isModificata && provenienza && (
        <span className={provenienza === 'DIMOSTRATIVO' ? 't-dimostrativo' : 't-nota'}>{PROVENIENZA[provenienza]}</span>
      )}
      <Fonte di={fonte} cosa={voce.etichetta} />
      {inVerifica && <Pillola tono="corso">in verifica</Pillola>}
    </p>
  );
}

interface NotaProps {
  readonly etichetta: string;
  readonly isChiesta: boolean;
  readonly nota: string;
  readonly onNota: (nota: string) => void;
}

function Nota({ etichetta, isChiesta, nota, onNota }: NotaProps) {
  const id = useId();
  const [isAsked, setIsAsked] = useState(false);
  if (!isAsked && nota === '' && !isChiesta) {
    return (
      <button type="button" className="t-collegamento t-voce-nota" onClick={() => setIsAsked(true)}>
        Aggiungi una nota<span className="visually-hidden"> a {etichetta}</span>
      </button>
    );
  }
  return (
    <div className="t-voce-nota">
      <label htmlFor={id}>
        Nota<span className="visually-hidden"> a {etichetta}</span>
      </label>
      <textarea
        id={id}
        rows={2}
        maxLength={4000}
        value={nota}
        autoFocus={isAsked && nota === ''}
        onChange={(event) => onNota(event.target.value)}
      />
    </div>
  );
}
