import fc from 'fast-check';
import { condizione, TIPI, VOCABOLARIO } from './espressioni.fixtures.js';
import { vociDi } from './menzioni.js';
import { compare, fraction, fromNumber, type Razionale, toDecimal } from './razionale.js';
import { type Espressione, leggiEspressione } from './sintassi.js';
import { tipoDiEspressione } from './tipi.js';
import { type Lettura, logico, type Quando, valuta } from './valutazione.js';
import {
  between,
  CAUSA,
  exactly,
  FALSO,
  isDecided,
  logico as truth,
  undecided,
  unknown,
  type Valore,
  VERO,
} from './valore.js';

const read = (testo: string): Espressione => {
  const esito = leggiEspressione(testo);
  if (!esito.ok) {
    throw new Error(esito.errore.messaggio);
  }
  return esito.espressione;
};

/** What each voce may be, this year and last: known, suppressed, or not known for a reason. */
type Quadro = ReadonlyMap<string, Valore>;

const keyOf = (codice: string, quando: Quando): string => `${quando} ${codice}`;
const letturaDi = (quadro: Quadro): Lettura => {
  const leggi = (codice: string, quando: Quando): Valore => quadro.get(keyOf(codice, quando))!;
  return { leggi, leggiComE: leggi };
};

const causa = fc.constantFrom(...Object.values(CAUSA));
const valoreNumero: fc.Arbitrary<Valore> = fc.oneof(
  fc.integer({ min: -20, max: 200 }).map((n) => exactly(fraction(BigInt(n)))),
  fc.constant(between(fraction(0n), fraction(4n))),
  causa.map(unknown),
);
const valoreLogico: fc.Arbitrary<Valore> = fc.oneof(fc.boolean().map(truth), causa.map(undecided));
const quadro: fc.Arbitrary<Quadro> = fc
  .tuple(...[...TIPI].flatMap(([, tipo]) => [1, 2].map(() => (tipo.tipo === 'numero' ? valoreNumero : valoreLogico))))
  .map((valori) => {
    const chiavi = [...TIPI.keys()].flatMap((codice) => [keyOf(codice, 'ORA'), keyOf(codice, 'PRIMA')]);
    return new Map(chiavi.map((chiave, i) => [chiave, valori[i]!]));
  });

/** Every way in which the suppressed counts may be, one number each. */
function completions(dato: Quadro, espressione: Espressione): Quadro[] {
  const usate = new Set(vociDi(espressione).map(({ codice, quando }) => keyOf(codice, quando)));
  const sospese = [...dato].filter(
    ([chiave, valore]) => usate.has(chiave) && valore.tipo === 'numero' && compare(valore.min, valore.max) !== 0,
  );
  return sospese.reduce<Quadro[]>(
    (quadri, [chiave]) =>
      quadri.flatMap((uno) => [0n, 1n, 2n, 3n, 4n].map((n) => new Map(uno).set(chiave, exactly(fraction(n))))),
    [dato],
  );
}

