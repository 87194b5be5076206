import { connect } from '@trama/database/connect';
import { Database } from '@trama/database/database';
import { migrate } from '@trama/database/migrate';
import { identityOf } from '@trama/kernel/identity';
import { subgraph as ats } from '@trama/ats/subgraph';
import { type ClonedDatabase, cloneDatabase, emptyDatabase, execute, testContextKey } from '@trama/test-kit/database';
import type { DataSource } from 'typeorm';
import { auditaEdizioni } from './audit-edizioni.js';
import { celleByAmbito, contributiPubblicati } from './celle.loader.js';
import { controllaEdizione, EdizioneRifiutata } from './controlla.js';
import type { Cubo } from './cubo.js';
import { TUTTI_GLI_AMBITI } from './posto.js';
import { cuboConTotale } from './prova.fixtures.js';
import { pubblica } from './pubblica.js';
import { leggiEdizioni } from './registro.js';

/** Three measures whose sum everybody knows, and totals over ambiti. */
const pericoloso: Cubo = {
  ...cuboConTotale,
  nome: 'pericoloso',
  misure: { MINORI: { tipo: 'PERSONE' }, IN_TUTELA: { tipo: 'PERSONE' }, IN_PREVENZIONE: { tipo: 'PERSONE' } },
  somme: [{ intero: 'MINORI', parti: ['IN_TUTELA', 'IN_PREVENZIONE'] }],
};

