import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { formatNumero } from '../lib/formato';
import type { Serie } from './Andamento';
import { CARATTERE, COLORI, LINEA, TENUE, TESTO } from './colori';

const CELL = { width: 190, height: 120, gap: 12 };

/**
 * The same trend for many, one small chart each, all on the same scale so that the eye may compare them. Years in
 * which nobody has a value are left out at both ends.
 */
export function PiccoliMultipli({
  serie,
  formato = formatNumero,
}: {
  readonly serie: readonly Serie[];
  readonly formato?: (value: number) => string;
}) {
  const points = serie.flatMap(({ punti }) => punti);
  const years = points.filter((point) => point.y !== null).map(({ x }) => x);
  const [from, to] = years.length > 0 ? [Math.min(...years), Math.max(...years)] : [0, 0];
  const x = scaleLinear([from, to === from ? from + 1 : to], [8, CELL.width - 8]);
  const y = scaleLinear([0, max(points, (point) => point.y ?? 0) || 1], [CELL.height - 22, 34]);
  const path = line<{ x: number; y: number | null }>()
    .defined((point) => point.y !== null)
    .x((point) => x(point.x))
    .y((point) => y(point.y ?? 0));
  return (
    <div className="t-multipli">
      {serie.map(({ nome, punti, isDimostrativo }) => {
        const last = punti.filter((point) => point.y !== null).at(-1);
        return (
          <svg
            key={nome}
            viewBox={`0 0 ${CELL.width} ${CELL.height}`}
            role="img"
            aria-label={`${nome}: ${punti.map((point) => `${point.x} ${point.y === null ? 'senza valore' : formato(point.y)}`).join(', ')}`}
            fontFamily={CARATTERE}
          >
            <text x={8} y={16} fontSize={13} fontWeight={600} fill={TESTO}>
              {nome}
            </text>
            <line x1={8} x2={CELL.width - 8} y1={y(0)} y2={y(0)} stroke={LINEA} />
            <path
              d={path(punti) ?? ''}
              fill="none"
              stroke={COLORI[0]}
              strokeWidth={2}
              strokeDasharray={isDimostrativo ? '5 3' : undefined}
            />
            {last && (
              <>
                <circle cx={x(last.x)} cy={y(last.y ?? 0)} r={3} fill={COLORI[1]} />
                <text
                  x={x(last.x)}
                  y={y(last.y ?? 0) - 7}
                  fontSize={12}
                  textAnchor={x(last.x) > CELL.width / 2 ? 'end' : 'start'}
                  fill={TESTO}
                  fontWeight={600}
                >
                  {formato(last.y ?? 0)}
                </text>
              </>
            )}
            <text x={8} y={CELL.height - 6} fontSize={11} fill={TENUE}>
              {from}
            </text>
            <text x={CELL.width - 8} y={CELL.height - 6} fontSize={11} textAnchor="end" fill={TENUE}>
              {to}
            </text>
          </svg>
        );
      })}
    </div>
  );
}
