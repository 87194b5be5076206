import type { MagazzinoChiavi, RigaChiave } from './chiavi.js';

/**
 * The table, to be copied into a migration of each subgraph that keeps data of people (a migration imports nothing).
 * Its policies, not the code, say that a destroyed key stays destroyed: no UPDATE sees it, and nobody may DELETE.
 */
export const CHIAVE_DATI_SQL = `
  CREATE TABLE chiave_dati (
    ambito_id       smallint     NOT NULL,
    id              uuid         NOT NULL,
    persona_id      text         CHECK (persona_id <> ''),
    versione        integer      NOT NULL CHECK (versione >= 0),
    kek             text         NOT NULL,
    chiave_avvolta  bytea,
    creata_il       timestamptz  NOT NULL DEFAULT now(),
    distrutta_il    timestamptz,
    PRIMARY KEY (ambito_id, id),
    UNIQUE NULLS NOT DISTINCT (ambito_id, persona_id, versione),
    CHECK ((chiave_avvolta IS NULL) = (distrutta_il IS NOT NULL)),
    CHECK (versione > 0 OR (chiave_avvolta IS NULL AND persona_id IS NOT NULL))
  );
  ALTER TABLE chiave_dati ENABLE ROW LEVEL SECURITY;
  ALTER TABLE chiave_dati FORCE ROW LEVEL SECURITY;
  CREATE POLICY chiave_dati_lettura ON chiave_dati FOR SELECT
    USING (ambito_id = nullif(current_setting('trama.ambito', true), '')::smallint);
  CREATE POLICY chiave_dati_nuova ON chiave_dati FOR INSERT
    WITH CHECK (ambito_id = nullif(current_setting('trama.ambito', true), '')::smallint);
  CREATE POLICY chiave_dati_viva ON chiave_dati FOR UPDATE
    USING (ambito_id = nullif(current_setting('trama.ambito', true), '')::smallint AND distrutta_il IS NULL)
    WITH CHECK (ambito_id = nullif(current_setting('trama.ambito', true), '')::smallint);
  GRANT SELECT, INSERT, UPDATE (kek, chiave_avvolta, distrutta_il) ON chiave_dati TO trama_app;
`;

/**
 * Runs one statement for an ambito, in a transaction of its own that is committed when it answers. Row-level security
 * needs the ambito in the same transaction, so it is an argument here and not only a column.
 */
export type Interroga = (ambito: number, testo: string, valori: readonly unknown[]) => Promise<readonly object[]>;

const COLONNE = `ambito_id AS ambito, persona_id AS persona, versione, id, kek, chiave_avvolta AS avvolta`;

export function magazzinoChiaviSql(interroga: Interroga): MagazzinoChiavi {
  return {
    async find(ambito, persona, versione) {
      const testo = `SELECT ${COLONNE} FROM chiave_dati
        WHERE ambito_id = $1 AND persona_id IS NOT DISTINCT FROM $2 AND ($3::integer IS NULL OR versione = $3)
        ORDER BY versione DESC LIMIT 1`;
      const [riga] = await interroga(ambito, testo, [ambito, persona, versione]);
      return riga ? (riga as RigaChiave) : null;
    },
    async insert({ ambito, persona, versione, id, kek, avvolta }) {
      const testo = `INSERT INTO chiave_dati (ambito_id, persona_id, versione, id, kek, chiave_avvolta)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id`;
      return (await interroga(ambito, testo, [ambito, persona, versione, id, kek, avvolta])).length === 1;
    },
    // Two statements and two commits, in this order: see requireNonCancellata in chiavi.ts.
    async destroy(ambito, persona) {
      const marchio = `INSERT INTO chiave_dati (ambito_id, persona_id, versione, id, kek, distrutta_il)
        VALUES ($1, $2, 0, gen_random_uuid(), '', now()) ON CONFLICT DO NOTHING`;
      const svuota = `UPDATE chiave_dati SET chiave_avvolta = NULL, distrutta_il = now()
        WHERE ambito_id = $1 AND persona_id = $2 AND distrutta_il IS NULL`;
      await interroga(ambito, marchio, [ambito, persona]);
      await interroga(ambito, svuota, [ambito, persona]);
    },
    async rewrap(riga, kek, avvolta) {
      const testo = `UPDATE chiave_dati SET kek = $4, chiave_avvolta = $5
        WHERE ambito_id = $1 AND id = $2 AND kek = $3 AND distrutta_il IS NULL RETURNING id`;
      return (await interroga(riga.ambito, testo, [riga.ambito, riga.id, riga.kek, kek, avvolta])).length === 1;
    },
    async findDaRiavvolgere(ambito, kek, limite) {
      const testo = `SELECT ${COLONNE} FROM chiave_dati
        WHERE ambito_id = $1 AND kek <> $2 AND distrutta_il IS NULL ORDER BY id LIMIT $3`;
      return (await interroga(ambito, testo, [ambito, kek, limite])) as readonly RigaChiave[];
    },
  };
}
