import type { Archivi } from './archivi.js';
import { ArchivioError } from './archivio.js';
import { caso } from './caso.js';
import { ambitoAllora, eraValido, validitaDi } from './variazioni-comuni.js';

export interface ComuneDimostrativo {
  readonly codiceIstat: string;
  readonly codiceCatastale: string;
  readonly cap: string;
  readonly nome: string;
  readonly ambito: number;
}

export interface PopolazioneDimostrativa {
  readonly ambito: number;
  readonly codiceIstat: string;
  readonly anno: number;
  readonly totale: number;
  readonly maschi: number;
  readonly femmine: number;
  readonly eta0a17: number;
  readonly eta18a64: number;
  readonly eta65oltre: number;
  readonly stranieri: number;
}

export const ANNI_DIMOSTRATIVI = [2018, 2019, 2020, 2021] as const;

/** The comuni of the ambiti other than Valle Trompia: real names and codes, grouping from public knowledge. */
export function comuniDimostrativi(archivi: Archivi): ComuneDimostrativo[] {
  const byName = new Map(archivi.get('comuniProvincia').map((comune) => [comune.nome, comune]));
  return archivi.get('comuniAmbiti').ambiti.flatMap(({ numero, comuni }) =>
    comuni.map((nome) => {
      const comune = byName.get(nome);
      if (!comune) {
        throw new ArchivioError(
          'comuni-ambiti.json',
          `ambito ${numero}`,
          'comuni',
          `«${nome}» is not in the ISTAT list`,
        );
      }
      const { codiceIstat, codiceCatastale, cap } = comune;
      return { codiceIstat, codiceCatastale, cap: cap[0]!, nome, ambito: numero };
    }),
  );
}

/**
 * Population of those comuni, sized on the residents of the 2011 census: close enough to look right, generated
 * all the same. Two subgraphs need it (one for people, one for rates), so it lives here and not in either.
 */
export function popolazioneDimostrativa(archivi: Archivi): PopolazioneDimostrativa[] {
  const residenti = new Map(archivi.get('comuniProvincia').map((comune) => [comune.codiceIstat, comune.residenti2011]));
  const [allora, validita] = [ambitoAllora(archivi), validitaDi(archivi)];
  return comuniDimostrativi(archivi).flatMap(({ ambito, codiceIstat }) => {
    const sorte = caso(Number(codiceIstat));
    const base = residenti.get(codiceIstat)! * sorte.numero(0.98, 1.05);
    const giovani = sorte.numero(0.14, 0.18);
    const anziani = sorte.numero(0.19, 0.26);
    const esteri = sorte.numero(0.04, 0.16);
    const tutti = ANNI_DIMOSTRATIVI.map((anno) => {
      const totale = Math.round(base * (1 + (anno - 2020) * sorte.numero(-0.004, 0.004)));
      const eta0a17 = Math.round(totale * giovani);
      const eta65oltre = Math.round(totale * anziani);
      const femmine = Math.round(totale * sorte.numero(0.495, 0.515));
      return {
        ambito: allora(codiceIstat, ambito, `${anno}-01-01`),
        codiceIstat,
        anno,
        totale,
        femmine,
        maschi: totale - femmine,
        eta0a17,
        eta65oltre,
        eta18a64: totale - eta0a17 - eta65oltre,
        stranieri: Math.round(totale * esteri),
      };
    });
    return tutti.filter(({ anno }) => eraValido(validita(codiceIstat), `${anno}-01-01`));
  });
}
