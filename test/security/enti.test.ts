import { connect } from '@trama/database/connect';
import { auditaEdizioni } from '@trama/publication/audit-edizioni';
import { controllaEdizione } from '@trama/publication/controlla';
import type { Cubo } from '@trama/publication/cubo';
import { pubblica } from '@trama/publication/pubblica';
import { type Edizione, leggiEdizioni } from '@trama/publication/registro';
import { PERSONE } from '@trama/idp/persone';
import { contributiTerzoSettore } from '@trama/terzo-settore/contributo-poverta/contributo.cubo';
import { type ClonedDatabase, cloneDatabase, execute } from '@trama/test-kit/database';
import type { DataSource } from 'typeorm';

const A = PERSONE['ets-a'].ente!;
const B = PERSONE['ets-b'].ente!;

/** What a body that knows its own counts exactly could make of what is published of the others. */
describe('the counts of a body of the Terzo Settore', () => {
  let clone: ClonedDatabase;
  let source: DataSource;
  beforeAll(async () => {
    clone = await cloneDatabase('terzo-settore', { demo: true });
    source = await connect({ url: clone.ownerUrl, application: 'prova-enti', poolSize: 2 }, []);
  });
  afterAll(async () => {
    await source.destroy();
    await clone.drop();
  });

  const edizioni = (): Promise<Edizione[]> => leggiEdizioni((statement, values) => source.query(statement, values));
  const dellEnte = (lette: readonly Edizione[], chi: string) =>
    lette.flatMap(({ celle }) => celle).filter(({ ente }) => ente === chi);

  test('are told small ones suppressed and the others rounded, those of the demonstration too', async () => {
    const celle = dellEnte(await edizioni(), B);
    expect(celle.length).toBeGreaterThan(5);
    expect(celle.filter(({ esatto }) => esatto === null)).toEqual([]);
    expect(celle.filter(({ soppresso, esatto }) => soppresso !== esatto! < 5)).toEqual([]);
    expect(celle.filter(({ valore }) => valore !== null && valore % 5 !== 0)).toEqual([]);
    expect(celle.filter(({ soppresso }) => soppresso).length).toBeGreaterThan(1);
  });

  test('cannot be worked out by another body, nor by anybody, over all editions', async () => {
    await execute(
      clone.ownerUrl,
      `UPDATE contributo_bisogno SET nuove = nuove + 1, incontrate = incontrate + 1
      WHERE ente_codice = '${B}' AND bisogno = 'REDDITO'`,
    );
    const [esito] = await pubblica(source, [contributiTerzoSettore], controllaEdizione);
    expect(esito).toMatchObject({ edizione: 2, nuova: true });
    const { violazioni, contraddizioni, daDentro, protette } = await auditaEdizioni(
      [contributiTerzoSettore],
      await edizioni(),
    );
    expect([violazioni, contraddizioni, daDentro]).toEqual([[], [], true]);
    expect(protette).toBeGreaterThan(50);
  });

  /** Four bodies, so that a total would be told; the one that asks knows its own and subtracts. */
  const conTotale: Cubo = {
    nome: 'enti-con-totale',
    statement: 'SELECT * FROM prova_enti',
    misure: { CASA: { tipo: 'PERSONE' } },
    totali: ['CASA'],
  };
  const contano = async (conteggi: Readonly<Record<string, number>>) => {
    const righe = Object.entries(conteggi).map(([ente, valore]) => ({ ente, valore }));
    await source.query('DROP TABLE IF EXISTS prova_enti');
    await source.query(
      `CREATE TABLE prova_enti AS SELECT 0 AS ambito_id, 2020 AS anno, 'CASA' AS codice, ente, valore,
         '2020-12-31' AS data, '{}'::jsonb AS fonte, 'RILEVATO' AS origine
       FROM jsonb_to_recordset('${JSON.stringify(righe)}') AS t (ente text, valore int)`,
    );
  };

  test('would be worked out by subtraction if a total over bodies were told, and such an edition is refused', async () => {
    await contano({ [A]: 18, [B]: 3, acli: 0, auser: 0 });
    const pubblicata = pubblica(source, [conTotale], controllaEdizione);
    await expect(pubblicata).rejects.toThrow(`l'ente ${B}, con i suoi dati, la restringe a due valori`);
    await expect(pubblicata).rejects.toThrow(new RegExp(`ente ${A}, 2020, CASA`));
    expect((await edizioni()).filter(({ cubo }) => cubo === conTotale.nome)).toEqual([]);
  });

  test('are not added up over bodies or needs by any cube that is published', () => {
    expect(contributiTerzoSettore).toMatchObject({ nome: 'contributi-terzo-settore' });
    expect([contributiTerzoSettore.totali, contributiTerzoSettore.somme]).toEqual([undefined, undefined]);
  });
});