describe('publishing, on PostgreSQL', () => {
  let clone: ClonedDatabase;
  let source: DataSource;

  beforeEach(async () => {
    clone = await cloneDatabase('ats');
    source = await connect({ url: clone.ownerUrl, application: 'prova-pubblica', poolSize: 2 }, []);
    await source.query(`CREATE TABLE prova_figura (
      ambito_id smallint, anno smallint, codice text, valore integer, data text DEFAULT '2020-12-31',
      fonte jsonb DEFAULT '{}', origine text DEFAULT 'RILEVATO')`);
  });
  afterEach(async () => {
    await source.destroy();
    await clone.drop();
  });

  const contano = (valori: readonly number[], codice = 'MINORI', anno = 2020) =>
    source.query(
      `INSERT INTO prova_figura (ambito_id, anno, codice, valore)
       SELECT ambito_id, $2, $3, valore FROM unnest($1::int[]) WITH ORDINALITY AS v (valore, ambito_id)`,
      [valori, anno, codice],
    );
  const stampa = (ambito: number, codice: string, valore: number) =>
    source.query(
      `INSERT INTO prova_figura (ambito_id, anno, codice, valore, origine) VALUES ($1, 2020, $2, $3, 'PIANO_DI_ZONA')`,
      [ambito, codice, valore],
    );
  const pubblicato = () =>
    source.query<unknown[]>(
      `SELECT e.cubo, e.numero, c.ambito_id, c.codice, c.valore FROM pubblicazione.edizione e
       LEFT JOIN pubblicazione.cella c ON c.cubo = e.cubo AND c.edizione = e.numero ORDER BY 1, 2, 3, 4`,
    );
  const leggiCome = (url: string) =>
    leggiEdizioni(<Row>(statement: string, values?: unknown[]) =>
      execute(url, statement, values).then((rows) => rows as Row[]),
    );

  test('an edition from which a cell can be worked out is refused, and nothing of that run is written', async () => {
    await contano([13, 20, 31]);
    await stampa(4, 'MINORI', 20);
    await stampa(4, 'IN_TUTELA', 17);
    await contano([11, 18, 25, 3], 'IN_PREVENZIONE');
    const prima = await pubblicato();
    const innocuo: Cubo = { ...cuboConTotale, totali: [] };
    const rifiutata = pubblica(source, [innocuo, pericoloso], controllaEdizione);
    await expect(rifiutata).rejects.toBeInstanceOf(EdizioneRifiutata);
    await expect(rifiutata).rejects.toThrow(/pericoloso: ambito 4, 2020, IN_PREVENZIONE: chiunque la ricava/);
    expect(await pubblicato()).toEqual(prima);
  });

  test('the refusal says what to do and never what the cell comes to', async () => {
    await contano([6], 'MINORI');
    await source.query(`UPDATE prova_figura SET origine = 'PIANO_DI_ZONA'`);
    await contano([5], 'IN_TUTELA');
    await contano([1], 'IN_PREVENZIONE');
    const error = await pubblica(source, [pericoloso], controllaEdizione).catch((caught: unknown) => caught as Error);
    const { message } = error as Error;
    expect(message).toContain('Oppure aggiungere alle soppressioni del cubo: ambito 1, 2020, IN_TUTELA.');
    expect(message.replace(/ambito \d+|2020|a due valori/g, '')).not.toMatch(/\d/);
    const sicuro: Cubo = { ...pericoloso, soppressioni: [{ ambito_id: 1, anno: 2020, codice: 'IN_TUTELA' }] };
    expect(await pubblica(source, [sicuro], controllaEdizione)).toMatchObject([{ nuova: true }]);
  });

  test('an edition is judged with all that came before it', async () => {
    // 97 is told as 95 and 98 as 100: whoever gave 37 and then 38, beside a printed 40, knows that the other gave 20.
    await contano([20, 37]);
    await stampa(3, 'MINORI', 40);
    expect(await pubblica(source, [cuboConTotale], controllaEdizione)).toMatchObject([{ nuova: true, edizione: 1 }]);
    await source.query(`UPDATE prova_figura SET valore = 38 WHERE ambito_id = 2`);
    const rifiutata = pubblica(source, [cuboConTotale], controllaEdizione);
    await expect(rifiutata).rejects.toThrow(/ambito 1, 2020, MINORI: l'ambito 2, con i suoi dati, la ricava/);
  });

  test('totals come out rounded, are nobody’s contribution, and go by their own number', async () => {
    await contano([7, 13, 26, 31]);
    await pubblica(source, [cuboConTotale], controllaEdizione);
    const published = await connect({ url: clone.statUrl, application: 'prova-pubblica', poolSize: 1 }, []);
    const anonimo = identityOf(
      { subject: 'chiunque', ruolo: 'PUBBLICO', ambito: null, asst: null, ente: null, scope: [] },
      'richiesta-di-prova',
    );
    const { totali, contributi } = await new Database(published, testContextKey()).read(anonimo, async (tx) => ({
      totali: await celleByAmbito('prova')(tx, [TUTTI_GLI_AMBITI, 1], 2020),
      contributi: await contributiPubblicati(tx, 'prova', 2020, ['MINORI']),
    }));
    await published.destroy();
    expect(totali).toMatchObject([[{ valore: 75, soppresso: false }], [{ valore: 5 }]]);
    expect(contributi.map(({ numero }) => numero).sort()).toEqual([1, 2, 3, 4]);
  });

  test('the register keeps thresholds and exact counts of each edition; only its owner reads the counts', async () => {
    await contano([7, 3]);
    await pubblica(source, [{ ...cuboConTotale, totali: [], soglie: { minimo: 6, base: 5 } }], () => undefined);
    const [esteso] = (await leggiCome(clone.ownerUrl)).filter(({ cubo }) => cubo === 'prova');
    expect(esteso).toMatchObject({ numero: 1, soglie: { minimo: 6, base: 5 } });
    expect(esteso!.celle).toMatchObject([
      { valore: 5, esatto: 7 },
      { soppresso: true, esatto: 3 },
    ]);
    const [ridotto] = (await leggiCome(clone.statUrl)).filter(({ cubo }) => cubo === 'prova');
    expect(ridotto!.celle.map(({ esatto }) => esatto)).toEqual([null, null]);
    for (const url of [clone.statUrl, clone.appUrl]) {
      await expect(execute(url, 'SELECT FROM pubblicazione.esatta')).rejects.toMatchObject({ code: '42501' });
    }
    await expect(source.query('UPDATE pubblicazione.esatta SET valore = 0')).rejects.toThrow(/frozen/);
  });

  test('an empty edition has a number too', async () => {
    expect(await pubblica(source, [cuboConTotale], controllaEdizione)).toMatchObject([{ edizione: 1, celle: 0 }]);
    await contano([20, 30, 40]);
    expect(await pubblica(source, [cuboConTotale], controllaEdizione)).toMatchObject([{ edizione: 2, celle: 4 }]);
  });
});

test('an edition made before the register kept thresholds had the least ones, and is audited without its counts', async () => {
  const empty = await emptyDatabase('ats');
  const dopo = /^(RegistroEdizioni|CellaDiUnEnte|CelleInOrdine)/;
  const prima = ats.migrations.filter(({ name }) => !dopo.test(name));
  const vecchia = await connect({ url: empty.ownerUrl, application: 'prova', poolSize: 2 }, [], prima);
  await migrate(vecchia);
  await vecchia.query(
    `INSERT INTO pubblicazione.edizione (cubo, numero, impronta) VALUES ('prova', 1, repeat('0', 64))`,
  );
  await vecchia.query(
    `INSERT INTO pubblicazione.cella SELECT 'prova', 1, 1, 2020, 'MINORI', NULL, true, '2020-12-31', '{}', 'RILEVATO'`,
  );
  await vecchia.destroy();
  const source = await connect({ url: empty.ownerUrl, application: 'prova', poolSize: 2 }, [], ats.migrations);
  await migrate(source);
  const edizioni = await leggiEdizioni((statement, values) => source.query(statement, values));
  expect(edizioni).toMatchObject([{ soglie: { minimo: 5, base: 5 }, celle: [{ esatto: null, ente: '' }] }]);
  expect(await auditaEdizioni([cuboConTotale], edizioni)).toMatchObject({ violazioni: [], daDentro: false });
  await source.destroy();
  await empty.drop();
});
