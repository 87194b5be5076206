import { type Chiamante, identityOf, PUBBLICO } from '@trama/kernel/identity';
import { execute } from '@trama/test-kit/database';
import { lavoroDi } from '@trama/subgraph/periodico';
import { randomUUID } from 'node:crypto';
import { affidi, avviaBanca, type BancaDiProva, ets, GARDONE, rifiuti, tavolo } from '../affido.fixtures.js';

const CHIEDI = `mutation ($input: ChiediContattoAffidoInput!) { chiediContattoAffido(input: $input) {
  servizio { codice telefono } } }`;
const SERVIZI = `query ($comune: String!) { serviziAffidi(comune: $comune) { codice denominazione telefono email versione } }`;
const CONTATTI = `query ($stato: StatoContattoAffido) { contattiAffido(stato: $stato) { totalCount edges { node {
  id versione stato esito nome recapito messaggio comune { codiceIstat } azioniPossibili } } } }`;
const PRENDI = `mutation ($input: SulContattoInput!) { prendiInCaricoContatto(input: $input) { contatto { id versione stato } } }`;
const CHIUDI = `mutation ($input: ChiudiContattoInput!) { chiudiContatto(input: $input) { contatto { versione stato esito nome } } }`;
const RECAPITI = `mutation ($input: ImpostaRecapitiServizioAffidiInput!) { impostaRecapitiServizioAffidi(input: $input) {
  servizio { telefono email versione } } }`;
const COMPITI = `{ bancaAffido { compiti { tipo entro famiglia { codice } abbinamento { codice } } } }`;

interface Contatto {
  id: string;
  versione: number;
  stato: string;
  nome: string | null;
  recapito: string | null;
  messaggio: string | null;
}

const olga = { comune: GARDONE, nome: 'Olga Inventata', recapito: '333 123 4567', messaggio: 'Vorrei sapere di più' };

