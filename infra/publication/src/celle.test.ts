import fc from 'fast-check';
import { celleDi } from './celle.js';
import type { Cubo, Figura } from './cubo.js';
import { TUTTI_GLI_AMBITI } from './posto.js';

const cubo: Cubo = {
  nome: 'prova',
  statement: '',
  misure: {
    VALUTATI: { tipo: 'PERSONE' },
    GIORNI: { tipo: 'DIPENDENTE', da: 'VALUTATI' },
    RESIDENTI: { tipo: 'PUBBLICA' },
  },
};

const figura = (codice: string, valore: number, more: Partial<Figura> = {}): Figura => ({
  ambito_id: 1,
  anno: 2020,
  codice,
  valore,
  data: '2020-12-31',
  fonte: {},
  origine: 'RILEVATO',
  ...more,
});

const valori = (figure: readonly Figura[]) =>
  Object.fromEntries(
    celleDi(cubo, figure).map(({ codice, valore, soppresso }) => [codice, soppresso ? 'soppresso' : valore]),
  );

describe('the cells of an edition', () => {
  test('people are rounded or suppressed, residents are told as they are', () => {
    expect(valori([figura('VALUTATI', 13), figura('RESIDENTI', 20_311)])).toEqual({ VALUTATI: 15, RESIDENTI: 20_311 });
    expect(valori([figura('VALUTATI', 4)])).toMatchObject({ VALUTATI: 'soppresso' });
  });

  test('a median follows the people it is about, whatever order the figures come in', () => {
    expect(valori([figura('GIORNI', 31), figura('VALUTATI', 3)])).toEqual({
      VALUTATI: 'soppresso',
      GIORNI: 'soppresso',
    });
    expect(valori([figura('GIORNI', 31), figura('VALUTATI', 30)])).toEqual({ VALUTATI: 30, GIORNI: 31 });
    expect(valori([figura('GIORNI', 31)])).toEqual({ GIORNI: 'soppresso' });
  });

  test('a suppressed count has a suppressed median even when nobody has one: that it is missing would tell of nobody', () => {
    const conMediana = celleDi(cubo, [figura('VALUTATI', 3), figura('GIORNI', 31)]);
    expect(celleDi(cubo, [figura('VALUTATI', 0)])).toEqual(conMediana);
  });

  test('what the Piano di Zona printed stays as printed', () => {
    expect(valori([figura('VALUTATI', 3, { origine: 'PIANO_DI_ZONA' })])).toEqual({ VALUTATI: 3 });
  });

  test('a measure that nobody reviewed is left out', () => {
    expect(valori([figura('CODICI_FISCALI', 30)])).toEqual({});
  });

  test('thresholds of the cube are raised, never lowered', () => {
    const severo: Cubo = { ...cubo, soglie: { minimo: 10, base: 10 } };
    const una = (valore: number) => celleDi(severo, [figura('VALUTATI', valore)]).find((c) => c.codice === 'VALUTATI');
    expect([una(9), una(14), una(16)]).toMatchObject([{ soppresso: true }, { valore: 10 }, { valore: 20 }]);
    expect(() => celleDi({ ...cubo, soglie: { minimo: 4, base: 5 } }, [figura('VALUTATI', 9)])).toThrow(RangeError);
  });

  test('a reviewed suppression hides its cell and what depends on it, unless the Piano printed it', () => {
    const soppressioni = [{ ambito_id: 1, anno: 2020, codice: 'VALUTATI' }];
    const con = (more: Partial<Figura>) =>
      celleDi({ ...cubo, soppressioni }, [figura('VALUTATI', 30, more), figura('GIORNI', 31)]);
    expect(con({})).toMatchObject([
      { codice: 'GIORNI', soppresso: true },
      { codice: 'VALUTATI', valore: null, soppresso: true },
    ]);
    expect(con({ origine: 'PIANO_DI_ZONA' })).toMatchObject([{ valore: 31 }, { valore: 30, soppresso: false }]);
  });

  test('a rate is computed from published numbers, unless it was printed', () => {
    const tassi: Cubo = {
      ...cubo,
      misure: {
        ...cubo.misure,
        PER_MILLE: { tipo: 'TASSO', di: 'VALUTATI', su: 'RESIDENTI', per: 1000, decimaliStampati: 1 },
      },
    };
    const tasso = (valutati: number, ...altre: Figura[]) =>
      celleDi(tassi, [figura('VALUTATI', valutati), figura('RESIDENTI', 10_000), ...altre]).find(
        ({ codice }) => codice === 'PER_MILLE',
      );
    expect([tasso(13), tasso(14), tasso(3)]).toMatchObject([{ valore: 1.5 }, { valore: 1.5 }, { soppresso: true }]);
    expect(tasso(13, figura('PER_MILLE', 1.3, { origine: 'PIANO_DI_ZONA' }))).toMatchObject({ valore: 1.3 });
    expect(tasso(13, figura('PER_MILLE', 1.3))).toMatchObject({ valore: 1.5 });
  });

  test('are the same in whatever order the database gives the figures', () => {
    const figure = fc.uniqueArray(
      fc.record({
        ambito_id: fc.integer({ min: 1, max: 12 }),
        anno: fc.integer({ min: 2018, max: 2021 }),
        valore: fc.nat(200),
      }),
      { selector: ({ ambito_id, anno }) => `${ambito_id}/${anno}` },
    );
    fc.assert(
      fc.property(figure, (list) => {
        const given = list.map(({ valore, ...where }) => figura('VALUTATI', valore, where));
        expect(celleDi(cubo, [...given].reverse())).toEqual(celleDi(cubo, given));
      }),
    );
  });
});

