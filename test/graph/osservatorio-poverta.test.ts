import { auditaEdizioni } from '@trama/publication/audit-edizioni';
import { type Edizione as EdizionePubblicata, leggiEdizioni } from '@trama/publication/registro';
import { GraphUnderTest, SUBGRAPHS } from '@trama/test-kit/graph';
import { operation } from '@trama/test-kit/operations';
import { randomUUID } from 'node:crypto';
import { compilazioneId } from '../../subgraphs/ats/seed/rilevazioni.js';

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

const FISSA = `mutation($input: FissaEdizioneInput!) { fissaEdizione(input: $input) { edizione { codice numero } } }`;
const EDIZIONE = `{ numero indicatori(dal: 2019, al: 2021) { codice serie { anno
  perAmbito { ambito { numero } valore soppresso per1000 } totale { valore soppresso minimo massimo contributori } }
  omogenea { anni { anno omogenea { valore minimo massimo } } } } differenze { codice ambito anno prima { valore } dopo { valore } } }`;
const LETTE = `{ osservatorioPoverta { prima: edizione(codice: "OPP-2026-1") ${EDIZIONE} seconda: edizione(codice: "OPP-2026-2") ${EDIZIONE}
  terza: edizione(codice: "OPP-2026-3") ${EDIZIONE} } }`;

interface Letta {
  readonly numero: number;
  readonly indicatori: Array<{
    codice: string;
    serie: Array<{
      anno: number;
      perAmbito: Array<{ ambito: { numero: number }; valore: number | null; soppresso: boolean }>;
      totale: { valore: number | null };
    }>;
  }>;
  readonly differenze: Array<{ codice: string }>;
}
interface Lette {
  readonly osservatorioPoverta: Readonly<Record<'prima' | 'seconda' | 'terza', Letta>>;
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

