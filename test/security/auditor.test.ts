import type { Soglie } from '@trama/disclosure/conteggio';
import { connect } from '@trama/database/connect';
import { auditaEdizioni } from '@trama/publication/audit-edizioni';
import { controllaEdizione } from '@trama/publication/controlla';
import type { Cubo } from '@trama/publication/cubo';
import { pubblica } from '@trama/publication/pubblica';
import { type CellaNota, type Edizione, leggiEdizioni } from '@trama/publication/registro';
import { type ClonedDatabase, cloneDatabase, execute } from '@trama/test-kit/database';
import { SUBGRAPHS } from '@trama/test-kit/graph';

/** What the platform really publishes, demonstration data included, asked back from the databases and attacked. */
describe('everything that the platform publishes', () => {
  const cubi = SUBGRAPHS.flatMap((subgraph) => subgraph.cubi ?? []);
  let clones: ClonedDatabase[];
  let edizioni: Edizione[];

  const contaDi = (nome: string, codice: string): string => {
    const misura = cubi.find((cubo) => cubo.nome === nome)!.misure[codice];
    return (misura?.tipo === 'PERSONE' && misura.conta) || `${nome} ${codice}`;
  };

  beforeAll(async () => {
    clones = await Promise.all(SUBGRAPHS.map(({ name }) => cloneDatabase(name, { demo: true })));
    edizioni = (await Promise.all(clones.map(({ ownerUrl }) => leggi(ownerUrl)))).flat();
  });
  afterAll(() => Promise.all(clones.map((clone) => clone.drop())));

  test('is of cubes that the code knows, with the exact count behind every cell of a person', () => {
    expect(new Set(edizioni.map(({ cubo }) => cubo))).toEqual(new Set(cubi.map(({ nome }) => nome)));
    expect(edizioni.flatMap(({ celle }) => celle).length).toBeGreaterThan(200);
    expect(persone(edizioni).length).toBeGreaterThan(100);
  });

  test('is all that open statistics hold, of every database and edition, so that nobody reads what was not attacked', async () => {
    const ats = clones[SUBGRAPHS.findIndex(({ name }) => name === 'ats')]!;
    const aperte = await execute<Record<string, unknown>>(
      ats.statUrl,
      `SELECT edizione, codice, coalesce(ambito_id, 0) AS ambito_id, coalesce(ente, '') AS ente, anno, valore, soppresso, data::text AS data
       FROM pubblicazione.aperta_cella`,
    );
    const attaccate = edizioni.flatMap(({ cubo, numero, celle }) =>
      celle.map(({ codice, ambito_id, ente = '', anno, valore, soppresso, data }) => ({
        ...{
          edizione: `${cubo}-${numero}`,
          codice: `${cubo}.${codice}`,
          ambito_id,
          ente,
          anno,
          valore,
          soppresso,
          data,
        },
      })),
    );
    const righe = (celle: ReadonlyArray<Record<string, unknown>>) => celle.map((cella) => JSON.stringify(cella)).sort();
    expect(righe(aperte)).toEqual(righe(attaccate));
  });

  test('lets nobody tell a suppressed or rounded cell: neither somebody outside nor an ambito', async () => {
    const { violazioni, contraddizioni, daDentro, protette } = await auditaEdizioni(cubi, edizioni);
    expect([violazioni, contraddizioni, daDentro]).toEqual([[], [], true]);
    // What two cubes count alike is one unknown.
    const contate = new Set(
      edizioni.flatMap(({ cubo, celle }) =>
        persone([{ celle } as Edizione]).map(({ ambito_id, ente, anno, codice }) =>
          [ambito_id, ente, anno, contaDi(cubo, codice)].join(' '),
        ),
      ),
    );
    expect(protette).toBe(contate.size);
  });

  test.each([
    ['without rounding', { minimo: 5, base: 1 }],
    ['with a threshold of one', { minimo: 1, base: 5 }],
  ])('would not pass %s', async (_, soglie) => {
    const { violazioni } = await auditaEdizioni(cubi, comeCon(edizioni, soglie));
    expect(violazioni.length).toBeGreaterThan(0);
  });

  test('would not pass with exact totals beside what is suppressed', async () => {
    const totali = edizioni.map((una) => ({ ...una, celle: [...una.celle.map(comeStampata), ...totaliEsatti(una)] }));
    expect((await auditaEdizioni(cubi, totali)).violazioni.length).toBeGreaterThan(0);
  });

  test('is published again with a total, which is a new edition and is audited with the first', async () => {
    const clone = clones[SUBGRAPHS.findIndex(({ name }) => name === 'ats')]!;
    const dati = cubi.find(({ nome }) => nome === 'dati-annuali')!;
    const conTotali: Cubo = { ...dati, totali: ['POVERTA_BENEFICIARI', 'TUTELA_MINORI_IN_CARICO'] };
    const source = await connect({ url: clone.ownerUrl, application: 'prova-auditor', poolSize: 2 }, []);
    const [esito] = await pubblica(source, [conTotali], controllaEdizione);
    await source.destroy();
    expect(esito).toMatchObject({ edizione: 2, nuova: true });
    const totali = await execute<{ valore: number }>(
      clone.statUrl,
      `SELECT valore FROM pubblicazione.cella WHERE ambito_id = 0 AND edizione = 2`,
    );
    expect(totali.length).toBeGreaterThan(1);
    expect(totali.filter(({ valore }) => valore % 5 !== 0)).toEqual([]);
  });
});

async function leggi(ownerUrl: string): Promise<Edizione[]> {
  return leggiEdizioni(async <Row>(statement: string, values?: unknown[]) =>
    execute(ownerUrl, statement, values).then((rows) => rows as Row[]),
  );
}

const persone = (edizioni: readonly Edizione[]): CellaNota[] =>
  edizioni.flatMap(({ celle }) => celle).filter(({ esatto }) => esatto !== null);

/** The same figures under thresholds that the library would refuse. */
const comeCon = (edizioni: readonly Edizione[], soglie: Soglie): Edizione[] =>
  edizioni.map((una) => ({ ...una, soglie, celle: una.celle.map((cella) => cellaCon(cella, soglie)) }));

function cellaCon(cella: CellaNota, { minimo, base }: Soglie): CellaNota {
  if (cella.esatto === null) {
    return cella;
  }
  const soppresso = cella.esatto < minimo;
  return { ...cella, soppresso, valore: soppresso ? null : Math.round(cella.esatto / base) * base };
}

/** As if it were told exactly, when it is told at all. */
const comeStampata = (cella: CellaNota): CellaNota =>
  cella.esatto === null || cella.soppresso
    ? cella
    : { ...cella, valore: cella.esatto, origine: 'PIANO_DI_ZONA', esatto: null };

/** Of each measure and year, the sum of the true counts, as if the Piano had printed it. */
function totaliEsatti({ celle }: Edizione): CellaNota[] {
  const gruppi = new Map<string, CellaNota>();
  for (const cella of celle.filter(({ esatto }) => esatto !== null)) {
    const chiave = `${cella.anno}/${cella.codice}`;
    const valore = (gruppi.get(chiave)?.valore ?? 0) + cella.esatto!;
    gruppi.set(chiave, { ...cella, ambito_id: 0, valore, soppresso: false, origine: 'PIANO_DI_ZONA', esatto: null });
  }
  return [...gruppi.values()];
}
