import fc from 'fast-check';
import { testoDefinizione } from './impronta.js';
import { definizionePer } from './rilevazione.js';
import { dati, pacchetto, problemi, regola, rilevazione, versione, voce } from './rilevazione.fixtures.js';
import { esamina } from './verifica.js';
import { serializzaViolazioni } from './violazione.js';

const ab = versione([voce('a'), voce('b')]);
const aSottoB = (codice: string, more = {}) =>
  regola(codice, 'a <= b', { passa: { valori: { a: 1, b: 2 } }, viola: { valori: { a: 3, b: 2 } } }, more);

describe('what a definition must be', () => {
  test('a sound one is read', () => {
    expect(problemi([ab], [pacchetto(2020, [aSottoB('PR-01')])])).toEqual([]);
  });

  test('a field that nobody knows is refused, with its place', () => {
    const [v] = ab.sezioni[0]!.voci;
    expect(problemi([versione([{ ...v!, minmo: 3 } as never])])).toEqual([
      expect.stringMatching(/^versione 1, sezioni\.0\.voci\.0: .*minmo/),
      'versioni: non ce n’è nessuna: senza voci non si raccoglie niente',
    ]);
  });

  test('everything wrong in a version is said at once', () => {
    const storta = versione([
      voce('a', { unita: 'metri' }),
      voce('a'),
      voce('tra'),
      voce('c', { minimo: 5, massimo: 1 }),
      voce('d', { tipo: 'DECIMALE', contaPersone: true }),
      voce('e1', { tipo: 'TESTO', unita: 'persone' }),
      voce('f', { formula: 'c + zeta', obbligatoria: true }),
      voce('g', { formula: 'h + 1' }),
      voce('h', { formula: 'g + 1' }),
      voce('i', { formula: 'c + ' }),
      voce('l', { formula: 'c / 2' }),
      voce('m', { formula: 'c > 1' }),
      voce('n', { formula: 'precedente(c)' }),
      voce('p', { formula: 'c', unita: 'nuclei' }),
    ]);
    expect(problemi([storta]).map((problema) => problema.replace('prova, versione 1, ', ''))).toEqual([
      "voce a: l'unità metri non esiste",
      'voce a: il codice è ripetuto: ogni voce ha il suo',
      'voce tra: è una parola delle regole: scegli un altro codice',
      'voce c: il minimo supera il massimo',
      'voce d: manca il numero di decimali',
      'voce d: chi conta persone conta interi',
      "voce e1: l'unità è solo per i numeri",
      'voce f: una voce calcolata non si chiede: non può essere obbligatoria',
      "voce i: formula, posizione 4: l'espressione finisce qui: manca una voce, un numero o una parentesi aperta",
      'voce g: la formula usa sé stessa: g → h → g',
      'voce f: formula, posizione 5: la voce zeta non esiste',
      'voce l: la formula può dare decimali e la voce è un intero: usa arrotonda',
      'voce m: la formula non dà un numero',
      "voce n: la formula usa l'anno prima: una voce si calcola solo con voci dello stesso anno",
      'voce p: la formula dà persone, la voce è in nuclei',
    ]);
  });

  test('everything wrong in the rules is said at once', () => {
    const storte = pacchetto(2020, [
      regola('PR-01', 'a + ore_erogate = 1', { passa: { valori: { a: 1 } }, viola: { valori: { a: 2 } } }),
      regola('PR-02', 'a <=', { passa: { valori: { a: 1 } }, viola: { valori: { a: 2 } } }),
      regola('PR-03', 'a + b', { passa: { valori: { a: 1 } }, viola: { valori: { a: 2 } } }),
      regola('PR-04', 'b > 0', { passa: { valori: { a: 1, b: 1 } }, viola: { valori: { a: 1, b: 0 } } }),
      aSottoB('PR-05', { al: 2019 }),
      aSottoB('PR-06'),
      aSottoB('PR-06'),
    ]);
    expect(problemi([ab], [storte])).toEqual([
      "prova, regole 2020, PR-02: posizione 5: l'espressione finisce qui: manca una voce, un numero o una parentesi aperta",
      "prova, regole 2020, PR-04: la voce a, su cui si segnala, non è nell'espressione",
      'prova, regole 2020, PR-05: finisce nel 2019, prima di cominciare nel 2020',
      'prova, regole 2020: PR-06 esiste già: un codice vuol dire sempre la stessa regola',
      'prova, PR-01: versione 1, posizione 5: la voce ore_erogate non esiste',
      "prova, PR-03: versione 1: l'espressione dà un valore e non una condizione, vera o falsa",
      'prova, PR-05: non vale in nessun anno in cui la rilevazione si fa',
    ]);
  });

  test('examples are run: one must pass, one must fail, and neither may be skipped', () => {
    const con = (passa: object, viola: object) =>
      problemi(
        [ab],
        [pacchetto(2020, [aSottoB('PR-01', { esempi: { passa: { valori: passa }, viola: { valori: viola } } })])],
      );
    expect(con({ a: 1, b: 2 }, { a: 3, b: 2 })).toEqual([]);
    expect(con({ a: 3, b: 2 }, { a: 1, b: 2 })).toEqual([
      'prova, PR-01: esempio passa: con questi valori la regola risulta VIOLATA',
      'prova, PR-01: esempio viola: con questi valori la regola risulta RISPETTATA',
    ]);
    expect(con({ a: 1 }, { a: 3, b: 2 })).toEqual([
      'prova, PR-01: esempio passa: con questi valori la regola risulta NON_VERIFICATA',
    ]);
    expect(con({ a: 1.5, b: 2 }, { a: 3, c: 2 })).toEqual([
      'prova, PR-01: esempio passa: Voce a (a): 1,5 non va bene: serve un numero senza decimali.',
      "prova, PR-01: esempio viola: La voce c non c'è in questa rilevazione: togli la riga.",
    ]);
  });

  test('a warning stands where its note can be written', () => {
    const calcolata = versione([voce('a'), voce('b', { formula: 'a + 1' })]);
    const esempi = { passa: { valori: { a: 1 } }, viola: { valori: { a: 9 } } };
    expect(
      problemi([calcolata], [pacchetto(2020, [regola('PR-01', 'b < 5', esempi, { voce: 'b', gravita: 'AVVISO' })])]),
    ).toEqual([
      "prova, PR-01: l'avviso è sulla voce calcolata b: mettilo su una voce che si compila, dove si può scrivere la nota",
    ]);
  });
});

