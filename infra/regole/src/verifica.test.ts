import fc from 'fast-check';
import { type FileRegola, STATI_VALORE, type StatoValore } from './formato.js';
import { condizione, nuda } from './lessico/espressioni.fixtures.js';
import { vociDi } from './lessico/menzioni.js';
import { leggiEspressione } from './lessico/sintassi.js';
import { stampaEspressione } from './lessico/stampa.js';
import { dati, definizione, pacchetto, regola, versione, voce } from './rilevazione.fixtures.js';
import type { DefinizioneAnnuale } from './rilevazione.js';
import type { Dato } from './valori.js';
import { calcola, esamina, impedimenti, verifica } from './verifica.js';
import { serializzaViolazioni } from './violazione.js';

const BILANCIO = 'fine = inizio + nuovi - chiusi';
const bilancio = (more: Partial<FileRegola> = {}): FileRegola =>
  regola(
    'PR-01',
    BILANCIO,
    {
      passa: { valori: { fine: 12, inizio: 10, nuovi: 5, chiusi: 3 } },
      viola: { valori: { fine: 13, inizio: 10, nuovi: 5, chiusi: 3 } },
    },
    more,
  );
const voci = ['inizio', 'nuovi', 'chiusi', 'fine'].map((codice) => voce(codice));
const con = (regole: readonly FileRegola[], altre = voci): DefinizioneAnnuale =>
  definizione([versione(altre)], [pacchetto(2020, regole)]);

const codici = (d: DefinizioneAnnuale, valori: Parameters<typeof dati>[0], precedenti?: Parameters<typeof dati>[0]) =>
  verifica(d, dati(valori), precedenti && dati(precedenti)).map(({ regola: codice }) => codice);