describe('a citizen who thinks of fostering', () => {
  let banca: BancaDiProva;
  beforeAll(async () => {
    banca = await avviaBanca();
    await owner(
      `INSERT INTO servizio_affidi (codice, numero, ente, denominazione) VALUES ('ETS-PROVA', 900, 'prova', 'Famiglie in prova')`,
    );
  });
  afterAll(() => banca.subgraph.stop());

  /** Nobody has written, and nobody knows how to reach the services. */
  beforeEach(() =>
    owner(
      `TRUNCATE contatto_affido;
       UPDATE servizio_affidi SET telefono = NULL, email = NULL, versione = 1 WHERE codice = 'AMBITO-4'`,
    ),
  );

  const owner = <Row extends object>(sql: string) => execute<Row>(banca.subgraph.clone.ownerUrl, sql);
  const chiedi = (more = {}) => banca.scrivi<{ codice: string }>(PUBBLICO, CHIEDI, { ...olga, ...more });
  const contatti = async (chi: Chiamante, stato: string | null = null) => {
    const { data, errors } = await banca.subgraph.ask<{ contattiAffido: { edges: Array<{ node: Contatto }> } }>(
      chi,
      CONTATTI,
      { stato },
    );
    expect(errors).toEqual([]);
    return data.contattiAffido.edges.map(({ node }) => node);
  };

  test('finds the service of their ambito first, and those of the Terzo Settore', async () => {
    const servizi = async (comune: string) => {
      const { data } = await banca.subgraph.ask<{ serviziAffidi: Array<{ codice: string }> }>(PUBBLICO, SERVIZI, {
        comune,
      });
      return data.serviziAffidi.map(({ codice }) => codice);
    };
    expect(await servizi(GARDONE)).toEqual(['AMBITO-4', 'ETS-PROVA']);
    expect(await servizi('999999')).toEqual([]);
  });

  test('reaches the service of their comune, which alone reads who they are', async () => {
    const { data, errors } = await chiedi();
    expect([data, errors]).toEqual([
      { chiediContattoAffido: { servizio: { codice: 'AMBITO-4', telefono: null } } },
      [],
    ]);
    await chiedi({ nome: 'Piero Inventato', recapito: 'piero@example.org', messaggio: null, servizio: 'ETS-PROVA' });
    expect(await contatti(affidi(4))).toMatchObject([
      {
        ...{ nome: 'Olga Inventata', recapito: '333 123 4567', messaggio: 'Vorrei sapere di più', stato: 'RICEVUTO' },
        ...{ comune: { codiceIstat: GARDONE }, azioniPossibili: ['PRENDI_IN_CARICO'] },
      },
    ]);
    expect(await contatti(ets('prova'))).toMatchObject([{ nome: 'Piero Inventato', messaggio: null }]);
    expect(await contatti(affidi(1))).toEqual([]);
    for (const chi of [affidi(1), ets('prova'), tavolo, PUBBLICO]) {
      const viste = await banca.subgraph.database.read(identityOf(chi, 'prova'), (tx) =>
        tx.query(`SELECT id FROM contatto_affido WHERE servizio_numero = 4
          UNION ALL SELECT id FROM chiave_dati WHERE ambito_id = 4 AND persona_id LIKE 'contatto:%'`),
      );
      expect(viste).toEqual([]);
    }
    const [riga] = await owner<{ testo: string }>(
      `SELECT string_agg(encode(nome, 'escape') || encode(recapito, 'escape'), ' ') AS testo FROM contatto_affido`,
    );
    expect(riga!.testo).not.toMatch(/Olga|piero/);
  });

  test('is written down by the platform, which can read nothing of it, and is in the access log', async () => {
    await chiedi();
    const come = lavoroDi('contatto-affido', null);
    expect(await banca.subgraph.database.read(come, (tx) => tx.query('SELECT id FROM contatto_affido'))).toEqual([]);
    const [{ id }] = (await contatti(affidi(4))) as [Contatto];
    const accessi = await owner(
      `SELECT soggetto, operazione FROM registro.accesso WHERE tipo = 'ContattoAffido' AND oggetto = '${id}' ORDER BY quando`,
    );
    expect(accessi).toEqual([
      { soggetto: 'lavoro/contatto-affido', operazione: 'SCRITTURA' },
      { soggetto: 'affidi4', operazione: 'LETTURA' },
    ]);
  });

  test('is asked for once, however often the form is sent', async () => {
    const chiaveIdempotenza = randomUUID();
    await Promise.all(Array.from({ length: 5 }, () => chiedi({ chiaveIdempotenza })));
    expect(await contatti(affidi(4))).toHaveLength(1);
    expect(rifiuti(await chiedi({ chiaveIdempotenza, nome: 'Un altro' }))).toEqual([
      ['CHIAVE_IDEMPOTENZA_RIUSATA', ['chiaveIdempotenza']],
    ]);
  });

  test.each([
    [{ comune: '999999' }, 'comune'],
    [{ comune: 'Gardone' }, 'comune'],
    [{ servizio: 'AMBITO-1' }, 'servizio'],
    [{ nome: 'O' }, 'nome'],
    [{ recapito: 'la sera' }, 'recapito'],
    [{ messaggio: 'a'.repeat(1001) }, 'messaggio'],
  ])('is told what is wrong: %j', async (more, campo) => {
    expect(rifiuti(await chiedi(more))).toEqual([['INPUT_NON_VALIDO', [campo]]]);
    expect(await contatti(affidi(4))).toEqual([]);
  });

  test('is a task of the service, and what they wrote is gone once it has answered', async () => {
    await chiedi();
    const compiti = async () => {
      const { data } = await banca.subgraph.ask<{ bancaAffido: { compiti: Array<{ tipo: string }> } }>(
        affidi(4),
        COMPITI,
      );
      return data.bancaAffido.compiti.map(({ tipo }) => tipo);
    };
    expect(await compiti()).toEqual(['CONTATTO']);
    const [{ id: contatto, versione }] = (await contatti(affidi(4))) as [Contatto];
    const chiudi = { contatto, versione, esito: 'IN_PERCORSO' };
    expect(rifiuti(await banca.scrivi(affidi(4), CHIUDI, chiudi))).toEqual([['TRANSIZIONE_NON_AMMESSA', undefined]]);
    expect(rifiuti(await banca.scrivi(affidi(1), PRENDI, { contatto, versione }))).toEqual([
      ['NON_TROVATO', undefined],
    ]);
    expect((await banca.scrivi(affidi(4), PRENDI, { contatto, versione })).errors).toEqual([]);
    expect(rifiuti(await banca.scrivi(affidi(4), CHIUDI, chiudi))).toEqual([['CONFLITTO_VERSIONE', undefined]]);
    const { data, errors } = await banca.scrivi(affidi(4), CHIUDI, { ...chiudi, versione: versione + 1 });
    expect(errors).toEqual([]);
    expect(data.chiudiContatto).toEqual({
      contatto: { versione: 3, stato: 'CHIUSO', esito: 'IN_PERCORSO', nome: null },
    });
    expect(await compiti()).toEqual([]);
    expect(await contatti(affidi(4))).toMatchObject([{ nome: null, recapito: null, messaggio: null, stato: 'CHIUSO' }]);
    const chiavi = await owner(`SELECT chiave_avvolta FROM chiave_dati WHERE persona_id = 'contatto:${contatto}'`);
    expect(chiavi.length).toBeGreaterThan(0);
    expect(chiavi.every((riga) => (riga as { chiave_avvolta: Buffer | null }).chiave_avvolta === null)).toBe(true);
  });

  test('cannot flood a service: after a hundred in a day it asks to be phoned', async () => {
    const [{ numero }] = (await owner<{ numero: number }>(
      `SELECT numero FROM servizio_affidi WHERE codice = 'AMBITO-4'`,
    )) as [{ numero: number }];
    await owner(`INSERT INTO contatto_affido (id, servizio_numero, comune_istat, nome, recapito)
      SELECT gen_random_uuid(), ${numero}, '${GARDONE}', '\\x00', '\\x00' FROM generate_series(1, 98)`);
    const esiti = await Promise.all(Array.from({ length: 6 }, () => chiedi()));
    expect(esiti.filter(({ errors }) => errors.length === 0)).toHaveLength(2);
    expect(new Set(esiti.flatMap(rifiuti).map(([codice]) => codice))).toEqual(new Set(['LIMITE_SUPERATO']));
  });

  test('reads how to reach the service, as the service says it', async () => {
    const imposta = (input: object, chi = affidi(4)) => banca.scrivi(chi, RECAPITI, input);
    const { data, errors } = await imposta({ versione: 1, telefono: '030 000 0000', email: 'affidi@example.org' });
    expect(errors).toEqual([]);
    expect(data.impostaRecapitiServizioAffidi).toEqual({
      servizio: { telefono: '030 000 0000', email: 'affidi@example.org', versione: 2 },
    });
    expect(rifiuti(await imposta({ versione: 1, telefono: '030 111 1111' }))).toEqual([
      ['CONFLITTO_VERSIONE', undefined],
    ]);
    expect(rifiuti(await imposta({ versione: 2, telefono: 'la mattina' }))).toEqual([
      ['INPUT_NON_VALIDO', ['telefono']],
    ]);
    const { data: letti } = await banca.subgraph.ask<{ serviziAffidi: object[] }>(PUBBLICO, SERVIZI, {
      comune: GARDONE,
    });
    expect(letti.serviziAffidi).toMatchObject([
      { codice: 'AMBITO-4', telefono: '030 000 0000', versione: 2 },
      { codice: 'ETS-PROVA', telefono: null },
    ]);
  });
});
