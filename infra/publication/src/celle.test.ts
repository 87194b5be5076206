import fc from 'fast-check';
import { celleDi } from './celle.js';
import type { Cubo, Figura } from './cubo.js';

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
    expect(valori([figura('VALUTATI', 4)])).toEqual({ VALUTATI: 'soppresso' });
  });

  test('a median follows the people it is about, whatever order the figures come in', () => {
    expect(valori([figura('GIORNI', 31), figura('VALUTATI', 3)])).toEqual({
      VALUTATI: 'soppresso',
      GIORNI: 'soppresso',
    });
    expect(valori([figura('GIORNI', 31), figura('VALUTATI', 30)])).toEqual({ VALUTATI: 30, GIORNI: 31 });
    expect(valori([figura('GIORNI', 31)])).toEqual({ GIORNI: 'soppresso' });
  });

  test('what the Piano di Zona printed stays as printed', () => {
    expect(valori([figura('VALUTATI', 3, { origine: 'PIANO_DI_ZONA' })])).toEqual({ VALUTATI: 3 });
  });

  test('a measure that nobody reviewed is left out', () => {
    expect(valori([figura('CODICI_FISCALI', 30)])).toEqual({});
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