describe('rules on figures', () => {
  test('a violation names rule and voce, and shows the figures it saw', () => {
    expect(verifica(con([bilancio()]), dati({ fine: 8158, inizio: 10, nuovi: 5, chiusi: 0 }))).toEqual([
      {
        regola: 'PR-01',
        voce: 'fine',
        gravita: 'ERRORE',
        messaggio: 'Regola PR-01. [Voce fine: 8.158; Voce inizio: 10; Voce nuovi: 5; Voce chiusi: 0]',
        visti: [
          { voce: 'fine', anno: 2021, stato: 'VALORE', valore: '8.158' },
          { voce: 'inizio', anno: 2021, stato: 'VALORE', valore: '10' },
          { voce: 'nuovi', anno: 2021, stato: 'VALORE', valore: '5' },
          { voce: 'chiusi', anno: 2021, stato: 'ZERO', valore: '0' },
        ],
      },
    ]);
  });

  test.each([
    ['SALTA', { fine: 13, inizio: 10 }, [], ['VALORI_MANCANTI']],
    ['COME_ZERO', { fine: 13, inizio: 10 }, ['PR-01'], []],
    ['COME_ZERO', { fine: 10, inizio: 10 }, [], []],
    ['VIOLA', { fine: 10, inizio: 10 }, ['PR-01'], []],
  ] as const)('what is missing, with %s and %j', (mancanti, valori, violate, motivi) => {
    const { violazioni, nonVerificate } = esamina(con([bilancio({ mancanti })]), dati(valori));
    expect(violazioni.map(({ regola: codice }) => codice)).toEqual(violate);
    expect(nonVerificate.map(({ motivo }) => motivo)).toEqual(motivi);
  });

  test.each(['SALTA', 'COME_ZERO', 'VIOLA'] as const)('what nobody owes never violates, with %s', (mancanti) => {
    const d = con([bilancio({ mancanti })]);
    for (const stato of ['NON_DOVUTO', 'NON_APPLICABILE'] as const) {
      const { violazioni, nonVerificate } = esamina(d, dati({ fine: 13, inizio: 10, nuovi: stato, chiusi: 3 }));
      expect(violazioni).toEqual([]);
      expect(nonVerificate).toEqual([
        {
          regola: 'PR-01',
          voce: 'fine',
          motivo: 'VALORI_NON_DOVUTI',
          messaggio: 'Non controllata: un valore non è dovuto, o non è ancora approvato (Voce nuovi).',
        },
      ]);
    }
  });

  test('VIOLA speaks only where the rule is known to apply', () => {
    const esempi = {
      passa: { valori: { nuovi: 1, inizio: 5 } },
      viola: { valori: { nuovi: 1, inizio: 'NON_PERVENUTO' as const } },
    };
    const d = con([regola('PR-02', 'se nuovi > 0 allora inizio > 0', esempi, { mancanti: 'VIOLA' })]);
    expect(codici(d, { nuovi: 3 })).toEqual(['PR-02']);
    expect(codici(d, { nuovi: 0 })).toEqual([]);
    expect(codici(d, {})).toEqual([]);
    expect(esamina(d, []).nonVerificate.map(({ regola: codice }) => codice)).toEqual(['PR-02']);
  });

  test('a suppressed count is any of 0 to 4: a rule is broken when none of them satisfies it', () => {
    const d = con([bilancio()]);
    expect(codici(d, { fine: 14, inizio: 10, nuovi: 'SOPPRESSO', chiusi: 0 })).toEqual([]);
    expect(codici(d, { fine: 15, inizio: 10, nuovi: 'SOPPRESSO', chiusi: 0 })).toEqual(['PR-01']);
    expect(codici(d, { fine: 18, inizio: 10, nuovi: 'SOPPRESSO', chiusi: 'SOPPRESSO' })).toEqual(['PR-01']);
    const [violazione] = verifica(d, dati({ fine: 15, inizio: 10, nuovi: 'SOPPRESSO', chiusi: 0 }));
    expect(violazione!.messaggio).toContain('Voce nuovi: da 0 a 4');
    expect(violazione!.visti[2]).toEqual({ voce: 'nuovi', anno: 2021, stato: 'SOPPRESSO', valore: 'da 0 a 4' });
  });

  test('one suppressed count named twice is the same count', () => {
    const esempi = { passa: { valori: { nuovi: 1, chiusi: 0 } }, viola: { valori: { nuovi: 1, chiusi: 1 } } };
    const d = con([regola('PR-02', 'nuovi - nuovi = chiusi', esempi)]);
    expect(codici(d, { nuovi: 'SOPPRESSO', chiusi: 3 })).toEqual(['PR-02']);
    expect(codici(d, { nuovi: 'SOPPRESSO', chiusi: 'SOPPRESSO' })).toEqual([]);
  });

  test('with a suppressed count that may satisfy a rule, what is missing violates nothing', () => {
    const esempi = { passa: { valori: { nuovi: 3, chiusi: 0 } }, viola: { valori: { nuovi: 1, chiusi: 0 } } };
    const d = con([regola('PR-02', 'nuovi > 2 o chiusi > 0', esempi, { mancanti: 'VIOLA' })]);
    expect(codici(d, { nuovi: 'SOPPRESSO' })).toEqual([]);
    expect(codici(d, { nuovi: 1 })).toEqual(['PR-02']);
  });

  test('rules across years read what was approved, and are silent where nothing was', () => {
    const esempi = {
      passa: { valori: { inizio: 7 }, precedenti: { fine: 7 } },
      viola: { valori: { inizio: 7 }, precedenti: { fine: 8 } },
    };
    const d = definizione(
      [versione(voci)],
      [pacchetto(2021, [regola('PR-03', 'precedente(fine) = inizio', esempi, { mancanti: 'VIOLA' })])],
    );
    expect(codici(d, { inizio: 7 }, { fine: 8 })).toEqual(['PR-03']);
    expect(codici(d, { inizio: 7 }, { fine: 7 })).toEqual([]);
    expect(codici(d, { inizio: 7 }, { fine: 'NON_PERVENUTO' })).toEqual(['PR-03']);
    expect(codici(d, { inizio: 7 })).toEqual([]);
    const [violazione] = verifica(d, dati({ inizio: 7 }), dati({ fine: 8 }));
    expect(violazione!.messaggio).toContain('[Voce fine nel 2020: 8; Voce inizio: 7]');
    expect(violazione!.visti[0]).toMatchObject({ voce: 'fine', anno: 2020 });
  });
});

