import { scaleQuantize } from 'd3-scale';
import { Link } from 'wouter';
import { formatNumero } from '../lib/formato';

export interface Tessera {
  readonly numero: number;
  readonly nome: string;
  readonly valore: number | null;
  readonly assenza?: string;
  readonly isDimostrativo?: boolean;
  readonly href: string;
}

export interface GruppoTessere {
  readonly nome: string;
  readonly tessere: readonly Tessera[];
}

/** Five steps of one colour from the least to the most, each with the colour of words that can be read on it. */
const STEPS = ['t-passo-1', 't-passo-2', 't-passo-3', 't-passo-4', 't-passo-5'] as const;

/** The ambiti as tiles by district: no borders are known, so none are drawn, and a small ambito is as large as a large one. */
export function MappaTessere({
  gruppi,
  formato = formatNumero,
}: {
  readonly gruppi: readonly GruppoTessere[];
  readonly formato?: (value: number) => string;
}) {
  const values = gruppi.flatMap(({ tessere }) => tessere.flatMap(({ valore }) => valore ?? []));
  const step = scaleQuantize<(typeof STEPS)[number]>([Math.min(...values), Math.max(...values)], STEPS);
  return (
    <div className="t-mappa">
      {gruppi.map(({ nome, tessere }) => (
        <section key={nome} aria-label={nome}>
          <h4 className="t-mappa-gruppo">{nome}</h4>
          <ul>
            {tessere.map((tessera) => (
              <li key={tessera.numero}>
                <Link
                  href={tessera.href}
                  className={`t-tessera ${tessera.valore === null ? 't-passo-0' : step(tessera.valore)} ${tessera.isDimostrativo ? 't-tessera-dimostrativa' : ''}`}
                >
                  <span className="t-tessera-numero">{tessera.numero}</span>
                  <span className="t-tessera-nome">{tessera.nome}</span>
                  <span className="t-tessera-valore">
                    {tessera.valore === null ? (tessera.assenza ?? 'non pervenuto') : formato(tessera.valore)}
                  </span>
                  {tessera.isDimostrativo && <span className="t-dimostrativo">DIMOSTRATIVO</span>}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
