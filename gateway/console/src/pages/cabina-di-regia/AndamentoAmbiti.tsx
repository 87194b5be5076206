import { Grafico } from '../../charts/Grafico';
import { PiccoliMultipli } from '../../charts/PiccoliMultipli';
import { useDomanda } from '../../graph/domanda';
import { Esito } from '../../ui/Stati';
import { type AmbitoCabina, anniIntorno, type Indicatore, puntiDi, variabiliAnni } from './indicatori';

interface AndamentoAmbitiProps {
  readonly ambiti: readonly AmbitoCabina[];
  readonly indicatore: Indicatore;
  readonly anno: number;
}

/** The chosen indicator over the years, one small chart an ambito, on the same scale. */
export function AndamentoAmbiti({ ambiti, indicatore, anno }: AndamentoAmbitiProps) {
  const anni = anniIntorno(anno);
  const [result, again] = useDomanda({ query: indicatore.andamento, variables: variabiliAnni(anni) });
  const names = new Map(ambiti.map(({ numero, nome }) => [numero, nome]));
  return (
    <Esito di={result} onRiprova={() => again({ requestPolicy: 'network-only' })}>
      {(data) => {
        const serie = data.ambiti.map((ambito) => {
          const punti = puntiDi(indicatore, ambito, anni);
          return {
            nome: names.get(ambito.numero) ?? `Ambito ${ambito.numero}`,
            punti,
            isDimostrativo: punti.some(({ isDimostrativo }) => isDimostrativo),
          };
        });
        const seen = anni.filter((_, index) => serie.some(({ punti }) => (punti[index]?.y ?? null) !== null));
        return (
          <Grafico
            titolo={`${indicatore.etichetta} negli anni`}
            descrizione="Un riquadro per ambito, tutti sulla stessa scala. Dove la linea si interrompe il dato non è pervenuto o è riservato."
            isDimostrativo={serie.some(({ isDimostrativo }) => isDimostrativo)}
            nota={seen.length === 0 ? 'Nessun anno con valori.' : `Anni con valori: ${seen.join(', ')}.`}
            dati={{
              testata: ['Ambito', ...anni.map(String)],
              righe: serie.map(({ nome, punti }) => [nome, ...punti.map(({ y }) => y)]),
            }}
          >
            <PiccoliMultipli serie={serie} formato={indicatore.formato} />
          </Grafico>
        );
      }}
    </Esito>
  );
}