describe('figures one by one', () => {
  const d = con(
    [],
    [
      voce('minori', { obbligatoria: true, minimo: 1, massimo: 900 }),
      voce('ore', { tipo: 'DECIMALE', unita: 'ore', decimali: 2, minimo: 0 }),
      voce('quota', { tipo: 'PERCENTUALE', unita: 'percentuale', decimali: 1, minimo: 0, massimo: 100 }),
      voce('protocollo', { tipo: 'SI_NO' }),
      voce('parole', { tipo: 'TESTO' }),
      voce('doppio', { formula: 'minori * 2' }),
    ],
  );
  const uno = (dato: Dato): string[] => {
    const minori: Dato[] = dato.voce === 'minori' ? [] : [{ voce: 'minori', stato: 'VALORE', valore: 5 }];
    const violazioni = verifica(d, [...minori, dato]);
    return violazioni.map(({ regola: codice, messaggio, gravita }) => `${gravita} ${codice} ${messaggio}`);
  };

  test.each<[Dato, string]>([
    [
      { voce: 'minori', stato: 'VALORE', valore: 901 },
      'ERRORE INTERVALLO Voce minori (minori): il valore è 901, deve essere almeno 1 e al massimo 900. Controlla che non sia un errore.',
    ],
    [{ voce: 'minori', stato: 'ZERO' }, 'ERRORE INTERVALLO Voce minori (minori): il valore è 0'],
    [
      { voce: 'minori', stato: 'VALORE', valore: 1.5 },
      'ERRORE TIPO Voce minori (minori): 1,5 non va bene: serve un numero senza decimali.',
    ],
    [{ voce: 'minori', stato: 'VALORE', valore: NaN }, 'ERRORE TIPO'],
    [
      { voce: 'minori', stato: 'VALORE', valore: 10 ** 9 },
      'ERRORE TIPO Voce minori (minori): il numero è troppo grande',
    ],
    [
      { voce: 'minori', stato: 'VALORE' },
      'ERRORE STATO Voce minori (minori): lo stato è VALORE ma il valore manca: scrivilo.',
    ],
    [
      { voce: 'minori', stato: 'ZERO', valore: 3 },
      "ERRORE STATO Voce minori (minori): lo stato è ZERO ma c'è un altro valore",
    ],
    [
      { voce: 'minori', stato: 'SOPPRESSO', valore: 3 },
      "ERRORE STATO Voce minori (minori): lo stato è SOPPRESSO ma c'è un valore",
    ],
    [
      { voce: 'minori', stato: 'NON_PERVENUTO' },
      'ERRORE OBBLIGATORIA Voce minori (minori): serve un valore; se non lo hai, scrivi nella nota perché.',
    ],
    [{ voce: 'minori', stato: 'NON_APPLICABILE' }, 'ERRORE OBBLIGATORIA'],
    [
      { voce: 'minori', stato: 'NON_PERVENUTO', nota: 'Archivio perso.' },
      'AVVISO OBBLIGATORIA Voce minori (minori): manca il valore; la nota dice perché.',
    ],
    [
      { voce: 'ore', stato: 'VALORE', valore: 1.234 },
      'ERRORE TIPO Voce ore (ore): 1,234 non va bene: serve un numero con al massimo 2 decimali.',
    ],
    [
      { voce: 'ore', stato: 'SOPPRESSO' },
      'ERRORE STATO Voce ore (ore): si sopprime solo un conteggio di persone: scrivi il valore.',
    ],
    [{ voce: 'quota', stato: 'VALORE', valore: 101 }, 'ERRORE INTERVALLO'],
    [
      { voce: 'protocollo', stato: 'VALORE', valore: 2 },
      'ERRORE TIPO Voce protocollo (protocollo): si risponde sì (1) o no (0).',
    ],
    [{ voce: 'parole', stato: 'VALORE', testo: '  ' }, 'ERRORE STATO'],
    [
      { voce: 'doppio', stato: 'VALORE', valore: 11 },
      "ERRORE CALCOLATA Voce doppio (doppio): il calcolo dà 10, qui c'è 11: correggi le voci da cui si calcola. (minori * 2)",
    ],
    [
      { voce: 'minoru', stato: 'VALORE', valore: 1 },
      "ERRORE VOCE_SCONOSCIUTA La voce minoru non c'è in questa rilevazione: forse è minori.",
    ],
  ])('%j', (dato, atteso) => {
    const trovate = uno(dato);
    expect(trovate).toHaveLength(1);
    expect(trovate[0]).toContain(atteso);
  });

  test.each<Dato>([
    { voce: 'minori', stato: 'VALORE', valore: 900 },
    { voce: 'minori', stato: 'SOPPRESSO' },
    { voce: 'minori', stato: 'NON_APPLICABILE', nota: 'Nessun servizio.' },
    { voce: 'ore', stato: 'VALORE', valore: 0.29 },
    { voce: 'quota', stato: 'VALORE', valore: 99.9 },
    { voce: 'protocollo', stato: 'ZERO' },
    { voce: 'parole', stato: 'VALORE', testo: 'Poche educatrici.' },
    { voce: 'doppio', stato: 'VALORE', valore: 10 },
  ])('%j is fine', (dato) => {
    expect(uno(dato)).toEqual([]);
  });

  test('a voce given twice is an error, and the first is judged', () => {
    const due = [...dati({ minori: 5 }), ...dati({ minori: 2_000 })];
    expect(verifica(d, due).map(({ regola: codice }) => codice)).toEqual(['VOCE_RIPETUTA']);
  });

  test('a figure that is wrong is not judged a second time by the rules', () => {
    const { violazioni, nonVerificate } = esamina(
      con([bilancio({ mancanti: 'VIOLA' })]),
      dati({ fine: 1.5, inizio: 1, nuovi: 1, chiusi: 1 }),
    );
    expect(violazioni.map(({ regola: codice }) => codice)).toEqual(['TIPO']);
    expect(nonVerificate.map(({ motivo }) => motivo)).toEqual(['VALORI_ERRATI']);
  });

  test('errors keep from sending, warnings only without a note', () => {
    const avviso = con([bilancio({ gravita: 'AVVISO' })]);
    const storti = { fine: 1, inizio: 10, nuovi: 5, chiusi: 3 };
    const senza = dati(storti);
    const annotati = dati(storti, 'Ricontato.');
    expect(impedimenti(verifica(avviso, senza), senza)).toHaveLength(1);
    expect(impedimenti(verifica(avviso, annotati), annotati)).toEqual([]);
    expect(impedimenti(verifica(con([bilancio()]), annotati), annotati)).toHaveLength(1);
  });
});

