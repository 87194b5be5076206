import fc from 'fast-check';
import { audita } from './audit/auditor.js';
import type { Forma } from './audit/forma.js';
import type { Incognita, Modello } from './audit/modello.js';
import { pubblicaConteggio, SOGLIE } from './conteggio.js';
import { fasciaDi, type FasciaPosti, saturazioneDi, type SommaFasce } from './fascia-posti.js';

interface Unita {
  readonly posti: number;
  readonly occupati: number;
}

const unita: fc.Arbitrary<Unita> = fc
  .integer({ min: 1, max: 60 })
  .chain((posti) => fc.record({ posti: fc.constant(posti), occupati: fc.nat({ max: 2 * posti }) }));

const da0A = (n: number): number[] => Array.from({ length: n + 1 }, (_, i) => i);
/** As many as a declaration may say. */
const possibili = (posti: number): number[] => da0A(Math.max(2 * posti, SOGLIE.minimo));

const sommaDi = (rete: readonly Unita[]): SommaFasce =>
  rete
    .map(({ posti, occupati }) => ({ posti, fascia: fasciaDi(posti, occupati) }))
    .filter(({ fascia }) => fascia.stato !== 'RISERVATA')
    .reduce(
      (somma, { posti, fascia: { minimo, massimo } }) => ({
        posti: somma.posti + posti,
        minimo: somma.minimo + minimo,
        massimo: somma.massimo + (massimo ?? posti),
      }),
      { posti: 0, minimo: 0, massimo: 0 },
    );

describe('the places of a unit, as everybody is told', () => {
  const tutte = da0A(79).flatMap((n) => possibili(n + 1).map((occupati) => ({ posti: n + 1, occupati })));

  test('never tell one count under five from another, and leave five counts possible at least', () => {
    for (const { posti, occupati } of tutte) {
      const detta = JSON.stringify(fasciaDi(posti, occupati));
      const alike = possibili(posti).filter((altri) => JSON.stringify(fasciaDi(posti, altri)) === detta);
      const piccoli = alike.filter((altri) => altri < SOGLIE.minimo).length;
      expect([posti, occupati, [0, SOGLIE.minimo].includes(piccoli), alike.length >= 5]).toEqual([
        ...[posti, occupati],
        ...[true, true],
      ]);
    }
  });

  test('are as full as they are told to be', () => {
    for (const { posti, occupati } of tutte.filter((una) => una.posti >= SOGLIE.minimo)) {
      const { stato, minimo, massimo } = fasciaDi(posti, occupati);
      const liberi = posti - occupati;
      const vero = { COMPLETO: liberi <= 0, ULTIMI: liberi >= 1 && liberi <= 5 && posti >= 10, RISERVATA: false };
      const liberiDavvero = posti >= 10 ? liberi > 5 : liberi >= 1;
      expect([posti, occupati, stato === 'LIBERI' ? liberiDavvero : vero[stato]]).toEqual([posti, occupati, true]);
      expect(occupati >= minimo && occupati <= (massimo ?? Infinity)).toBe(true);
    }
  });

  test.each<[number, number, FasciaPosti['stato']]>([
    [3, 3, 'RISERVATA'],
    [4, 8, 'RISERVATA'],
    [5, 4, 'LIBERI'],
    [5, 5, 'COMPLETO'],
    [8, 7, 'LIBERI'],
    [10, 4, 'LIBERI'],
    [10, 5, 'ULTIMI'],
    [20, 14, 'LIBERI'],
    [20, 15, 'ULTIMI'],
    [20, 19, 'ULTIMI'],
    [20, 21, 'COMPLETO'],
  ])('of %i with %i taken are %s', (posti, occupati, stato) => expect(fasciaDi(posti, occupati).stato).toBe(stato));

  test.each([
    [0, 0],
    [-1, 0],
    [10, -1],
    [10, 2.5],
    [9.5, 1],
  ])('are refused when they cannot be: %d with %d taken', (posti, occupati) =>
    expect(() => fasciaDi(posti, occupati)).toThrow(RangeError),
  );
});

