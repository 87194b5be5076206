import { scaleLinear } from 'd3-scale';
import { useId } from 'react';
import { formatNumero } from '../lib/formato';
import { CARATTERE, COLORI, LINEA, TENUE, TESTO } from './colori';
import { useLarghezza } from './larghezza';
import { Tratteggio } from './Tratteggio';

export interface Barra {
  readonly chiave: string;
  readonly etichetta: string;
  /** Null: no bar, and `assenza` in its place. */
  readonly valore: number | null;
  /** Why there is no value: "riservato", "non pervenuto". */
  readonly assenza?: string;
  readonly isDimostrativo?: boolean;
  /** The one that the person looks at. */
  readonly isEvidente?: boolean;
}

interface BarreOrdinateProps {
  readonly barre: readonly Barra[];
  readonly formato?: (value: number) => string;
  /** A line to compare with, such as the median. */
  readonly riferimento?: { readonly valore: number; readonly etichetta: string };
}

const ROW = 30;
const TOP = 22;

/** Values side by side, the largest first; who has none is at the end, saying why. */
export function BarreOrdinate({ barre, formato = formatNumero, riferimento }: BarreOrdinateProps) {
  const [ref, width] = useLarghezza<HTMLDivElement>();
  const pattern = useId();
  const sorted = [...barre].sort((a, b) => (b.valore ?? -Infinity) - (a.valore ?? -Infinity));
  const labels = Math.min(210, Math.max(110, width * 0.34));
  const top = riferimento ? TOP : 4;
  const height = top + sorted.length * ROW;
  const max = Math.max(riferimento?.valore ?? 0, ...sorted.map(({ valore }) => valore ?? 0), 0);
  const x = scaleLinear([0, max || 1], [0, Math.max(20, width - labels - 70)]);
  return (
    <div ref={ref} style={{ height }}>
      {width > 0 && (
        <svg
          width={width}
          height={height}
          role="img"
          aria-label={`Barre: ${describe(sorted, formato)}`}
          fontFamily={CARATTERE}
        >
          <defs>
            <Tratteggio id={pattern} colore={COLORI[0]} />
            <Tratteggio id={`${pattern}-e`} colore={COLORI[1]} />
          </defs>
          {riferimento && (
            <g>
              <line
                x1={labels + x(riferimento.valore)}
                x2={labels + x(riferimento.valore)}
                y1={top - 2}
                y2={height}
                stroke={TESTO}
                strokeDasharray="4 3"
              />
              <text x={labels + x(riferimento.valore)} y={12} fontSize={12} fill={TENUE} textAnchor="middle">
                {riferimento.etichetta} {formato(riferimento.valore)}
              </text>
            </g>
          )}
          {sorted.map((barra, index) => (
            <g key={barra.chiave} transform={`translate(0,${top + index * ROW})`}>
              <text
                x={labels - 8}
                y={ROW / 2}
                dy="0.35em"
                textAnchor="end"
                fontSize={14}
                fill={TESTO}
                fontWeight={barra.isEvidente ? 700 : 400}
              >
                {shorten(barra.etichetta, labels)}
              </text>
              <Valore
                barra={barra}
                x={labels}
                width={x(barra.valore ?? 0)}
                fill={fill(barra, pattern)}
                formato={formato}
              />
            </g>
          ))}
          <line x1={labels} x2={labels} y1={top} y2={height} stroke={LINEA} />
        </svg>
      )}
    </div>
  );
}

interface ValoreProps {
  readonly barra: Barra;
  readonly x: number;
  readonly width: number;
  readonly fill: string;
  readonly formato: (value: number) => string;
}

function Valore({ barra, x, width, fill: paint, formato }: ValoreProps) {
  if (barra.valore === null) {
    return (
      <text x={x + 6} y={ROW / 2} dy="0.35em" fontSize={13} fill={TENUE} fontStyle="italic">
        {barra.assenza ?? 'non pervenuto'}
      </text>
    );
  }
  return (
    <>
      <rect
        x={x}
        y={5}
        width={Math.max(1, width)}
        height={ROW - 10}
        fill={paint}
        stroke={barra.isEvidente ? COLORI[1] : COLORI[0]}
        strokeWidth={barra.isDimostrativo ? 1 : 0}
      />
      <text
        x={x + width + 6}
        y={ROW / 2}
        dy="0.35em"
        fontSize={14}
        fill={TESTO}
        fontWeight={600}
        stroke="#fff"
        strokeWidth={4}
        paintOrder="stroke"
      >
        {formato(barra.valore)}
      </text>
    </>
  );
}

function fill({ isDimostrativo, isEvidente }: Barra, pattern: string): string {
  if (isDimostrativo) {
    return `url(#${isEvidente ? `${pattern}-e` : pattern})`;
  }
  return isEvidente ? COLORI[1] : COLORI[0];
}

/** About seven pixels a letter; the whole name is in the table behind. */
function shorten(text: string, width: number): string {
  const letters = Math.floor((width - 10) / 7);
  return text.length > letters ? `${text.slice(0, letters - 1)}…` : text;
}

const describe = (barre: readonly Barra[], formato: (value: number) => string): string =>
  barre
    .map(
      ({ etichetta, valore, assenza }) =>
        `${etichetta} ${valore === null ? (assenza ?? 'non pervenuto') : formato(valore)}`,
    )
    .join(', ');
