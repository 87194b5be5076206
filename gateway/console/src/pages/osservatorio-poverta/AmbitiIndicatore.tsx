import { BarreOrdinate } from '../../charts/BarreOrdinate';
import { Grafico } from '../../charts/Grafico';
import { MappaTessere } from '../../charts/MappaTessere';
import { formatNumero } from '../../lib/formato';
import { useParametro, useParametroNumero } from '../../lib/parametri';
import { ASSENZE } from '../../ui/Condizione';
import { Riservato } from '../../ui/Cifre';
import { BadgeDimostrativo } from '../../ui/Dimostrativo';
import { Pillola } from '../../ui/Pillola';
import { Scelta } from '../../ui/Scelta';
import { Tabella } from '../../ui/Tabella';
import type { Territorio } from './IndicatorePage';
import type { PerIntero } from './parole';

type Figura = PerIntero['serie'][number]['perAmbito'][number];
type Misura = 'tasso' | 'valore';

const SENZA_DISTRETTO = 'Distretto non disponibile';

/** The ambiti in one year: on the map, ranked, and in a table; as counted or on a thousand. */
export function AmbitiIndicatore({ di, territorio }: { readonly di: PerIntero; readonly territorio: Territorio }) {
  const ultimo = di.omogenea.anni.at(-1)?.anno ?? di.serie.at(-1)?.anno ?? 0;
  const [chosen, setAnno] = useParametroNumero('anno', ultimo);
  const hasTasso = di.calcolo.denominatore !== null;
  const [asked, setMisura] = useParametro<Misura>('misura', 'tasso', ['tasso', 'valore']);
  const misura = hasTasso ? asked : 'valore';
  const riga = di.serie.find(({ anno }) => anno === chosen) ?? di.serie.find(({ anno }) => anno === ultimo);
  if (!riga) {
    return null;
  }
  const unita = misura === 'tasso' ? 'ogni 1.000' : di.unita;
  const titolo = `${di.etichetta}, ${unita}, ${riga.anno}`;
  const misure = riga.perAmbito.map((figura) => misuraDi(figura, misura));
  return (
    <section className="t-sezione" aria-labelledby="ambiti">
      <h2 id="ambiti">Ambito per ambito</h2>
      <div className="t-filtri">
        <Scelta
          etichetta="Anno"
          valore={riga.anno}
          opzioni={di.serie.map(({ anno }) => ({ valore: anno, testo: String(anno) })).reverse()}
          onScelta={(value) => setAnno(Number(value))}
        />
        {hasTasso && (
          <Scelta
            etichetta="Misura"
            valore={misura}
            opzioni={[
              { valore: 'tasso', testo: 'Ogni 1.000' },
              { valore: 'valore', testo: 'Valore' },
            ]}
            onScelta={(value) => setMisura(value as Misura)}
          />
        )}
      </div>
      <div className="t-due">
        <section aria-label={`Mappa: ${titolo}`}>
          <h3 className="h5">{titolo}, per distretto</h3>
          <MappaTessere gruppi={perDistretto(misure, territorio)} />
        </section>
        <Grafico
          titolo={titolo}
          isDimostrativo={misure.some(({ isDimostrativo }) => isDimostrativo)}
          nota={`Fonte: ${di.calcolo.fonteNumeratore}. Le barre tratteggiate sono dati dimostrativi.`}
          dati={{
            testata: ['Ambito', unita, 'Nota'],
            righe: misure.map(({ nome, valore, assenza, isDimostrativo }) => [
              nome,
              valore,
              valore === null ? assenza : (isDimostrativo && 'DIMOSTRATIVO') || '',
            ]),
          }}
        >
          <BarreOrdinate
            barre={misure.map(({ nome, numero, ...one }) => ({ ...one, chiave: String(numero), etichetta: nome }))}
          />
        </Grafico>
      </div>
      <div className="t-sezione">
        <TabellaFigure di={di} anno={riga.anno} figure={riga.perAmbito} />
      </div>
    </section>
  );
}

/** A figure as it is drawn: its value, or why there is none. */
function misuraDi({ ambito, valore, per1000, stato, origine }: Figura, misura: Misura) {
  const shown = misura === 'tasso' ? per1000 : valore;
  return {
    numero: ambito?.numero ?? 0,
    nome: ambito?.nome ?? 'ambito non disponibile',
    valore: shown,
    assenza: shown === null && valore !== null ? 'senza denominatore' : ASSENZE[stato],
    isDimostrativo: origine === 'DIMOSTRATIVO',
  };
}

function perDistretto(misure: ReadonlyArray<ReturnType<typeof misuraDi>>, territorio: Territorio) {
  const distrettoDi = new Map(territorio.map(({ numero, distretto }) => [numero, distretto?.nome ?? SENZA_DISTRETTO]));
  const nomi = [...new Set(territorio.map(({ distretto }) => distretto?.nome ?? SENZA_DISTRETTO))];
  return nomi.map((nome) => ({
    nome,
    tessere: misure
      .filter(({ numero }) => (distrettoDi.get(numero) ?? SENZA_DISTRETTO) === nome)
      .map((misura) => ({ ...misura, href: `/cabina-di-regia/ambiti/${misura.numero}` })),
  }));
}

interface TabellaFigureProps {
  readonly di: PerIntero;
  readonly anno: number;
  readonly figure: readonly Figura[];
}

function TabellaFigure({ di: { etichetta, unita }, anno, figure }: TabellaFigureProps) {
  return (
    <Tabella
      titolo={`${etichetta} nel ${anno}, ambito per ambito`}
      nome="figure"
      righe={figure}
      chiaveRiga={({ ambito }) => String(ambito?.numero)}
      colonne={[
        {
          chiave: 'ambito',
          titolo: 'Ambito',
          valore: ({ ambito }) => ambito?.nome ?? null,
          cella: ({ ambito, origine }) => (
            <>
              {ambito?.nome ?? 'non disponibile'} {origine === 'DIMOSTRATIVO' && <BadgeDimostrativo />}
            </>
          ),
        },
        {
          chiave: 'valore',
          titolo: unita.charAt(0).toUpperCase() + unita.slice(1),
          isNumero: true,
          valore: ({ valore }) => valore,
          cella: (figura) => <Figura di={figura} valore={figura.valore} />,
        },
        {
          chiave: 'tasso',
          titolo: 'Ogni 1.000',
          isNumero: true,
          valore: ({ per1000 }) => per1000,
          cella: (figura) => <Figura di={figura} valore={figura.per1000} />,
        },
        {
          chiave: 'stato',
          titolo: 'Stato',
          valore: ({ stato }) => stato,
          cella: ({ stato, inVerifica }) => (
            <>
              {stato === 'VALORE' ? 'presente' : ASSENZE[stato]}{' '}
              {inVerifica && <Pillola tono="corso">in verifica</Pillola>}
            </>
          ),
        },
      ]}
    />
  );
}

function Figura({ di, valore }: { readonly di: Figura; readonly valore: number | null }) {
  if (valore !== null) {
    return <>{formatNumero(valore)}</>;
  }
  if (di.soppresso) {
    return <Riservato />;
  }
  return <span className="t-assente">{di.valore === null ? ASSENZE[di.stato] : 'senza denominatore'}</span>;
}
