import { arc } from 'd3-shape';
import { formatPercento } from '../lib/formato';
import { COLORI, LINEA, TESTO } from './colori';

interface AnelloProps {
  /** 0 to 1; null while nothing was measured. */
  readonly quota: number | null;
  readonly cosa: string;
  readonly lato?: number;
}

const FULL = 2 * Math.PI;

/** How far something is, as a ring with its number inside. */
export function Anello({ quota, cosa, lato = 72 }: AnelloProps) {
  const shape = (share: number) =>
    arc()({ innerRadius: lato / 2 - lato / 9, outerRadius: lato / 2, startAngle: 0, endAngle: share * FULL }) ?? '';
  const told = quota === null ? 'non misurato' : formatPercento(quota);
  return (
    <svg width={lato} height={lato} role="img" aria-label={`${cosa}: ${told}`} className="t-anello">
      <g transform={`translate(${lato / 2},${lato / 2})`}>
        <path d={shape(1)} fill={LINEA} />
        {quota !== null && <path d={shape(Math.min(1, quota))} fill={COLORI[0]} />}
        <text textAnchor="middle" dy="0.35em" fontSize={lato / 4} fontWeight={700} fill={TESTO}>
          {quota === null ? 'n.m.' : told}
        </text>
      </g>
    </svg>
  );
}
