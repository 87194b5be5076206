import { type ClonedDatabase, cloneDatabase, testContextKey } from '@trama/test-kit/database';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { type Bundle, unbundle } from './bundles.js';
import { connect } from './connect.js';
import { Database } from './database.js';
import { operatore } from './scritture.fixtures.js';

interface Cella {
  readonly luogo: number;
  readonly soppresso: boolean;
  readonly codice: string;
  readonly valore: number | null;
}

const SINGLE = 'SELECT luogo, soppresso, codice, valore FROM jsonb_to_recordset($1) AS c';
const COLUMNS = '(luogo int, soppresso boolean, codice text, valore float8)';

const figure = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0));
/** PostgreSQL's text knows no zero byte. */
const text = fc.string({ unit: 'grapheme' }).filter((one) => !one.includes('\0'));
const code = fc.oneof(text, fc.constantFrom('__proto__', '7', 'à "b"', ''));
const cell = fc.record({
  luogo: fc.integer({ min: 1, max: 3 }),
  soppresso: fc.boolean(),
  codice: code,
  valore: figure,
});
const cells = fc.uniqueArray(cell, { selector: ({ luogo, codice }) => `${luogo} ${codice}`, maxLength: 30 });

describe('figures that come in bundles', () => {
  let clone: ClonedDatabase;
  let source: DataSource;
  let database: Database;
  beforeAll(async () => {
    clone = await cloneDatabase('terzo-settore');
    source = await connect({ url: clone.appUrl, application: 'prova-mazzi', poolSize: 2 }, []);
    database = new Database(source, testContextKey());
  });
  afterAll(async () => {
    await source.destroy();
    await clone.drop();
  });

  test('are those that would come one by one, to the last digit, whatever their codes are', async () => {
    const sorted = (list: readonly Cella[]) =>
      list.map(({ luogo, soppresso, codice, valore }) => JSON.stringify([luogo, soppresso, codice, valore])).sort();
    const property = fc.asyncProperty(cells, async (list) => {
      const values = [JSON.stringify(list)];
      const [one, bundled] = await database.read(operatore(4), (tx) =>
        Promise.all([
          tx.query<Cella>(`${SINGLE} ${COLUMNS}`, values),
          tx.query<Bundle<Cella>>(
            `SELECT luogo, soppresso, json_object_agg(codice, valore) AS valori
             FROM jsonb_to_recordset($1) AS c ${COLUMNS} GROUP BY luogo, soppresso`,
            values,
          ),
        ]),
      );
      expect(sorted(unbundle(bundled))).toEqual(sorted(one));
    });
    await fc.assert(property, { numRuns: 60 });
  });
});
