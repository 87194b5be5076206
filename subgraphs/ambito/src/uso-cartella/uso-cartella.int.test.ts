import { pubblicaConteggio } from '@trama/disclosure/conteggio';
import { type Chiamante, identityOf } from '@trama/kernel/identity';
import { RUOLI, type Ruolo } from '@trama/kernel/ruoli';
import { execute } from '@trama/test-kit/database';
import { operatore, startSubgraph, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import fc from 'fast-check';
import { apri, CHIUDI, codici, sociale, tutela, ufficio } from '../cartella/cartella.fixtures.js';
import { AVVIA, cambia, fatto, USO } from '../cartella/cartella-sociale.fixtures.js';
import { subgraph as ambito } from '../subgraph.js';

const MISURE = ['aperti', 'aggiornati', 'chiusi', 'inCarico', 'operatori'] as const;
type Conteggi<V> = Record<(typeof MISURE)[number], V>;
interface Uso {
  readonly anno: number;
  readonly totale: Conteggi<unknown>;
  readonly senzaComune: Conteggi<unknown>;
  readonly comuni: Array<{ comune: { codiceIstat: string }; conteggi: Conteggi<unknown> }>;
}

const ANNI = [2019, 2020, 2021, 2022] as const;
/** Of ambito 4; the last has no case. */
const COMUNI = ['017061', '017075', '017096', '017024'] as const;

interface Caso {
  readonly comune: string | null;
  readonly apertoIl: string;
  readonly chiusoIl: string | null;
  readonly anni: readonly number[];
  readonly equipe: boolean;
  readonly operatore: number;
}

const giorno = fc
  .record({ anno: fc.constantFrom(...ANNI), mese: fc.integer({ min: 1, max: 12 }), giorno: fc.constantFrom(1, 28, 31) })
  .map(({ anno, mese, giorno: quale }) => {
    const nelMese = Math.min(quale, new Date(Date.UTC(anno, mese, 0)).getUTCDate());
    return `${anno}-${String(mese).padStart(2, '0')}-${String(nelMese).padStart(2, '0')}`;
  });
const caso: fc.Arbitrary<Caso> = fc
  .record({
    comune: fc.constantFrom(...COMUNI.slice(0, 3), null),
    giorni: fc.tuple(giorno, giorno),
    chiuso: fc.boolean(),
    anni: fc.subarray([...ANNI]),
    equipe: fc.boolean(),
    operatore: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ giorni, chiuso, ...resto }) => {
    const [primo, ultimo] = [...giorni].sort() as [string, string];
    return { ...resto, apertoIl: primo, chiusoIl: chiuso ? ultimo : null };
  });

/** The same counts, made the slow way, from the rows themselves. */
function contati(casi: readonly Caso[], anno: number): Conteggi<number> {
  const [inizio, fine] = [`${anno}-01-01`, `${anno}-12-31`];
  const nellAnno = (data: string | null) => data !== null && data >= inizio && data <= fine;
  const inCarico = casi.filter(({ apertoIl, chiusoIl }) => apertoIl <= fine && (chiusoIl === null || chiusoIl > fine));
  const chiusi = casi.filter(({ chiusoIl }) => nellAnno(chiusoIl));
  const seguono = [...inCarico, ...chiusi].flatMap(({ operatore: chi, equipe }) =>
    equipe ? [`op${chi}`, 'in-equipe-1', 'in-equipe-2'] : [`op${chi}`],
  );
  return {
    aperti: casi.filter(({ apertoIl }) => nellAnno(apertoIl)).length,
    aggiornati: casi.filter(({ anni }) => anni.includes(anno)).length,
    chiusi: chiusi.length,
    inCarico: inCarico.length,
    operatori: new Set(seguono).size,
  };
}

const pubblicati = (conteggi: Conteggi<number>) =>
  Object.fromEntries(MISURE.map((misura) => [misura, pubblicaConteggio(conteggi[misura])]));