describe('history', () => {
  const seconda = versione([voce('a'), voce('c')], { versione: 2, dal: 2022 });

  test('a version holds until the next begins, or until the collection ends', () => {
    const storia = rilevazione([seconda, ab]);
    expect([2019, 2020, 2021, 2022, 2030].map((anno) => definizionePer(storia, anno)?.versione ?? null)).toEqual([
      null,
      1,
      1,
      2,
      2,
    ]);
    expect(definizionePer(rilevazione([versione([voce('a')], { al: 2021 })]), 2022)).toBeNull();
  });

  test('a voce that a later version drops may not be used by a rule that still holds then', () => {
    const problema = 'prova, PR-01: versione 2, posizione 6: la voce b non esiste';
    expect(problemi([ab, seconda], [pacchetto(2020, [aSottoB('PR-01')])])).toEqual([problema]);
    expect(problemi([ab, seconda], [pacchetto(2020, [aSottoB('PR-01', { al: 2021 })])])).toEqual([]);
    const ritirata = pacchetto(2022, [], [{ codice: 'PR-01', motivo: 'La voce b non si chiede più.' }]);
    expect(problemi([ab, seconda], [pacchetto(2020, [aSottoB('PR-01')]), ritirata])).toEqual([]);
  });

  test('a rule on last year waits until last year was asked', () => {
    const esempi = {
      passa: { valori: { c: 1 }, precedenti: { c: 1 } },
      viola: { valori: { c: 1 }, precedenti: { c: 2 } },
    };
    const suC = regola('PR-02', 'precedente(c) = c', esempi);
    expect(problemi([ab, seconda], [pacchetto(2022, [suC])])).toEqual([
      "prova, PR-02: versione 2, posizione 12: la voce c non c'era l'anno prima: la regola può partire l'anno dopo",
    ]);
    expect(problemi([ab, seconda], [pacchetto(2023, [suC])])).toEqual([]);
  });

  test('a rule is replaced from a year on, under a new code', () => {
    const prima = pacchetto(2020, [aSottoB('PR-01')]);
    const dopo = pacchetto(2022, [
      regola(
        'PR-02',
        'a < b',
        { passa: { valori: { a: 1, b: 2 } }, viola: { valori: { a: 2, b: 2 } } },
        { sostituisce: 'PR-01' },
      ),
    ]);
    const storia = rilevazione([ab], [dopo, prima]);
    const codici = (anno: number) => definizionePer(storia, anno)!.regole.map(({ codice }) => codice);
    expect([codici(2021), codici(2022)]).toEqual([['PR-01'], ['PR-02']]);
    expect(problemi([ab], [prima, pacchetto(2021, [], [{ codice: 'PR-09', motivo: 'Prova.' }])])).toEqual([
      "prova, regole 2021: ritira PR-09, che in quell'anno non vale",
    ]);
  });

  test('versions and packs stand in a line', () => {
    expect(problemi([ab, versione([voce('a')], { versione: 2, dal: 2020 })])).toHaveLength(1);
    expect(problemi([ab, versione([voce('a')], { versione: 1, dal: 2022 })])).toHaveLength(1);
    expect(problemi([versione([voce('a')], { al: 2022 }), seconda])).toHaveLength(1);
    expect(problemi([ab], [pacchetto(2020, []), pacchetto(2020, [])])).toEqual([
      'regole 2020: ci sono due pacchetti per lo stesso anno: uniscili',
    ]);
    expect(problemi([ab, { ...seconda, rilevazione: 'altra' }])).toEqual([
      'file: sono di rilevazioni diverse: prova, altra',
    ]);
  });

  /** Rules that may come, each with the examples that its bound needs. */
  const limite = fc.record({ n: fc.integer({ min: 1, max: 90 }), segno: fc.constantFrom('<=', '>=') });
  const nuova = (codice: string, { n, segno }: { n: number; segno: string }) => {
    const [passa, viola] = segno === '<=' ? [0, n + 1] : [n, 0];
    return regola(codice, `a ${segno} ${n}`, { passa: { valori: { a: passa } }, viola: { valori: { a: viola } } });
  };

  test('whatever is added for later years changes no earlier result', () => {
    const aggiunte = fc.record({
      regole: fc.array(limite, { maxLength: 4 }),
      ritira: fc.boolean(),
      voci: fc.uniqueArray(fc.constantFrom('b', 'c', 'd'), { maxLength: 3 }),
      conVersione: fc.boolean(),
    });
    const risposte = fc.dictionary(
      fc.constantFrom('a', 'b', 'c'),
      fc.oneof(fc.nat({ max: 100 }), fc.constantFrom('NON_PERVENUTO', 'NON_DOVUTO', 'SOPPRESSO')),
    );
    const iniziali = [
      pacchetto(2020, [nuova('PR-01', { n: 40, segno: '<=' })]),
      pacchetto(2021, [nuova('PR-02', { n: 10, segno: '>=' })]),
    ];
    const prima = rilevazione([ab], iniziali);
    fc.assert(
      fc.property(aggiunte, risposte, risposte, ({ regole, ritira, voci, conVersione }, valori, precedenti) => {
        const codici = regole.map((limiti, i) => nuova(`PR-${50 + i}`, limiti));
        const futuro = pacchetto(2022, codici, ritira ? [{ codice: 'PR-01', motivo: 'Prova.' }] : []);
        const versioni = conVersione
          ? [ab, versione([voce('a'), ...voci.map((codice) => voce(codice))], { versione: 2, dal: 2022 })]
          : [ab];
        const dopo = rilevazione(versioni, [...iniziali, futuro]);
        for (const anno of [2020, 2021]) {
          const [vecchia, stessa] = [definizionePer(prima, anno)!, definizionePer(dopo, anno)!];
          expect(testoDefinizione(stessa)).toBe(testoDefinizione(vecchia));
          const [x, y] = [vecchia, stessa].map((uno) => esamina(uno, dati(valori as never), dati(precedenti as never)));
          expect(serializzaViolazioni(y!.violazioni)).toBe(serializzaViolazioni(x!.violazioni));
          expect(y!.nonVerificate).toEqual(x!.nonVerificate);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('the fingerprint tells a rule edited in place', () => {
    const con = (espressione: string) =>
      testoDefinizione(
        definizionePer(
          rilevazione(
            [ab],
            [
              pacchetto(2020, [
                regola('PR-01', espressione, { passa: { valori: { a: 1, b: 2 } }, viola: { valori: { a: 3, b: 2 } } }),
              ]),
            ],
          ),
          2020,
        )!,
      );
    expect(con('a <= b')).not.toBe(con('a < b'));
    expect(con('a <= b')).toBe(con('a <= b'));
  });
});
