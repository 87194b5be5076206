import type { ReactNode } from 'react';
import { BadgeDimostrativo } from './Dimostrativo';
import { Fonte, type FonteDati } from './Fonte';

interface QuadranteProps {
  readonly titolo: string;
  readonly cifra: ReactNode;
  /** The record that the figure comes from: it says where from, and whether it is demonstrative. */
  readonly di: { readonly origine: string; readonly fonte?: FonteDati } | null | undefined;
  readonly children?: ReactNode;
}

/** One figure, large, with what it means and where it comes from. */
export function Quadrante({ titolo, cifra, di, children }: QuadranteProps) {
  return (
    <li className="t-carta">
      <div className="t-carta-titolo">
        {titolo} <Fonte di={di?.fonte} cosa={titolo} />
      </div>
      <div className="t-carta-cifra">{cifra}</div>
      {children && <div className="t-nota">{children}</div>}
      {di?.origine === 'DIMOSTRATIVO' && <BadgeDimostrativo />}
    </li>
  );
}
