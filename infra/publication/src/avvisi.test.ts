import { avvisiDi } from './avvisi.js';
import { celleDi } from './celle.js';
import type { Avviso, Cubo } from './cubo.js';
import { cuboConTotale, figura } from './prova.fixtures.js';

const cubo: Cubo = {
  ...cuboConTotale,
  misure: {
    MINORI: { tipo: 'PERSONE' },
    NUCLEI: { tipo: 'PERSONE' },
    ETA: { tipo: 'DIPENDENTE', da: 'MINORI' },
    RESIDENTI: { tipo: 'PUBBLICA' },
    TASSO: { tipo: 'TASSO', di: 'MINORI', su: 'RESIDENTI', per: 1_000, decimaliStampati: 1 },
  },
};
const avviso = (ambito_id: number, codice: string, cosa: Avviso['avviso']): Avviso => ({
  ambito_id,
  anno: 2020,
  codice,
  avviso: cosa,
  data: '2020-12-31',
  fonte: {},
  origine: 'RILEVATO',
});
const celle = celleDi(
  cubo,
  [1, 2, 3, 4].flatMap((n) => [
    figura(n, 'MINORI', 20 + n),
    figura(n, 'ETA', 11),
    figura(n, 'RESIDENTI', 9_000),
    ...(n === 4 ? [] : [figura(n, 'NUCLEI', 15)]),
  ]),
);
const detti = (avvisi: readonly Avviso[]) =>
  avvisiDi(cubo, celle, avvisi).map(({ ambito_id, codice, avviso: cosa }) => [ambito_id, codice, cosa]);

describe('the remarks of an edition', () => {
  test('follow a figure that is being verified into its median, its rate and the total', () => {
    expect(detti([avviso(2, 'MINORI', 'IN_VERIFICA'), avviso(3, 'MINORI', 'IN_VERIFICA')])).toEqual([
      [0, 'MINORI', 'IN_VERIFICA'],
      [2, 'ETA', 'IN_VERIFICA'],
      [2, 'MINORI', 'IN_VERIFICA'],
      [2, 'TASSO', 'IN_VERIFICA'],
      [3, 'ETA', 'IN_VERIFICA'],
      [3, 'MINORI', 'IN_VERIFICA'],
      [3, 'TASSO', 'IN_VERIFICA'],
    ]);
  });

  test('say why there is no figure only where there is none, and nothing of what is not published', () => {
    expect(
      detti([
        avviso(4, 'NUCLEI', 'NON_DOVUTO'),
        avviso(3, 'NUCLEI', 'NON_DOVUTO'),
        avviso(4, 'NUCLEI', 'IN_VERIFICA'),
        avviso(1, 'SEGRETA', 'IN_VERIFICA'),
      ]),
    ).toEqual([[4, 'NUCLEI', 'NON_DOVUTO']]);
  });

  test('come in one order, whatever order they were found in', () => {
    const alcuni = [avviso(2, 'MINORI', 'IN_VERIFICA'), avviso(4, 'NUCLEI', 'NON_APPLICABILE')];
    expect(avvisiDi(cubo, celle, alcuni)).toEqual(avvisiDi(cubo, celle, [...alcuni].reverse()));
  });
});
