import { scaleLinear } from 'd3-scale';
import { formatNumero } from '../lib/formato';
import { CARATTERE, colore, LINEA, TESTO } from './colori';
import { Legenda } from './Andamento';
import { useLarghezza } from './larghezza';

export interface Pila {
  readonly chiave: string;
  readonly etichetta: string;
  /** As many as there are parts; null where there is none. */
  readonly parti: ReadonlyArray<number | null>;
}

interface BarreImpilateProps {
  readonly parti: readonly string[];
  readonly pile: readonly Pila[];
  /** The end of the scale, such as 100 for points; the largest sum when absent. */
  readonly massimo?: number;
  readonly formato?: (value: number) => string;
}

const ROW = 38;
/** Of the font in which labels are written. */
const LETTER = 8;

/** What a total is made of, for several things at once. */
export function BarreImpilate({ parti, pile, massimo, formato = formatNumero }: BarreImpilateProps) {
  const [ref, width] = useLarghezza<HTMLDivElement>();
  const sums = pile.map((pila) => pila.parti.reduce<number>((sum, part) => sum + (part ?? 0), 0));
  const longest = Math.max(...pile.map(({ etichetta }) => etichetta.length), 0);
  // Wide enough for the longest, and never more than half: the rest is for what is compared.
  const labels = Math.min(longest * LETTER + 12, Math.max(180, width * 0.3), width / 2);
  const height = pile.length * ROW;
  const x = scaleLinear([0, massimo ?? (Math.max(...sums, 0) || 1)], [0, Math.max(20, width - labels - 60)]);
  return (
    <>
      <div ref={ref} style={{ height }}>
        {width > 0 && (
          <svg
            width={width}
            height={height}
            role="img"
            aria-label={`Barre impilate: ${describe(parti, pile, formato)}`}
            fontFamily={CARATTERE}
          >
            {pile.map((pila, index) => (
              <g key={pila.chiave} transform={`translate(0,${index * ROW})`}>
                <text x={labels - 8} y={ROW / 2} dy="0.35em" textAnchor="end" fontSize={14} fill={TESTO}>
                  {pila.etichetta}
                </text>
                {segments(pila).map(({ part, from, value }) => (
                  <rect
                    key={part}
                    x={labels + x(from)}
                    y={6}
                    width={x(value)}
                    height={ROW - 12}
                    fill={colore(part)}
                    stroke="#fff"
                  >
                    <title>{`${parti[part] ?? ''}: ${formato(value)}`}</title>
                  </rect>
                ))}
                <text
                  x={labels + x(sums[index] ?? 0) + 6}
                  y={ROW / 2}
                  dy="0.35em"
                  fontSize={14}
                  fontWeight={600}
                  fill={TESTO}
                >
                  {formato(sums[index] ?? 0)}
                </text>
              </g>
            ))}
            <line x1={labels} x2={labels} y1={0} y2={height} stroke={LINEA} />
          </svg>
        )}
      </div>
      <Legenda voci={parti.map((nome) => ({ nome }))} />
    </>
  );
}

function segments({ parti }: Pila) {
  let from = 0;
  return parti.flatMap((value, part) => {
    const segment = { part, from, value: value ?? 0 };
    from += segment.value;
    return value ? [segment] : [];
  });
}

const describe = (parti: readonly string[], pile: readonly Pila[], formato: (value: number) => string): string =>
  pile
    .map(
      (pila) =>
        `${pila.etichetta}: ${pila.parti.map((value, part) => `${parti[part] ?? ''} ${formato(value ?? 0)}`).join(', ')}`,
    )
    .join('; ');
