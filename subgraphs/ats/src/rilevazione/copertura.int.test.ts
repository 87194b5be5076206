import { connect } from '@trama/database/connect';
import { Database } from '@trama/database/database';
import { identityOf } from '@trama/kernel/identity';
import { type ClonedDatabase, cloneDatabase, execute, testContextKey } from '@trama/test-kit/database';
import { operatore } from '@trama/test-kit/subgraph';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { coperturaByCampagna } from './campagna.loader.js';
import { StatoCompilazione } from './rilevazione.stati.js';

const STORIE = 1_000;
const ANNI = [2020, 2021, 2022] as const;

/** Who owes the collection from when to when, and what came: anything at all, also from who owed nothing. */
const storia = fc.record({
  obblighi: fc.uniqueArray(
    fc.record({
      n: fc.integer({ min: 1, max: 13 }),
      dal: fc.integer({ min: 0, max: 1_500 }),
      durata: fc.option(fc.integer({ min: 0, max: 900 })),
    }),
    { maxLength: 20, selector: ({ n, dal }) => `${n} ${dal}` },
  ),
  arrivi: fc.uniqueArray(
    fc.record({
      n: fc.integer({ min: 1, max: 13 }),
      anno: fc.constantFrom(...ANNI),
      stato: fc.constantFrom(...Object.values(StatoCompilazione)),
    }),
    { maxLength: 25, selector: ({ n, anno }) => `${n} ${anno}` },
  ),
});

const giorno = (n: number): string => new Date(Date.UTC(2019, 0, 1 + n)).toISOString().slice(0, 10);

describe('who owes an answer', () => {
  let clone: ClonedDatabase;
  let source: DataSource;

  beforeAll(async () => {
    clone = await cloneDatabase('ats');
    source = await connect({ url: clone.appUrl, application: 'prova', poolSize: 1 }, []);
  });
  afterAll(async () => {
    await source.destroy();
    await clone.drop();
  });

  test('follows the dates, and what arrived is never more: no rate above 100%, in a thousand histories', async () => {
    const storie = fc.sample(storia, { numRuns: STORIE, seed: 20_211_109 });
    // One collection for each history, so that all of them are asked in one go.
    const campagne = storie.flatMap((_, i) =>
      ANNI.map((anno) => ({ id: randomUUID(), rilevazione: `storia-${i}`, anno })),
    );
    const campagnaDi = (i: number, anno: number) => campagne[i * ANNI.length + ANNI.indexOf(anno as 2020)]!.id;
    await semina(
      'campagna',
      campagne.map((riga) => ({ ...riga, definizione: 1, impronta: '0'.repeat(64), scadenza: '2023-01-01' })),
    );
    await semina(
      'obbligo',
      storie.flatMap(({ obblighi }, i) =>
        obblighi.map(({ n, dal, durata }) => ({
          ambito_id: n,
          rilevazione: `storia-${i}`,
          dal: giorno(dal),
          al: durata === null ? null : giorno(dal + durata),
        })),
      ),
    );
    await semina(
      'compilazione',
      storie.flatMap(({ arrivi }, i) =>
        arrivi.map(({ n, anno, stato }) => ({
          ambito_id: n,
          id: randomUUID(),
          campagna_id: campagnaDi(i, anno),
          stato,
          inviata_il: '2022-05-05T10:00:00Z',
          approvata_il: stato === StatoCompilazione.APPROVATA ? '2022-06-06T10:00:00Z' : null,
          motivo: 'prova',
        })),
      ),
    );
    const chi = identityOf(operatore(1, 'UFFICIO_DI_PIANO', 'udp1'), 'prova');
    const coperture = await new Database(source, testContextKey()).read(chi, (tx) =>
      coperturaByCampagna(
        tx,
        campagne.map(({ id }) => id),
      ),
    );
    let conQualcuno = 0;
    storie.forEach(({ obblighi, arrivi }, i) =>
      ANNI.forEach((anno, a) => {
        const fine = `${anno}-12-31`;
        const attesi = new Set(
          obblighi
            .filter(({ dal, durata }) => giorno(dal) <= fine && (durata === null || giorno(dal + durata) >= fine))
            .map(({ n }) => n),
        );
        const arrivati = arrivi.filter(
          ({ n, anno: di, stato }) => di === anno && attesi.has(n) && !['BOZZA', 'RESPINTA'].includes(stato),
        );
        const copertura = coperture[i * ANNI.length + a]!;
        expect(copertura).toMatchObject({ attesi: attesi.size, pervenuti: arrivati.length });
        expect(copertura.pervenuti).toBeLessThanOrEqual(copertura.attesi);
        expect(copertura.mancanti).toHaveLength(copertura.attesi - copertura.pervenuti);
        conQualcuno += copertura.pervenuti > 0 ? 1 : 0;
      }),
    );
    expect(conQualcuno).toBeGreaterThan(STORIE / 10);
  });

  const semina = (tabella: string, righe: ReadonlyArray<Record<string, unknown>>) => {
    const colonne = Object.keys(righe[0]!).join(', ');
    return execute(
      clone.ownerUrl,
      `INSERT INTO ${tabella} (${colonne}) SELECT ${colonne} FROM jsonb_populate_recordset(NULL::${tabella}, $1)`,
      [JSON.stringify(righe)],
    );
  };
});
