import { type Caso, caso } from '@trama/reference/caso';
import fc from 'fast-check';
import { audita, intervalliPer } from './auditor.js';
import type { Forma } from './forma.js';
import type { Incognita, Modello } from './modello.js';
import {
  arrotonda,
  modelloDi,
  nonDire,
  perTentativi,
  type Regola,
  sopprimiSoltanto,
  tutte,
  veri,
} from './tavole.fixtures.js';

const nostra = arrotonda();

describe('the auditor, against trying every table', () => {
  const tavola = fc.tuple(fc.integer({ min: 2, max: 3 }), fc.integer({ min: 1, max: 2 })).chain(([righe, colonne]) =>
    fc.array(fc.array(fc.nat({ max: 9 }), { minLength: colonne, maxLength: colonne }), {
      minLength: righe,
      maxLength: righe,
    }),
  );
  const regola: fc.Arbitrary<Regola> = fc.constantFrom(
    nostra,
    sopprimiSoltanto,
    arrotonda({ minimo: 3, base: 3 }),
    arrotonda({ minimo: 1, base: 2 }),
    nonDire,
  );
  const modello = fc
    .tuple(tavola, fc.constantFrom(nostra, sopprimiSoltanto, arrotonda({ minimo: 3, base: 4 })), regola, regola, regola)
    .map(([t, celle, righe, colonne, totale]) => modelloDi(t, { celle, righe, colonne, totale }));
  const chiunque = fc.constantFrom(null, 1, 2);

  test('finds the same least and greatest value of every count, and the true one is between', async () => {
    await fc.assert(
      fc.asyncProperty(modello, chiunque, async (m, chi) => {
        const intervalli = await intervalliPer(m, chi);
        const provati = perTentativi(m, chi);
        for (const [id, vero] of veri(m)) {
          const { minimo, massimo } = intervalli.get(id)!;
          expect([id, minimo, massimo]).toEqual([id, provati.get(id)![0], provati.get(id)!.at(-1)]);
          expect(vero >= minimo && vero <= massimo).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('reports the suppressed cells that have one or two possible values for anybody, and no others', async () => {
    await fc.assert(
      fc.asyncProperty(modello, async (m) => {
        const provati = perTentativi(m, null);
        const attese = m.incognite
          .filter(({ forme }) => forme[0]?.tipo === 'SOPPRESSA')
          .map(({ id }) => [id, provati.get(id)!.length, provati.get(id)![0], provati.get(id)!.at(-1)] as const)
          .filter(([, quanti]) => quanti < 3);
        const { violazioni, contraddizioni } = await audita(m);
        const soppresse = new Set(
          m.incognite.filter(({ forme }) => forme[0]?.tipo === 'SOPPRESSA').map(({ id }) => id),
        );
        const trovate = violazioni
          .filter(({ id, chi }) => chi === null && soppresse.has(id))
          .map(({ id, valori, minimo, massimo }) => [id, valori, minimo, massimo]);
        expect(trovate.sort()).toEqual([...attese].sort());
        expect(contraddizioni).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('reports nothing of an insider that trying every table does not confirm', async () => {
    let dentro = 0;
    await fc.assert(
      fc.asyncProperty(modello, async (m) => {
        for (const { id, chi, valori, minimo, massimo } of (await audita(m)).violazioni) {
          const provati = perTentativi(m, chi).get(id)!;
          dentro += chi === null ? 0 : 1;
          expect([id, valori, minimo, massimo]).toEqual([id, provati.length, provati[0], provati.at(-1)]);
        }
      }),
      {
        numRuns: 60,
        examples: [[modelloDi([[7], [9]], { ...tutte(nonDire), celle: nostra, totale: sopprimiSoltanto })]],
      },
    );
    expect(dentro).toBeGreaterThan(0);
  });

  test('counts the values that are possible, not the distance from the least to the greatest', async () => {
    // a + b and a + c are told, and b + c is even or odd with them: of four numbers only two are possible.
    const m: Modello = {
      incognite: [
        conteggio('a', [{ tipo: 'NASCOSTA' }]),
        conteggio('b', [{ tipo: 'NASCOSTA' }]),
        conteggio('c', [{ tipo: 'NASCOSTA' }]),
        conteggio('ab', [{ tipo: 'ESATTA', valore: 10 }]),
        conteggio('ac', [{ tipo: 'ESATTA', valore: 12 }]),
        conteggio('bc', [{ tipo: 'ARROTONDATA', valore: 8, soglie: { minimo: 1, base: 4 } }]),
      ],
      somme: [
        { intero: 'ab', parti: ['a', 'b'] },
        { intero: 'ac', parti: ['a', 'c'] },
        { intero: 'bc', parti: ['b', 'c'] },
      ],
    };
    const { violazioni } = await audita(m);
    expect(violazioni.find(({ id }) => id === 'bc')).toMatchObject({ minimo: 6, massimo: 8, valori: 2 });
  });
});

describe('known attacks', () => {
  const trovate = async (m: Modello) =>
    (await audita(m)).violazioni.map(({ id, chi, minimo, massimo }) => ({ id, chi, minimo, massimo }));

  test('exact totals beside suppressed cells give them back', async () => {
    expect(await trovate(modelloDi([[3], [20], [31]], tutte(sopprimiSoltanto)))).toContainEqual({
      id: 'c0.0',
      chi: null,
      minimo: 3,
      massimo: 3,
    });
  });

  test('of an exact total over two ambiti, each knows the other', async () => {
    const m = modelloDi([[7], [9]], { celle: nostra, righe: nonDire, colonne: nonDire, totale: sopprimiSoltanto });
    expect(await trovate(m)).toEqual([
      { id: 'c1.0', chi: 1, minimo: 9, massimo: 9 },
      { id: 'c0.0', chi: 2, minimo: 7, massimo: 7 },
    ]);
  });

  test('of a rounded total over two ambiti, rounding is not enough where the domain ends', async () => {
    // 7 in all is told as 5, which is 5 to 7: whoever gave 7 knows that the other gave 0.
    const m = modelloDi([[7], [0]], { celle: nostra, righe: nonDire, colonne: nonDire, totale: nostra });
    expect((await trovate(m)).filter(({ id }) => id !== 't')).toEqual([{ id: 'c1.0', chi: 1, minimo: 0, massimo: 0 }]);
  });

  test('two editions: what a newcomer adds to an exact total is what it gave', async () => {
    const forme = (n: number): Forma[] => [{ tipo: 'ESATTA', valore: n }];
    const m: Modello = {
      incognite: [
        conteggio('vecchi', [{ tipo: 'ARROTONDATA', valore: 40, soglie: { minimo: 5, base: 5 } }]),
        conteggio('nuovo', [{ tipo: 'SOPPRESSA', minimo: 5 }]),
        conteggio('prima', forme(41)),
        conteggio('dopo', forme(43)),
      ],
      somme: [
        { intero: 'prima', parti: ['vecchi'] },
        { intero: 'dopo', parti: ['vecchi', 'nuovo'] },
      ],
    };
    expect(await trovate(m)).toContainEqual({ id: 'nuovo', chi: null, minimo: 2, massimo: 2 });
  });

  test('padding: an insider that adds one at a time learns from where rounding flips', async () => {
    // The other gave 20. With 37 of mine the total is told as 55, with 38 as 60: then we have 57.5 between us.
    const m: Modello = {
      incognite: [
        { ...conteggio('altro', [nostra(20)!]), contributore: 1 },
        { ...conteggio('mio.prima', [nostra(37)!]), contributore: 2, vero: 37 },
        { ...conteggio('mio.dopo', [nostra(38)!]), contributore: 2, vero: 38 },
        conteggio('totale.prima', [nostra(57)!]),
        conteggio('totale.dopo', [nostra(58)!]),
      ],
      somme: [
        { intero: 'totale.prima', parti: ['altro', 'mio.prima'] },
        { intero: 'totale.dopo', parti: ['altro', 'mio.dopo'] },
      ],
    };
    expect(await trovate(m)).toContainEqual({ id: 'altro', chi: 2, minimo: 20, massimo: 20 });
  });

  test('a rate of the true count over the residents tells the count, a rate of the published one does not', async () => {
    const tasso = { tipo: 'TASSO', denominatore: 2400, per: 1000, decimali: 2 } as const;
    const con = (valore: number): Modello => ({
      incognite: [
        conteggio('a', [
          { tipo: 'SOPPRESSA', minimo: 5 },
          { ...tasso, valore },
        ]),
      ],
      somme: [],
    });
    expect(await trovate(con(1.25))).toEqual([{ id: 'a', chi: null, minimo: 3, massimo: 3 }]);
    expect(await trovate({ incognite: [conteggio('a', [nostra(37)!])], somme: [] })).toEqual([]);
  });

  test('a threshold that does not fit the base leaves one value, and is found', async () => {
    const soglie = { minimo: 7, base: 5 };
    expect(await trovate({ incognite: [conteggio('a', [arrotonda(soglie)(7)!])], somme: [] })).toEqual([
      { id: 'a', chi: null, minimo: 7, massimo: 7 },
    ]);
  });
});

describe('what is no violation', () => {
  test('the rounded sum of figures that are all printed, and the total of an insider with printed ones', async () => {
    const stampata = (n: number): Forma => ({ tipo: 'ESATTA', valore: n });
    const m: Modello = {
      incognite: [
        conteggio('a', [stampata(12)]),
        conteggio('b', [stampata(30)]),
        { ...conteggio('c', [nostra(9)!]), contributore: 3, vero: 9 },
        conteggio('ab', [nostra(42)!]),
        conteggio('abc', [nostra(51)!]),
      ],
      somme: [
        { intero: 'ab', parti: ['a', 'b'] },
        { intero: 'abc', parti: ['a', 'b', 'c'] },
      ],
    };
    expect((await audita(m)).violazioni).toEqual([]);
  });

  test('but a suppressed cell beside printed figures that tell it is one: its mark would be a promise not kept', async () => {
    const m: Modello = {
      incognite: [
        conteggio('intero', [{ tipo: 'ESATTA', valore: 10 }]),
        conteggio('parte', [{ tipo: 'ESATTA', valore: 8 }]),
        conteggio('resto', [{ tipo: 'SOPPRESSA', minimo: 5 }]),
      ],
      somme: [{ intero: 'intero', parti: ['parte', 'resto'] }],
    };
    expect((await audita(m)).violazioni).toMatchObject([{ id: 'resto', chi: null, minimo: 2, massimo: 2 }]);
  });

  test('figures that contradict each other are told apart from violations', async () => {
    const m: Modello = {
      incognite: [
        conteggio('intero', [{ tipo: 'ESATTA', valore: 10 }]),
        conteggio('parte', [{ tipo: 'ESATTA', valore: 8 }]),
        conteggio('resto', [nostra(20)!]),
      ],
      somme: [{ intero: 'intero', parti: ['parte', 'resto'] }],
    };
    expect((await audita(m)).contraddizioni).toEqual([['intero', 'parte', 'resto']]);
    const forme: Forma[] = [nostra(20)!, nostra(40)!];
    expect((await audita({ incognite: [conteggio('a', forme)], somme: [] })).contraddizioni).toEqual([['a']]);
  });
});

describe('twelve ambiti by four parts, with all margins', () => {
  const tavole = [2, 3, 4].map((media) => poisson(caso(media), 12, 4, media));

  test('under our rule nobody can tell any cell', async () => {
    for (const tavola of tavole) {
      const { violazioni, protette } = await audita(modelloDi(tavola, tutte(nostra)));
      expect([violazioni, protette]).toEqual([[], 12 * 4 + 12 + 4 + 1]);
    }
  });

  test.each<[string, Regola]>([
    ['without rounding', sopprimiSoltanto],
    ['with rounding to two', arrotonda({ minimo: 5, base: 2 })],
    ['with a threshold of one', arrotonda({ minimo: 1, base: 5 })],
  ])('%s, somebody can: the test above is not empty', async (_, debole) => {
    const { violazioni } = await audita(modelloDi(tavole[2]!.slice(0, 5), tutte(debole)));
    expect(violazioni.length).toBeGreaterThan(0);
  });

  test('counts that no sum joins need no program at all', async () => {
    const { violazioni, programmi } = await audita({ ...modelloDi(tavole[0]!, tutte(nostra)), somme: [] });
    expect([violazioni, [...programmi.values()].filter((n) => n > 0)]).toEqual([[], []]);
  });
});

function conteggio(id: string, forme: readonly Forma[]): Incognita {
  return { id, cubo: 'prova', cella: id, contributore: null, forme, vero: null };
}

/** Knuth's way: multiply uniform numbers until they fall under e^-mean. */
function poisson(casuale: Caso, righe: number, colonne: number, media: number): number[][] {
  const uno = (): number => {
    const soglia = Math.exp(-media);
    let n = -1;
    for (let prodotto = 1; prodotto > soglia; n += 1) {
      prodotto *= casuale.intero(1, 1_000_000) / 1_000_000;
    }
    return n;
  };
  return Array.from({ length: righe }, () => Array.from({ length: colonne }, uno));
}
