import { type ReactNode, useId, useRef, useState } from 'react';
import { toCsv } from '../lib/csv';
import { nomeFile, scaricaTesto } from '../lib/scarica';
import { ASSENTE, formatNumero } from '../lib/formato';
import { Icona } from '../ui/Icona';
import { scaricaPng } from './png';

export type Cella = string | number | null;

export interface DatiGrafico {
  readonly testata: readonly string[];
  readonly righe: ReadonlyArray<readonly Cella[]>;
}

interface GraficoProps {
  readonly titolo: string;
  /** What to see in it, in a sentence. */
  readonly descrizione?: ReactNode;
  /** The same that is drawn, as a table: for who does not see it, for the file, and for who trusts numbers more. */
  readonly dati: DatiGrafico;
  /** Source, coverage, what is demonstrative; goes into the picture as well. */
  readonly nota: string;
  readonly isDimostrativo?: boolean;
  readonly children: ReactNode;
}

/** What every chart has around it: a title, a table behind it, a file, a picture, where it comes from. */
export function Grafico({ titolo, descrizione, dati, nota, isDimostrativo = false, children }: GraficoProps) {
  const [isTable, setIsTable] = useState(false);
  const drawing = useRef<HTMLDivElement>(null);
  const id = useId();
  const name = nomeFile(titolo);
  const fullNote = isDimostrativo ? `Contiene dati DIMOSTRATIVI. ${nota}` : nota;
  const png = () => {
    const svg = drawing.current?.querySelector('svg');
    if (svg) {
      void scaricaPng(svg, name, titolo, fullNote);
    }
  };
  return (
    <figure className="t-grafico" aria-labelledby={id}>
      <figcaption>
        <h3 id={id} className="h5">
          {titolo} {isDimostrativo && <span className="t-dimostrativo">DIMOSTRATIVO</span>}
        </h3>
        {descrizione && <p className="t-grafico-descrizione">{descrizione}</p>}
      </figcaption>
      <div ref={drawing} className="t-disegno" hidden={isTable}>
        {children}
      </div>
      {isTable && <TabellaGrafico titolo={titolo} {...dati} />}
      <div className="t-grafico-piede">
        <p className="t-nota">{nota}</p>
        <div className="t-grafico-azioni">
          <button type="button" className="t-esporta" aria-pressed={isTable} onClick={() => setIsTable(!isTable)}>
            {isTable ? 'Grafico' : 'Tabella'}
            <span className="visually-hidden"> di {titolo}</span>
          </button>
          <button
            type="button"
            className="t-esporta"
            onClick={() => scaricaTesto(`${name}.csv`, toCsv(dati.testata, dati.righe))}
          >
            <Icona nome="download" /> CSV<span className="visually-hidden"> di {titolo}</span>
          </button>
          <button type="button" className="t-esporta" onClick={png} disabled={isTable}>
            <Icona nome="image" /> PNG<span className="visually-hidden"> di {titolo}</span>
          </button>
        </div>
      </div>
    </figure>
  );
}

function TabellaGrafico({ titolo, testata, righe }: DatiGrafico & { readonly titolo: string }) {
  return (
    <div className="t-tabella-scorre" role="region" aria-label={`Dati: ${titolo}`} tabIndex={0}>
      <table className="table">
        <caption className="visually-hidden">{titolo}</caption>
        <thead>
          <tr>
            {testata.map((cell) => (
              <th key={cell} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {righe.map((row, index) => (
            <tr key={index}>
              {row.map((value, column) => (
                <td key={column} className={typeof value === 'number' ? 't-numero' : undefined}>
                  {typeof value === 'number' ? formatNumero(value) : (value ?? ASSENTE)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