describe('calculated voci', () => {
  const formule = [
    voce('minori'),
    voce('nuclei', { unita: 'nuclei' }),
    voce('altri'),
    voce('media', {
      tipo: 'DECIMALE',
      unita: 'persone/nuclei',
      decimali: 2,
      formula: 'minori / nuclei',
      contaPersone: false,
    }),
    voce('totale', { formula: 'minori + altri' }),
    voce('doppio', { formula: 'totale * 2' }),
  ];
  const calcolati = (valori: Parameters<typeof dati>[0], ordine = formule) =>
    Object.fromEntries(
      calcola(con([], ordine), dati(valori)).map(({ voce: codice, stato, valore }) => [codice, valore ?? stato]),
    );

  test('have the decimals that they say, and the state that their parts give them', () => {
    expect(calcolati({ minori: 746, nuclei: 511, altri: 4 })).toEqual({ media: 1.46, totale: 750, doppio: 1500 });
    expect(calcolati({ minori: 0, nuclei: 0, altri: 0 })).toEqual({ media: 'NON_APPLICABILE', totale: 0, doppio: 0 });
    expect(calcolati({ minori: 7, nuclei: 2 })).toEqual({
      media: 3.5,
      totale: 'NON_PERVENUTO',
      doppio: 'NON_PERVENUTO',
    });
    expect(calcolati({ minori: 7, nuclei: 2, altri: 'NON_DOVUTO' })).toMatchObject({ totale: 'NON_APPLICABILE' });
    expect(calcolati({ minori: 7, nuclei: 2, altri: 'SOPPRESSO' })).toMatchObject({
      totale: 'SOPPRESSO',
      doppio: 'SOPPRESSO',
    });
  });

  test('come out the same whatever the order of voci and of figures', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(formule, { minLength: formule.length }),
        fc.record({
          minori: fc.nat(900),
          nuclei: fc.nat(400),
          altri: fc.oneof(fc.nat(9), fc.constant('SOPPRESSO' as const)),
        }),
        fc.boolean(),
        (ordine, valori, rovescia) => {
          const coppie = Object.entries(valori);
          const mischiati = Object.fromEntries(rovescia ? coppie.reverse() : coppie);
          expect(calcolati(mischiati, ordine)).toEqual(calcolati(valori));
        },
      ),
    );
  });

  test('a rule sees the parts through the sum: their suppressed counts are tried together', () => {
    const esempi = { passa: { valori: { minori: 1, altri: 2 } }, viola: { valori: { minori: 3, altri: -1 } } };
    const d = con([regola('PR-04', 'minori <= totale', esempi)], formule);
    expect(codici(d, { minori: 'SOPPRESSO', altri: 0 })).toEqual([]);
    expect(codici(d, { minori: 'SOPPRESSO', altri: -1 })).toEqual(['PR-04']);
  });

  test('also a rule that names only sums tries the suppressed counts inside them', () => {
    const esempi = { passa: { valori: { minori: 0, altri: 0 } }, viola: { valori: { minori: 0, altri: 1 } } };
    const d = con([regola('PR-04', 'doppio = totale', esempi, { voce: 'totale' })], formule);
    expect(codici(d, { minori: 'SOPPRESSO', altri: 1 })).toEqual(['PR-04']);
    expect(codici(d, { minori: 'SOPPRESSO', altri: 0 })).toEqual([]);
  });

  test('under COME_ZERO the parts count as zero, not the sum, and se_manca still decides for itself', () => {
    const esempi = { passa: { valori: { minori: 9, somma1: 9 } }, viola: { valori: { minori: 9, somma1: 8 } } };
    const d = con(
      [regola('PR-04', 'totale = somma1', esempi, { mancanti: 'COME_ZERO', voce: 'totale' })],
      [
        voce('minori'),
        voce('altri'),
        voce('totale', { formula: 'minori + altri + se_manca(altri, 7) - 7' }),
        voce('somma1'),
      ],
    );
    expect(codici(d, { minori: 9, somma1: 9 })).toEqual([]);
    expect(codici(d, { minori: 9, somma1: 2 })).toEqual(['PR-04']);
  });
});

