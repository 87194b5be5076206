import type { Avviso, Cella, Cubo } from './cubo.js';
import { chiave, TUTTI_GLI_AMBITI } from './posto.js';

/**
 * The remarks of an edition, in an order that depends on nothing but them. What comes out of a figure that is being
 * verified is being verified too; why there is no figure is said only where there is none.
 */
export function avvisiDi(cubo: Cubo, celle: readonly Cella[], avvisi: readonly Avviso[]): Avviso[] {
  const presenti = new Set(celle.map(chiave));
  const propri = avvisi.filter(
    (avviso) => avviso.codice in cubo.misure && presenti.has(chiave(avviso)) === (avviso.avviso === 'IN_VERIFICA'),
  );
  const derivati = propri
    .filter(({ avviso }) => avviso === 'IN_VERIFICA')
    .flatMap((avviso) => conseguenze(cubo, avviso))
    .filter((avviso) => presenti.has(chiave(avviso)));
  const perChiave = new Map([...derivati, ...propri].map((avviso) => [`${chiave(avviso)} ${avviso.avviso}`, avviso]));
  return [...perChiave.entries()].sort(([a], [b]) => a.localeCompare(b)).map(([, avviso]) => avviso);
}

/** The cells that a count is in: its rates and medians, and the total over ambiti. */
function conseguenze({ misure, totali = [] }: Cubo, avviso: Avviso): Avviso[] {
  const { codice } = avviso;
  const figlie = Object.entries(misure).filter(
    ([, misura]) =>
      (misura.tipo === 'DIPENDENTE' && misura.da === codice) || (misura.tipo === 'TASSO' && misura.di === codice),
  );
  return [
    ...figlie.map(([figlia]) => ({ ...avviso, codice: figlia })),
    ...(totali.includes(codice) ? [{ ...avviso, ambito_id: TUTTI_GLI_AMBITI }] : []),
  ];
}
