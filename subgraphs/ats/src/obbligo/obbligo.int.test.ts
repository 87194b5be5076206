import { execute } from '@trama/test-kit/database';
import { operatore, startSubgraph, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { type Chiamante, identityOf } from '@trama/kernel/identity';
import { randomUUID } from 'node:crypto';
import { subgraph as ats } from '../subgraph.js';

const coordinamento = operatore(null, 'COORDINAMENTO_UDP', 'coordinamento');
const ufficio = operatore(13, 'UFFICIO_DI_PIANO', 'udp13');

const OBBLIGO = `obbligo { id versione dal al destinatario { codice ambito { numero } } storia { dal al soggetto } }`;
const ASSEGNA = `mutation($input: AssegnaObbligoInput!) { assegnaObbligo(input: $input) { ${OBBLIGO} } }`;
const TERMINA = `mutation($input: TerminaObbligoInput!) { terminaObbligo(input: $input) { ${OBBLIGO} } }`;
const LISTA = `{ obblighi(rilevazione: "tutela-minori") { id versione dal al origine destinatario { codice }
  storia { dal al soggetto } } }`;
const APRI = `mutation($input: ApriCampagnaInput!) { apriCampagna(input: $input) { campagna { id versione } } }`;
const CAMPAGNA = `query($anno: Int!) { campagna(rilevazione: "tutela-minori", anno: $anno) { id versione
  copertura { attesi pervenuti mancanti { nome } } ritardi { giorni }
  compilazioni { id versione stato dovuta azioniPossibili destinatario { codice } valori { voce { codice } valore } } } }`;
const SALVA = `mutation($input: SalvaCompilazioneInput!) { salvaCompilazione(input: $input) { compilazione { id versione stato } } }`;

interface Obbligo {
  id: string;
  versione: number;
  dal: string;
  al: string | null;
  destinatario: { codice: string };
  storia: unknown[];
}
interface Compilazione {
  id: string;
  versione: number;
  stato: string;
  dovuta: boolean;
  azioniPossibili: string[];
  destinatario: { codice: string };
  valori: Array<{ voce: { codice: string }; valore: number | null }>;
}
interface Campagna {
  id: string;
  versione: number;
  copertura: { attesi: number; pervenuti: number; mancanti: Array<{ nome: string }> };
  compilazioni: Compilazione[];
}

describe('who owes a collection', () => {
  let subgraph: SubgraphUnderTest;
  beforeAll(async () => void (subgraph = await startSubgraph(ats, { demo: true })));
  afterAll(() => subgraph.stop());

  const chiedi = async <T>(chi: Chiamante, query: string, variables = {}) => subgraph.ask<T>(chi, query, variables);
  const scrivi = <T>(chi: Chiamante, mutation: string, input: object) =>
    chiedi<T>(chi, mutation, { input: { chiaveIdempotenza: randomUUID(), ...input } });
  const assegna = (more: object, chi = coordinamento) =>
    scrivi<{ assegnaObbligo: { obbligo: Obbligo } }>(chi, ASSEGNA, {
      rilevazione: 'tutela-minori',
      destinatario: 'VALLE_CAMONICA',
      ...more,
    });
  const termina = ({ id, versione }: Obbligo, al: string, chi = coordinamento) =>
    scrivi<{ terminaObbligo: { obbligo: Obbligo } }>(chi, TERMINA, { obbligo: id, versione, al });
  const rifiuti = ({ errors }: { errors: ReadonlyArray<{ extensions?: Record<string, unknown> }> }) =>
    errors.map(({ extensions }) => [extensions?.code, extensions?.campi]);
  const lista = async () => (await chiedi<{ obblighi: Obbligo[] }>(coordinamento, LISTA)).data.obblighi;
  const diValle = async () => (await lista()).filter(({ destinatario }) => destinatario.codice === 'VALLE_CAMONICA');
  const campagna = async (anno: number, chi = coordinamento) =>
    (await chiedi<{ campagna: Campagna }>(chi, CAMPAGNA, { anno })).data.campagna;
  const valleIn = async (anno: number, chi = coordinamento) =>
    (await campagna(anno, chi)).compilazioni.find(({ destinatario }) => destinatario.codice === 'VALLE_CAMONICA');
  const apri = async (anno: number) => {
    const { errors } = await scrivi(coordinamento, APRI, {
      rilevazione: 'tutela-minori',
      anno,
      scadenza: '2099-12-31',
    });
    expect(errors).toEqual([]);
  };

  test('is listed with its days and with what they were before', async () => {
    const tutti = await lista();
    expect(tutti).toHaveLength(13);
    const [valle] = await diValle();
    expect(valle).toMatchObject({ al: null, origine: 'PIANO_DI_ZONA', storia: [{ al: null, soggetto: null }] });
    const { data, errors } = await termina(valle!, '2022-12-30');
    expect(errors).toEqual([]);
    expect(data.terminaObbligo.obbligo).toMatchObject({
      versione: 2,
      al: '2022-12-30',
      destinatario: { codice: 'VALLE_CAMONICA', ambito: null },
      storia: [
        { dal: valle!.dal, al: null, soggetto: null },
        { dal: valle!.dal, al: '2022-12-30', soggetto: 'coordinamento' },
      ],
    });
  });

  test('is the coordination’s to say: neither a contributor nor its own ambito may, through the door or behind it', async () => {
    const [valle] = await diValle();
    for (const answer of [
      await assegna({ dal: '2023-01-01' }, ufficio),
      await termina(valle!, '2030-01-01', ufficio),
      await chiedi(ufficio, LISTA),
    ]) {
      expect(rifiuti(answer).map(([codice]) => codice)).toEqual(['NON_AUTORIZZATO']);
    }
    const chi = identityOf(ufficio, 'prova');
    const nascosto = (statement: string) => subgraph.database.write(chi, (tx) => tx.query(statement));
    await expect(
      nascosto(`INSERT INTO obbligo (ambito_id, rilevazione, dal) VALUES (13, 'tutela-minori', '2030-01-01')`),
    ).rejects.toThrow('row-level security');
    expect(await nascosto(`UPDATE obbligo SET al = '2020-01-01', versione = 9 RETURNING id`)).toEqual([]);
    expect(await nascosto('SELECT soggetto FROM modifica_obbligo')).toEqual([]);
  });

  test('has no two obligations on one day: the field to change is named', async () => {
    expect(rifiuti(await assegna({ dal: '2022-06-01', al: '2023-06-01' }))).toEqual([['INPUT_NON_VALIDO', ['dal']]]);
    const [{ dal: inizio } = { dal: '' }] = await diValle();
    expect(rifiuti(await assegna({ dal: '2000-01-01', al: inizio }))).toEqual([['INPUT_NON_VALIDO', ['al']]]);
    expect(rifiuti(await assegna({ dal: '2023-06-01', al: '2023-05-31' }))).toEqual([['INPUT_NON_VALIDO', ['al']]]);
    expect(rifiuti(await assegna({ dal: '2023-06-01', destinatario: 'AMBITO_99' }))).toEqual([
      ['INPUT_NON_VALIDO', ['destinatario']],
    ]);
    expect(rifiuti(await assegna({ dal: '2023-06-01', rilevazione: 'altro' }))).toEqual([
      ['INPUT_NON_VALIDO', ['rilevazione']],
    ]);
    expect(await diValle()).toHaveLength(1);
  });

  test('asks for an answer at once, of every campaign that is open for a year that it covers', async () => {
    await apri(2023);
    await apri(2024);
    expect([await valleIn(2023), await valleIn(2024), (await campagna(2023)).copertura.attesi]).toEqual([
      undefined,
      undefined,
      12,
    ]);
    const chiave = randomUUID();
    const input = { chiaveIdempotenza: chiave, dal: '2024-02-01' };
    const prima = await assegna(input);
    expect(prima.errors).toEqual([]);
    expect((await assegna(input)).data).toEqual(prima.data);
    expect(rifiuti(await assegna({ ...input, dal: '2024-03-01' }))[0]![0]).toBe('CHIAVE_IDEMPOTENZA_RIUSATA');
    expect(await valleIn(2023)).toBeUndefined();
    expect(await valleIn(2024)).toMatchObject({ stato: 'BOZZA', dovuta: true });
    expect((await campagna(2024)).copertura).toMatchObject({ attesi: 13, pervenuti: 0 });
  });

  test('ends without losing an answer: an untouched one is not owed, a written one keeps its values', async () => {
    await apri(2025);
    const [, valle] = await diValle();
    const scritta = (await valleIn(2025, ufficio))!;
    const salvata = await scrivi(ufficio, SALVA, {
      compilazione: scritta.id,
      versione: scritta.versione,
      valori: [{ voce: 'minori_tutela', valore: 7 }],
    });
    expect(salvata.errors).toEqual([]);
    const { data } = await termina(valle!, '2024-12-30');
    const finito = data.terminaObbligo.obbligo;
    expect((await termina(valle!, '2024-12-29')).errors[0]!.extensions!.code).toBe('CONFLITTO_VERSIONE');

    for (const anno of [2024, 2025]) {
      expect((await campagna(anno)).copertura).toMatchObject({ attesi: 12, mancanti: expect.any(Array) });
      expect(await valleIn(anno, ufficio)).toMatchObject({ stato: 'BOZZA', dovuta: false, azioniPossibili: [] });
    }
    const dopo = (await valleIn(2025, ufficio))!;
    expect(dopo.valori.find(({ voce }) => voce.codice === 'minori_tutela')!.valore).toBe(7);
    const ancora = await scrivi(ufficio, SALVA, {
      compilazione: dopo.id,
      versione: dopo.versione,
      valori: [{ voce: 'minori_tutela', valore: 8 }],
    });
    expect(rifiuti(ancora)[0]![0]).toBe('TRANSIZIONE_NON_AMMESSA');

    // Owed again: the answer goes on from where it was.
    expect((await termina(finito, '2025-12-31')).errors).toEqual([]);
    expect(await valleIn(2025, ufficio)).toMatchObject({
      id: scritta.id,
      dovuta: true,
      azioniPossibili: ['SALVA', 'INVIA'],
    });
    expect((await campagna(2025)).copertura.attesi).toBe(13);
  });

  test('cannot be made to meet another one by moving its end', async () => {
    const [prima, seconda] = await diValle();
    expect(rifiuti(await termina(prima!, seconda!.dal))).toEqual([['INPUT_NON_VALIDO', ['al']]]);
    expect(rifiuti(await termina(prima!, '1999-01-01'))).toEqual([['INPUT_NON_VALIDO', ['al']]]);
  });

  test('is refused by PostgreSQL itself where two would meet, whoever writes', async () => {
    const scontro = `INSERT INTO obbligo (ambito_id, rilevazione, dal) VALUES (4, 'tutela-minori', '2024-05-05')`;
    await expect(execute(subgraph.clone.ownerUrl, scontro)).rejects.toThrow('meet');
  });

  test('of two who assign at the same moment, one is told that it is there already', async () => {
    const insieme = await Promise.all(
      ['2031-01-01', '2031-05-01', '2031-09-01'].map((dal) => assegna({ dal, al: '2031-12-31' })),
    );
    expect(insieme.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(insieme.flatMap(rifiuti).map(([codice]) => codice)).toEqual(['INPUT_NON_VALIDO', 'INPUT_NON_VALIDO']);
  });
});