/** Voci with the names and types of the generated expressions, and one rule that is any well-typed condition. */
const generata = [
  ...['minori', 'nuovi', 'chiusi'].map((codice) => voce(codice)),
  ...['educativa_ore', 'spazio_ore'].map((codice) => voce(codice, { tipo: 'DECIMALE', unita: 'ore', decimali: 2 })),
  voce('protocollo', { tipo: 'SI_NO' }),
  voce('criticita', { tipo: 'TESTO' }),
];
const base = con([], generata);
const stato: fc.Arbitrary<StatoValore> = fc.constantFrom(...STATI_VALORE);
const datoDi = (codice: string): fc.Arbitrary<Dato> =>
  fc.oneof(
    fc
      .oneof(
        fc.nat(60),
        fc.nat(6_000).map((n) => n / 100),
        fc.double(),
      )
      .map((valore): Dato => ({ voce: codice, stato: 'VALORE', valore })),
    fc.record({ voce: fc.constant(codice), stato, valore: fc.option(fc.nat(9)), testo: fc.option(fc.string()) }),
  );
const risposte: fc.Arbitrary<Dato[]> = fc.tuple(...[...generata.map(({ codice }) => codice), 'ignota'].map(datoDi));

const conRegola = (
  espressione: Parameters<typeof stampaEspressione>[0],
  mancanti: FileRegola['mancanti'],
): DefinizioneAnnuale => {
  const [menzione] = vociDi(espressione);
  return {
    ...base,
    moduloPrecedente: base.modulo,
    regole: [
      {
        codice: 'PR-99',
        voce: menzione?.codice ?? 'minori',
        espressione,
        testo: stampaEspressione(espressione),
        gravita: 'ERRORE',
        messaggio: 'Regola generata.',
        fonte: base.file.fonte,
        responsabile: 'Prova',
        mancanti,
        dal: 2020,
        al: null,
        esempi: { passa: { valori: {} }, viola: { valori: {} } },
        menzioni: vociDi(espressione),
      },
    ],
  };
};
const politica = fc.constantFrom('SALTA' as const, 'COME_ZERO' as const, 'VIOLA' as const);

