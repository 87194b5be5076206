import { BarreOrdinate } from '../../charts/BarreOrdinate';
import { Grafico } from '../../charts/Grafico';
import { formatData, formatNumero, formatPercento } from '../../lib/formato';
import { Tabella } from '../../ui/Tabella';
import { atteso, FAMIGLIE, type IndicatoreObiettivo } from './piano';

interface IndicatoriObiettivoProps {
  readonly indicatori: readonly IndicatoreObiettivo[];
  readonly titolo: string;
}

/** What measures an objective: a bar for what was measured, and all of it in a table. */
export function IndicatoriObiettivo({ indicatori, titolo }: IndicatoriObiettivoProps) {
  const measured = indicatori.filter(({ raggiungimento }) => raggiungimento !== null);
  return (
    <section aria-labelledby="indicatori">
      <h2 id="indicatori">Indicatori</h2>
      {measured.length > 0 && <Misurati indicatori={measured} titolo={titolo} />}
      <Tabella
        titolo={`Indicatori di ${titolo}`}
        isTitoloNascosto
        righe={indicatori}
        chiaveRiga={({ codice }) => codice}
        vuoto="Il piano non dà indicatori a questo obiettivo."
        colonne={[
          {
            chiave: 'etichetta',
            titolo: 'Indicatore',
            valore: ({ etichetta }) => etichetta,
            cella: ({ etichetta }) => etichetta,
          },
          {
            chiave: 'famiglia',
            titolo: 'Che cosa misura',
            valore: ({ famiglia }) => FAMIGLIE[famiglia],
            cella: ({ famiglia }) => FAMIGLIE[famiglia],
          },
          {
            chiave: 'atteso',
            titolo: 'Valore atteso',
            valore: (indicatore) => atteso(indicatore, formatNumero),
            cella: (indicatore) => atteso(indicatore, formatNumero) ?? <span className="t-assente">nessuno</span>,
          },
          {
            chiave: 'misurato',
            titolo: 'Ultima misura',
            isNumero: true,
            valore: ({ ultimaMisurazione }) => ultimaMisurazione?.valore ?? null,
            cella: ({ ultimaMisurazione }) =>
              ultimaMisurazione ? (
                <span title={formatData(ultimaMisurazione.data)}>{formatNumero(ultimaMisurazione.valore)}</span>
              ) : (
                <span className="t-assente">non misurato</span>
              ),
          },
        ]}
      />
    </section>
  );
}

function Misurati({ indicatori, titolo }: IndicatoriObiettivoProps) {
  const isDimostrativo = indicatori.some(({ ultimaMisurazione }) => ultimaMisurazione?.origine === 'DIMOSTRATIVO');
  return (
    <Grafico
      titolo={`Raggiungimento degli indicatori: ${titolo}`}
      isDimostrativo={isDimostrativo}
      nota={`${indicatori.length} indicatori misurati.`}
      dati={{
        testata: ['Indicatore', 'Raggiungimento (%)', 'Misurato il'],
        righe: indicatori.map(({ etichetta, raggiungimento, ultimaMisurazione }) => [
          etichetta,
          raggiungimento,
          formatData(ultimaMisurazione?.data),
        ]),
      }}
    >
      <BarreOrdinate
        formato={(value) => formatPercento(value / 100)}
        riferimento={{ valore: 100, etichetta: 'atteso' }}
        barre={indicatori.map(({ codice, etichetta, raggiungimento, ultimaMisurazione }) => ({
          chiave: codice,
          etichetta,
          valore: raggiungimento,
          isDimostrativo: ultimaMisurazione?.origine === 'DIMOSTRATIVO',
        }))}
      />
    </Grafico>
  );
}
