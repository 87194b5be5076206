import { connect } from '@trama/database/connect';
import { Database, type Tx } from '@trama/database/database';
import { DomainError } from '@trama/kernel/errors';
import { identityOf } from '@trama/kernel/identity';
import { type ClonedDatabase, cloneDatabase, execute, testContextKey } from '@trama/test-kit/database';
import { LUNGHI } from '@trama/test-kit/lunghi';
import { operatore } from '@trama/test-kit/subgraph';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Obbligo } from '../obbligo/obbligo.entity.js';
import { listObblighi } from '../obbligo/obbligo.loader.js';
import { assegnaObbligo, terminaObbligo } from '../obbligo/obbligo.service.js';
import { coperturaByCampagna } from './campagna.loader.js';
import { dovutaByCompilazione } from './compilazione.loader.js';
import { StatoCompilazione } from './rilevazione.stati.js';

/** A thousand in the longer run. */
const STORIE = LUNGHI ? 1_000 : 150;
const ANNI = [2020, 2021, 2022] as const;
const RILEVAZIONE = 'tutela-minori';
const GIORNI = 1_500;

const giorno = (n: number): string => new Date(Date.UTC(2019, 0, 1 + n)).toISOString().slice(0, 10);
const n = fc.integer({ min: 1, max: 5 });
const quando = fc.integer({ min: 0, max: GIORNI });

/** What the coordination and the contributors do, one thing after the other, also what is refused. */
const mossa = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ cosa: fc.constant('assegna' as const), n, dal: quando, durata: fc.option(fc.nat(900)) }),
  },
  { weight: 2, arbitrary: fc.record({ cosa: fc.constant('termina' as const), quale: fc.nat(20), al: quando }) },
  {
    weight: 3,
    arbitrary: fc.record({
      cosa: fc.constant('risponde' as const),
      n,
      anno: fc.constantFrom(...ANNI),
      stato: fc.constantFrom(...Object.values(StatoCompilazione)),
    }),
  },
);
type Mossa = typeof mossa extends fc.Arbitrary<infer M> ? M : never;
type Assegna = Extract<Mossa, { cosa: 'assegna' }>;
type Termina = Extract<Mossa, { cosa: 'termina' }>;
type Risponde = Extract<Mossa, { cosa: 'risponde' }>;

/** The days of an obligation, as the test itself keeps them. */
interface Giorni {
  readonly n: number;
  readonly dal: string;
  al: string | null;
}

const siIncontrano = (uno: Giorni, altro: Giorni): boolean =>
  uno.n === altro.n && (altro.al === null || uno.dal <= altro.al) && (uno.al === null || altro.dal <= uno.al);
const copre = ({ dal, al }: Giorni, anno: number): boolean =>
  dal <= `${anno}-12-31` && (al === null || al >= `${anno}-12-31`);

