import { GraphUnderTest } from '@trama/test-kit/graph';
import { operation } from '@trama/test-kit/operations';
import { namesOf, statementsOf } from '@trama/test-kit/statements';

const CABINA = operation('01-cabina-di-regia');
const PIANO = operation('02-piano-di-zona');
const RETE = operation('03-rete-servizi');

const ANNO = { anno: 2020, triennio: '2021-2023' };
const VALLE_TROMPIA = { ambito: 4, triennio: '2021-2023' };

interface Conteggio {
  valore: number | null;
  soppresso: boolean;
}

interface AmbitoCabina {
  numero: number;
  nome: string;
  asst: { codice: string; nome: string };
  popolazione: { residenti: number; eta0a17: number; eta18a64: number; eta65oltre: number; origine: string } | null;
  pianoDiZona: { riepilogo: Record<string, number | null> } | null;
  tutelaMinori: {
    minoriInCarico: Conteggio;
    nucleiInCarico: Conteggio;
    minoriInCaricoPer1000: Conteggio;
    origine: string;
  } | null;
  affido: { minoriInAttesa: Conteggio; affidiInEssere: Conteggio; origine: string } | null;
  poverta: { beneficiari: Conteggio; origine: string } | null;
  valutazioniMultidimensionali: { totale: Conteggio; giorniMediani: number | null } | null;
  offerta: { unita: number; posti: number } | null;
  entiTerzoSettore: { totale: number } | null;
}

interface Cabina {
  ats: {
    codice: string;
    nome: string;
    distretti: Array<{ numero: number; asst: { nome: string }; ambiti: Array<{ numero: number }> }>;
  };
  ambiti: AmbitoCabina[];
  copertura: {
    attesi: number;
    pervenuti: number;
    mancanti: Array<{ numero: number; nome: string }>;
    aggiornatoAl: string | null;
    dimostrativo: boolean;
  };
}

interface Piano {
  ambito: {
    pianoDiZona: {
      obiettivi: {
        totalCount: number;
        edges: Array<{ cursor?: string; node: { codice: string; indicatori: unknown[]; esitiPrecedenti: unknown[] } }>;
      };
    } | null;
  };
}