describe('how full several units are', () => {
  const rete = fc.array(unita, { maxLength: 30 });

  test('is off by no more than its margin says, with no unit fuller than full', () => {
    fc.assert(
      fc.property(rete, (una) => {
        const { tasso, margine } = saturazioneDi(sommaDi(una));
        const contate = una.filter(({ posti }) => posti >= SOGLIE.minimo);
        const posti = contate.reduce((sum, { posti: n }) => sum + n, 0);
        const occupati = contate.reduce((sum, { posti: n, occupati: m }) => sum + Math.min(n, m), 0);
        expect(tasso.soppresso).toBe(posti > 0 && tasso.valore === null);
        if (tasso.valore !== null) {
          expect(Math.abs(tasso.valore - (occupati / posti) * 100)).toBeLessThanOrEqual(margine! + 0.06);
          expect(tasso.valore >= 0 && tasso.valore <= 100 && margine! <= 15).toBe(true);
        }
      }),
    );
  });

  test('is a hundred when all are full, and nothing where nobody declared', () => {
    const piene = sommaDi([
      { posti: 24, occupati: 24 },
      { posti: 7, occupati: 9 },
    ]);
    expect(saturazioneDi(piene)).toEqual({ tasso: { valore: 100, soppresso: false }, margine: 0 });
    expect(saturazioneDi(sommaDi([]))).toEqual({ tasso: { valore: null, soppresso: false }, margine: null });
  });

  test('is suppressed where it would say too little', () => {
    const una = saturazioneDi(sommaDi([{ posti: 8, occupati: 3 }]));
    expect(una).toEqual({ tasso: { valore: null, soppresso: true }, margine: null });
  });
});

/** Whoever looks knows the places of every unit, its state, and how full each group of units is. */
describe('an attack on all that is told together', () => {
  const piccola = fc.array(fc.integer({ min: 1, max: 13 }), { minLength: 2, maxLength: 2 });

  test('finds no small count and no count among fewer than five, by trying every network that would be told alike', () => {
    fc.assert(
      fc.property(piccola, ([a, b]) => {
        const possibiliDi = new Map<string, Set<number>>();
        for (const uno of possibili(a!)) {
          for (const altro of possibili(b!)) {
            const due = [
              { posti: a!, occupati: uno },
              { posti: b!, occupati: altro },
            ];
            const detto = JSON.stringify([
              due.map(({ posti, occupati }) => fasciaDi(posti, occupati).stato),
              due.map((una) => saturazioneDi(sommaDi([una]))),
              saturazioneDi(sommaDi(due)),
            ]);
            possibiliDi.set(detto, (possibiliDi.get(detto) ?? new Set<number>()).add(uno));
          }
        }
        for (const conti of possibiliDi.values()) {
          const piccoli = [...conti].filter((n) => n < SOGLIE.minimo).length;
          expect([0, SOGLIE.minimo]).toContain(piccoli);
          expect(conti.size).toBeGreaterThanOrEqual(5);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('is lost by the auditor too, with the sum of the bands told of every group', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(unita, { minLength: 1, maxLength: 6 }), async (rete) => {
        const { minimo, massimo } = estremiDi(rete);
        const { violazioni, contraddizioni } = await audita(modelloDi(rete, [tra(minimo, massimo)]));
        expect([violazioni, contraddizioni]).toEqual([[], []]);
      }),
      { numRuns: 25 },
    );
  });

  test('would be won if the sum of the true counts were told, though rounded like other counts', async () => {
    const rete = [
      { posti: 5, occupati: 4 },
      { posti: 5, occupati: 4 },
    ];
    const { valore } = pubblicaConteggio(8);
    const { violazioni } = await audita(modelloDi(rete, [{ tipo: 'ARROTONDATA', valore: valore!, soglie: SOGLIE }]));
    expect(violazioni.map(({ id, minimo, massimo }) => [id, minimo, massimo])).toEqual([
      ['0', 4, 4],
      ['1', 4, 4],
      ['tutte', 8, 8],
    ]);
  });
});

/** The auditor knows intervals as counts that were rounded: to a base as wide as they are. */
const tra = (minimo: number, massimo: number): Forma => {
  const base = massimo - minimo + 1;
  return { tipo: 'ARROTONDATA', valore: minimo + base / 2, soglie: { minimo, base } };
};

const fino = (posti: number, { massimo }: FasciaPosti): number => massimo ?? possibili(posti).at(-1)!;

const estremiDi = (rete: readonly Unita[]) => ({
  minimo: rete.reduce((sum, { posti, occupati }) => sum + fasciaDi(posti, occupati).minimo, 0),
  massimo: rete.reduce((sum, { posti, occupati }) => sum + fino(posti, fasciaDi(posti, occupati)), 0),
});

function modelloDi(rete: readonly Unita[], forme: readonly Forma[]): Modello {
  const incognita = (id: string, sue: readonly Forma[]): Incognita => ({
    ...{ id, cubo: 'posti', cella: id, contributore: null, forme: sue, vero: null },
  });
  const parti = rete.map(({ posti, occupati }, n) => {
    const fascia = fasciaDi(posti, occupati);
    return incognita(String(n), [tra(fascia.minimo, fino(posti, fascia))]);
  });
  return {
    incognite: [...parti, incognita('tutte', forme)],
    somme: [{ intero: 'tutte', parti: parti.map(({ id }) => id) }],
  };
}
