import fc from 'fast-check';
import { contesto, famiglia, famiglie, richiesta, unaFamiglia, unaRichiesta } from './abbinamento.fixtures.js';
import type { CodiceVincolo, FamigliaAffidataria, RichiestaAffido } from './abbinamento.type.js';
import { candidati, derogando, vincoloCheSblocca } from './candidati.js';
import { prossimaRelazione, scadenzaAffido } from './termini.js';
import { ammissibile, DEROGABILI, percheNo, VINCOLI } from './vincoli.js';

const codici = (r: RichiestaAffido, f: FamigliaAffidataria): CodiceVincolo[] =>
  percheNo(r, f, contesto).map(({ codice }) => codice);
const decreto = richiesta().decreto;
/** A fostering that ended with another one to come: 24 months from June 2024, a report due on the last of February. */
const precedente = {
  ...{ dal: '2024-06-01', inizio: '2025-01-01', fine: '2026-03-01', ultimaRelazione: '2025-08-31', prorogaMesi: 0 },
};

describe('why a family is not for a request', () => {
  test('nothing, when every constraint holds', () => {
    expect(percheNo(richiesta(), famiglia(), contesto)).toEqual([]);
  });

  test.each<[CodiceVincolo, RichiestaAffido, FamigliaAffidataria, string, string]>([
    ['RICHIESTA_APERTA', richiesta({ stato: 'IN_AFFIDO' }), famiglia(), 'richiesta in attesa', 'richiesta in affido'],
    [
      'GIA_PROPOSTA',
      richiesta({ famiglieProposte: ['F-1'] }),
      famiglia({ disponibilita: { posti: 3 } }),
      'una proposta alla volta',
      'proposta aperta',
    ],
    [
      'STATO_FAMIGLIA',
      richiesta(),
      famiglia({ stato: 'IN_VALUTAZIONE' }),
      'famiglia disponibile',
      'famiglia in valutazione',
    ],
    [
      'DISPONIBILITA_RICONFERMATA',
      richiesta(),
      famiglia({ disponibilita: { riconfermataIl: '2025-12-30' } }),
      'riconferma entro 60 giorni',
      'riconferma di 61 giorni fa',
    ],
    [
      'PERIODO_DISPONIBILITA',
      richiesta(),
      famiglia({ disponibilita: { al: '2026-02-28' } }),
      'accoglienza dal 01/03/2026',
      'dal 01/01/2025 al 28/02/2026',
    ],
    ['TIPO_AFFIDO', richiesta({ tipo: 'PRONTO_INTERVENTO' }), famiglia(), 'pronto intervento', 'residenziale'],
    ['ETA', richiesta({ eta: 3 }), famiglia({ disponibilita: { etaMin: 4, etaMax: 10 } }), '3 anni', 'da 4 a 10 anni'],
    ['POSTI', richiesta(), famiglia({ postiProposti: 1 }), '1 posto', '0 posti'],
    [
      'FRATELLI_INSIEME',
      richiesta({ fratelli: 1 }),
      famiglia({ disponibilita: { posti: 2 } }),
      '2 fratelli insieme',
      'un minore alla volta',
    ],
    [
      'BISOGNI_SPECIALI',
      richiesta({ bisogniSpeciali: true }),
      famiglia(),
      'bisogni speciali',
      'nessun bisogno speciale',
    ],
    [
      'DISTANZA_MASSIMA',
      richiesta(),
      famiglia({ comune: 'km31', disponibilita: { distanzaMaxKm: 30 } }),
      '31 km',
      'al massimo 30 km',
    ],
    ['VICINANZA', richiesta({ vicinoEntroKm: 10 }), famiglia({ comune: 'km11' }), 'entro 10 km', '11 km'],
    ['LONTANANZA', richiesta({ lontanoOltreKm: 20 }), famiglia({ comune: 'km19' }), 'ad almeno 20 km', '19 km'],
    [
      'INCOMPATIBILITA',
      richiesta({ famiglieIncompatibili: ['p-F-1'] }),
      famiglia(),
      'famiglia estranea al procedimento',
      'incompatibilità dichiarata',
    ],
    [
      'TITOLO',
      richiesta({ decreto: { ...decreto, natura: 'CONSENSUALE' } }),
      famiglia(),
      'atto del giudice tutelare, già emesso',
      'atto del tribunale per i minorenni del 10/01/2026',
    ],
    ['DURATA', richiesta({ decreto: { ...decreto, durataMesi: 25 } }), famiglia(), 'al massimo 24 mesi', '25 mesi'],
    [
      'RELAZIONE_SEMESTRALE',
      richiesta({ affidoPrecedente: precedente }),
      famiglia(),
      'relazione entro il 28/02/2026',
      'relazione non ancora fatta',
    ],
  ])('%s, with what is asked and what is offered', (codice, r, f, chiede, offre) => {
    const vincolo = VINCOLI.find((v) => v.codice === codice)!;
    const { frase, articolo, derogabile } = vincolo;
    expect(percheNo(r, f, contesto)).toEqual([{ codice, frase, articolo, derogabile, chiede, offre }]);
  });

  test('every violated constraint, not only the first', () => {
    const r = richiesta({ eta: 17, bisogniSpeciali: true, fratelli: 2, etaFratelli: [9, 12] });
    const f = famiglia({ stato: 'SOSPESA', disponibilita: { etaMax: 10 } });
    expect(codici(r, f)).toEqual(['STATO_FAMIGLIA', 'ETA', 'POSTI', 'FRATELLI_INSIEME', 'BISOGNI_SPECIALI']);
  });

  test('each constraint of the list can be violated, and names its article when it is law', () => {
    const legge = VINCOLI.filter(({ articolo }) => articolo !== null);
    expect(legge.map(({ codice, articolo }) => [codice, articolo])).toEqual([
      ['INCOMPATIBILITA', 'art. 2 c. 1.1 L. 184/1983'],
      ['TITOLO', 'art. 4 c. 1 e 2 L. 184/1983'],
      ['DURATA', 'art. 4 c. 4 L. 184/1983'],
      ['RELAZIONE_SEMESTRALE', 'art. 4 c. 3 L. 184/1983'],
    ]);
    expect(legge.filter(({ derogabile }) => derogabile)).toEqual([]);
  });

  test('the edges belong to what is allowed: the sixtieth day, the last day, the last kilometre, both ages', () => {
    const f = famiglia({
      comune: 'km30',
      disponibilita: { riconfermataIl: '2025-12-31', al: '2026-03-01', distanzaMaxKm: 30, etaMin: 7, etaMax: 9 },
    });
    const r = richiesta({ vicinoEntroKm: 30, lontanoOltreKm: 30 });
    expect([codici(r, f), codici({ ...r, eta: 9 }, f), codici({ ...r, eta: 10 }, f)]).toEqual([[], [], ['ETA']]);
  });

  test('the age of a sibling counts as the minor’s own', () => {
    const f = famiglia({ disponibilita: { posti: 2, fratelli: true, etaMax: 10 } });
    expect(codici(richiesta({ fratelli: 1, etaFratelli: [12] }), f)).toEqual(['ETA']);
  });

  test('a place that is taken, or held by an open proposal, is not free', () => {
    const disponibilita = { posti: 3 };
    expect(codici(richiesta(), famiglia({ disponibilita, postiOccupati: 1, postiProposti: 1 }))).toEqual([]);
    expect(codici(richiesta(), famiglia({ disponibilita, postiOccupati: 2, postiProposti: 1 }))).toEqual(['POSTI']);
  });

  test('a comune that we cannot place on the map is neither near nor far', () => {
    const r = richiesta({ comune: 'altrove', vicinoEntroKm: 50, lontanoOltreKm: 5 });
    const f = famiglia({ disponibilita: { distanzaMaxKm: 50 } });
    expect(codici(r, f)).toEqual(['DISTANZA_MASSIMA', 'VICINANZA', 'LONTANANZA']);
    expect(codici(richiesta({ comune: 'altrove' }), famiglia())).toEqual([]);
  });
});

