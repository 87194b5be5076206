import { extent } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { formatNumero } from '../lib/formato';
import { COLORI } from './colori';
import type { Punto } from './Andamento';

/** A trend as small as a word. It says what it shows; its numbers are on the page it stands for. */
export function Scintilla({ punti, cosa }: { readonly punti: readonly Punto[]; readonly cosa: string }) {
  const known = punti.filter((point): point is { x: number; y: number } => point.y !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last || known.length < 2) {
    return <span className="t-assente">un solo anno</span>;
  }
  const [low = 0, high = 1] = extent(known, ({ y }) => y);
  const x = scaleLinear([first.x, last.x], [3, 93]);
  const y = scaleLinear([low, high === low ? low + 1 : high], [21, 3]);
  const path = line<{ x: number; y: number }>()
    .x((point) => x(point.x))
    .y((point) => y(point.y));
  return (
    <svg
      width="96"
      height="24"
      viewBox="0 0 96 24"
      role="img"
      aria-label={`${cosa}: da ${formatNumero(first.y)} nel ${first.x} a ${formatNumero(last.y)} nel ${last.x}`}
    >
      <path d={path(known) ?? ''} fill="none" stroke={COLORI[0]} strokeWidth="1.75" />
      <circle cx={x(last.x)} cy={y(last.y)} r="2.75" fill={COLORI[1]} />
    </svg>
  );
}