  describe('over several editions, with corrections between them', () => {
    const CHI = [undefined, 'app-aperta', 'cabina'] as const;
    const POSTO = { ambito_id: 5, anno: 2020, codice: 'zeroottanta_progetti' } as const;
    let edizioni: EdizionePubblicata[];
    let della: EdizionePubblicata[];

    /** A later answer of ambito 5, as a correction leaves it. */
    async function corregge(edizione: number, figure: Readonly<Record<string, number>>): Promise<void> {
      const [prima, id] = [compilazioneId(5, 2020, 'poverta'), randomUUID()];
      await graph.rows(
        'ats',
        `WITH corretta AS (
           INSERT INTO compilazione (ambito_id, id, campagna_id, edizione, correzione, stato, inviata_il, approvata_il)
           SELECT ambito_id, '${id}', campagna_id, ${edizione}, 'Errore di trascrizione', 'APPROVATA', now(), now()
           FROM compilazione WHERE id = '${prima}' RETURNING id)
         INSERT INTO valore (ambito_id, compilazione_id, campagna_id, voce, stato, valore, provenienza, fonte, origine)
         SELECT v.ambito_id, '${id}', v.campagna_id, v.voce, CASE WHEN f.valore = 0 THEN 'ZERO' WHEN f.valore > 0 THEN 'VALORE' ELSE v.stato END,
           CASE WHEN f.valore = 0 THEN NULL ELSE coalesce(f.valore, v.valore) END, v.provenienza, v.fonte, v.origine
         FROM valore v LEFT JOIN (SELECT key, value::numeric AS valore FROM jsonb_each_text('${JSON.stringify(figure)}')) f ON f.key = v.voce
         WHERE v.compilazione_id = '${prima}'`,
      );
      await graph.publish('ats');
    }
    async function fissa(il: string, motivi: unknown[] = []): Promise<void> {
      const chiave = () => `"${randomUUID()}"`;
      const { data, errors } = await graph.ask<{ prevediIncontro: { incontro: { id: string } } }>(
        `mutation { prevediIncontro(input: { chiaveIdempotenza: ${chiave()}, il: "${il}" }) { incontro { id } } }`,
        {},
        'coordinamento',
      );
      expect(errors).toEqual([]);
      const input = { chiaveIdempotenza: randomUUID(), incontro: data.prevediIncontro.incontro.id, motivi };
      const fissata = await graph.ask(FISSA, { input }, 'coordinamento');
      expect(fissata.errors).toEqual([]);
    }

    beforeAll(async () => {
      const motivi = [{ ambito: 5, anno: 2020, testo: 'Errore di trascrizione.' }];
      await fissa('2026-01-20');
      // Told, then hidden; hidden, and hidden otherwise; a change that rounding hides.
      await corregge(2, { sfratti: 3, zeroottanta_progetti: 0, lavoratori_poveri: 52 });
      await fissa('2026-06-20', motivi);
      await corregge(3, { sfratti: 9, zeroottanta_progetti: 12, lavoratori_poveri: 51 });
      await fissa('2026-11-20', motivi);
      const lette = await Promise.all(
        SUBGRAPHS.map(({ name }) =>
          leggiEdizioni(async <Row>(statement: string) => (await graph.rows(name, statement)) as Row[]),
        ),
      );
      edizioni = lette.flat();
      della = edizioni.filter(({ cubo }) => cubo === 'poverta');
    }, 60_000);

    const leggono = async (chi: (typeof CHI)[number]) => {
      const { data, errors } = await graph.ask<Lette>(LETTE, {}, chi);
      expect(errors).toEqual([]);
      return data.osservatorioPoverta;
    };

    test('cabina, a third party and nobody in particular read the same of each, and only what its cells say', async () => {
      const [nessuno, ...altri] = await Promise.all(CHI.map(leggono));
      altri.forEach((letto) => expect(letto).toEqual(nessuno));
      const lette = [nessuno!.prima, nessuno!.seconda, nessuno!.terza];
      expect(lette.map(({ numero }) => numero)).toEqual(della.map(({ numero }) => numero));
      lette.forEach(({ indicatori }, i) => {
        const celle = new Map(della[i]!.celle.map((una) => [`${una.codice} ${una.anno} ${una.ambito_id}`, una]));
        for (const { codice, serie } of indicatori) {
          for (const { anno, perAmbito, totale } of serie) {
            const date = perAmbito.flatMap(({ ambito, valore, soppresso }) => {
              const cella = celle.get(`${codice} ${anno} ${ambito.numero}`);
              expect([valore, soppresso]).toEqual([cella?.valore ?? null, cella?.soppresso ?? false]);
              return cella ? [cella] : [];
            });
            const detto = date.length < 3 || date.some(({ soppresso }) => soppresso);
            expect(totale.valore).toBe(detto ? null : date.reduce((sum, { valore }) => sum + valore!, 0));
          }
        }
      });
      expect(nessuno!.terza.differenze.map(({ codice }) => codice).sort()).toEqual(['sfratti', 'zeroottanta_progetti']);
    });

    test('lets nobody, outside or in an ambito, tell a cell that any of them hides or rounds', async () => {
      const { violazioni, contraddizioni, daDentro, protette } = await auditaEdizioni(
        SUBGRAPHS.flatMap(({ cubi }) => cubi ?? []),
        edizioni,
      );
      expect([violazioni, contraddizioni, daDentro]).toEqual([[], [], true]);
      expect(protette).toBeGreaterThan(500);
    }, 60_000);

    test('would tell one by their difference, if each told the exact total of the province, which alone tells nothing', async () => {
      const conTotale = della.map((una) => {
        const celle = una.celle.filter(({ anno, codice }) => anno === POSTO.anno && codice === POSTO.codice);
        // A figure of the Piano has no hidden count: what everybody knows of it is the count.
        const vero = celle.reduce((sum, { esatto, valore }) => sum + (esatto ?? valore!), 0);
        const totale = {
          ...celle[0]!,
          ambito_id: 0,
          valore: vero,
          soppresso: false,
          origine: 'PIANO_DI_ZONA',
          esatto: null,
        };
        return { ...una, celle: [...celle, totale] };
      });
      const [seconda, terza] = [conTotale[1]!, conTotale[2]!];
      const di = ({ celle }: EdizionePubblicata, ambito: number) =>
        celle.find(({ ambito_id }) => ambito_id === ambito)!;
      // By hand: hidden, so from 0 to 4; told as 10, so from 8 to 12; and 12 more in all.
      expect([di(seconda, 5).soppresso, di(terza, 5).valore, di(terza, 0).valore! - di(seconda, 0).valore!]).toEqual([
        ...[true, 10, 12],
      ]);
      const cubi = SUBGRAPHS.flatMap((subgraph) => subgraph.cubi ?? []);
      const delPosto = async (quali: readonly EdizionePubblicata[]) =>
        (await auditaEdizioni(cubi, quali)).violazioni.filter(({ cella }) => cella.startsWith('ambito 5, 2020'));
      expect([await delPosto([seconda]), await delPosto([terza])]).toEqual([[], []]);
      expect(
        (await delPosto([seconda, terza])).map(({ chi, minimo, massimo }) => [chi, minimo, massimo]).sort(),
      ).toEqual([
        [null, 0, 0],
        [null, 12, 12],
      ]);
    });
  });
});
