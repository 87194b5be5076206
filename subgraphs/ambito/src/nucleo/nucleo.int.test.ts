import { execute } from '@trama/test-kit/database';
import { startSubgraph, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { identityOf } from '@trama/kernel/identity';
import { apri, APRI, codici, famiglia, sociale, tutela } from '../cartella/cartella.fixtures.js';
import { cambia, leggi } from '../cartella/cartella-sociale.fixtures.js';
import { subgraph as ambito } from '../subgraph.js';

/** Gardone Val Trompia, of ambito 4, and Brescia, which is not. */
const [QUI, ALTROVE] = ['017075', '017029'];

describe('the household of a case', () => {
  let subgraph: SubgraphUnderTest;
  beforeAll(async () => void (subgraph = await startSubgraph(ambito)));
  afterAll(() => subgraph.stop());

  test('is registered with the case, and says the comune and nothing of who lives there', async () => {
    const { codice } = await apri(subgraph, tutela(4), { comune: QUI });
    expect((await leggi(subgraph, tutela(4), codice))!.nucleo).toEqual({
      codice: expect.stringMatching(/^04-N-[0-9A-HJKMNP-TV-Z]{8}$/),
      comune: { codiceIstat: QUI },
      altriCasi: [],
    });
    const senza = await apri(subgraph, tutela(4));
    expect((await leggi(subgraph, tutela(4), senza.codice))!.nucleo).toBeNull();
  });

  test('is shared by a second case of who follows the first, and each shows the other to who follows both', async () => {
    const chi = tutela(4, 'due-fratelli');
    const primo = await apri(subgraph, chi, { comune: QUI, apertoIl: '2021-01-01' });
    const { nucleo } = (await leggi(subgraph, chi, primo.codice))!;
    const secondo = await apri(subgraph, chi, { nucleo: nucleo!.codice, apertoIl: '2021-02-01' });
    expect((await leggi(subgraph, chi, primo.codice))!.nucleo!.altriCasi).toEqual([{ codice: secondo.codice }]);
    expect((await leggi(subgraph, chi, secondo.codice))!.nucleo).toEqual({
      ...nucleo,
      altriCasi: [{ codice: primo.codice }],
    });
    const collega = tutela(4, 'segue-il-secondo');
    const ASSEGNA = `mutation ($input: AssegnaCasoInput!) { assegnaCaso(input: $input) { caso { codice } } }`;
    await cambia(subgraph, chi, ASSEGNA, { caso: secondo.codice, versione: 1, operatore: 'segue-il-secondo' });
    expect((await leggi(subgraph, collega, secondo.codice))!.nucleo).toEqual({ ...nucleo, altriCasi: [] });
  });

  test('is refused when it is of another ambito, in no case that the caller follows, or said twice', async () => {
    const chi = tutela(4, 'rifiutato');
    const prova = async (more: object, di = chi) => {
      const { errors } = await cambia(subgraph, di, APRI, { persone: famiglia(1), ...more });
      return errors.map(({ extensions }) => [extensions?.code, extensions?.campi]);
    };
    const { codice } = await apri(subgraph, tutela(4, 'altri'), { comune: QUI });
    const { nucleo } = (await leggi(subgraph, tutela(4, 'altri'), codice))!;
    for (const comune of [ALTROVE, '999999', 'Gardone']) {
      expect(await prova({ comune })).toEqual([['INPUT_NON_VALIDO', ['comune']]]);
    }
    expect(await prova({ comune: QUI, nucleo: nucleo!.codice })).toEqual([['INPUT_NON_VALIDO', ['comune']]]);
    const nascosto = [['INPUT_NON_VALIDO', ['nucleo']]];
    expect(await prova({ nucleo: nucleo!.codice })).toEqual(nascosto);
    expect(await prova({ nucleo: nucleo!.codice }, sociale(4, 'altri'))).toEqual(nascosto);
    expect(await prova({ nucleo: nucleo!.codice }, tutela(1, 'altri'))).toEqual(nascosto);
    expect(await prova({ nucleo: '04-N-00000000' })).toEqual(nascosto);
  });

  test('cannot be taken or found by who knows its id, and its rows are seen by nobody else', async () => {
    const { codice } = await apri(subgraph, tutela(4, 'proprietario'), { comune: QUI });
    const [nucleo] = await execute<{ id: string }>(
      subgraph.clone.ownerUrl,
      'SELECT n.id FROM nucleo n JOIN caso c ON c.nucleo_id = n.id WHERE c.codice = $1',
      [codice],
    );
    const ruba = `INSERT INTO caso (id, codice, servizio, aperto_il, nucleo_id)
      VALUES (gen_random_uuid(), '04-C-RRRRRRRR', 'TUTELA', '2021-01-01', $1)`;
    const estraneo = identityOf(tutela(4, 'ruba'), 'prova');
    await expect(subgraph.database.write(estraneo, (tx) => tx.query(ruba, [nucleo!.id]))).rejects.toMatchObject({
      code: '42501',
    });
    for (const chi of [tutela(4, 'ruba'), sociale(4, 'proprietario'), tutela(1, 'proprietario')]) {
      const visti = await subgraph.database.read(identityOf(chi, 'prova'), (tx) => tx.query('SELECT FROM nucleo'));
      expect(visti).toEqual([]);
    }
    const inserisci = `INSERT INTO nucleo (id, codice, comune_istat) VALUES (gen_random_uuid(), '01-N-AAAAAAAA', $1)`;
    const altrove = subgraph.database.write(identityOf(tutela(1, 'ruba'), 'prova'), (tx) => tx.query(inserisci, [QUI]));
    await expect(altrove).rejects.toMatchObject({ code: '23503' });
  });

  test('is written down in the access log, when it is read and when it is made', async () => {
    const chi = tutela(4, 'nel-registro');
    const { codice } = await apri(subgraph, chi, { comune: QUI });
    await leggi(subgraph, chi, codice);
    const righe = await execute<{ operazione: string }>(
      subgraph.clone.ownerUrl,
      `SELECT operazione FROM registro.accesso WHERE soggetto = 'nel-registro' AND tipo = 'Nucleo' ORDER BY 1`,
    );
    expect(righe.map(({ operazione }) => operazione)).toEqual(['LETTURA', 'SCRITTURA']);
    expect(codici(await cambia(subgraph, sociale(4), APRI, { persone: famiglia(1), comune: QUI }))).toEqual([]);
  });
});
