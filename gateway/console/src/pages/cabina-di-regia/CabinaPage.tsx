import { useMemo } from 'react';
import { BarreOrdinate } from '../../charts/BarreOrdinate';
import { Grafico } from '../../charts/Grafico';
import { MappaTessere } from '../../charts/MappaTessere';
import { useDomanda } from '../../graph/domanda';
import { type ConsoleCabinaQuery, ConsoleCabinaDocument } from '../../graph/operazioni/cabina-di-regia';
import { useParametro, useParametroNumero } from '../../lib/parametri';
import { NotaRiservatezza } from '../../ui/Cifre';
import { Copertura } from '../../ui/Copertura';
import { AvvisoDimostrativo } from '../../ui/Dimostrativo';
import { useMancanti } from '../../ui/mancanti';
import { Pagina } from '../../ui/Pagina';
import { ANNO_INIZIALE, Scelta, SceltaAnno } from '../../ui/Scelta';
import { Esito } from '../../ui/Stati';
import { AndamentoAmbiti } from './AndamentoAmbiti';
import { type AmbitoCabina, CODICI, type Indicatore, indicatoreDi, INDICATORI, misura } from './indicatori';
import { TabellaAmbiti } from './TabellaAmbiti';

const TRIENNIO = '2021-2023';

/** The twelve ambiti side by side. */
export function CabinaPage() {
  const [anno, setAnno] = useParametroNumero('anno', ANNO_INIZIALE);
  const [codice, setCodice] = useParametro('indicatore', CODICI[0] ?? '', CODICI);
  const [result, again] = useDomanda({ query: ConsoleCabinaDocument, variables: { anno, triennio: TRIENNIO } });
  const indicatore = indicatoreDi(codice);
  return (
    <Pagina
      titolo="Cabina di Regia"
      sottotitolo="I dodici ambiti di ATS Brescia fianco a fianco: bisogni, servizi, piani, e che cosa manca."
      azioni={
        <>
          <SceltaAnno anno={anno} onAnno={setAnno} />
          <Scelta
            etichetta="Indicatore"
            valore={codice}
            opzioni={INDICATORI.map((one) => ({ valore: one.codice, testo: one.etichetta }))}
            onScelta={setCodice}
          />
        </>
      }
    >
      <Esito di={result} righe={14} onRiprova={() => again({ requestPolicy: 'network-only' })}>
        {(data) => <Quadro data={data} indicatore={indicatore} anno={anno} />}
      </Esito>
    </Pagina>
  );
}

interface QuadroProps {
  readonly data: ConsoleCabinaQuery;
  readonly indicatore: Indicatore;
  readonly anno: number;
}

function Quadro({ data: { ambiti, copertura }, indicatore, anno }: QuadroProps) {
  const mancanti = useMancanti();
  return (
    <>
      <Copertura di={copertura} cosa={`Dati annuali del ${anno}`} />
      {(copertura?.dimostrativo ?? false) && <AvvisoDimostrativo />}
      <div className="t-due">
        <section aria-labelledby="mappa">
          <h2 id="mappa">{indicatore.etichetta}, per distretto</h2>
          <MappaTessere gruppi={perDistretto(ambiti, indicatore, anno, mancanti)} formato={indicatore.formato} />
        </section>
        <Confronto ambiti={ambiti} indicatore={indicatore} anno={anno} />
      </div>
      <NotaRiservatezza />
      <div className="t-sezione">
        <TabellaAmbiti ambiti={ambiti} indicatore={indicatore} anno={anno} />
      </div>
      <div className="t-sezione">
        <AndamentoAmbiti ambiti={ambiti} indicatore={indicatore} anno={anno} />
      </div>
    </>
  );
}

function perDistretto(
  ambiti: readonly AmbitoCabina[],
  indicatore: Indicatore,
  anno: number,
  mancanti: ReadonlySet<string>,
) {
  const names = [...new Set(ambiti.map(({ distretto }) => distretto?.nome ?? 'Distretto non disponibile'))];
  return names.map((nome) => ({
    nome,
    tessere: ambiti
      .filter(({ distretto }) => (distretto?.nome ?? 'Distretto non disponibile') === nome)
      .map((ambito) => ({
        numero: ambito.numero,
        nome: ambito.nome,
        href: `/cabina-di-regia/ambiti/${ambito.numero}${anno === ANNO_INIZIALE ? '' : `?anno=${anno}`}`,
        ...misura(indicatore, ambito, mancanti),
      })),
  }));
}

function Confronto({
  ambiti,
  indicatore,
  anno,
}: {
  readonly ambiti: readonly AmbitoCabina[];
  readonly indicatore: Indicatore;
  readonly anno: number;
}) {
  const mancanti = useMancanti();
  const misure = useMemo(
    () => ambiti.map((ambito) => ({ ambito, ...misura(indicatore, ambito, mancanti) })),
    [ambiti, indicatore, mancanti],
  );
  const known = misure.flatMap(({ valore }) => valore ?? []).sort((a, b) => a - b);
  const median = known.length >= 3 ? medianOf(known) : undefined;
  return (
    <Grafico
      titolo={`${indicatore.etichetta}, ${anno}`}
      descrizione={indicatore.descrizione}
      isDimostrativo={misure.some(({ isDimostrativo }) => isDimostrativo)}
      nota={`${known.length} ambiti su ${ambiti.length} hanno un valore. Le barre tratteggiate sono dati dimostrativi.`}
      dati={{
        testata: ['Ambito', indicatore.etichetta, 'Nota'],
        righe: misure.map(({ ambito, valore, assenza, isDimostrativo }) => [
          ambito.nome,
          valore,
          valore === null ? assenza : (isDimostrativo && 'DIMOSTRATIVO') || '',
        ]),
      }}
    >
      <BarreOrdinate
        barre={misure.map(({ ambito, ...one }) => ({ chiave: String(ambito.numero), etichetta: ambito.nome, ...one }))}
        formato={indicatore.formato}
        riferimento={median === undefined ? undefined : { valore: median, etichetta: 'mediana' }}
      />
    </Grafico>
  );
}

function medianOf(sorted: readonly number[]): number {
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[middle - 1] ?? 0, sorted[middle] ?? 0];
  return sorted.length % 2 === 0 ? (low + high) / 2 : high;
}
