import type { Chiamante } from '@trama/kernel/identity';
import { operatore, startSubgraph, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { namesOf, statementsOf } from '@trama/test-kit/statements';
import { execute } from '@trama/test-kit/database';
import { randomUUID } from 'node:crypto';
import { subgraph as ambito } from '../subgraph.js';
import {
  apri,
  APRI,
  ASSEGNA,
  CASI,
  CASO,
  type CasoLetto,
  CHIUDI,
  codiceDiNessuno,
  codici,
  ENTITA,
  famiglia,
  type PaginaDiCasi,
  REVOCA,
  sociale,
  tutela,
} from './cartella.fixtures.js';

/** What can be done to an open case of child protection by who follows it. */
const IN_TUTELA = [
  'ASSEGNA',
  'REVOCA',
  'CHIUDI',
  'AVVIA_INTERVENTO',
  'CONCLUDI_INTERVENTO',
  'REGISTRA_PROVVEDIMENTO',
  'REVOCA_PROVVEDIMENTO',
  'AGGIUNGI_RECAPITO',
  'TOGLI_RECAPITO',
];

describe('the case register', () => {
  let subgraph: SubgraphUnderTest;
  beforeAll(async () => void (subgraph = await startSubgraph(ambito)));
  afterAll(() => subgraph.stop());

  const chiave = () => randomUUID();
  const leggi = async (chi: Chiamante, codice: string) =>
    (await subgraph.ask<{ caso: CasoLetto | null }>(chi, CASO, { codice })).data.caso;
  const elenco = async (chi: Chiamante, variables = {}) =>
    (await subgraph.ask<PaginaDiCasi>(chi, CASI, variables)).data.casi!;
  const cambia = (chi: Chiamante, mutation: string, input: object) =>
    subgraph.ask<Record<string, { caso: CasoLetto } | null>>(chi, mutation, {
      input: { chiaveIdempotenza: chiave(), ...input },
    });

  describe('a case', () => {
    test('is opened in the service of who opens it, who is the first to follow it, and reads back as it was written', async () => {
      const caso = await apri(subgraph, tutela(4), { apertoIl: '2021-03-04', equipe: 'ALTA_VALLE' });
      expect(caso).toEqual({
        codice: expect.stringMatching(/^04-C-[0-9A-HJKMNP-TV-Z]{8}$/),
        servizio: 'TUTELA',
        stato: 'APERTO',
        apertoIl: '2021-03-04',
        chiusoIl: null,
        esito: null,
        equipe: 'ALTA_VALLE',
        versione: 1,
        origine: 'RILEVATO',
        inEmergenza: false,
        azioniPossibili: IN_TUTELA,
        persone: [
          {
            ruolo: 'MINORE',
            persona: expect.objectContaining({
              nome: 'Nino',
              cognome: 'Provaccini1',
              codiceFiscale: null,
              dataNascita: null,
              cancellata: false,
            }),
          },
          {
            ruolo: 'GENITORE',
            persona: expect.objectContaining({
              nome: 'Olga',
              cognome: 'Provaccini1',
              codiceFiscale: codiceDiNessuno(1),
              dataNascita: '1980-05-06',
            }),
          },
        ],
        assegnazioni: [{ operatore: 'tutela4', dal: expect.stringMatching(/Z$/), al: null }],
      });
      expect(await leggi(tutela(4), caso.codice)).toEqual(caso);
      expect((await apri(subgraph, sociale(4))).servizio).toBe('PREVENZIONE_DISAGIO');
    });

    test('is opened once, however often the request is repeated, also by twins', async () => {
      const input = { chiaveIdempotenza: chiave(), persone: famiglia(2) };
      const chi = tutela(5);
      const risposte = await Promise.all(
        [1, 2, 3, 4].map(() => subgraph.ask<{ apriCaso: { caso: CasoLetto } }>(chi, APRI, { input })),
      );
      const [prima] = risposte.map(({ data }) => data.apriCaso.caso);
      expect(risposte.map(({ data }) => data.apriCaso.caso)).toEqual([prima, prima, prima, prima]);
      expect((await elenco(chi)).totalCount).toBe(1);
      const altro = { ...input, persone: famiglia(3) };
      expect(codici(await subgraph.ask(chi, APRI, { input: altro }))).toEqual(['CHIAVE_IDEMPOTENZA_RIUSATA']);
      expect((await elenco(chi)).totalCount).toBe(1);
    });

    test('is given to the twin whose request began before it was opened', async () => {
      for (let volta = 0; volta < 12; volta++) {
        const input = { chiaveIdempotenza: chiave(), persone: famiglia(2) };
        const gemelle = [1, 2, 3, 4].map(() =>
          subgraph.ask<{ apriCaso: { caso: CasoLetto } | null }>(tutela(7), APRI, { input }),
        );
        const codiciAperti = (await Promise.all(gemelle)).map(({ data }) => data.apriCaso?.caso.codice);
        expect(codiciAperti).toEqual(Array(4).fill(expect.stringMatching(/^07-C-/)));
        expect(new Set(codiciAperti).size).toBe(1);
      }
    });

    test('takes no field that is not the caller’s to set', async () => {
      const chi = tutela(6);
      for (const campo of [
        { ambitoId: 1 },
        { ambito: 1 },
        { stato: 'CHIUSO' },
        { versione: 9 },
        { servizio: 'TUTELA' },
      ]) {
        const answer = await cambia(chi, APRI, { persone: famiglia(1), ...campo });
        expect([answer.status, codici(answer)]).toEqual([400, ['BAD_USER_INPUT']]);
      }
      const { codice, versione } = await apri(subgraph, chi);
      for (const campo of [{ ambitoId: 1 }, { stato: 'APERTO' }, { codice: '06-C-AAAAAAAA' }]) {
        const answer = await cambia(chi, CHIUDI, { caso: codice, versione, ...campo });
        expect([answer.status, codici(answer)]).toEqual([400, ['BAD_USER_INPUT']]);
      }
      expect(await leggi(chi, codice)).toMatchObject({ stato: 'APERTO', versione: 1 });
    });

    test('is closed once, from the versione that the caller saw, and then stays as it is', async () => {
      const chi = tutela(4, 'chiude');
      const { codice } = await apri(subgraph, chi, { apertoIl: '2021-03-04' });
      const chiudi = (versione: number, more = {}) => cambia(chi, CHIUDI, { caso: codice, versione, ...more });
      expect(codici(await chiudi(2))).toEqual(['CONFLITTO_VERSIONE']);
      for (const chiusoIl of ['2021-03-03', '2999-01-01']) {
        expect(codici(await chiudi(1, { chiusoIl }))).toEqual(['INPUT_NON_VALIDO']);
      }
      const { data } = await chiudi(1, { chiusoIl: '2021-05-06' });
      expect(data.chiudiCaso!.caso).toMatchObject({
        stato: 'CHIUSO',
        chiusoIl: '2021-05-06',
        versione: 2,
        azioniPossibili: [],
      });
      const ancora = await chiudi(2);
      expect(ancora.errors[0]).toMatchObject({
        extensions: { code: 'TRANSIZIONE_NON_AMMESSA', stato: 'CHIUSO', azioni: [] },
      });
      expect(codici(await cambia(chi, ASSEGNA, { caso: codice, versione: 2, operatore: 'altro' }))).toEqual([
        'TRANSIZIONE_NON_AMMESSA',
      ]);
    });

    test('is closed by one of eight who try together; the others are told that it moved on', async () => {
      const chi = tutela(4, 'insieme');
      const { codice } = await apri(subgraph, chi);
      const risposte = await Promise.all(
        Array.from({ length: 8 }, () => cambia(chi, CHIUDI, { caso: codice, versione: 1 })),
      );
      const esiti = risposte.map((risposta) => codici(risposta)[0] ?? 'FATTO').sort();
      expect(esiti).toEqual([...Array.from({ length: 7 }, () => 'CONFLITTO_VERSIONE'), 'FATTO']);
      expect(await leggi(chi, codice)).toMatchObject({ stato: 'CHIUSO', versione: 2 });
    });

    test('says how it ended, as the one who closed it said: a second closing changes nothing', async () => {
      const chi = sociale(4, 'con-esito');
      const { codice } = await apri(subgraph, chi);
      const esiti = ['OBIETTIVI_RAGGIUNTI', 'TRASFERIMENTO', 'PASSAGGIO_AD_ALTRO_SERVIZIO', 'ALTRO'];
      const risposte = await Promise.all(
        esiti.map((esito) => cambia(chi, CHIUDI, { caso: codice, versione: 1, esito })),
      );
      const vinto = esiti.filter((_, n) => codici(risposte[n]!).length === 0);
      expect(vinto).toHaveLength(1);
      expect(await leggi(chi, codice)).toMatchObject({ stato: 'CHIUSO', esito: vinto[0], versione: 2 });
    });

    test('is given to a colleague and taken away, and both hold from the next request on', async () => {
      const [uno, due] = [tutela(4, 'uno'), tutela(4, 'due')];
      const { codice } = await apri(subgraph, uno);
      const passo = (chi: Chiamante, mutation: string, versione: number, operatore: string) =>
        cambia(chi, mutation, { caso: codice, versione, operatore });
      expect(await leggi(due, codice)).toBeNull();
      expect(codici(await passo(uno, REVOCA, 1, 'uno'))).toEqual(['INPUT_NON_VALIDO']); // nobody would be left
      expect(codici(await passo(uno, REVOCA, 1, 'due'))).toEqual(['INPUT_NON_VALIDO']);
      expect((await passo(uno, ASSEGNA, 1, 'due')).data.assegnaCaso!.caso.versione).toBe(2);
      expect(codici(await passo(uno, ASSEGNA, 2, 'due'))).toEqual(['INPUT_NON_VALIDO']);
      expect(await leggi(due, codice)).toMatchObject({ versione: 2, persone: [{}, {}] });
      expect((await passo(due, REVOCA, 2, 'uno')).data.revocaAssegnazione!.caso.versione).toBe(3);
      expect(await leggi(uno, codice)).toBeNull();
      expect((await elenco(uno)).totalCount).toBe(0);
      expect(codici(await passo(uno, ASSEGNA, 3, 'uno'))).toEqual(['NON_TROVATO']);
      expect((await leggi(due, codice))!.assegnazioni.map(({ operatore, al }) => [operatore, al === null])).toEqual([
        ['uno', false],
        ['due', true],
      ]);
    });

    test('is followed by the whole team of child protection, for as long as one is in it', async () => {
      const [uno, due] = [tutela(4, 'in-equipe'), tutela(4, 'della-bassa-valle')];
      const { codice } = await apri(subgraph, uno, { equipe: 'BASSA_VALLE' });
      const equipe = (dal: string, al: string | null) =>
        execute(
          subgraph.clone.ownerUrl,
          `INSERT INTO equipe_operatore (ambito_id, equipe, soggetto, dal, al) VALUES (4, 'BASSA_VALLE', $1, $2, $3)
           ON CONFLICT (ambito_id, equipe, soggetto, dal) DO UPDATE SET al = EXCLUDED.al`,
          ['della-bassa-valle', dal, al],
        );
      expect(await leggi(due, codice)).toBeNull();
      await equipe('2999-01-01', null);
      expect(await leggi(due, codice)).toBeNull();
      await equipe('2020-01-01', null);
      expect(await leggi(due, codice)).toMatchObject({ azioniPossibili: IN_TUTELA });
      expect(codici(await cambia(due, ASSEGNA, { caso: codice, versione: 1, operatore: 'terzo' }))).toEqual([]);
      expect(await leggi(sociale(4, 'della-bassa-valle'), codice)).toBeNull();
      await equipe('2020-01-01', '2020-06-01');
      expect(await leggi(due, codice)).toBeNull();
    });

    test('refuses dates to come, teams that are not there, too many people and too few', async () => {
      const chi = tutela(4);
      const prova = async (more: object) => {
        const { errors } = await cambia(chi, APRI, { persone: famiglia(1), ...more });
        return errors.map(({ extensions }) => [extensions?.code, extensions?.campi]);
      };
      const [oggi] = new Date(Date.now() + 3 * 86_400_000).toISOString().split('T');
      expect(await prova({ apertoIl: oggi })).toEqual([['INPUT_NON_VALIDO', ['apertoIl']]]);
      expect(await prova({ equipe: 'EQUIPE_DI_NESSUNO' })).toEqual([['INPUT_NON_VALIDO', ['equipe']]]);
      expect(await prova({ persone: [] })).toEqual([['INPUT_NON_VALIDO', ['persone']]]);
      const troppe = Array.from({ length: 21 }, () => famiglia(1)[1]);
      expect(await prova({ persone: troppe })).toEqual([['INPUT_NON_VALIDO', ['persone']]]);
      expect(await prova({ persone: [{ ...famiglia(1)[1], nome: '' }] })).toEqual([['INPUT_NON_VALIDO', ['persone']]]);
      expect(await prova({ persone: [{ ...famiglia(1)[1], dataNascita: oggi }] })).toEqual([
        ['INPUT_NON_VALIDO', ['persone']],
      ]);
      const { errors } = await cambia(sociale(4), APRI, { persone: famiglia(1), equipe: 'ALTA_VALLE' });
      expect(errors[0]?.extensions).toEqual({ code: 'INPUT_NON_VALIDO', campi: ['equipe'] });
    });
  });

  describe('reached by a reference, as a join would', () => {
    const entita = async (chi: Chiamante, codice: string) => {
      const r = [codice, '04-C-00000000'].map((uno) => ({
        __typename: 'Caso',
        codice: uno,
        servizio: 'TUTELA',
        persone: [{ ruolo: 'MINORE', persona: { nome: 'inventato' } }],
      }));
      const { data, errors } = await subgraph.ask<{ _entities: Array<CasoLetto | null> }>(chi, ENTITA, { r });
      return [data._entities.map((caso) => caso?.codice ?? null), codici({ errors } as never)];
    };

    test('is as protected as when it is asked for, and what the caller says of it is not believed', async () => {
      const chi = tutela(4, 'riferimento');
      const { codice } = await apri(subgraph, chi);
      expect(await entita(chi, codice)).toEqual([[codice, null], []]);
      for (const altro of [tutela(4, 'estraneo'), sociale(4, 'riferimento'), tutela(1, 'riferimento')]) {
        expect(await entita(altro, codice)).toEqual([[null, null], []]);
      }
      for (const ruolo of ['UFFICIO_DI_PIANO', 'SERVIZIO_AFFIDI', 'CABINA_REGIA', 'GARANTE', 'PUBBLICO'] as const) {
        const [casi, rifiuti] = await entita(operatore(4, ruolo, 'riferimento'), codice);
        const codiceRifiuto = ruolo === 'PUBBLICO' ? 'NON_AUTENTICATO' : 'NON_AUTORIZZATO';
        expect([ruolo, casi, rifiuti]).toEqual([ruolo, [null, null], [codiceRifiuto, codiceRifiuto]]);
      }
    });
  });

  describe('a codice fiscale', () => {
    test('is refused when it is wrong, without being said back; provisional and foreign ones are kept', async () => {
      const con = (codiceFiscale: string) =>
        cambia(tutela(7), APRI, { persone: [{ ruolo: 'ALTRO', nome: 'Vera', cognome: 'Prova', codiceFiscale }] });
      const giusto = codiceDiNessuno(50);
      const sbagliato = `${giusto.slice(0, 15)}${giusto.endsWith('A') ? 'B' : 'A'}`;
      for (const codice of [sbagliato, giusto.slice(1), 'RSSMRA85F10A562S', '123']) {
        const { errors } = await con(codice);
        expect(errors[0]?.extensions).toEqual({ code: 'INPUT_NON_VALIDO', campi: ['persone'] });
        expect(JSON.stringify(errors)).not.toContain(codice);
      }
      for (const codice of [` ${giusto.toLowerCase()} `, '12345678901', 'STP0301234567890', '']) {
        const { data } = await con(codice);
        const letto = data.apriCaso!.caso.persone[0]!.persona.codiceFiscale;
        expect(letto).toBe(codice.trim().toUpperCase() || null);
      }
    });

    test('finds the cases of that person, among those that the caller follows', async () => {
      const [mio, altrui] = [tutela(8, 'mio'), tutela(8, 'altrui')];
      const codiceFiscale = codiceDiNessuno(77);
      const persone = [{ ruolo: 'MINORE', nome: 'Vera', cognome: 'Prova', codiceFiscale }];
      const trovati = async (chi: Chiamante, cercato: string) =>
        (await elenco(chi, { filtro: { codiceFiscale: cercato } })).edges.map(({ node }) => node.codice);
      const [uno, due] = [await apri(subgraph, mio, { persone }), await apri(subgraph, altrui, { persone })];
      await apri(subgraph, mio);
      await apri(subgraph, tutela(9, 'mio'), { persone });
      expect(await trovati(mio, codiceFiscale.toLowerCase())).toEqual([uno.codice]);
      expect(await trovati(altrui, codiceFiscale)).toEqual([due.codice]);
      expect(await trovati(mio, codiceDiNessuno(78))).toEqual([]);
      const { errors } = await subgraph.ask(mio, CASI, { filtro: { codiceFiscale: 'XXXXXX' } });
      expect(errors[0]?.extensions).toEqual({ code: 'INPUT_NON_VALIDO', campi: ['codiceFiscale'] });
    });
  });

  describe('a list of cases', () => {
    const chi = tutela(10, 'elenco');
    const QUANTI = 12;
    beforeAll(async () => {
      for (let n = 0; n < QUANTI; n += 1) {
        await apri(subgraph, chi, {
          apertoIl: `2021-01-${String(QUANTI - n).padStart(2, '0')}`,
          persone: famiglia(200 + n),
        });
      }
    });

    test('is read page by page, the oldest first, and counts what the caller follows', async () => {
      const visti: string[] = [];
      let after: string | null = null;
      do {
        const pagina: NonNullable<PaginaDiCasi['casi']> = await elenco(chi, { first: 5, after });
        expect(pagina.totalCount).toBe(QUANTI);
        visti.push(...pagina.edges.map(({ node }) => node.codice));
        after = pagina.pageInfo.hasNextPage ? pagina.pageInfo.endCursor : null;
      } while (after);
      expect(new Set(visti).size).toBe(QUANTI);
      const tutti = (await elenco(chi)).edges.map(({ node }) => node.codice);
      expect(visti).toEqual(tutti);
    });

    test('is filtered by state', async () => {
      const [primo] = (await elenco(chi)).edges;
      await cambia(chi, CHIUDI, { caso: primo!.node.codice, versione: 1 });
      expect((await elenco(chi, { filtro: { stato: 'CHIUSO' } })).edges.map(({ node }) => node.codice)).toEqual([
        primo!.node.codice,
      ]);
      expect((await elenco(chi, { filtro: { stato: 'APERTO' } })).totalCount).toBe(QUANTI - 1);
    });

    test('with people, keys and who follows takes the same statements for one case as for twelve', async () => {
      const pagina = async (first: number) => {
        subgraph.cassaforte.dimenticaTutto();
        const { result, statements } = await statementsOf(() => elenco(chi, { first }));
        expect(result.edges).toHaveLength(first);
        expect(result.edges.every(({ node }) => node.persone.every(({ persona }) => persona.nome))).toBe(true);
        return namesOf(statements)
          .filter((nome) => !/^(SAVEPOINT|RELEASE)/.test(nome))
          .sort();
      };
      const dodici = await pagina(QUANTI);
      expect(dodici).toEqual([
        'cartella.assegnazioniByCaso',
        'cartella.listCasi',
        'cartella.listCasi',
        'cartella.personeByCaso',
        'cartella.soloInEmergenza',
        'chiavi.findMolte',
        'registro.iscrivi',
        'registro.iscrivi',
      ]);
      expect(await pagina(1)).toEqual(dodici);
    });
  });
});