interface Rete {
  unitaOfferta: {
    totalCount: number;
    postiTotali: { autorizzati: number | null; accreditati: number | null };
    edges: Array<{
      node: {
        codice: string;
        tipo: string;
        gestore: { denominazione: string } | null;
        comune: { ambito: { numero: number } } | null;
      };
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

let vuoto: GraphUnderTest;
let pieno: GraphUnderTest;
beforeAll(async () => {
  [vuoto, pieno] = await Promise.all([GraphUnderTest.start(), GraphUnderTest.start({ demo: true })]);
});
afterAll(() => Promise.all([vuoto.stop(), pieno.stop()]));

describe('with the Piano di Zona alone', () => {
  test('the Cabina di Regia sees the ATS, three districts with their trusts, and twelve ambiti', async () => {
    const { data, errors } = await vuoto.ask<Cabina>(CABINA, ANNO);
    expect(errors).toEqual([]);
    expect(data.ats.nome).toBe('ATS Brescia');
    expect(data.ats.distretti.map((d) => [d.numero, d.asst.nome, d.ambiti.map((a) => a.numero)])).toEqual([
      [1, 'ASST Spedali Civili', [1, 2, 3, 4]],
      [2, 'ASST Franciacorta', [5, 6, 7, 8]],
      [3, 'ASST Garda', [9, 10, 11, 12]],
    ]);
    expect(data.ambiti.map(({ numero }) => numero)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  test('Valle Trompia answers with the figures of its plan, exactly as published', async () => {
    const { data } = await vuoto.ask<Cabina>(CABINA, ANNO);
    expect(data.ambiti[3]).toMatchObject({
      nome: 'Valle Trompia',
      popolazione: { residenti: 109_632, origine: 'PIANO_DI_ZONA' },
      pianoDiZona: {
        riepilogo: {
          obiettivi: 34,
          innovativi: 16,
          inContinuita: 22,
          indicatori: 353,
          indicatoriMisurati: 0,
          raggiungimentoMedio: null,
        },
      },
      tutelaMinori: {
        minoriInCarico: { valore: 746, soppresso: false },
        nucleiInCarico: { valore: 511, soppresso: false },
        origine: 'PIANO_DI_ZONA',
      },
    });
  });

  test('what the plan does not say is null, never a zero and never a guess', async () => {
    const { data } = await vuoto.ask<Cabina>(CABINA, ANNO);
    expect(data.ambiti[3]).toMatchObject({ affido: null, poverta: null, valutazioniMultidimensionali: null });
    for (const ambito of data.ambiti.filter(({ numero }) => numero !== 4)) {
      expect(ambito).toMatchObject({
        popolazione: null,
        pianoDiZona: null,
        tutelaMinori: null,
        affido: null,
        poverta: null,
        valutazioniMultidimensionali: null,
        offerta: null,
        entiTerzoSettore: null,
      });
    }
  });

  test('in 2021 the plan counts 21 placements and 316 beneficiaries', async () => {
    const { data } = await vuoto.ask<Cabina>(CABINA, { ...ANNO, anno: 2021 });
    expect(data.ambiti[3]).toMatchObject({
      affido: { affidiInEssere: { valore: 21 }, minoriInAttesa: { valore: null, soppresso: false } },
      poverta: { beneficiari: { valore: 316 } },
      tutelaMinori: null,
    });
  });

  test('coverage names the eleven that are missing', async () => {
    const { data } = await vuoto.ask<Cabina>(CABINA, ANNO);
    expect(data.copertura).toMatchObject({ attesi: 12, pervenuti: 1, aggiornatoAl: '2020-12-31', dimostrativo: false });
    expect(data.copertura.mancanti).toHaveLength(11);
    expect(data.copertura.mancanti).toContainEqual({ numero: 1, nome: 'Brescia' });
  });

  test('the RSA of Valle Trompia are eight, with 560 accredited places', async () => {
    const { data, errors } = await vuoto.ask<Rete>(RETE, { tipo: 'RSA', ambito: 4 });
    expect(errors).toEqual([]);
    expect(data.unitaOfferta).toMatchObject({ totalCount: 8, postiTotali: { accreditati: 560, autorizzati: 110 } });
    expect(data.unitaOfferta.edges.map(({ node }) => node.comune?.ambito.numero)).toEqual(Array(8).fill(4));
  });

  test('an ambito without a plan answers null for it, an unknown ambito null for all', async () => {
    const nuovo = await vuoto.ask<Piano>(PIANO, { ambito: 1, triennio: '2021-2023' });
    expect([nuovo.errors, nuovo.data.ambito.pianoDiZona]).toEqual([[], null]);
    const ignoto = await vuoto.ask<{ ambito: null }>(PIANO, { ambito: 99, triennio: '2021-2023' });
    expect([ignoto.errors, ignoto.data]).toEqual([[], { ambito: null }]);
  });

  test('pages follow each other without a gap or a repetition', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data }: { data: Rete } = await vuoto.ask<Rete>(RETE.replace('first: 50', 'first: 7'), {
        ambito: 4,
        after,
      });
      seen.push(...data.unitaOfferta.edges.map(({ node }) => node.codice));
      after = data.unitaOfferta.pageInfo.hasNextPage ? data.unitaOfferta.pageInfo.endCursor : null;
    } while (after);
    expect(new Set(seen).size).toBe(58);
    expect(seen).toHaveLength(58);
    expect(seen).toEqual([...seen].sort());
  });

  test('asking for more than a hundred at once is refused with the field and what to do, not cut in silence', async () => {
    const { data, errors } = await vuoto.ask(RETE.replace('first: 50', 'first: 101'), { ambito: 4 });
    expect(data).toBeNull();
    expect(errors[0]).toMatchObject({ extensions: { code: 'INPUT_NON_VALIDO', campi: ['first'] } });
    expect(errors[0]!.message).toContain('al più 100');
  });

  test('a cursor of another list is refused', async () => {
    const { errors } = await vuoto.ask(RETE, { ambito: 4, after: 'bm9uIMOoIHVuIGN1cnNvcmU' });
    expect(errors[0]).toMatchObject({ extensions: { code: 'INPUT_NON_VALIDO', campi: ['after'] } });
  });
});

describe('with demonstration data beside it', () => {
  test('every ambito answers, what is invented says so, and Valle Trompia keeps its real figures', async () => {
    const { data, errors } = await pieno.ask<Cabina>(CABINA, ANNO);
    expect(errors).toEqual([]);
    for (const { numero, popolazione, tutelaMinori, offerta } of data.ambiti) {
      const origine = numero === 4 ? 'PIANO_DI_ZONA' : 'DIMOSTRATIVO';
      expect([popolazione?.origine, tutelaMinori?.origine]).toEqual([origine, origine]);
      expect(offerta!.unita).toBeGreaterThan(0);
    }
    expect(data.ambiti[3]).toMatchObject({ tutelaMinori: { minoriInCarico: { valore: 746 } }, affido: null });
    expect(data.copertura).toMatchObject({ attesi: 12, pervenuti: 12, mancanti: [], dimostrativo: true });
  });

  test('counts that the plan did not publish leave rounded to five, or suppressed when under five', async () => {
    const { data } = await pieno.ask<Cabina>(CABINA, ANNO);
    const altri = data.ambiti.filter(({ numero }) => numero !== 4);
    const conteggi = altri.flatMap(({ tutelaMinori: t, affido: a, poverta: p, valutazioniMultidimensionali: v }) => [
      t!.minoriInCarico,
      t!.nucleiInCarico,
      a!.minoriInAttesa,
      a!.affidiInEssere,
      p!.beneficiari,
      v!.totale,
    ]);
    for (const { valore, soppresso } of conteggi) {
      expect(soppresso ? valore === null : valore! % 5 === 0 && valore! >= 5).toBe(true);
    }
    expect(conteggi.some(({ soppresso }) => soppresso)).toBe(true);
  });

  test('age bands add up to the residents of each ambito', async () => {
    const { data } = await pieno.ask<Cabina>(CABINA, ANNO);
    for (const { popolazione: p } of data.ambiti) {
      expect(p!.eta0a17 + p!.eta18a64 + p!.eta65oltre).toBe(p!.residenti);
    }
  });

  test('the plans of all ambiti can be read objective by objective', async () => {
    for (const ambito of [1, 4, 12]) {
      const { data, errors } = await pieno.ask<Piano>(PIANO, { ...VALLE_TROMPIA, ambito });
      expect(errors).toEqual([]);
      const { totalCount, edges } = data.ambito.pianoDiZona!.obiettivi;
      expect(edges).toHaveLength(totalCount);
      expect(edges.every(({ node }) => node.indicatori.length > 0)).toBe(true);
    }
  });
});

describe('statements sent to the databases', () => {
  const count = async (graph: GraphUnderTest, query: string, variables: Record<string, unknown>): Promise<string[]> => {
    const { result, statements } = await statementsOf(() => graph.ask(query, variables));
    expect(result.errors).toEqual([]);
    return namesOf(statements).sort();
  };

  test('the Cabina di Regia costs twelve over four databases, for one ambito with data as for twelve', async () => {
    const one = await count(vuoto, CABINA, ANNO);
    const twelve = await count(pieno, CABINA, ANNO);
    expect(one).toHaveLength(12);
    expect(twelve).toEqual(one);
  });

  test('a plan costs five, with 34 objectives and 353 indicators', async () => {
    expect(await count(vuoto, PIANO, VALLE_TROMPIA)).toEqual([
      'piano.esitiByObiettivo',
      'piano.indicatoriByObiettivo',
      'piano.obiettiviByAmbito',
      'piano.pianoByAmbito',
      'territorio.ambitoByNumero',
    ]);
  });

  test('the network of services costs five, for eight units as for fifty', async () => {
    const eight = await count(vuoto, RETE, { tipo: 'RSA', ambito: 4 });
    expect(eight).toEqual([
      'ente.enteByCodice',
      'territorio.comuneByCodice',
      'unita-offerta.listUnita',
      'unita-offerta.listUnita',
      'unita-offerta.postiTotali',
    ]);
    expect(await count(pieno, RETE, {})).toEqual(eight);
  });
});

// The last: what is lost does not come back.
describe('when a subgraph is lost', () => {
  beforeAll(() => pieno.lose('asst'));

  test('the rest of the answer arrives, and each gap says which part is missing and where', async () => {
    const { data, errors } = await pieno.ask<Cabina>(CABINA, ANNO);
    expect(data.ambiti).toHaveLength(12);
    expect(data.ambiti[3]!.tutelaMinori!.minoriInCarico.valore).toBe(746);
    expect(data.ambiti.every(({ valutazioniMultidimensionali }) => valutazioniMultidimensionali === null)).toBe(true);
    expect(errors.length).toBeGreaterThan(0);
    for (const { extensions, path } of errors) {
      expect(extensions).toMatchObject({ code: 'SERVIZIO_NON_DISPONIBILE', servizio: 'asst' });
      expect([['ats', 'distretti', 'asst'], ['ambiti', 'asst'], ['ambiti']]).toContainEqual(path);
    }
  });
});
