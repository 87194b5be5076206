import { extent, max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { formatNumero } from '../lib/formato';
import { CARATTERE, colore, LINEA, TENUE, TESTO } from './colori';
import { useLarghezza } from './larghezza';

export interface Punto {
  readonly x: number;
  readonly y: number | null;
}

export interface Serie {
  readonly nome: string;
  readonly punti: readonly Punto[];
  readonly isDimostrativo?: boolean;
}

interface AndamentoProps {
  readonly serie: readonly Serie[];
  readonly altezza?: number;
  readonly formatoX?: (x: number) => string;
  readonly formatoY?: (y: number) => string;
}

/** Pixels that the name of a year takes. */
/** Of the font in which years are written. */
const HALF_LETTER = 3.6;
const ROOM = 44;
const MARGIN = { top: 16, right: 16, bottom: 28, left: 56 };

/** Values over time. The axis starts from zero, and a year without a value breaks the line instead of bridging it. */
export function Andamento({ serie, altezza = 260, formatoX = String, formatoY = formatNumero }: AndamentoProps) {
  const [ref, width] = useLarghezza<HTMLDivElement>();
  const points = serie.flatMap(({ punti }) => punti);
  const [from = 0, to = 1] = extent(points, ({ x }) => x);
  const x = scaleLinear(
    [from, to === from ? from + 1 : to],
    [MARGIN.left, Math.max(MARGIN.left + 10, width - MARGIN.right)],
  );
  const y = scaleLinear([0, max(points, (point) => point.y ?? 0) || 1], [altezza - MARGIN.bottom, MARGIN.top]).nice(4);
  const path = line<Punto>()
    .defined((point) => point.y !== null)
    .x((point) => x(point.x))
    .y((point) => y(point.y ?? 0));
  const years = [...new Set(points.map((point) => point.x))].sort((a, b) => a - b);
  const told = apart(years, x);
  return (
    <>
      <div ref={ref} style={{ height: altezza }}>
        {width > 0 && (
          <svg
            width={width}
            height={altezza}
            role="img"
            aria-label={`Andamento: ${describe(serie, formatoX, formatoY)}`}
            fontFamily={CARATTERE}
          >
            {y.ticks(4).map((tick) => (
              <g key={tick}>
                <line x1={MARGIN.left} x2={width - MARGIN.right} y1={y(tick)} y2={y(tick)} stroke={LINEA} />
                <text x={MARGIN.left - 8} y={y(tick)} dy="0.35em" textAnchor="end" fontSize={12} fill={TENUE}>
                  {formatoY(tick)}
                </text>
              </g>
            ))}
            {told.map((year) => (
              // A long name of the last one moves in from the edge, so that it is read whole.
              <text
                key={year}
                x={Math.min(x(year), width - HALF_LETTER * formatoX(year).length)}
                y={altezza - 8}
                textAnchor="middle"
                fontSize={12}
                fill={TENUE}
              >
                {formatoX(year)}
              </text>
            ))}
            {serie.map(({ nome, punti, isDimostrativo }, index) => (
              <g key={nome}>
                <path
                  d={path(punti) ?? ''}
                  fill="none"
                  stroke={colore(index)}
                  strokeWidth={2.5}
                  strokeDasharray={isDimostrativo ? '6 4' : undefined}
                />
                {punti.map((point) =>
                  point.y === null ? null : (
                    <circle
                      key={point.x}
                      cx={x(point.x)}
                      cy={y(point.y)}
                      r={3.5}
                      fill={isDimostrativo ? '#fff' : colore(index)}
                      stroke={colore(index)}
                      strokeWidth={2}
                    >
                      <title>{`${nome}, ${formatoX(point.x)}: ${formatoY(point.y)}`}</title>
                    </circle>
                  ),
                )}
              </g>
            ))}
            <line x1={MARGIN.left} x2={width - MARGIN.right} y1={y(0)} y2={y(0)} stroke={TESTO} />
          </svg>
        )}
      </div>
      {serie.length > 1 && <Legenda voci={serie.map(({ nome, isDimostrativo }) => ({ nome, isDimostrativo }))} />}
    </>
  );
}

/** The years that have room for their name, from the last one back. */
function apart(years: readonly number[], x: (year: number) => number): number[] {
  const told: number[] = [];
  for (const year of [...years].reverse()) {
    const after = told.at(-1);
    if (after === undefined || x(after) - x(year) >= ROOM) {
      told.push(year);
    }
  }
  return told;
}

export function Legenda({
  voci,
}: {
  readonly voci: ReadonlyArray<{ readonly nome: string; readonly isDimostrativo?: boolean }>;
}) {
  return (
    <ul className="t-legenda">
      {voci.map(({ nome, isDimostrativo }, index) => (
        <li key={nome}>
          <svg width="18" height="10" aria-hidden>
            <line
              x1="0"
              x2="18"
              y1="5"
              y2="5"
              stroke={colore(index)}
              strokeWidth="4"
              strokeDasharray={isDimostrativo ? '6 3' : undefined}
            />
          </svg>
          {nome}
          {isDimostrativo && ' (dimostrativo)'}
        </li>
      ))}
    </ul>
  );
}

const describe = (serie: readonly Serie[], formatoX: (x: number) => string, formatoY: (y: number) => string): string =>
  serie
    .map(({ nome, punti }) => {
      const known = punti.filter(({ y }) => y !== null);
      const [first, last] = [known[0], known.at(-1)];
      return first && last
        ? `${nome} da ${formatoY(first.y ?? 0)} nel ${formatoX(first.x)} a ${formatoY(last.y ?? 0)} nel ${formatoX(last.x)}`
        : `${nome} senza valori`;
    })
    .join('; ');
