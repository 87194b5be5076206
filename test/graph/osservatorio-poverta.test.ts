import { GraphUnderTest } from '@trama/test-kit/graph';
import { operation } from '@trama/test-kit/operations';

const OSSERVATORIO = operation('06-osservatorio-poverta');

interface Osservatorio {
  osservatorioPoverta: {
    indicatori: Array<{
      codice: string;
      serie: Array<{ anno: number; perAmbito: Array<{ ambito: { numero: number }; valore: number | null }> }>;
    }>;
    contributiTerzoSettore: unknown[] | null;
    copertura: { attesi: number; pervenuti: number; mancanti: Array<{ numero: number }>; dimostrativo: boolean };
  };
}

describe('the observatory on poverty, over the subgraphs', () => {
  let graph: GraphUnderTest;
  beforeAll(async () => void (graph = await GraphUnderTest.start({ demo: true })));
  afterAll(() => graph.stop());

  test('answers operation 06 as it is, with what the plan printed in its place', async () => {
    const { data, errors } = await graph.ask<Osservatorio>(OSSERVATORIO, { dal: 2019, al: 2021 });
    expect(errors).toEqual([]);
    const { indicatori, contributiTerzoSettore, copertura } = data.osservatorioPoverta;
    const cella = (codice: string, anno: number) =>
      indicatori
        .find((uno) => uno.codice === codice)!
        .serie.find((una) => una.anno === anno)!
        .perAmbito.find(({ ambito }) => ambito.numero === 4)!.valore;
    expect([cella('rdc_beneficiari', 2021), cella('rdc_casi_assegnati', 2020)]).toEqual([316, 499]);
    expect(contributiTerzoSettore).not.toBeNull();
    expect(copertura).toMatchObject({ attesi: 12, pervenuti: 11, dimostrativo: true });
    expect(copertura.mancanti.map(({ numero }) => numero)).toEqual([9]);
  });
});
