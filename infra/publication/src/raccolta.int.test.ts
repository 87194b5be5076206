import { connect } from '@trama/database/connect';
import { subgraph as asst } from '@trama/asst/subgraph';
import { subgraph as ats } from '@trama/ats/subgraph';
import { type ClonedDatabase, cloneDatabase, execute } from '@trama/test-kit/database';
import type { DataSource } from 'typeorm';
import { controllaEdizione } from './controlla.js';
import { pubblica } from './pubblica.js';
import { descriviRaccolta, raccogli } from './raccolta.js';

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
});
