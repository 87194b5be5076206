import { saturazioneDi, fasciaDi } from '@trama/disclosure/fascia-posti';
import { type Chiamante, identityOf, PUBBLICO } from '@trama/kernel/identity';
import { oggiARoma, piuGiorni } from '@trama/kernel/calendario';
import { RUOLI, type Ruolo } from '@trama/kernel/ruoli';
import { execute } from '@trama/test-kit/database';
import { namesOf, statementsOf } from '@trama/test-kit/statements';
import { operatore, startSubgraph, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { randomUUID } from 'node:crypto';
import { caricaOccupazioni, togliOccupazioni } from '../../seed/dimostrativo-occupazione.js';
import { subgraph as ambito } from '../subgraph.js';
import { GIORNI_DI_VALIDITA } from './disponibilita.type.js';
import { dichiaraOccupazione } from './occupazione.service.js';

const DICHIARA = `mutation ($input: DichiaraOccupazioneInput!) { dichiaraOccupazione(input: $input) {
  occupazione { id giorno posti occupati inAttesa nota origine versione dichiarataDa }
  unita { codice disponibilita { stato giorno superata origine } } } }`;
const LEGGI = `query ($codice: String!) { unita(codice: $codice) { disponibilita { stato giorno superata origine } } }`;
const STORIA = `query ($codice: String!, $first: Int, $after: String) { unita(codice: $codice) {
  occupazioni(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
    edges { node { giorno occupati versione } } } } }`;
const CERCA = `query ($ambito: Int, $tipo: TipoUnitaOfferta, $posti: [DisponibilitaPosti!]) {
  unitaOfferta(ambito: $ambito, tipo: $tipo, posti: $posti, first: 100) { totalCount postiTotali { accreditati }
    edges { node { codice aggregato disponibilita { stato superata } } } } }`;
const SATURAZIONE = `query ($tipo: TipoUnitaOfferta, $ambito: Int) { saturazioneRete(tipo: $tipo, ambito: $ambito) {
  totale { ...R } perTipo { ...R } perAmbito { ...R } perTipoEAmbito { ...R }
  copertura { attesi pervenuti mancanti { numero } aggiornatoAl dimostrativo } } }
  fragment R on RigaSaturazione { tipo ambito { numero } unita dichiarate posti saturazione { valore soppresso } margine dal dimostrativo }`;

interface Riga {
  readonly tipo: string | null;
  readonly ambito: { numero: number } | null;
  readonly unita: number;
  readonly dichiarate: number;
  readonly posti: number;
  readonly saturazione: { valore: number | null; soppresso: boolean };
  readonly margine: number | null;
  readonly dal: string | null;
  readonly dimostrativo: boolean;
}
interface Rete {
  readonly totale: Riga;
  readonly perTipo: Riga[];
  readonly perAmbito: Riga[];
  readonly perTipoEAmbito: Riga[];
  readonly copertura: { attesi: number; pervenuti: number; mancanti: Array<{ numero: number }>; dimostrativo: boolean };
}
interface Trovata {
  readonly codice: string;
  readonly aggregato: boolean;
  readonly disponibilita: { stato: string; superata: boolean } | null;
}

const ufficio = (numero: number): Chiamante => operatore(numero, 'UFFICIO_DI_PIANO', `udp${numero}`);
const giorniFa = (giorni: number): string => piuGiorni(oggiARoma(), -giorni);

/** Of the Piano: a care home of 100 places, a home of 8, one of 3, a row that sums several, one without places. */
const [NAVE, CASA, TRE, SOMMA, SENZA, QUATTRO_IN_UNA] = [
  '04-rsa-di-nave',
  '04-css-memorial-saleri-a-lumezzane',
  '04-casa-accoglienza-casa-8-marzo-lumezzane',
  '04-asilo-nido-asili-nido',
  '04-consultorio-consultorio-familiare-di-lumezzane',
  '04-housing-appartamenti-vita-autonoma-villa-carcina',
];

describe('the places of units that are taken', () => {
  let subgraph: SubgraphUnderTest;
  beforeAll(async () => void (subgraph = await startSubgraph(ambito, { demo: true })));
  afterAll(() => subgraph.stop());

  const owner = <Row extends object>(statement: string, values: readonly unknown[] = []) =>
    execute<Row>(subgraph.clone.ownerUrl, statement, [...values]);
  const dichiara = (unita: string, more: object = {}, chi = ufficio(4), chiaveIdempotenza: string = randomUUID()) =>
    subgraph.ask<{ dichiaraOccupazione: Record<'occupazione' | 'unita', Record<string, unknown>> | null }>(
      chi,
      DICHIARA,
      {
        input: { chiaveIdempotenza, unita, giorno: oggiARoma(), versione: 0, occupati: 7, ...more },
      },
    );
  const codici = ({ errors }: { errors: ReadonlyArray<{ extensions?: Record<string, unknown> }> }) =>
    errors.map(({ extensions }) => [extensions?.code, extensions?.campi]);
  const disponibilita = async (codice: string, chi: Chiamante = PUBBLICO) => {
    const { data, errors } = await subgraph.ask<{ unita: { disponibilita: unknown } }>(chi, LEGGI, { codice });
    expect(errors).toEqual([]);
    return data.unita.disponibilita;
  };
  const storia = async (codice: string, chi = ufficio(4), more: object = {}) => {
    const { data } = await subgraph.ask<{
      unita: {
        occupazioni: { totalCount: number; pageInfo: { endCursor: string }; edges: Array<{ node: unknown }> } | null;
      };
    }>(chi, STORIA, { codice, first: 20, ...more });
    return data.unita.occupazioni;
  };
  const cerca = async (variables: object) => {
    const { data, errors } = await subgraph.ask<{
      unitaOfferta: {
        totalCount: number;
        postiTotali: { accreditati: number | null };
        edges: Array<{ node: Trovata }>;
      };
    }>(PUBBLICO, CERCA, { ...variables });
    expect(errors).toEqual([]);
    return { ...data.unitaOfferta, unita: data.unitaOfferta.edges.map(({ node }) => node) };
  };
  const saturazione = async (variables: object = {}) => {
    const { data, errors } = await subgraph.ask<{ saturazioneRete: Rete }>(PUBBLICO, SATURAZIONE, { ...variables });
    expect(errors).toEqual([]);
    return data.saturazioneRete;
  };
  const comeSql = <Row>(chi: Chiamante, statement: string) =>
    subgraph.database.write(identityOf(chi, 'prova'), (tx) => tx.query<Row>(statement));

  test('are nobody’s guess: a unit of the Piano has none until its office says so', async () => {
    const nessuna = { stato: 'NON_DICHIARATA', giorno: null, superata: false, origine: null };
    expect([await disponibilita(NAVE), await disponibilita(TRE)]).toEqual([nessuna, nessuna]);
    expect([await disponibilita(SOMMA), await disponibilita(SENZA)]).toEqual([null, null]);
    expect(await owner('SELECT FROM occupazione_unita WHERE ambito_id = 4')).toEqual([]);
  });

  test('are declared by the office, which reads the number; everybody else reads the state', async () => {
    const { data, errors } = await dichiara(NAVE, { occupati: 97, inAttesa: 12 });
    expect(errors).toEqual([]);
    expect(data.dichiaraOccupazione).toEqual({
      occupazione: {
        ...{ id: expect.any(String), giorno: oggiARoma(), posti: 100, occupati: 97, inAttesa: 12, nota: null },
        ...{ origine: 'RILEVATO', versione: 1, dichiarataDa: 'udp4' },
      },
      unita: {
        codice: NAVE,
        disponibilita: { stato: 'ULTIMI', giorno: oggiARoma(), superata: false, origine: 'RILEVATO' },
      },
    });
    expect(await disponibilita(NAVE)).toMatchObject({ stato: 'ULTIMI' });
    expect(await storia(NAVE)).toMatchObject({
      totalCount: 1,
      edges: [{ node: { giorno: oggiARoma(), occupati: 97, versione: 1 } }],
    });
    expect(await storia(NAVE, ufficio(1))).toBeNull();
  });

  test('of a few places are declared, and told to nobody', async () => {
    for (const [n, occupati] of [0, 3, 2].entries()) {
      expect((await dichiara(TRE, { occupati, versione: n })).errors).toEqual([]);
      expect(await disponibilita(TRE)).toMatchObject({ stato: 'RISERVATA', giorno: oggiARoma() });
    }
  });

  test('are corrected by who has seen them, and written once however often the request comes', async () => {
    const chiave = randomUUID();
    const giorno = giorniFa(3);
    const prima = await dichiara(CASA, { giorno, occupati: 8 }, ufficio(4), chiave);
    expect(prima.errors).toEqual([]);
    expect((await dichiara(CASA, { giorno, occupati: 8 }, ufficio(4), chiave)).data).toEqual(prima.data);
    expect(codici(await dichiara(CASA, { giorno, occupati: 7 }, ufficio(4), chiave))).toEqual([
      ['CHIAVE_IDEMPOTENZA_RIUSATA', ['chiaveIdempotenza']],
    ]);
    expect(codici(await dichiara(CASA, { giorno, occupati: 7 }))).toEqual([['CONFLITTO_VERSIONE', undefined]]);
    expect(await disponibilita(CASA)).toMatchObject({ stato: 'COMPLETO', giorno });
    expect((await dichiara(CASA, { giorno, occupati: 2, versione: 1 })).errors).toEqual([]);
    expect(await disponibilita(CASA)).toMatchObject({ stato: 'LIBERI', giorno });
    expect(await storia(CASA)).toMatchObject({ totalCount: 1, edges: [{ node: { occupati: 2, versione: 2 } }] });
  });

  test('are told of the last day, whenever a day before it is written', async () => {
    expect((await dichiara(CASA, { giorno: giorniFa(2), occupati: 8 })).errors).toEqual([]);
    expect((await dichiara(CASA, { giorno: giorniFa(90), occupati: 1 })).errors).toEqual([]);
    expect(await disponibilita(CASA)).toMatchObject({ stato: 'COMPLETO', giorno: giorniFa(2), superata: false });
    const prima = await storia(CASA, ufficio(4), { first: 2 });
    expect(prima!.edges).toMatchObject([{ node: { giorno: giorniFa(2) } }, { node: { giorno: giorniFa(3) } }]);
    const dopo = await storia(CASA, ufficio(4), { first: 2, after: prima!.pageInfo.endCursor });
    expect(dopo).toMatchObject({ totalCount: 3, edges: [{ node: { giorno: giorniFa(90) } }] });
  });

  test('may be more than there are, with a note that says why', async () => {
    const giorno = giorniFa(10);
    expect(codici(await dichiara(CASA, { giorno, occupati: 9 }))).toEqual([['INPUT_NON_VALIDO', ['nota']]]);
    expect(codici(await dichiara(CASA, { giorno, occupati: 9, nota: '              ' }))).toEqual([
      ['INPUT_NON_VALIDO', ['nota']],
    ]);
    const { data } = await dichiara(CASA, { giorno, occupati: 9, nota: ' Accoglienza urgente del fine settimana ' });
    expect(data.dichiaraOccupazione!.occupazione).toMatchObject({ nota: 'Accoglienza urgente del fine settimana' });
  });

  test.each<[string, object, string, string[] | undefined]>([
    [NAVE, { giorno: giorniFa(-1) }, 'INPUT_NON_VALIDO', ['giorno']],
    [NAVE, { giorno: '2020-12-31' }, 'INPUT_NON_VALIDO', ['giorno']],
    [NAVE, { giorno: giorniFa(1), occupati: 201, nota: 'Un numero battuto male' }, 'INPUT_NON_VALIDO', ['occupati']],
    [NAVE, { giorno: giorniFa(1), occupati: -1 }, 'INPUT_NON_VALIDO', ['occupati']],
    [NAVE, { giorno: giorniFa(1), inAttesa: -1 }, 'INPUT_NON_VALIDO', ['inAttesa']],
    [NAVE, { giorno: giorniFa(1), nota: 'corta' }, 'INPUT_NON_VALIDO', ['nota']],
    [NAVE, { giorno: giorniFa(1), versione: 3 }, 'NON_TROVATO', undefined],
    [SOMMA, {}, 'INPUT_NON_VALIDO', ['unita']],
    [QUATTRO_IN_UNA, {}, 'INPUT_NON_VALIDO', ['unita']],
    [SENZA, {}, 'INPUT_NON_VALIDO', ['unita']],
    ['04-nessuna', {}, 'NON_TROVATO', ['unita']],
    ['01-asilo-nido-dimostrativa-01', {}, 'NON_AUTORIZZATO', undefined],
  ])('of %s are refused with %j', async (unita, more, codice, campi) => {
    const prima = await owner('SELECT count(*) FROM occupazione_unita');
    const answer = await dichiara(unita, more);
    expect(codici(answer)).toEqual([[codice, campi]]);
    expect(answer.errors[0]!.message).toMatch(/[.:]|deve|può/);
    expect(await owner('SELECT count(*) FROM occupazione_unita')).toEqual(prima);
  });

  test('of one day are one declaration, when two transactions declare it at once', async () => {
    const giorno = giorniFa(20);
    const input = (occupati: number) => ({
      ...{ chiaveIdempotenza: randomUUID(), unita: NAVE, giorno, versione: 0, occupati },
    });
    let apri = (): void => undefined;
    const cancello = new Promise<void>((resolve) => (apri = resolve));
    let arrivata = (): void => undefined;
    const prima = new Promise<void>((resolve) => (arrivata = resolve));
    const io = identityOf(ufficio(4), 'prova');
    const una = subgraph.database.write(io, async (tx) => {
      await dichiaraOccupazione(tx, input(60));
      arrivata();
      await cancello;
    });
    await prima;
    const altra = subgraph.database.write(io, (tx) => dichiaraOccupazione(tx, input(61)));
    const rifiutata = expect(altra).rejects.toMatchObject({ extensions: { code: 'CONFLITTO_VERSIONE' } });
    apri();
    await Promise.all([una, rifiutata]);
    const righe = await owner('SELECT occupati, versione FROM occupazione_unita WHERE unita = $1 AND giorno = $2', [
      NAVE,
      giorno,
    ]);
    expect(righe).toEqual([{ occupati: 60, versione: 1 }]);
    const corrette = await Promise.all([1, 2, 3].map((n) => dichiara(NAVE, { giorno, versione: 1, occupati: 90 + n })));
    expect(corrette.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
  });

  test('are walled: other offices and other roles find no number, and nobody writes what is not theirs', async () => {
    const conta = 'SELECT id FROM occupazione_unita';
    expect((await comeSql(ufficio(4), conta)).length).toBeGreaterThan(0);
    const altrui = await comeSql<{ unita: string }>(ufficio(1), 'SELECT unita FROM occupazione_unita');
    expect(altrui.filter(({ unita }) => !unita.startsWith('01-'))).toEqual([]);
    for (const ruolo of (Object.keys(RUOLI) as Ruolo[]).filter((uno) => uno !== 'UFFICIO_DI_PIANO')) {
      const chi = { ...operatore(4, ruolo, 'curioso'), asst: 'ASST-GARDA', ente: 'un-ente' };
      const rifiuto = ruolo === 'PUBBLICO' ? 'NON_AUTENTICATO' : 'NON_AUTORIZZATO';
      expect([ruolo, await comeSql(chi, conta)]).toEqual([ruolo, []]);
      expect([ruolo, codici(await dichiara(NAVE, {}, chi))]).toEqual([ruolo, [[rifiuto, undefined]]]);
      const cambia = `UPDATE disponibilita_posti SET stato = 'RISERVATA' RETURNING unita`;
      expect([ruolo, await comeSql(chi, cambia)]).toEqual([ruolo, []]);
    }
    const perUnAltro = `INSERT INTO occupazione_unita (ambito_id, unita, giorno, posti, occupati, origine)
      VALUES (1, '01-asilo-nido-dimostrativa-01', '2022-01-01', 20, 3, 'RILEVATO')`;
    await expect(comeSql(ufficio(4), perUnAltro)).rejects.toThrow();
  });

  test.each([
    ['a band of small counts', `minimo = 0, massimo = 3`],
    ['a band that begins among them', `minimo = 3, massimo = 12`],
    ['a count', `minimo = 50, massimo = 50`],
    ['full, of another number', `stato = 'COMPLETO', minimo = 4, massimo = NULL`],
    ['how full a unit of few places is', `posti = 4, stato = 'COMPLETO', minimo = 4, massimo = NULL`],
    ['a state that is none', `stato = 'VUOTA', minimo = 0, massimo = NULL`],
  ])('are kept by the database itself from being told as %s', async (_cosa, valori) => {
    await expect(owner(`UPDATE disponibilita_posti SET ${valori} WHERE stato = 'LIBERI'`)).rejects.toThrow(
      'nessun_piccolo_numero',
    );
  });

  test('are what the search looks for, and a declaration that nobody should rely on is none', async () => {
    const liberi = await cerca({ ambito: 1, posti: ['LIBERI', 'ULTIMI'] });
    expect(liberi.unita.length).toBeGreaterThan(0);
    expect(liberi.unita.every(({ disponibilita: d }) => ['LIBERI', 'ULTIMI'].includes(d!.stato) && !d!.superata)).toBe(
      true,
    );
    const tutte = await cerca({ ambito: 1 });
    const nonDette = await cerca({ ambito: 1, posti: ['NON_DICHIARATA'] });
    const vale = ({ disponibilita: d }: Trovata, ...stati: string[]) =>
      d !== null && stati.includes(d.superata ? 'NON_DICHIARATA' : d.stato);
    const codiciDi = (quali: readonly Trovata[]) => quali.map(({ codice }) => codice);
    expect(codiciDi(liberi.unita)).toEqual(codiciDi(tutte.unita.filter((una) => vale(una, 'LIBERI', 'ULTIMI'))));
    expect(codiciDi(nonDette.unita)).toEqual(codiciDi(tutte.unita.filter((una) => vale(una, 'NON_DICHIARATA'))));
    expect(nonDette.unita.some(({ disponibilita: d }) => d!.superata)).toBe(true);
    const ogni = await cerca({ ambito: 1, posti: ['LIBERI', 'ULTIMI', 'COMPLETO', 'RISERVATA', 'NON_DICHIARATA'] });
    expect(ogni.totalCount).toBe(tutte.unita.filter(({ disponibilita: d }) => d !== null).length);
    expect((await cerca({ ambito: 4, posti: [] })).totalCount).toBe(0);
    const rsa = await cerca({ ambito: 4, tipo: 'RSA', posti: ['ULTIMI'] });
    expect([rsa.totalCount, rsa.postiTotali.accreditati]).toEqual([1, 100]);
  });

  test('are how full the network is: exactly what the bands of its units add up to', async () => {
    const rete = await saturazione();
    const righe = await owner<{
      tipo: string;
      ambito: number;
      posti: number | null;
      occupati: number | null;
      giorno: string;
    }>(
      `SELECT u.tipo, u.ambito_id AS ambito, o.posti, o.occupati, o.giorno::text
       FROM unita_offerta u LEFT JOIN LATERAL (
         SELECT * FROM occupazione_unita o WHERE o.unita = u.codice AND o.giorno >= $1 ORDER BY giorno DESC LIMIT 1) o ON true
       WHERE NOT u.aggregato AND u.sommabile AND coalesce(u.unita, 1) = 1
         AND coalesce(u.posti_accreditati, u.posti_autorizzati, u.capacita) >= 5`,
      [giorniFa(GIORNI_DI_VALIDITA)],
    );
    const attesa = (sue: typeof righe) => {
      const dette = sue.filter(({ occupati }) => occupati !== null);
      const fasce = dette.map(({ posti, occupati }) => ({ posti: posti!, ...fasciaDi(posti!, occupati!) }));
      const somma = (di: (una: (typeof fasce)[number]) => number) => fasce.reduce((sum, una) => sum + di(una), 0);
      const posti = somma((una) => una.posti);
      const { tasso, margine } = saturazioneDi({
        posti,
        minimo: somma((una) => una.minimo),
        massimo: somma((una) => una.massimo ?? una.posti),
      });
      return { unita: sue.length, dichiarate: dette.length, posti, saturazione: tasso, margine };
    };
    expect(rete.totale).toMatchObject({ tipo: null, ambito: null, ...attesa(righe) });
    for (const riga of rete.perTipo) {
      expect(riga).toMatchObject({ ambito: null, ...attesa(righe.filter(({ tipo }) => tipo === riga.tipo)) });
    }
    for (const riga of rete.perTipoEAmbito) {
      const sue = righe.filter(({ tipo, ambito: n }) => tipo === riga.tipo && n === riga.ambito!.numero);
      expect(riga).toMatchObject(attesa(sue));
    }
    expect(rete.perTipo.length).toBeGreaterThan(3);
    expect(rete.copertura).toMatchObject({ attesi: 12, pervenuti: 12, mancanti: [], dimostrativo: true });
  });

  test('move no figure of the network while they move inside their band', async () => {
    const prima = await saturazione({ ambito: 4 });
    expect(prima.copertura).toMatchObject({ attesi: 1, pervenuti: 1, dimostrativo: false });
    const giorno = oggiARoma();
    for (const [n, occupati] of [95, 96, 98, 99].entries()) {
      expect((await dichiara(NAVE, { giorno, occupati, versione: n + 1 })).errors).toEqual([]);
      expect(await saturazione({ ambito: 4 })).toEqual(prima);
    }
    await dichiara(NAVE, { giorno, occupati: 100, versione: 5 });
    expect((await saturazione({ ambito: 4 })).totale).not.toEqual(prima.totale);
    const soltanto = await saturazione({ ambito: 4, tipo: 'CDD' });
    expect(soltanto).toMatchObject({ totale: { unita: 3, dichiarate: 0, posti: 0, margine: null } });
    expect(soltanto.copertura).toMatchObject({ attesi: 1, pervenuti: 0, mancanti: [{ numero: 4 }] });
  });

  test('of a whole page of units take one statement, and so does their history', async () => {
    const pagina = `{ unitaOfferta(ambito: 1, first: 30) { edges { node { disponibilita { stato } occupazioni { totalCount } } } } }`;
    const { result, statements } = await statementsOf(() => subgraph.ask<object>(ufficio(1), pagina));
    expect(result.errors).toEqual([]);
    expect(namesOf(statements).sort()).toEqual([
      'occupazione.disponibilitaByUnita',
      'occupazione.occupazioniByUnita',
      'unita-offerta.listUnita',
      'unita-offerta.listUnita',
    ]);
    const rete = await statementsOf(() => saturazione());
    expect(namesOf(rete.statements).sort()).toEqual(['occupazione.saturazione', 'territorio.listAmbiti']);
  });

  test('of demonstration units are demonstration, of every ambito but the real one, and told as the real ones are', async () => {
    const righe = await owner<{
      ambito: number;
      posti: number;
      occupati: number;
      minimo: number;
      massimo: number;
      stato: string;
    }>(
      `SELECT o.ambito_id AS ambito, o.posti, o.occupati, d.stato, d.minimo, d.massimo
       FROM occupazione_unita o LEFT JOIN disponibilita_posti d USING (ambito_id, unita, giorno, posti, origine)
       WHERE o.origine = 'DIMOSTRATIVO'`,
    );
    expect([...new Set(righe.map(({ ambito: n }) => n))].sort((a, b) => a - b)).toEqual([
      1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12,
    ]);
    for (const { posti, occupati, stato, minimo, massimo } of righe) {
      expect({ stato, minimo, massimo }).toEqual(fasciaDi(posti, occupati));
    }
    const stati = new Set(righe.map(({ stato }) => stato));
    expect([...stati].sort()).toEqual(['COMPLETO', 'LIBERI', 'ULTIMI']);
    expect(righe.some(({ posti, occupati }) => occupati > posti)).toBe(true);
    const { data } = await dichiara('01-asilo-nido-dimostrativa-01', { giorno: '2022-03-01', occupati: 3 }, ufficio(1));
    expect(data.dichiaraOccupazione!.occupazione).toMatchObject({ origine: 'DIMOSTRATIVO' });
  });

  test('of demonstration units go and come back the same', async () => {
    const QUANTI = `SELECT unita, posti, occupati, in_attesa, nota FROM occupazione_unita
      WHERE origine = 'DIMOSTRATIVO' AND giorno > '2023-01-01' ORDER BY unita, giorno`;
    const prima = await owner(QUANTI);
    expect(await caricaOccupazioni(owner)).toBe(0);
    expect(await togliOccupazioni(owner)).toBe(prima.length + 1);
    expect(await owner(`SELECT FROM disponibilita_posti WHERE origine = 'DIMOSTRATIVO'`)).toEqual([]);
    expect(await caricaOccupazioni(owner)).toBe(prima.length);
    expect(await owner(QUANTI)).toEqual(prima);
  });
});
