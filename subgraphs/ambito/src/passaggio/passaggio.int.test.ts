import { type Chiamante, identityOf } from '@trama/kernel/identity';
import { execute } from '@trama/test-kit/database';
import { startSubgraph, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { randomUUID } from 'node:crypto';
import {
  apri,
  ASSEGNA,
  CASI,
  CHIUDI,
  codici,
  type PaginaDiCasi,
  sociale,
  tutela,
} from '../cartella/cartella.fixtures.js';
import { AVVIA, cambia, fatto, leggi, PASSA } from '../cartella/cartella-sociale.fixtures.js';
import { subgraph as ambito } from '../subgraph.js';

describe('the passage of a case to child protection', () => {
  let subgraph: SubgraphUnderTest;
  const inEquipe = tutela(4, 'della-media-valle');
  beforeAll(async () => {
    subgraph = await startSubgraph(ambito);
    await owner(
      `INSERT INTO equipe_operatore (ambito_id, equipe, soggetto, dal) VALUES (4, 'MEDIA_VALLE', $1, '2020-01-01')`,
      [inEquipe.subject],
    );
  });
  afterAll(() => subgraph.stop());

  const owner = <Row extends object>(statement: string, values: unknown[] = []) =>
    execute<Row>(subgraph.clone.ownerUrl, statement, values);
  const passa = (chi: Chiamante, caso: string, versione: number, more = {}) =>
    cambia(subgraph, chi, PASSA, { caso, versione, equipe: 'MEDIA_VALLE', ...more });
  const oggi = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(new Date());

  test('takes it from who followed it, and gives it to the team with all that belongs to it', async () => {
    const [chi, collega] = [sociale(4, 'invia'), sociale(4, 'collega')];
    const { codice } = await apri(subgraph, chi, { comune: '017061' });
    await cambia(subgraph, chi, ASSEGNA, { caso: codice, versione: 1, operatore: 'collega' });
    const prima = await fatto(subgraph, collega, AVVIA, { caso: codice, versione: 2, tipo: 'SPAZIO_NEUTRO' });
    expect(await leggi(subgraph, inEquipe, codice)).toBeNull();

    const { data, errors } = await passa(chi, codice, 3);
    const passaggio = { da: 'PREVENZIONE_DISAGIO', a: 'TUTELA', equipe: 'MEDIA_VALLE', data: oggi, operatore: 'invia' };
    expect([errors, data.passaATutela]).toEqual([[], { passaggio: { ...passaggio, origine: 'RILEVATO' } }]);
    expect([await leggi(subgraph, chi, codice), await leggi(subgraph, collega, codice)]).toEqual([null, null]);
    expect((await subgraph.ask<PaginaDiCasi>(chi, CASI)).data.casi!.totalCount).toBe(0);

    const dopo = (await leggi(subgraph, inEquipe, codice))!;
    expect(dopo).toMatchObject({
      servizio: 'TUTELA',
      equipe: 'MEDIA_VALLE',
      versione: 4,
      nucleo: prima.nucleo,
      interventi: prima.interventi,
      passaggi: [passaggio],
    });
    expect(dopo.azioniPossibili).toContain('REGISTRA_PROVVEDIMENTO');
    expect(dopo.assegnazioni.map(({ operatore, al }) => [operatore, al === null])).toEqual([
      ['invia', false],
      ['collega', false],
    ]);
    expect(await leggi(subgraph, tutela(4, 'non-della-media-valle'), codice)).toBeNull();
    expect(await leggi(subgraph, tutela(1, inEquipe.subject), codice)).toBeNull();
  });

  test('happens once: a repeated request gets the same receipt, though the case is out of sight', async () => {
    const chi = sociale(4, 'ripete');
    const { codice } = await apri(subgraph, chi);
    const chiaveIdempotenza = randomUUID();
    const risposte = await Promise.all([1, 2, 3].map(() => passa(chi, codice, 1, { chiaveIdempotenza })));
    expect(risposte.flatMap(codici)).toEqual([]);
    expect(new Set(risposte.map(({ data }) => JSON.stringify(data))).size).toBe(1);
    expect(codici(await passa(chi, codice, 2))).toEqual(['NON_TROVATO']);
    const [conto] = await owner<{ quanti: number }>(
      'SELECT count(*)::int AS quanti FROM passaggio_servizio p JOIN caso c ON c.id = p.caso_id WHERE c.codice = $1',
      [codice],
    );
    expect(conto!.quanti).toBe(1);
  });

  test('or its end: of two who act on the case together, one is told that it moved on', async () => {
    const chi = sociale(4, 'insieme');
    const { codice } = await apri(subgraph, chi);
    const [passata, chiusa] = await Promise.all([
      passa(chi, codice, 1),
      cambia(subgraph, chi, CHIUDI, { caso: codice, versione: 1 }),
    ]);
    const esiti = [codici(passata), codici(chiusa)];
    expect(esiti).toContainEqual([]);
    expect([['CONFLITTO_VERSIONE'], ['NON_TROVATO']]).toContainEqual(esiti.find((codes) => codes.length > 0));
  });

  test('is refused to a team that is not there, for a closed case, and to child protection itself', async () => {
    const chi = sociale(4, 'rifiutato');
    const { codice } = await apri(subgraph, chi);
    const { errors } = await passa(chi, codice, 1, { equipe: 'EQUIPE_DI_NESSUNO' });
    expect(errors[0]?.extensions).toEqual({ code: 'INPUT_NON_VALIDO', campi: ['equipe'] });
    expect(await leggi(subgraph, chi, codice)).toMatchObject({ servizio: 'PREVENZIONE_DISAGIO', versione: 1 });
    const suo = await apri(subgraph, tutela(4, 'ha-gia'));
    expect(codici(await passa(tutela(4, 'ha-gia'), suo.codice, 1))).toEqual(['TRANSIZIONE_NON_AMMESSA']);
    for (const altro of [sociale(4, 'non-segue'), tutela(4, 'rifiutato'), sociale(1, 'rifiutato')]) {
      expect(codici(await passa(altro, codice, 1))).toEqual(['NON_TROVATO']);
    }
    await cambia(subgraph, chi, CHIUDI, { caso: codice, versione: 1 });
    expect(codici(await passa(chi, codice, 2))).toEqual(['TRANSIZIONE_NON_AMMESSA']);
  });

  test('is the only way: no statement of the application changes a service or a team, or moves what it does not follow', async () => {
    const [mio, altrui] = [await apri(subgraph, sociale(4, 'io')), await apri(subgraph, sociale(4, 'un-altro'))];
    const scrivi = (chi: Chiamante, statement: string, codice: string) =>
      subgraph.database.write(identityOf(chi, 'prova'), (tx) => tx.query(statement, [codice]));
    for (const cambio of [`servizio = 'TUTELA'`, `equipe = 'MEDIA_VALLE'`]) {
      await expect(
        scrivi(sociale(4, 'io'), `UPDATE caso SET ${cambio} WHERE codice = $1`, mio.codice),
      ).rejects.toMatchObject({ code: '42501' });
    }
    const [riga] = await owner<{ id: string }>('SELECT id FROM caso WHERE codice = $1', [altrui.codice]);
    const passaDaSe = `INSERT INTO passaggio_servizio (id, caso_id, equipe) VALUES (gen_random_uuid(), $1, 'MEDIA_VALLE')`;
    for (const chi of [sociale(4, 'io'), tutela(4, 'un-altro'), sociale(1, 'un-altro')]) {
      await expect(scrivi(chi, passaDaSe, riga!.id)).rejects.toMatchObject({
        code: expect.stringMatching(/42501|23503/),
      });
    }
    expect(await leggi(subgraph, sociale(4, 'un-altro'), altrui.codice)).toMatchObject({
      servizio: 'PREVENZIONE_DISAGIO',
    });
    const visti = await subgraph.database.read(identityOf(sociale(4, 'io'), 'prova'), (tx) =>
      tx.query('SELECT FROM passaggio_servizio'),
    );
    expect(visti).toEqual([]);
  });
});
