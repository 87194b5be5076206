import { Origine } from '@trama/schema/origine';
import type { Ambito } from '../../territorio/territorio.entity.js';
import { StatoValore } from '../../rilevazione/rilevazione.stati.js';
import { correlazioneTra, omogeneaDi, spearman, tendenzaDi } from './analisi.js';
import { VersoTendenza } from './analisi.type.js';
import type { AnnoIndicatore } from './indicatore.type.js';
import { INDICATORI } from './indicatori.js';
import { totaleDi } from './serie.js';

const scheda = INDICATORI[0]!;

/** Null for who gave nothing, 's' for who is suppressed. */
function anno(quale: number, valori: ReadonlyArray<number | 's' | null>): AnnoIndicatore {
  const perAmbito = valori.map((uno, i) => ({
    ambito: { numero: i + 1 } as Ambito,
    valore: uno === 's' ? null : uno,
    soppresso: uno === 's',
    stato: StatoValore.VALORE,
    inVerifica: false,
    per1000: typeof uno === 'number' ? uno / 10 : null,
    origine: Origine.RILEVATO,
  }));
  return { anno: quale, perAmbito, totale: totaleDi(scheda, perAmbito) };
}

describe('like for like', () => {
  const serie = [anno(2019, [50, 60, 70, null]), anno(2020, [50, 60, 70, 500]), anno(2021, [55, 65, 75, 500])];

  test('leaves out who was not always there, and says who joined', () => {
    const { contributori, esclusi, anni } = omogeneaDi(scheda, serie);
    expect([contributori, esclusi]).toEqual([[1, 2, 3], [4]]);
    expect(anni.map(({ grezza, omogenea }) => [grezza.valore, omogenea.valore])).toEqual([
      [180, 180],
      [680, 180],
      [695, 195],
    ]);
    expect(anni.map(({ entrati, usciti }) => [entrati, usciti])).toEqual([
      [[], []],
      [[4], []],
      [[], []],
    ]);
  });

  test('is of one land: an exchange among them changes nothing, one with somebody else takes out who made it', () => {
    const con = (...scambi: Array<readonly [dal: string, da: number, a: number]>) => {
      const { contributori, esclusi, cambiati, anni } = omogeneaDi(
        scheda,
        serie,
        scambi.map(([dal, da, a]) => ({ dal, da, a })),
      );
      return [contributori, cambiati, esclusi, anni[1]!.omogenea.valore];
    };
    const senza = [[1, 2, 3], [], [4], 180];
    expect(con(['2020-07-01', 1, 2])).toEqual(senza);
    expect(con(['2020-07-01', 3, 4])).toEqual([[1, 2], [3], [4], null]);
    // Who exchanged with whoever has to go, has to go too.
    expect(con(['2020-07-01', 4, 3], ['2021-12-31', 3, 2])).toEqual([[1], [2, 3], [4], null]);
    // The borders of the first year are those of its last day, and what comes after the last changes nothing.
    expect(con(['2019-12-31', 3, 4], ['2022-01-01', 3, 4])).toEqual(senza);
  });

  test('a year without any figure compares with none', () => {
    const { contributori, anni } = omogeneaDi(scheda, [anno(2018, [null, null, null, null]), ...serie]);
    expect([contributori, anni.map((uno) => uno.anno)]).toEqual([
      [1, 2, 3],
      [2019, 2020, 2021],
    ]);
  });

  test('a suppressed figure is there, and takes the sum with it', () => {
    const { contributori, anni } = omogeneaDi(scheda, [anno(2019, [50, 's', 70]), anno(2020, [50, 60, 70])]);
    expect(contributori).toEqual([1, 2, 3]);
    expect(anni[0]!.omogenea).toEqual({ valore: null, soppresso: true, minimo: 116, massimo: 128, contributori: 3 });
  });

  test('who leaves is named', () => {
    const { anni, esclusi } = omogeneaDi(scheda, [anno(2019, [50, 60, 70, 80]), anno(2020, [50, 60, 70, null])]);
    expect([anni[1]!.usciti, esclusi]).toEqual([[4], [4]]);
  });
});

describe('a trend', () => {
  const tendenza = (...valori: ReadonlyArray<ReadonlyArray<number | 's' | null>>) =>
    tendenzaDi(
      omogeneaDi(
        scheda,
        valori.map((riga, i) => anno(2019 + i, riga)),
      ),
    );

  test('is none of two years, nor where an end is suppressed', () => {
    expect(tendenza([50, 60, 70], [90, 90, 90])).toBeNull();
    expect(tendenza([50, 60, 's'], [50, 60, 70], [90, 90, 90])).toBeNull();
  });

  test('is said to rise only beyond what rounding hides', () => {
    // Three figures rounded to five: each sum is within six of the true one.
    expect(tendenza([50, 60, 70], [50, 60, 70], [55, 65, 70])).toMatchObject({
      variazione: 10,
      verso: VersoTendenza.NON_SI_PUO_DIRE,
    });
    expect(tendenza([50, 60, 70], [50, 60, 70], [55, 65, 75])).toMatchObject({ variazione: 15, verso: 'SALE' });
    expect(tendenza([55, 65, 75], [50, 60, 70], [50, 60, 70])).toMatchObject({
      variazioneRelativa: -0.077,
      verso: 'SCENDE',
    });
  });
});

describe('a correlation', () => {
  test('is Spearman’s, ties sharing their places', () => {
    expect(
      spearman([
        [1, 2],
        [2, 4],
        [3, 6],
      ]),
    ).toBeCloseTo(1);
    expect(
      spearman([
        [1, 6],
        [2, 4],
        [3, 2],
      ]),
    ).toBeCloseTo(-1);
    expect(
      spearman([
        [1, 1],
        [2, 2],
        [2, 3],
        [4, 4],
      ]),
    ).toBeCloseTo(0.9487, 4);
    expect(
      spearman([
        [1, 5],
        [2, 5],
      ]),
    ).toBeNull();
  });

  test('is refused below eight ambiti, and looks for the newest year that has them', () => {
    const otto = [10, 20, 30, 40, 50, 60, 70, 80];
    const sette = [...otto.slice(0, 7), 's' as const];
    expect(correlazioneTra([anno(2020, sette)], [anno(2020, otto)])).toBeNull();
    const trovata = correlazioneTra([anno(2020, otto), anno(2021, sette)], [anno(2020, otto), anno(2021, otto)]);
    expect(trovata).toMatchObject({ anno: 2020, n: 8, rho: 1, a: 1 });
    expect(trovata!.da).toBeGreaterThan(0.9);
  });
});