describe('who owes an answer', () => {
  let clone: ClonedDatabase;
  let source: DataSource;
  let database: Database;

  // As the owner, who may also answer in everybody's name; that others may not is told beside the mutations.
  beforeAll(async () => {
    clone = await cloneDatabase('ats');
    await execute(clone.ownerUrl, 'DELETE FROM compilazione; DELETE FROM campagna; DELETE FROM obbligo');
    source = await connect({ url: clone.ownerUrl, application: 'prova', poolSize: 1 }, [Obbligo]);
    database = new Database(source, testContextKey());
  });
  afterAll(async () => {
    await source.destroy();
    await clone.drop();
  });

  test('follows what the coordination decides, asks at once and loses nothing: no rate above 100%, in any history', async () => {
    const storie = fc.sample(fc.array(mossa, { minLength: 1, maxLength: 14 }), { numRuns: STORIE, seed: 20_211_109 });
    const conto = { accettate: 0, rifiutate: 0, conQualcuno: 0, nonDovute: 0 };
    for (const storia of storie) {
      await inUnaTransazioneDaDisfare((tx) => racconta(tx, storia, conto));
    }
    // The histories are worth something: all that can happen happened often.
    for (const quante of Object.values(conto)) {
      expect(quante).toBeGreaterThan(STORIE / 20);
    }
  }, 300_000);

  async function racconta(tx: Tx, storia: readonly Mossa[], conto: Record<string, number>): Promise<void> {
    const campagne = await apriCampagne(tx);
    const obblighi: Giorni[] = [];
    const risposte = new Map<string, string>();
    for (const una of storia) {
      if (una.cosa === 'risponde') {
        risposte.set(`${una.n} ${una.anno}`, await risponde(tx, campagne.get(una.anno)!, una));
        continue;
      }
      const accettata = una.cosa === 'assegna' ? await assegna(tx, una, obblighi) : await termina(tx, una, obblighi);
      conto[accettata ? 'accettate' : 'rifiutate']! += 1;
      await chiestaAChiDeve(tx, campagne, obblighi);
    }
    await conta(tx, campagne, obblighi, risposte, conto);
  }

  async function apriCampagne(tx: Tx): Promise<ReadonlyMap<number, string>> {
    const campagne = new Map(ANNI.map((anno) => [anno as number, randomUUID() as string]));
    await tx.query(
      `INSERT INTO campagna (id, rilevazione, anno, definizione, impronta, scadenza)
       SELECT id, $3, anno, 1, repeat('0', 64), '2023-01-01' FROM unnest($1::uuid[], $2::int[]) AS c (id, anno)`,
      [[...campagne.values()], [...campagne.keys()], RILEVAZIONE],
    );
    return campagne;
  }

  async function assegna(tx: Tx, mossa: Assegna, obblighi: Giorni[]): Promise<boolean> {
    const { n, dal, durata } = mossa;
    const nuovo = { n, dal: giorno(dal), al: durata === null ? null : giorno(dal + durata) };
    const libero = !obblighi.some((altro) => siIncontrano(nuovo, altro));
    const input = { rilevazione: RILEVAZIONE, destinatario: `AMBITO_${n}`, dal: nuovo.dal, al: nuovo.al };
    const chiave = { chiaveIdempotenza: randomUUID() };
    await soloSe(libero, assegnaObbligo(tx, { ...chiave, ...input }));
    if (libero) {
      await assegnaObbligo(tx, { ...chiave, ...input }); // repeated, and so done once
      obblighi.push(nuovo);
    }
    return libero;
  }

  async function termina(tx: Tx, { quale, al }: Termina, obblighi: Giorni[]): Promise<boolean> {
    const scelto = obblighi[quale % Math.max(obblighi.length, 1)];
    if (!scelto) {
      return true;
    }
    const nuovo = { ...scelto, al: giorno(al) };
    const lecito = nuovo.dal <= nuovo.al && !obblighi.some((altro) => altro !== scelto && siIncontrano(nuovo, altro));
    const letti = await listObblighi(tx, RILEVAZIONE);
    const { id, versione } = letti.find(({ ambitoId, dal }) => ambitoId === scelto.n && dal === scelto.dal)!;
    await soloSe(lecito, terminaObbligo(tx, { chiaveIdempotenza: randomUUID(), obbligo: id, versione, al: nuovo.al }));
    scelto.al = lecito ? nuovo.al : scelto.al;
    return lecito;
  }

  /** Anything may arrive, also from who owes nothing. */
  async function risponde(tx: Tx, campagna: string, { n, stato }: Risponde): Promise<string> {
    const [prima] = await tx.query<{ id: string }>(
      'SELECT id FROM compilazione WHERE campagna_id = $1 AND ambito_id = $2',
      [campagna, n],
    );
    const id = prima?.id ?? randomUUID();
    await tx.query(
      `INSERT INTO compilazione (ambito_id, id, campagna_id, stato, inviata_il) VALUES ($1, $2, $3, 'INVIATA', now())
       ON CONFLICT (ambito_id, id) DO UPDATE SET stato = 'INVIATA'`,
      [n, id, campagna],
    );
    await tx.query(`UPDATE compilazione SET stato = $3, motivo = 'prova' WHERE ambito_id = $1 AND id = $2`, [
      n,
      id,
      stato,
    ]);
    return stato;
  }

  /** Whoever owes a year has an answer to write from that moment on. */
  async function chiestaAChiDeve(
    tx: Tx,
    campagne: ReadonlyMap<number, string>,
    obblighi: readonly Giorni[],
  ): Promise<void> {
    const chieste = await tx.query<{ n: number; campagna: string }>(
      'SELECT ambito_id AS n, campagna_id AS campagna FROM compilazione',
    );
    for (const [anno, campagna] of campagne) {
      const hanno = chieste.filter((una) => una.campagna === campagna).map((una) => una.n);
      expect(hanno).toEqual(expect.arrayContaining(obblighi.filter((uno) => copre(uno, anno)).map((uno) => uno.n)));
    }
  }

  async function conta(
    tx: Tx,
    campagne: ReadonlyMap<number, string>,
    obblighi: readonly Giorni[],
    risposte: ReadonlyMap<string, string>,
    conto: Record<string, number>,
  ): Promise<void> {
    const coperture = await coperturaByCampagna(tx, [...campagne.values()]);
    const scritte = await tx.query<{ id: string; n: number; campagna: string; stato: string }>(
      'SELECT id, ambito_id AS n, campagna_id AS campagna, stato FROM compilazione',
    );
    const dovute = await dovutaByCompilazione(
      tx,
      scritte.map(({ id }) => id),
    );
    ANNI.forEach((anno, a) => {
      const attesi = new Set(obblighi.filter((uno) => copre(uno, anno)).map((uno) => uno.n));
      const arrivati = [...attesi].filter((chi) => {
        const stato = risposte.get(`${chi} ${anno}`);
        return stato !== undefined && !['BOZZA', 'RESPINTA'].includes(stato);
      });
      const copertura = coperture[a]!;
      expect(copertura).toMatchObject({ attesi: attesi.size, pervenuti: arrivati.length });
      expect(copertura.pervenuti).toBeLessThanOrEqual(copertura.attesi);
      expect(copertura.mancanti).toHaveLength(copertura.attesi - copertura.pervenuti);
      conto.conQualcuno! += copertura.pervenuti > 0 ? 1 : 0;
      const diAnno = scritte.filter(({ campagna }) => campagna === campagne.get(anno));
      for (const una of diAnno) {
        const dovuta = dovute[scritte.indexOf(una)];
        expect([una.n, una.stato, dovuta]).toEqual([
          una.n,
          risposte.get(`${una.n} ${anno}`) ?? 'BOZZA',
          attesi.has(una.n),
        ]);
        conto.nonDovute! += dovuta ? 0 : 1;
      }
      // What was answered is still there, whatever was decided afterwards.
      expect(diAnno.map(({ n: chi }) => `${chi} ${anno}`)).toEqual(
        expect.arrayContaining([...risposte.keys()].filter((chiave) => chiave.endsWith(` ${anno}`))),
      );
    });
  }

  async function soloSe(lecito: boolean, atto: Promise<unknown>): Promise<void> {
    const rifiuto = await atto.then(
      () => null,
      (errore: unknown) => {
        if (!(errore instanceof DomainError)) {
          throw errore;
        }
        return errore;
      },
    );
    expect(rifiuto?.extensions.code ?? null).toBe(lecito ? null : 'INPUT_NON_VALIDO');
  }

  const DISFATTA = new Error('undone, so that the next history begins anew');
  async function inUnaTransazioneDaDisfare(work: (tx: Tx) => Promise<void>): Promise<void> {
    const chi = identityOf(operatore(null, 'COORDINAMENTO_UDP', 'coordinamento'), 'prova');
    const storia = database.write(chi, async (tx) => {
      await work(tx);
      throw DISFATTA;
    });
    await storia.catch((errore: unknown) => {
      if (errore !== DISFATTA) {
        throw errore;
      }
    });
  }
});
