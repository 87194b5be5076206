import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The idempotency keys of writes: which caller already did what with which key, so that a repeated request finds the
 * first answer. The row is written in the transaction of the write itself: there is no write without its key, and no
 * key of a write that was rolled back.
 *
 * Whose key it is, is not the application's to say: ambito and subject come from the caller that PostgreSQL itself has
 * proved. Nothing here can be read back: the key is a hash, and the input is a HMAC under that very key, which is not
 * in the database, because an input may hold a codice fiscale and few people live in an ambito. The answer is the id
 * of a record, to be read again through the wall, never a copy.
 */
export class Scritture1795000500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE trama.chiave_idempotenza (
        ambito_id   smallint    NOT NULL DEFAULT coalesce(trama.ambito(), 0::smallint) CHECK (ambito_id >= 0),
        soggetto    text        NOT NULL DEFAULT trama.soggetto(),
        chiave      bytea       NOT NULL CHECK (length(chiave) = 32),
        operazione  text        NOT NULL CHECK (operazione ~ '^[a-z][a-zA-Z-]*[.][a-z][a-zA-Z-]*$'),
        impronta    bytea       NOT NULL CHECK (length(impronta) = 32),
        risposta    uuid,
        creata_il   timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (ambito_id, soggetto, chiave)
      );
      COMMENT ON COLUMN trama.chiave_idempotenza.ambito_id IS 'The ambito the caller works for; 0 for who works for none.';
      CREATE INDEX ON trama.chiave_idempotenza (creata_il);

      ALTER TABLE trama.chiave_idempotenza ENABLE ROW LEVEL SECURITY;
      ALTER TABLE trama.chiave_idempotenza FORCE ROW LEVEL SECURITY;
      -- Everybody without a token is one subject: they would find each other's answers.
      CREATE POLICY chi_scrive ON trama.chiave_idempotenza TO trama_app
        USING (ambito_id = coalesce((SELECT trama.ambito()), 0::smallint) AND soggetto = (SELECT trama.soggetto())
               AND (SELECT trama.ruolo()) <> 'PUBBLICO');
      -- The owner forgets old keys; it is no login of the running application.
      CREATE POLICY proprietario ON trama.chiave_idempotenza TO CURRENT_USER USING (true) WITH CHECK (true);
      GRANT SELECT, INSERT (chiave, operazione, impronta), UPDATE (risposta) ON trama.chiave_idempotenza TO trama_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE trama.chiave_idempotenza');
  }
}
