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
  CREATE POLICY solo_il_mio_ambito ON chiave_dati TO trama_app USING (ambito_id = (SELECT trama.ambito()));
  CREATE POLICY distrutta_per_sempre ON chiave_dati AS RESTRICTIVE FOR UPDATE TO trama_app
    USING (distrutta_il IS NULL) WITH CHECK (true);
  -- The owner loads demonstration data and rotates keys; it is no login of the running application.
  CREATE POLICY proprietario ON chiave_dati TO CURRENT_USER USING (true) WITH CHECK (true);
  GRANT SELECT, INSERT (ambito_id, id, persona_id, versione, kek, chiave_avvolta, distrutta_il),
    UPDATE (kek, chiave_avvolta, distrutta_il) ON chiave_dati TO trama_app;
`;

/**
 * Runs one statement for an ambito, in a transaction of its own that is committed when it answers, and gives its rows.
 * Whoever runs it speaks for one caller: row-level security refuses the ambito of another.
 *
 * The transaction must not come from the pool that the caller's own transactions come from: callers that hold all its
 * connections, each waiting for a key, would wait for each other.
 */
export type Interroga = (ambito: number, testo: string, valori: readonly unknown[]) => Promise<readonly object[]>;

const COLONNE = `ambito_id AS ambito, persona_id AS persona, versione, id, kek, chiave_avvolta AS avvolta`;

export function magazzinoChiaviSql(interroga: Interroga): MagazzinoChiavi {
  return {
    async find(ambito, persona, versione) {
      // Two texts, because an index serves = and IS NULL, and not IS NOT DISTINCT FROM.
      const di = persona === null ? 'persona_id IS NULL AND $2::text IS NULL' : 'persona_id = $2';
      const testo = `/* chiavi.find */ SELECT ${COLONNE} FROM chiave_dati
        WHERE ambito_id = $1 AND ${di} AND ($3::integer IS NULL OR versione = $3)
        ORDER BY versione DESC LIMIT 1`;
      const [riga] = await interroga(ambito, testo, [ambito, persona, versione]);
      return riga ? (riga as RigaChiave) : null;
    },
    async findMolte(ambito, persone, versioni) {
      const testo = `/* chiavi.findMolte */ SELECT ${COLONNE} FROM chiave_dati
        WHERE ambito_id = $1 AND (persona_id = ANY ($2) OR ($3 AND persona_id IS NULL)) AND versione = ANY ($4)`;
      const nomi = persone.filter((persona) => persona !== null);
      const valori = [ambito, nomi, nomi.length < persone.length, versioni];
      return (await interroga(ambito, testo, valori)) as readonly RigaChiave[];
    },
    async insert({ ambito, persona, versione, id, kek, avvolta }) {
      const testo = `/* chiavi.insert */ INSERT INTO chiave_dati (ambito_id, persona_id, versione, id, kek, chiave_avvolta)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id`;
      return (await interroga(ambito, testo, [ambito, persona, versione, id, kek, avvolta])).length === 1;
    },
    async insertMolte(righe) {
      const testo = `/* chiavi.insertMolte */ INSERT INTO chiave_dati (ambito_id, persona_id, versione, id, kek, chiave_avvolta)
        SELECT $1, * FROM unnest($2::text[], $3::integer[], $4::uuid[], $5::text[], $6::bytea[])`;
      const [prima] = righe;
      if (prima) {
        const colonna = <K extends keyof RigaChiave>(nome: K) => righe.map((riga) => riga[nome]);
        const valori = [colonna('persona'), colonna('versione'), colonna('id'), colonna('kek'), colonna('avvolta')];
        await interroga(prima.ambito, testo, [prima.ambito, ...valori]);
      }
    },
    // Two statements and two commits, in this order: see requireNonCancellata in chiavi.ts.
    async destroy(ambito, persona) {
      const marchio = `/* chiavi.marchio */ INSERT INTO chiave_dati (ambito_id, persona_id, versione, id, kek, distrutta_il)
        VALUES ($1, $2, 0, gen_random_uuid(), '', now()) ON CONFLICT DO NOTHING`;
      const svuota = `/* chiavi.svuota */ UPDATE chiave_dati SET chiave_avvolta = NULL, distrutta_il = now()
        WHERE ambito_id = $1 AND persona_id = $2 AND distrutta_il IS NULL`;
      await interroga(ambito, marchio, [ambito, persona]);
      await interroga(ambito, svuota, [ambito, persona]);
    },
    async rewrap(riga, kek, avvolta) {
      const testo = `/* chiavi.rewrap */ UPDATE chiave_dati SET kek = $4, chiave_avvolta = $5
        WHERE ambito_id = $1 AND id = $2 AND kek = $3 AND distrutta_il IS NULL RETURNING id`;
      return (await interroga(riga.ambito, testo, [riga.ambito, riga.id, riga.kek, kek, avvolta])).length === 1;
    },
    async findDaRiavvolgere(ambito, kek, limite) {
      const testo = `/* chiavi.daRiavvolgere */ SELECT ${COLONNE} FROM chiave_dati
        WHERE ambito_id = $1 AND kek <> $2 AND distrutta_il IS NULL ORDER BY id LIMIT $3`;
      return (await interroga(ambito, testo, [ambito, kek, limite])) as readonly RigaChiave[];
    },
  };
}