describe('evaluation', () => {
  const is = (testo: string, valori: Readonly<Record<string, number>>): boolean | null => {
    const lettura = letturaDi(
      new Map(Object.entries(valori).map(([voce, n]) => [keyOf(voce, 'ORA'), exactly(fromNumber(n)!)])),
    );
    const esito = logico(read(testo), lettura);
    return isDecided(esito) ? esito.puoVero : null;
  };

  test('computes what people would', () => {
    expect(is('minori = uno + due - tre', { minori: 746, uno: 700, due: 120, tre: 74 })).toBe(true);
    expect(is('a / b * c = a', { a: 10, b: 3, c: 3 })).toBe(true);
    expect(is('a + b = 0.3', { a: 0.1, b: 0.2 })).toBe(true);
    expect(is('tra(a, 0, 100) e non tra(a, 0, 99.99)', { a: 100 })).toBe(true);
    expect(is('quasi(a, b, 0.5)', { a: 10, b: 10.5 })).toBe(true);
    expect(is('quasi(a, b, 0.5)', { a: 10, b: 10.51 })).toBe(false);
    expect(is('percentuale(a, b) = 25', { a: 1, b: 4 })).toBe(true);
    expect(is('arrotonda(a / b, 1) = 87.7', { a: 8158, b: 93 })).toBe(true);
    expect(is('minore(a, b, 3) = 2 e maggiore(a, b, 3) = 7', { a: 2, b: 7 })).toBe(true);
    expect(is('assoluto(a - b) = 5', { a: 2, b: 7 })).toBe(true);
    expect(is('(se a > 1 allora b altrimenti 0) = 7', { a: 2, b: 7 })).toBe(true);
    expect(is('a / b > 0', { a: 2, b: 0 })).toBeNull();
  });

  test('a condition is settled as soon as one side settles it', () => {
    const manca = undecided(CAUSA.MANCA);
    const lettura = (protocollo: Valore): Lettura => ({
      leggi: (codice) => (codice === 'protocollo' ? protocollo : unknown(CAUSA.MANCA)),
      leggiComE: () => unknown(CAUSA.MANCA),
    });
    expect(logico(read('protocollo e minori > 0'), lettura(FALSO))).toEqual(FALSO);
    expect(logico(read('protocollo o minori > 0'), lettura(VERO))).toEqual(VERO);
    expect(logico(read('se protocollo allora minori > 0'), lettura(FALSO))).toEqual(VERO);
    expect(logico(read('protocollo e minori > 0'), lettura(VERO))).toEqual(manca);
    expect(logico(read('minori = minori'), lettura(VERO))).toEqual(manca);
  });

  test('the generated conditions are well typed, and well typed never throws', () => {
    fc.assert(
      fc.property(condizione, quadro, (espressione, dato) => {
        const { tipo, errori } = tipoDiEspressione(espressione, VOCABOLARIO);
        fc.pre(!errori.some(({ messaggio }) => messaggio.includes('troppo lunghi') || messaggio.includes('per zero')));
        expect({ tipo, errori }).toEqual({ tipo: { tipo: 'logico' }, errori: [] });
        const esito = logico(espressione, letturaDi(dato));
        expect(esito.puoVero || esito.puoFalso).toBe(true);
        expect(isDecided(esito) && esito.cause !== 0).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  test('what holds for the intervals holds for every value in them', () => {
    let decise = 0;
    fc.assert(
      fc.property(condizione, quadro, (espressione, dato) => {
        const insieme = logico(espressione, letturaDi(dato));
        const casi = completions(dato, espressione);
        fc.pre(casi.length > 1 && casi.length <= 125);
        for (const caso of casi) {
          const esito = logico(espressione, letturaDi(caso));
          expect(esito.puoVero && !insieme.puoVero).toBe(false);
          expect(esito.puoFalso && !insieme.puoFalso).toBe(false);
        }
        decise += isDecided(insieme) ? 1 : 0;
      }),
      { numRuns: 400 },
    );
    expect(decise).toBeGreaterThan(20);
  });

  test('a sum of intervals is as wide as its parts, and a quotient that may divide by zero is not known', () => {
    const lettura: Lettura = {
      leggi: () => between(fraction(0n), fraction(4n)),
      leggiComE: () => between(fraction(0n), fraction(4n)),
    };
    const width = (testo: string): readonly [string, string] | string => {
      const valore = valuta(read(testo), lettura);
      const write = (n: Razionale): string => toDecimal(n)!;
      return valore.tipo === 'numero' ? [write(valore.min), write(valore.max)] : valore.tipo;
    };
    expect(width('minori + nuovi')).toEqual(['0', '8']);
    expect(width('minori - nuovi')).toEqual(['-4', '4']);
    expect(width('(minori - 2) * nuovi')).toEqual(['-8', '8']);
    expect(width('assoluto(minori - 2)')).toEqual(['0', '2']);
    expect(width('10 / (minori + 1)')).toEqual(['2', '10']);
    expect(width('10 / minori')).toBe('ignoto');
    expect(width('arrotonda(minori / 3)')).toEqual(['0', '1']);
  });
});
