import { connect } from '@trama/database/connect';
import { Database, type Tx } from '@trama/database/database';
import { identityOf } from '@trama/kernel/identity';
import { type ClonedDatabase, cloneDatabase, testContextKey } from '@trama/test-kit/database';
import { operatore } from '@trama/test-kit/subgraph';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { contaProposte } from './proposta.service.js';

const ANNO = 2022;
const ESITI = ['OBIETTIVI_RAGGIUNTI', 'MAGGIORE_ETA', 'TRASFERIMENTO'] as const;

/** A case of a child: from a day, to a day or still open, and how it ended. */
interface Presa {
  readonly dal: string;
  readonly al: string | null;
  readonly esito?: (typeof ESITI)[number];
}
type Bambino = readonly Presa[];

const giorno = (n: number): string => new Date(Date.UTC(2021, 10, 1 + n)).toISOString().slice(0, 10);

describe('the balance of minors that case files propose', () => {
  let clone: ClonedDatabase;
  let source: DataSource;
  let database: Database;
  beforeAll(async () => {
    clone = await cloneDatabase('ambito');
    source = await connect({ url: clone.ownerUrl, application: 'prova', poolSize: 1 }, []);
    database = new Database(source, testContextKey());
  });
  afterAll(async () => {
    await source.destroy();
    await clone.drop();
  });

  const DISFATTA = new Error('undone, so that the next one begins anew');

  /** As the planning office reads it, of these children and no others. */
  async function bilancio(bambini: readonly Bambino[]): Promise<Record<string, number>> {
    let conti: Record<string, number> = {};
    const storia = database.write(identityOf(operatore(4, 'UFFICIO_DI_PIANO', 'udp4'), 'prova'), async (tx) => {
      for (const bambino of bambini) {
        await scrivi(tx, bambino);
      }
      const proposte = await contaProposte(tx, { rilevazione: 'tutela-minori', anno: ANNO, luogo: 4 });
      conti = Object.fromEntries(proposte.map(({ voce, valore }) => [voce, valore]));
      throw DISFATTA;
    });
    await storia.catch((errore: unknown) => {
      if (errore !== DISFATTA) {
        throw errore;
      }
    });
    return conti;
  }

  async function scrivi(tx: Tx, bambino: Bambino): Promise<void> {
    const persona = randomUUID();
    for (const [i, { dal, al, esito = null }] of bambino.entries()) {
      const caso = randomUUID();
      const codice = `04-C-${caso.slice(0, 8).toUpperCase()}`;
      await tx.query(
        `INSERT INTO caso (ambito_id, id, codice, servizio, stato, aperto_il, chiuso_il, esito)
         VALUES (4, $1, $2, 'TUTELA', CASE WHEN $4::date IS NULL THEN 'APERTO' ELSE 'CHIUSO' END, $3, $4, $5)`,
        [caso, codice, dal, al, al === null ? null : esito],
      );
      if (i === 0) {
        await tx.query(
          `INSERT INTO persona (ambito_id, id, caso_id, nome, cognome) VALUES (4, $1, $2, '\\x00', '\\x00')`,
          [persona, caso],
        );
      }
      await tx.query(`INSERT INTO caso_persona (ambito_id, caso_id, persona_id, ruolo) VALUES (4, $1, $2, 'MINORE')`, [
        caso,
        persona,
      ]);
    }
  }

  const DA_PRIMA = { dal: '2021-06-01', al: '2022-03-01', esito: 'OBIETTIVI_RAGGIUNTI' } as const;

  test.each<[string, Bambino, Record<string, number>]>([
    [
      'who was closed and taken up again, and stays, is once among the new and once among the closed, for the reason of then',
      [DA_PRIMA, { dal: '2022-06-01', al: null }],
      { minori_1_1: 1, minori_nuovi: 1, minori_chiusi: 1, minori_31_12: 1, chiusi_positivi: 1, chiusi_altro: 0 },
    ],
    [
      'also when the new case is closed the year after, for another reason',
      [DA_PRIMA, { dal: '2022-06-01', al: '2023-02-01', esito: 'TRASFERIMENTO' }],
      { minori_nuovi: 1, minori_chiusi: 1, minori_31_12: 1, chiusi_positivi: 1, chiusi_trasferimento: 0 },
    ],
    [
      'twice taken up again is still one person',
      [DA_PRIMA, { dal: '2022-04-01', al: '2022-05-01', esito: 'TRASFERIMENTO' }, { dal: '2022-09-01', al: null }],
      { minori_1_1: 1, minori_nuovi: 1, minori_chiusi: 1, minori_31_12: 1, chiusi_trasferimento: 1, minori_tutela: 1 },
    ],
    [
      'who is let go for good in the end was there at the beginning, and is only among the closed',
      [DA_PRIMA, { dal: '2022-06-01', al: '2022-10-01', esito: 'MAGGIORE_ETA' }],
      { minori_1_1: 1, minori_nuovi: 0, minori_chiusi: 1, minori_31_12: 0, chiusi_maggiore_eta: 1 },
    ],
    [
      'who first came in the year, went and came back is new once',
      [
        { dal: '2022-02-01', al: '2022-03-01', esito: 'TRASFERIMENTO' },
        { dal: '2022-06-01', al: null },
      ],
      { minori_1_1: 0, minori_nuovi: 1, minori_chiusi: 0, minori_31_12: 1, chiusi_trasferimento: 0 },
    ],
    [
      'a case that begins on the day on which the other ends goes on: nobody was closed',
      [DA_PRIMA, { dal: '2022-03-01', al: null }],
      { minori_1_1: 1, minori_nuovi: 0, minori_chiusi: 0, minori_31_12: 1, chiusi_positivi: 0 },
    ],
    [
      'nor was who had another case open meanwhile',
      [DA_PRIMA, { dal: '2021-12-01', al: null }, { dal: '2022-06-01', al: null }],
      { minori_1_1: 1, minori_nuovi: 0, minori_chiusi: 0, minori_31_12: 1 },
    ],
    [
      'closed the year before and taken up again now is new, and was not closed now',
      [
        { dal: '2020-01-01', al: '2021-11-01', esito: 'TRASFERIMENTO' },
        { dal: '2022-06-01', al: null },
      ],
      { minori_1_1: 0, minori_nuovi: 1, minori_chiusi: 0, minori_31_12: 1 },
    ],
  ])('%s', async (_cosa, bambino, atteso) => {
    expect(await bilancio([bambino])).toMatchObject(atteso);
  });

  test('holds whatever happened: the end is the beginning with the new and without the closed, and each closing has a reason', async () => {
    const presa = fc.record({
      dal: fc.integer({ min: 0, max: 480 }),
      giorni: fc.option(fc.integer({ min: 0, max: 200 })),
      esito: fc.constantFrom(...ESITI),
    });
    const bambini = fc.array(fc.array(presa, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    let ripresi = 0;
    for (const storia of fc.sample(bambini, { numRuns: 150, seed: 20_221_231 })) {
      const tutti = storia.map((prese) =>
        prese.map(({ dal, giorni, esito }) => ({
          dal: giorno(dal),
          al: giorni === null ? null : giorno(dal + giorni),
          esito,
        })),
      );
      const di = await bilancio(tutti);
      if (di.minori_31_12 === undefined) {
        continue; // nobody by then
      }
      const inCarico = (quando: string) =>
        tutti.filter((prese) => prese.some(({ dal, al }) => dal <= quando && (al === null || al > quando))).length;
      expect([di.minori_1_1, di.minori_31_12]).toEqual([inCarico('2021-12-31'), inCarico('2022-12-31')]);
      expect(di.minori_31_12).toBe(di.minori_1_1! + di.minori_nuovi! - di.minori_chiusi!);
      expect(di.minori_chiusi).toBe(
        di.chiusi_positivi! + di.chiusi_maggiore_eta! + di.chiusi_trasferimento! + di.chiusi_altro!,
      );
      expect(Math.max(di.minori_nuovi!, di.minori_chiusi!)).toBeLessThanOrEqual(di.minori_tutela!);
      ripresi += tutti.length === 1 && di.minori_1_1 === 1 && di.minori_nuovi === 1 ? 1 : 0;
    }
    expect(ripresi).toBeGreaterThan(0);
  }, 120_000);
});
