// More ambiti than there are: copies of the twelve with numbers of their own, with comuni, population, plan, units, published
// figures, in all four databases. Only what a query over all ambiti reads. A number above 99 is refused today, so these
// checks go first, in the database of the benchmark.
import { withClient } from './counted.mjs';
import { databaseOf, NAMES } from './trama.mjs';

const FIRST = 100;

const UNCHECK = `
  DO $$ DECLARE c record; BEGIN
    FOR c IN SELECT conrelid::regclass AS t, conname FROM pg_constraint
      WHERE contype = 'c' AND pg_get_constraintdef(oid) ~ '(numero|ambito_id) (>= 1|<= 99)' LOOP
      EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', c.t, c.conname);
    END LOOP; END $$;`;

/** Rows of a table once more for each new ambito, from the ambito that it copies; `changes` are columns that must differ. */
const copy = (table, changes, { of = 'ambito_id', from = table } = {}) => `
  INSERT INTO ${table} SELECT (jsonb_populate_record(r, jsonb_build_object(${changes}))).*
    FROM nuovo n JOIN ${from} r ON r.${of} = n.modello;`;

const NEW = (count) => `
  DROP TABLE IF EXISTS nuovo;
  CREATE TEMP TABLE nuovo AS
    SELECT n, 1 + (n - ${FIRST}) % 12 AS modello FROM generate_series(${FIRST}, ${FIRST} + ${count} - 13) n
    WHERE NOT EXISTS (SELECT FROM ambito WHERE numero = n);`;

const PLACE = copy('ambito', `'numero', n.n, 'nome', 'Ambito ' || n.n`, { of: 'numero' });
/** Six digits, none of them an ISTAT code: the comune's place within its ambito comes last. */
const ISTAT = `(n.n * 200 + 400000 + (SELECT count(*) FROM comune c WHERE c.ambito_id = n.modello AND c.codice_istat < r.codice_istat))::text`;
const CELLS = `
  INSERT INTO pubblicazione.cella SELECT (jsonb_populate_record(r, jsonb_build_object('ambito_id', n.n))).*
    FROM nuovo n JOIN pubblicazione.cella r ON r.ambito_id = n.modello JOIN pubblicazione.corrente USING (cubo, edizione);`;

const STEPS = {
  ambito: [
    PLACE,
    copy('comune', `'ambito_id', n.n, 'codice_istat', ${ISTAT}`),
    copy('popolazione_comune', `'ambito_id', n.n, 'codice_istat', ${ISTAT}`),
    copy('piano_di_zona', `'ambito_id', n.n`),
    copy('obiettivo', `'ambito_id', n.n`),
    copy('indicatore', `'ambito_id', n.n`),
    copy('misurazione', `'ambito_id', n.n`),
    copy('unita_offerta', `'ambito_id', n.n, 'comune_istat', NULL, 'codice', r.codice || '-' || n.n`),
  ],
  ats: [PLACE, CELLS],
  asst: [PLACE, CELLS],
  'terzo-settore': [PLACE, copy('ente_ambito', `'ambito_id', n.n`)],
};

/** @param count of ambiti in all, the twelve included */
export async function growTo(trama, count) {
  for (const name of NAMES) {
    await withClient(databaseOf(trama, name), async (client) => {
      await client.query(UNCHECK);
      await client.query('BEGIN');
      for (const step of [NEW(count), ...STEPS[name]]) {
        await client.query(step);
      }
      await client.query('COMMIT');
      await client.query('ANALYZE');
    });
  }
}
