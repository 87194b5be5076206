import { GraphUnderTest } from '@trama/test-kit/graph';

const CONTRIBUTI = `query ($dal: Int!, $al: Int!) { osservatorioPoverta { contributiTerzoSettore(dal: $dal, al: $al) {
  anno ente { codice denominazione } perBisogno { bisogno persone { valore soppresso } } } } }`;

interface Risposta {
  osservatorioPoverta: {
    contributiTerzoSettore: Array<{
      anno: number;
      ente: { codice: string; denominazione: string };
      perBisogno: Array<{ bisogno: string; persone: { valore: number | null; soppresso: boolean } }>;
    }>;
  };
}

describe('what bodies count, beside the public figures of the observatory', () => {
  let graph: GraphUnderTest;
  beforeAll(async () => void (graph = await GraphUnderTest.start({ demo: true })), 90_000);
  afterAll(() => graph.stop());

  test('is read through the observatory, by year and body, alike for everybody', async () => {
    const ask = (chi?: 'cabina' | 'ets-a') => graph.ask<Risposta>(CONTRIBUTI, { dal: 2019, al: 2021 }, chi);
    const { data, errors } = await ask('cabina');
    expect(errors).toEqual([]);
    const { contributiTerzoSettore } = data.osservatorioPoverta;
    expect(new Set(contributiTerzoSettore.map(({ anno }) => anno))).toEqual(new Set([2019, 2020, 2021]));
    expect(contributiTerzoSettore.map(({ ente }) => ente.denominazione)).toContain('Caritas parrocchiali');
    const persone = contributiTerzoSettore.flatMap(({ perBisogno }) => perBisogno.map((voce) => voce.persone));
    expect(persone.filter(({ soppresso }) => soppresso).length).toBeGreaterThan(5);
    expect(persone.filter(({ valore }) => valore !== null && valore % 5 !== 0)).toEqual([]);
    expect([(await ask()).data, (await ask('ets-a')).data]).toEqual([data, data]);
  });

  test('is refused, with what to do, for years in the wrong order', async () => {
    const { errors } = await graph.ask(CONTRIBUTI, { dal: 2021, al: 2019 });
    expect(errors.map(({ extensions }) => [extensions?.code, extensions?.campi])).toEqual([
      ['INPUT_NON_VALIDO', ['dal', 'al']],
    ]);
  });
});
