import type { ConsoleContenutoFragment } from '../../graph/operazioni/casi';
import { conta, formatData } from '../../lib/formato';
import { AUTORITA, INTERVENTO, PROVVEDIMENTO, RUOLO } from './parole';

type Persona = NonNullable<ConsoleContenutoFragment['minori']>[number];

/** What goes, or went, to another body: only what was agreed is in it. */
export function Contenuto({ di }: { readonly di: ConsoleContenutoFragment }) {
  const { composizione, minori, adulti, provvedimenti, interventi, relazione } = di;
  return (
    <div className="t-filo">
      {composizione && (
        <p>
          {conta(composizione.minori, 'minore', 'minori')}, {conta(composizione.genitori, 'genitore', 'genitori')},{' '}
          {conta(composizione.altri, 'altra persona', 'altre persone')}
        </p>
      )}
      <Persone titolo="Minori" di={minori} />
      <Persone titolo="Adulti" di={adulti} />
      {provvedimenti && (
        <>
          <h3 className="h5">Provvedimenti</h3>
          {provvedimenti.length === 0 && <p>Nessuno.</p>}
          <ul>
            {provvedimenti.map(({ tipo, autorita, data, revocatoIl }) => (
              <li key={`${tipo} ${data}`}>
                {PROVVEDIMENTO[tipo]}, {AUTORITA[autorita]}, {formatData(data)}
                {revocatoIl && `, revocato il ${formatData(revocatoIl)}`}
              </li>
            ))}
          </ul>
        </>
      )}
      {interventi && (
        <>
          <h3 className="h5">Interventi</h3>
          {interventi.length === 0 && <p>Nessuno.</p>}
          <ul>
            {interventi.map(({ tipo, dal, al }) => (
              <li key={`${tipo} ${dal}`}>
                {INTERVENTO[tipo]}, dal {formatData(dal)}
                {al ? ` al ${formatData(al)}` : ', in corso'}
              </li>
            ))}
          </ul>
        </>
      )}
      {relazione && (
        <>
          <h3 className="h5">Relazione</h3>
          <p className="t-relazione">{relazione}</p>
        </>
      )}
    </div>
  );
}

function Persone({ titolo, di }: { readonly titolo: string; readonly di: readonly Persona[] | null }) {
  return di ? (
    <>
      <h3 className="h5">{titolo}</h3>
      {di.length === 0 && <p>Nessuno.</p>}
      <ul>
        {di.map(({ ruolo, nome, cognome, dataNascita, codiceFiscale }) => (
          <li key={`${cognome} ${nome} ${dataNascita}`}>
            {RUOLO[ruolo]}: {[cognome, nome].filter(Boolean).join(' ') || 'dati cancellati'}
            {dataNascita && `, ${formatData(dataNascita)}`}
            {codiceFiscale && `, ${codiceFiscale}`}
          </li>
        ))}
      </ul>
    </>
  ) : null;
}