describe('a total over ambiti', () => {
  const conTotale: Cubo = { ...cubo, totali: ['VALUTATI'] };
  const totale = (valori: readonly number[], more: Partial<Figura> = {}, altro: Cubo = conTotale) =>
    celleDi(
      altro,
      valori.map((valore, i) => figura('VALUTATI', valore, { ambito_id: i + 1, ...more })),
    ).find(({ ambito_id }) => ambito_id === TUTTI_GLI_AMBITI);

  test('is the sum of the true counts, rounded or suppressed on its own', () => {
    expect(totale([7, 7, 7])).toMatchObject({ valore: 20, soppresso: false, origine: 'RILEVATO' });
    expect(totale([1, 1, 2, 0])).toMatchObject({ valore: null, soppresso: true });
  });

  test('is not told of fewer than three contributors, nor of three when one has more than the others together', () => {
    expect([totale([20, 20]), totale([41, 20, 20])]).toEqual([undefined, undefined]);
    expect([totale([40, 20, 20]), totale([41, 20, 10, 10])]).toMatchObject([{ valore: 80 }, { valore: 80 }]);
  });

  test('of printed figures alone is exact: anybody can add them', () => {
    expect(totale([7, 7, 9], { origine: 'PIANO_DI_ZONA' })).toMatchObject({ valore: 23, origine: 'PIANO_DI_ZONA' });
  });

  test('says how many are in it, owns up to the least sure of them, and can be held back', () => {
    const cella = totale([7, 7, 7], { origine: 'DIMOSTRATIVO' });
    expect(cella).toMatchObject({ origine: 'DIMOSTRATIVO', fonte: { capitolo: 'Somma di 3 ambiti' } });
    const soppressioni = [{ ambito_id: TUTTI_GLI_AMBITI, anno: 2020, codice: 'VALUTATI' }];
    expect(totale([7, 7, 7], {}, { ...conTotale, soppressioni })).toMatchObject({ valore: null, soppresso: true });
  });

  test('is of counted people only, and is never given by the statement', () => {
    expect(() => celleDi({ ...cubo, totali: ['GIORNI'] }, [])).toThrow(RangeError);
    const refuso = [{ intero: 'VALUTATI', parti: ['VALUTATE'] }];
    expect(() => celleDi({ ...cubo, somme: refuso }, [])).toThrow(/VALUTATE/);
    expect(() => celleDi(conTotale, [figura('VALUTATI', 90, { ambito_id: TUTTI_GLI_AMBITI })])).toThrow(RangeError);
  });
});
