import type { UseQueryResponse } from 'urql';
import { Link, useParams } from 'wouter';
import { useDomanda, useUltimo } from '../../graph/domanda';
import {
  ConsoleIndicatorePovertaDocument,
  ConsoleIndicatorePovertaEdizioneDocument,
  type ConsoleIndicatorePovertaEdizioneQuery,
  type ConsoleIndicatorePovertaQuery,
} from '../../graph/operazioni/osservatorio-poverta';
import { formatNumero } from '../../lib/formato';
import { NotaRiservatezza } from '../../ui/Cifre';
import { Copertura } from '../../ui/Copertura';
import { AvvisoDimostrativo } from '../../ui/Dimostrativo';
import { Pagina } from '../../ui/Pagina';
import { Esito, Vuoto } from '../../ui/Stati';
import { Tabella } from '../../ui/Tabella';
import { AmbitiIndicatore } from './AmbitiIndicatore';
import { Filtri } from './Filtri';
import { ATTUALE, indirizzoIndicatore, OSSERVATORIO, type PerIntero, TEMI, testoTendenza } from './parole';
import { Quesiti } from './Quesiti';
import { useScelte } from './scelte';
import { SerieIndicatore } from './SerieIndicatore';

export type Territorio = ConsoleIndicatorePovertaQuery['ambiti'];

type Risposta = ConsoleIndicatorePovertaQuery | ConsoleIndicatorePovertaEdizioneQuery;

/** One indicator: what it means and does not say, its series, its ambiti, what it moves with, what was asked about it. */
export function IndicatorePage() {
  const scelte = useScelte();
  const { dal, al, edizione } = scelte;
  const diOggi = useDomanda({
    query: ConsoleIndicatorePovertaDocument,
    variables: { dal, al },
    pause: edizione !== ATTUALE,
  });
  const fissata = useDomanda({
    query: ConsoleIndicatorePovertaEdizioneDocument,
    variables: { codice: edizione, dal, al },
    pause: edizione === ATTUALE,
  });
  const [result, again]: UseQueryResponse<Risposta, object> = edizione === ATTUALE ? diOggi : fissata;
  const indicatori = indicatoriDi(result.data);
  const indicatore = useUltimo(useIndicatore(indicatori));
  return (
    <Pagina
      titolo={indicatore?.etichetta ?? 'Indicatore'}
      sottotitolo={indicatore && `${TEMI[indicatore.tema]} · ${indicatore.descrizione}`}
      briciole={[{ ...OSSERVATORIO, href: tornaDa(edizione) }]}
    >
      <Filtri di={scelte} />
      <Esito di={result} righe={14} onRiprova={() => again({ requestPolicy: 'network-only' })}>
        {({ ambiti, osservatorioPoverta: di }) => (
          <>
            {edizione === ATTUALE && (
              <Copertura di={di && 'copertura' in di ? di.copertura : null} cosa={`Dati sulla povertà del ${al}`} />
            )}
            <Contenuto scelte={scelte} indicatori={indicatori} territorio={ambiti} />
          </>
        )}
      </Esito>
    </Pagina>
  );
}

function indicatoriDi(data: Risposta | undefined): readonly PerIntero[] {
  const di = data?.osservatorioPoverta;
  const found = di && 'edizione' in di ? di.edizione?.indicatori : di?.indicatori;
  return found ?? [];
}

const tornaDa = (edizione: string): string =>
  edizione ? `${OSSERVATORIO.href}?edizione=${encodeURIComponent(edizione)}` : OSSERVATORIO.href;

function useIndicatore(indicatori: readonly PerIntero[]): PerIntero | undefined {
  const { codice } = useParams<{ codice: string }>();
  return indicatori.find((one) => one.codice === codice);
}

interface ContenutoProps {
  readonly scelte: ReturnType<typeof useScelte>;
  readonly indicatori: readonly PerIntero[];
  readonly territorio: Territorio;
}

function Contenuto({ scelte, indicatori, territorio }: ContenutoProps) {
  const indicatore = useIndicatore(indicatori);
  return indicatore ? (
    <Indicatore di={indicatore} tutti={indicatori} territorio={territorio} scelte={scelte} />
  ) : (
    <Vuoto titolo="Non c’è un indicatore con questo codice">
      <Link href={tornaDa(scelte.edizione)}>Torna agli indicatori</Link>
    </Vuoto>
  );
}

interface IndicatoreProps {
  readonly di: PerIntero;
  readonly tutti: readonly PerIntero[];
  readonly territorio: Territorio;
  readonly scelte: ReturnType<typeof useScelte>;
}