describe('the terms of the law', () => {
  test('twenty-four months, and beyond them only what the tribunale granted', () => {
    expect(scadenzaAffido('2026-03-15', decreto)).toBe('2028-03-15');
    expect(scadenzaAffido('2026-03-15', { ...decreto, durataMesi: 12 })).toBe('2027-03-15');
    expect(scadenzaAffido('2026-03-15', { ...decreto, durataMesi: 36 })).toBe('2028-03-15');
    expect(scadenzaAffido('2026-03-15', { ...decreto, durataMesi: 36, prorogaMesi: 12 })).toBe('2029-03-15');
    expect(scadenzaAffido('2026-03-15', { ...decreto, durataMesi: null, prorogaMesi: 12 })).toBe('2029-03-15');
    expect(scadenzaAffido('2026-03-15', { ...decreto, durataMesi: null })).toBe('2028-03-15');
    expect(codici(richiesta({ decreto: { ...decreto, durataMesi: 36, prorogaMesi: 12 } }), famiglia())).toEqual([]);
    expect(codici(richiesta({ decreto: { ...decreto, durataMesi: null } }), famiglia())).toEqual([]);
  });

  test('the months are the minor’s: they go on with another family, and only a judge makes them more', () => {
    const dal = (giorno: string, more: object = {}) =>
      codici(richiesta({ affidoPrecedente: { ...precedente, fine: '2026-02-27', dal: giorno, ...more } }), famiglia());
    expect([dal('2024-03-02'), dal('2024-03-01')]).toEqual([[], ['DURATA']]);
    expect(dal('2024-03-01', { prorogaMesi: 6 })).toEqual([]);
    const conDecreto = richiesta({
      affidoPrecedente: { ...precedente, fine: '2026-02-27', dal: '2024-03-01' },
      decreto: { ...decreto, prorogaMesi: 1 },
    });
    expect(codici(conDecreto, famiglia())).toEqual([]);
    expect(
      percheNo(richiesta({ affidoPrecedente: { ...precedente, dal: '2024-01-10' } }), famiglia(), contesto),
    ).toMatchObject([
      { codice: 'DURATA', chiede: 'al massimo 24 mesi', offre: 'accolto dal 10/01/2024, senza altra proroga' },
      {},
    ]);
  });

  test('a report is missing when it was due while the fostering went on, and not because the minor waits since', () => {
    const finito = (fine: string, ultimaRelazione: string | null) =>
      codici(
        richiesta({ affidoPrecedente: { ...precedente, inizio: '2025-03-01', fine, ultimaRelazione } }),
        famiglia(),
      );
    expect(finito('2025-08-31', null)).toEqual([]);
    expect(finito('2025-09-01', null)).toEqual([]);
    expect(finito('2025-09-02', null)).toEqual(['RELAZIONE_SEMESTRALE']);
    expect(finito('2025-09-02', '2025-10-15')).toEqual([]);
  });

  test('a consensual fostering is made enforceable by the giudice tutelare', () => {
    const consensuale = { ...decreto, natura: 'CONSENSUALE', autorita: 'GIUDICE_TUTELARE' } as const;
    expect(codici(richiesta({ decreto: consensuale }), famiglia())).toEqual([]);
    const disposto = { ...consensuale, autorita: 'ALTRA' } as const;
    expect(codici(richiesta({ decreto: disposto }), famiglia())).toEqual([]);
    expect(codici(richiesta({ decreto: { ...consensuale, data: '2026-03-02' } }), famiglia())).toEqual(['TITOLO']);
  });

  test('a report is due six months after the last one, or after the beginning', () => {
    expect(prossimaRelazione({ inizio: '2025-10-01', ultimaRelazione: null })).toBe('2026-04-01');
    expect(prossimaRelazione({ inizio: '2024-10-01', ultimaRelazione: '2025-08-31' })).toBe('2026-02-28');
  });
});