describe('the engine', () => {
  test('answers to any answers, and says the same again', () => {
    fc.assert(
      fc.property(condizione, politica, risposte, fc.option(risposte), (espressione, mancanti, ora, prima) => {
        const d = conRegola(espressione, mancanti);
        const testo = serializzaViolazioni(verifica(d, ora, prima));
        expect(serializzaViolazioni(verifica(d, ora, prima))).toBe(testo);
        expect(JSON.parse(testo)).toEqual(verifica(d, ora, prima));
        const riletta = leggiEspressione(stampaEspressione(espressione));
        fc.pre(riletta.ok);
        expect(riletta.ok && nuda(riletta.espressione)).toEqual(nuda(espressione));
      }),
      { numRuns: 1_000 },
    );
  });

  test('orders by the form, whatever the order of figures and rules', () => {
    const d = con([bilancio(), bilancio({ codice: 'PR-07' }), bilancio({ codice: 'PR-05', voce: 'nuovi' })]);
    const storti = [...dati({ fine: 99, inizio: 10, nuovi: 5, chiusi: 3 }), ...dati({ zeta: 1, altra: 2 })];
    const attesi = ['nuovi PR-05', 'fine PR-01', 'fine PR-07', 'altra VOCE_SCONOSCIUTA', 'zeta VOCE_SCONOSCIUTA'];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(storti, { minLength: storti.length }),
        fc.shuffledSubarray([...d.regole], { minLength: 3 }),
        (mischiati, regole) => {
          const trovate = verifica({ ...d, regole }, mischiati);
          expect(trovate.map(({ voce: codice, regola: r }) => `${codice} ${r}`)).toEqual(attesi);
        },
      ),
    );
  });

  /** The meaning of suppression, said the slow way: every value of every suppressed count, one by one. */
  function bruteForce(d: DefinizioneAnnuale, ora: readonly Dato[], prima: readonly Dato[]): boolean {
    const usate = new Set(d.regole[0]!.menzioni.map(({ codice, quando }) => `${quando} ${codice}`));
    const tutti = [
      ...ora.map((dato) => ({ dato, quando: 'ORA' })),
      ...prima.map((dato) => ({ dato, quando: 'PRIMA' })),
    ];
    const indici = tutti.flatMap(({ dato, quando }, i) =>
      dato.stato === 'SOPPRESSO' && usate.has(`${quando} ${dato.voce}`) ? [i] : [],
    );
    fc.pre(indici.length <= 4);
    return Array.from({ length: 5 ** indici.length }, (_, caso) => {
      const completi = tutti.map(({ dato, quando }, i) => {
        const posto = indici.indexOf(i);
        return {
          quando,
          dato: posto < 0 ? dato : { ...dato, stato: 'VALORE' as const, valore: Math.floor(caso / 5 ** posto) % 5 },
        };
      });
      const di = (quando: string) => completi.filter((uno) => uno.quando === quando).map(({ dato }) => dato);
      return verifica(d, di('ORA'), di('PRIMA')).some(({ regola: codice }) => codice === 'PR-99');
    }).every((violata) => violata);
  }

  test('a rule is violated exactly when every value of its suppressed counts violates it', () => {
    const conta = (codice: string): fc.Arbitrary<Dato> =>
      fc.oneof(
        { weight: 2, arbitrary: fc.constant<Dato>({ voce: codice, stato: 'SOPPRESSO' }) },
        { weight: 2, arbitrary: fc.nat(9).map((valore): Dato => ({ voce: codice, stato: 'VALORE', valore })) },
        {
          weight: 1,
          arbitrary: fc
            .constantFrom('NON_PERVENUTO' as const, 'NON_DOVUTO' as const)
            .map((uno): Dato => ({ voce: codice, stato: uno })),
        },
      );
    const conteggi = fc.tuple(...['minori', 'nuovi', 'chiusi'].map(conta));
    const esiti = { violate: 0, salve: 0 };
    fc.assert(
      fc.property(condizione, politica, conteggi, conteggi, (espressione, mancanti, ora, prima) => {
        const d = conRegola(espressione, mancanti);
        const attesa = bruteForce(d, ora, prima);
        const trovata = verifica(d, ora, prima).some(({ regola: codice }) => codice === 'PR-99');
        expect(trovata).toBe(attesa);
        esiti[trovata ? 'violate' : 'salve'] += 1;
      }),
      { numRuns: 400 },
    );
    expect(Math.min(esiti.violate, esiti.salve)).toBeGreaterThan(30);
  });

  test('beyond four suppressed counts nobody is accused of what is not proven', () => {
    const sei = Array.from({ length: 6 }, (_, i) => voce(`v${i}`));
    const somma = `somma(${sei.map(({ codice }) => codice).join(', ')}) = totale`;
    const tutti = (valore: number) => Object.fromEntries(sei.map(({ codice }) => [codice, valore]));
    const esempi = { passa: { valori: { totale: 6, ...tutti(1) } }, viola: { valori: { totale: 7, ...tutti(1) } } };
    const d = con([regola('PR-08', somma, esempi)], [...sei, voce('totale')]);
    const soppressi = Object.fromEntries(sei.map(({ codice }) => [codice, 'SOPPRESSO' as const]));
    expect(codici(d, { ...soppressi, totale: 24 })).toEqual([]);
    expect(codici(d, { ...soppressi, totale: 25 })).toEqual(['PR-08']);
  });
});
