import type { ConsoleProvaImportazioneCasiQuery } from '../../graph/operazioni/importazione-casi';
import { type Pezzo, rigaNelFile } from './pezzi';

export type Resoconto = NonNullable<ConsoleProvaImportazioneCasiQuery['provaImportazioneCasi']>;

/** What all parts of a file would do together, its rows as the whole file numbers them. */
export function resocontoDi(pezzi: readonly Pezzo[], resoconti: readonly Resoconto[]): Resoconto {
  const somma = (di: (one: Resoconto) => number): number => resoconti.reduce((sum, one) => sum + di(one), 0);
  return {
    casi: somma(({ casi }) => casi),
    chiusi: somma(({ chiusi }) => chiusi),
    persone: somma(({ persone }) => persone),
    nuclei: somma(({ nuclei }) => nuclei),
    problemi: resoconti
      .flatMap(({ problemi }, n) =>
        problemi.map((problema) => ({ ...problema, riga: rigaNelFile(pezzi[n]!, problema.riga) })),
      )
      .sort((one, other) => one.riga - other.riga),
  };
}
