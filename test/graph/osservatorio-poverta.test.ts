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

const RESIDENTI =
  'allora: popolazione(anno: 2020) { residenti } oggi: popolazione(anno: 2020, confini: OGGI) { residenti }';
const CONTATE = `{ comune { codiceIstat ${RESIDENTI} } persone presenze }`;
const TERRITORIO = `{
  allora: serieContributiPoverta(dal: 2019, al: 2021) ${CONTATE}
  oggi: serieContributiPoverta(dal: 2019, al: 2021, confini: OGGI) ${CONTATE}
  uno: comune(codiceIstat: "017031") { ${RESIDENTI} } altro: comune(codiceIstat: "017117") { ${RESIDENTI} }
  ambito(numero: 4) { popolazione(anno: 2020) { residenti } oggi: popolazione(anno: 2020, confini: OGGI) { residenti } }
  osservatorioPoverta { indicatori(dal: 2020, al: 2020) { codice serie { perAmbito { ambito { numero } valore per1000 } } } } }`;

interface Residenti {
  readonly residenti: number;
}
interface Contate {
  readonly comune: { codiceIstat: string; allora: Residenti | null; oggi: Residenti | null };
  readonly persone: number;
}
interface Territorio {
  readonly allora: Contate[];
  readonly oggi: Contate[];
  readonly uno: { allora: Residenti };
  readonly altro: { allora: Residenti };
  readonly ambito: { popolazione: Residenti; oggi: Residenti };
  readonly osservatorioPoverta: {
    indicatori: Array<{
      codice: string;
      serie: Array<{ perAmbito: Array<{ ambito: { numero: number }; valore: number | null; per1000: number | null }> }>;
    }>;
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

  test('agrees with itself when two comuni merge: residents, what listening centres met, and the rates', async () => {
    const leggi = async () => {
      const { data, errors } = await graph.ask<Territorio>(TERRITORIO, {}, 'ets-a');
      expect(errors).toEqual([]);
      return data;
    };
    const contata = ({ comune, ...quante }: Territorio['allora'][number]) => [
      comune.codiceIstat,
      comune.allora,
      quante,
    ];
    const [uno, altro] = ['017031', '017117'] as const; // Caino and Nave, which were one from 1928 to 1956
    const prima = await leggi();
    for (const subgraph of ['ambito', 'terzo-settore']) {
      await graph.rows(
        subgraph,
        `UPDATE comune SET valido_al = '2021-12-31', confluito_in = '${altro}' WHERE codice_istat = '${uno}'`,
      );
    }
    const dopo = await leggi();
    expect(dopo.allora.map(contata)).toEqual(prima.allora.map(contata));
    expect(dopo.allora.map(({ comune }) => comune.codiceIstat)).toContain(uno);
    const persone = (righe: Territorio['allora']) => righe.reduce((sum, riga) => sum + riga.persone, 0);
    expect(persone(dopo.allora)).toBeGreaterThan(0);
    expect(persone(dopo.oggi)).toBe(persone(dopo.allora));
    expect(dopo.oggi.map(({ comune }) => comune.codiceIstat)).not.toContain(uno);
    // The join over the graph: who reads a count beside the residents of its comune reads both on the same borders.
    const insieme = dopo.oggi.find(({ comune }) => comune.codiceIstat === altro)!.comune;
    expect([insieme.allora!.residenti, insieme.oggi!.residenti]).toEqual([
      prima.altro.allora.residenti,
      prima.altro.allora.residenti + prima.uno.allora.residenti,
    ]);
    // The observatory divides by the residents of the ambito, which a merger inside it leaves as they are.
    const { popolazione, oggi } = dopo.ambito;
    expect([popolazione, oggi]).toEqual([prima.ambito.popolazione, prima.ambito.popolazione]);
    const figura = dopo.osservatorioPoverta.indicatori
      .find(({ codice }) => codice === 'misura_unica_istanze')!
      .serie[0]!.perAmbito.find(({ ambito }) => ambito.numero === 4)!;
    expect(figura.per1000).toBe(Math.round((figura.valore! / popolazione.residenti) * 100_000) / 100);
    expect(dopo.osservatorioPoverta).toEqual(prima.osservatorioPoverta);
  });
});