function Indicatore({ di, tutti, territorio, scelte }: IndicatoreProps) {
  const isDimostrativo = di.serie.some(({ perAmbito }) => perAmbito.some(({ origine }) => origine === 'DIMOSTRATIVO'));
  return (
    <>
      {isDimostrativo && <AvvisoDimostrativo dove="questo indicatore" />}
      <Significato di={di} />
      <SerieIndicatore di={di} territorio={territorio} isDimostrativo={isDimostrativo} />
      <AmbitiIndicatore di={di} territorio={territorio} />
      <NotaRiservatezza />
      <Correlazioni di={di} tutti={tutti} cerca={scelte.cerca} />
      <Quesiti edizione={scelte.edizione} indicatore={di} territorio={territorio} />
    </>
  );
}

/** For people: what is counted, on what, by whom, and what the figure does not say. */
function Significato({ di: { calcolo, nonDice, qualita, unita, tendenza } }: Pick<IndicatoreProps, 'di'>) {
  return (
    <section aria-labelledby="significato">
      <h2 id="significato">Che cosa dice, e che cosa no</h2>
      <dl className="t-scheda">
        <dt>Che cosa conta</dt>
        <dd>
          {calcolo.numeratore} ({unita})
        </dd>
        <dt>Chi lo sa</dt>
        <dd>{calcolo.fonteNumeratore}</dd>
        <dt>Rispetto a</dt>
        <dd>
          {calcolo.denominatore
            ? `ogni 1.000: ${calcolo.denominatore}${calcolo.fonteDenominatore ? ` (${calcolo.fonteDenominatore})` : ''}`
            : 'nessun tasso: non avrebbe senso'}
        </dd>
        <dt>Tendenza</dt>
        <dd>{testoTendenza(tendenza)}</dd>
        <dt>Che cosa non dice</dt>
        <dd>{nonDice}</dd>
        {qualita.length > 0 && (
          <>
            <dt>Qualità dei dati</dt>
            <dd>
              {qualita.map(({ testo, incongruenza }) => (
                <p key={testo} className="mb-1">
                  {testo} {incongruenza && <span className="t-nota">({incongruenza})</span>}
                </p>
              ))}
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

interface CorrelazioniProps {
  readonly di: PerIntero;
  readonly tutti: readonly PerIntero[];
  readonly cerca: Readonly<Record<string, string>>;
}

/** With housing, work and health: only where there are ambiti enough, and with what can be said of it. */
function Correlazioni({ di: { correlazioni }, tutti, cerca }: CorrelazioniProps) {
  const nome = (codice: string) => tutti.find((one) => one.codice === codice)?.etichetta ?? codice;
  return (
    <section className="t-sezione" aria-labelledby="correlazioni">
      <h2 id="correlazioni">Con che cosa si muove</h2>
      <Tabella
        titolo="Correlazioni con casa, lavoro e salute"
        nome="correlazioni"
        righe={correlazioni}
        chiaveRiga={({ con }) => con}
        vuoto="Non ci sono abbastanza ambiti con i due tassi nello stesso anno: ne servono almeno otto."
        colonne={[
          {
            chiave: 'con',
            titolo: 'Con',
            valore: ({ con }) => nome(con),
            cella: ({ con }) => <Link href={indirizzoIndicatore(con, cerca)}>{nome(con)}</Link>,
          },
          { chiave: 'tema', titolo: 'Tema', valore: ({ tema }) => TEMI[tema], cella: ({ tema }) => TEMI[tema] },
          { chiave: 'anno', titolo: 'Anno', isNumero: true, valore: ({ anno }) => anno, cella: ({ anno }) => anno },
          { chiave: 'n', titolo: 'Ambiti', isNumero: true, valore: ({ n }) => n, cella: ({ n }) => n },
          {
            chiave: 'rho',
            titolo: 'Da -1 a 1',
            isNumero: true,
            valore: ({ rho }) => rho,
            cella: ({ rho }) => formatNumero(rho),
          },
          {
            chiave: 'intervallo',
            titolo: 'Che cosa si può dire',
            valore: ({ da, a }) => detto(da, a),
            cella: ({ da, a }) => `${detto(da, a)} (tra ${formatNumero(da)} e ${formatNumero(a)})`,
          },
        ]}
      />
      <p className="t-nota">
        Correlazione tra i ranghi degli ambiti, con il suo intervallo al 95%. Due cose che si muovono insieme non sono
        per questo l’una la causa dell’altra.
      </p>
    </section>
  );
}

function detto(da: number, a: number): string {
  if (da <= 0 && a >= 0) {
    return 'non si può dire';
  }
  return da > 0 ? 'si muovono insieme' : 'una sale dove l’altra scende';
}