describe('the constraints, whatever the request and the families', () => {
  test('a family that violates one is never a candidate, and any other is', () => {
    fc.assert(
      fc.property(unaRichiesta, famiglie(12), (r, tutte) => {
        const scelte = new Set(candidati(r, tutte, tutte.length, contesto).map((c) => c.famiglia.codice));
        expect(tutte.map((f) => scelte.has(f.codice))).toEqual(tutte.map((f) => codici(r, f).length === 0));
      }),
    );
  });

  test('waiving one never removes a candidate', () => {
    fc.assert(
      fc.property(unaRichiesta, unaFamiglia, fc.constantFrom(...VINCOLI), (r, f, { codice }) => {
        const senza = ammissibile(r, f, derogando(codice, contesto));
        expect(senza || !ammissibile(r, f, contesto)).toBe(true);
      }),
    );
  });

  test('the one that unlocks gives as many candidates as it says, and no other gives more', () => {
    fc.assert(
      fc.property(unaRichiesta, famiglie(12), (r, tutte) => {
        const quanti = (con = contesto) => candidati(r, tutte, tutte.length, con).length;
        const guadagni = DEROGABILI.map((codice) => quanti(derogando(codice, contesto)) - quanti());
        const sblocco = vincoloCheSblocca(r, tutte, contesto);
        expect(sblocco?.candidatiInPiu ?? 0).toBe(Math.max(...guadagni));
        expect(sblocco === null || guadagni[DEROGABILI.indexOf(sblocco.vincolo)] === sblocco.candidatiInPiu).toBe(true);
      }),
    );
  });
});

describe('the constraint that unlocks', () => {
  const sospesa = famiglia({ codice: 'F-9', stato: 'SOSPESA' });
  const lontane = ['F-1', 'F-2'].map((codice) =>
    famiglia({ codice, comune: 'km25', disponibilita: { distanzaMaxKm: 10 } }),
  );
  const piccola = famiglia({ codice: 'F-3', disponibilita: { etaMax: 3 } });

  test('is the one that alone keeps most families out', () => {
    expect(vincoloCheSblocca(richiesta(), [sospesa, piccola, ...lontane], contesto)).toMatchObject({
      vincolo: 'DISTANZA_MASSIMA',
      candidatiInPiu: 2,
    });
  });

  test('is never a law, nor the state of the family', () => {
    const incompatibile = famiglia({ codice: 'F-4' });
    const r = richiesta({ famiglieIncompatibili: [incompatibile.pseudonimo] });
    expect(vincoloCheSblocca(r, [sospesa, incompatibile], contesto)).toBeNull();
  });

  test('is not one place more, when two are missing', () => {
    const fratelli = richiesta({ fratelli: 2, etaFratelli: [8, 9] });
    const con = (posti: number) => [famiglia({ disponibilita: { posti, fratelli: true } })];
    expect(vincoloCheSblocca(fratelli, con(2), contesto)).toMatchObject({ vincolo: 'POSTI', candidatiInPiu: 1 });
    expect(vincoloCheSblocca(fratelli, con(1), contesto)).toBeNull();
  });
});