describe('the use of the case register', () => {
  let subgraph: SubgraphUnderTest;
  beforeAll(async () => {
    subgraph = await startSubgraph(ambito);
    await owner(`INSERT INTO equipe (ambito_id, codice) VALUES (4, 'DI_PROVA')`);
    await owner(`INSERT INTO equipe_operatore (ambito_id, equipe, soggetto, dal, al) VALUES
      (4, 'DI_PROVA', 'in-equipe-1', '2019-01-01', NULL), (4, 'DI_PROVA', 'in-equipe-2', '2019-01-01', NULL),
      (4, 'DI_PROVA', 'uscito-prima', '2010-01-01', '2015-01-01'), (4, 'DI_PROVA', 'dopo', '2998-01-01', NULL)`);
  });
  afterAll(() => subgraph.stop());

  const owner = <Row extends object>(statement: string, values: unknown[] = []) =>
    execute<Row>(subgraph.clone.ownerUrl, statement, values);
  const uso = async (chi: Chiamante, anno: number) =>
    (await subgraph.ask<{ usoCartella: Uso | null }>(chi, USO, { anno })).data.usoCartella!;
  const esatto = (chi: Chiamante, anno: number) =>
    subgraph.database.read(identityOf(chi, 'prova'), (tx) =>
      tx.query<Conteggi<number> & { comune: string | null; totale: boolean }>(
        `SELECT comune_istat AS comune, totale, aperti, aggiornati, chiusi, in_carico AS "inCarico", operatori
         FROM trama.uso_cartella($1)`,
        [anno],
      ),
    );

  const semina = async (casi: readonly Caso[]) => {
    await owner('DELETE FROM caso; DELETE FROM nucleo');
    await owner(
      `WITH dati AS (
         SELECT gen_random_uuid() AS id, gen_random_uuid() AS nucleo, r.*, lpad(n::text, 8, '0') AS cifre
         FROM ROWS FROM (jsonb_to_recordset($1) AS (comune text, "apertoIl" date, "chiusoIl" date, anni smallint[],
           equipe boolean, operatore integer)) WITH ORDINALITY r (comune, aperto, chiuso, anni, equipe, operatore, n)),
       nuclei AS (
         INSERT INTO nucleo (ambito_id, id, codice, comune_istat)
         SELECT 4, nucleo, '04-N-' || cifre, comune FROM dati WHERE comune IS NOT NULL),
       casi AS (
         INSERT INTO caso (ambito_id, id, codice, servizio, stato, aperto_il, chiuso_il, equipe, nucleo_id, anni_di_modifica)
         SELECT 4, id, '04-C-' || cifre, 'TUTELA', CASE WHEN chiuso IS NULL THEN 'APERTO' ELSE 'CHIUSO' END, aperto, chiuso,
                CASE WHEN equipe THEN 'DI_PROVA' END, CASE WHEN comune IS NOT NULL THEN nucleo END, anni FROM dati)
       INSERT INTO assegnazione (ambito_id, caso_id, servizio, soggetto, dal)
       SELECT 4, id, 'TUTELA', 'op' || operatore, aperto FROM dati`,
      [JSON.stringify(casi)],
    );
  };

  test('is exactly what a count over the rows gives, in each comune, without one and over all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(caso, { maxLength: 60 }), fc.constantFrom(...ANNI), async (casi, anno) => {
        await semina(casi);
        const righe = await esatto(ufficio(4), anno);
        const di = (comune: string | null, totale = false) =>
          righe.find((riga) => riga.comune === comune && riga.totale === totale) ?? contati([], anno);
        const attesi = [...COMUNI, null].map((comune) =>
          contati(
            casi.filter((uno) => uno.comune === comune),
            anno,
          ),
        );
        expect([...COMUNI, null].map((comune) => di(comune))).toMatchObject(attesi);
        expect(di(null, true)).toMatchObject(contati(casi, anno));

        const detto = await uso(ufficio(4), anno);
        expect(detto.totale).toEqual(pubblicati(contati(casi, anno)));
        expect(detto.senzaComune).toEqual(pubblicati(attesi.at(-1)!));
        const perComune = new Map(detto.comuni.map(({ comune, conteggi }) => [comune.codiceIstat, conteggi]));
        expect(COMUNI.map((comune) => perComune.get(comune))).toEqual(attesi.slice(0, -1).map(pubblicati));
      }),
      { numRuns: 15, seed: 4 },
    );
  });

  test('lists every comune of the ambito and no other, and tells a few cases as it tells none', async () => {
    await semina([
      { comune: COMUNI[0], apertoIl: '2021-02-03', chiusoIl: null, anni: [], equipe: false, operatore: 1 },
    ]);
    const { anno, comuni } = await uso(ufficio(4), 2021);
    const attesi = await owner<{ codice: string }>('SELECT codice_istat AS codice FROM comune WHERE ambito_id = 4');
    expect([anno, comuni.map(({ comune }) => comune.codiceIstat).sort()]).toEqual([
      2021,
      attesi.map(({ codice }) => codice).sort(),
    ]);
    const muto = { valore: null, soppresso: true };
    for (const { conteggi } of comuni) {
      expect(Object.values(conteggi)).toEqual(MISURE.map(() => muto));
    }
  });

  test('follows what operators do: opening, changing and closing are counted in their year, and once each', async () => {
    await semina([]);
    const anno = Number(new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(new Date()).slice(0, 4));
    for (const chi of [tutela(4, 'uno'), sociale(4, 'due')]) {
      await apri(subgraph, chi, { comune: COMUNI[1] });
      const { codice } = await apri(subgraph, chi, { comune: COMUNI[1], apertoIl: '2020-01-01' });
      const { interventi } = await fatto(subgraph, chi, AVVIA, { caso: codice, versione: 1, tipo: 'COMUNITA' });
      expect(interventi).toHaveLength(1);
      const altro = await apri(subgraph, chi, { comune: COMUNI[1] });
      expect(codici(await cambia(subgraph, chi, CHIUDI, { caso: altro.codice, versione: 1 }))).toEqual([]);
    }
    const righe = (await esatto(ufficio(4), anno)).filter(({ comune }) => comune === COMUNI[1]);
    expect(righe).toMatchObject([{ aperti: 4, aggiornati: 4, chiusi: 2, inCarico: 4, operatori: 2 }]);
  });

  test('is for the planning office, of its own ambito: everybody else is refused, and the database counts nothing', async () => {
    await semina(
      Array.from({ length: 9 }, (_, n) => ({
        comune: COMUNI[0],
        apertoIl: '2021-02-03',
        chiusoIl: null,
        anni: [],
        equipe: true,
        operatore: n,
      })),
    );
    expect((await uso(ufficio(4), 2021)).totale.aperti).toEqual({ valore: 10, soppresso: false });
    const vicino = await uso(ufficio(1), 2021);
    expect([vicino.totale.aperti, vicino.comuni]).toEqual([{ valore: null, soppresso: true }, []]);
    for (const ruolo of (Object.keys(RUOLI) as Ruolo[]).filter((uno) => uno !== 'UFFICIO_DI_PIANO')) {
      const chi = { ...operatore(4, ruolo, 'curioso'), asst: 'ASST-GARDA', ente: 'un-ente' };
      const rifiuto = ruolo === 'PUBBLICO' ? 'NON_AUTENTICATO' : 'NON_AUTORIZZATO';
      expect([ruolo, codici(await subgraph.ask(chi, USO, { anno: 2021 }))]).toEqual([ruolo, [rifiuto]]);
      expect([ruolo, await esatto(chi, 2021)]).toEqual([ruolo, []]);
    }
    for (const tabella of ['caso', 'nucleo', 'intervento', 'provvedimento', 'passaggio_servizio', 'assegnazione']) {
      const righe = await subgraph.database.read(identityOf(ufficio(4), 'prova'), (tx) =>
        tx.query(`SELECT FROM ${tabella}`),
      );
      expect([tabella, righe]).toEqual([tabella, []]);
    }
  });

  test('stands beside what the plan printed of the whole record system, with its source', async () => {
    const PIANO = `query ($anno: Int!) { usoCartella(anno: $anno) { secondoIlPiano { etichetta valore periodo origine fonte { pagina } } } }`;
    const detto = async (n: number) => {
      const { data, errors } = await subgraph.ask<{ usoCartella: { secondoIlPiano: unknown[] } }>(ufficio(n), PIANO, {
        anno: 2021,
      });
      expect(errors).toEqual([]);
      return data.usoCartella.secondoIlPiano;
    };
    expect(await detto(4)).toEqual([
      {
        etichetta: 'Cartelle sociali informatizzate aperte nei 18 Comuni dell’Ambito',
        valore: 5054,
        periodo: '2021',
        origine: 'PIANO_DI_ZONA',
        fonte: { pagina: 112 },
      },
    ]);
    expect(await detto(1)).toEqual([]);
  });

  test('is refused for a year that cannot be', async () => {
    for (const anno of [1989, 2999, -1]) {
      const { errors } = await subgraph.ask(ufficio(4), USO, { anno });
      expect(errors[0]?.extensions).toEqual({ code: 'INPUT_NON_VALIDO', campi: ['anno'] });
    }
  });
});
