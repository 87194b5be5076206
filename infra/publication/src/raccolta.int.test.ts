import { connect } from '@trama/database/connect';
import { subgraph as asst } from '@trama/asst/subgraph';
import { subgraph as ats } from '@trama/ats/subgraph';
import { type ClonedDatabase, cloneDatabase, execute } from '@trama/test-kit/database';
import type { DataSource } from 'typeorm';
import { controllaEdizione } from './controlla.js';
import { pubblica } from './pubblica.js';
import { CELLE, descriviRaccolta, raccogli } from './raccolta.js';

const CODICI = 'SELECT codice FROM pubblicazione.aperta_edizione ORDER BY 1';

describe('editions of several databases in one place', () => {
  let qui: ClonedDatabase;
  let altrove: ClonedDatabase;
  let source: DataSource;
  let lontana: DataSource;
  const inizia = async (demo: boolean) => {
    [qui, altrove] = await Promise.all([cloneDatabase('ats', { demo }), cloneDatabase('asst', { demo: true })]);
    source = await connect({ url: qui.ownerUrl, application: 'prova', poolSize: 2 }, []);
    lontana = await connect({ url: altrove.ownerUrl, application: 'prova', poolSize: 1 }, []);
  };
  afterEach(async () => {
    await Promise.all([source.destroy(), lontana.destroy()]);
    await Promise.all([qui.drop(), altrove.drop()]);
  });

  const raccolta = (url = altrove.statUrl) =>
    raccogli(source, 'ats', { luoghi: ats.luoghi!, altri: new Map([['asst', url]]) });
  const codici = async () => (await execute<{ codice: string }>(qui.ownerUrl, CODICI)).map(({ codice }) => codice);
  const esce = async () => {
    await lontana.query('UPDATE valutazione_annuale SET totale = totale + 5');
    await pubblica(lontana, asst.cubi!, controllaEdizione);
  };

  test('are copied once each, as they come out, and never changed', async () => {
    await inizia(true);
    const prima = await codici();
    const niente = [
      { database: 'ats', nuove: [], errore: null },
      { database: 'asst', nuove: [], errore: null },
    ];
    expect(await raccolta()).toEqual(niente);
    await esce();
    expect(await raccolta()).toEqual([niente[0], { database: 'asst', nuove: ['valutazioni-annuali-2'], errore: null }]);
    expect(await raccolta()).toEqual(niente);
    expect(await codici()).toEqual([...prima, 'valutazioni-annuali-2'].sort());
    for (const tabella of ['aperta_edizione', 'aperta_cella', 'aperta_corrente', 'dizionario']) {
      await expect(execute(qui.ownerUrl, `DELETE FROM pubblicazione.${tabella}`)).rejects.toThrow(/frozen/);
    }
  });

  test('of a database that does not answer wait for the next time, and the others do not', async () => {
    await inizia(true);
    await esce();
    const giu = altrove.statUrl.replace(/:\d+\//, ':1/');
    const [propria, altra] = await raccolta(giu);
    expect(propria).toMatchObject({ database: 'ats', errore: null });
    expect(altra).toMatchObject({ database: 'asst', nuove: [], errore: expect.any(String) as string });
    expect(descriviRaccolta(altra!)).toMatch(/^statistiche aperte da asst: NON RACCOLTE/);
    expect((await raccolta())[1]).toMatchObject({ nuove: ['valutazioni-annuali-2'] });
  });

  test('are not exchanged for others of the same code: who cites the old one must not find a new one', async () => {
    await inizia(false);
    const prima = await codici();
    await esce();
    expect((await raccolta())[1]).toMatchObject({
      nuove: [],
      errore: expect.stringContaining(
        "l'edizione valutazioni-annuali-1 era già uscita con un altro contenuto",
      ) as string,
    });
    expect(await codici()).toEqual(prima);
  });

  test('of any length are collected without sorting them again for each piece', async () => {
    await inizia(false);
    const [edizione] = await execute<{ cubo: string; numero: number }>(
      qui.ownerUrl,
      `SELECT cubo, numero FROM pubblicazione.edizione ORDER BY (SELECT count(*) FROM pubblicazione.cella c
         WHERE c.cubo = edizione.cubo AND c.edizione = edizione.numero) DESC LIMIT 1`,
    );
    const { cubo, numero } = edizione!;
    await source.query(`INSERT INTO pubblicazione.edizione (cubo, numero, impronta) VALUES ($1, $2, repeat('0', 64))`, [
      cubo,
      numero + 1,
    ]);
    await source.query(
      `INSERT INTO pubblicazione.cella (cubo, edizione, ambito_id, anno, codice, valore, soppresso, data, fonte, origine)
       SELECT $1, $2, a, anno, 'voce-' || v, v, false, make_date(anno, 12, 31), '{}', 'DIMOSTRATIVO'
       FROM generate_series(1, 12) a, generate_series(2011, 2020) anno, generate_series(1, 200) v`,
      [cubo, numero + 1],
    );
    await source.query('ANALYZE pubblicazione.cella');
    const piano = await source.query<Array<{ 'QUERY PLAN': string }>>(`EXPLAIN ${CELLE}`, [
      ...[cubo, numero + 1, 2015, 'voce-1', 6, ''],
    ]);
    const detto = piano.map((riga) => riga['QUERY PLAN']).join('\n');
    expect(detto).toContain('cella_in_ordine');
    expect(detto).not.toContain('Sort');
  });
});
