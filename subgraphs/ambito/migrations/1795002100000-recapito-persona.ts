import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How the people of a case are reached: encrypted under the key of each, so that it goes with the person. One that is
 * wrong or no longer used is ended and stays, because a call or a letter to it may have to be explained.
 */
export class RecapitoPersona1795002100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE recapito_persona (
        ambito_id   smallint    NOT NULL DEFAULT trama.ambito(),
        id          uuid        NOT NULL,
        persona_id  uuid        NOT NULL,
        tipo        text        NOT NULL CHECK (tipo IN ('TELEFONO', 'CELLULARE', 'EMAIL', 'PEC', 'INDIRIZZO')),
        valore      bytea       NOT NULL,
        preferito   boolean     NOT NULL DEFAULT false,
        dal         date        NOT NULL DEFAULT (now() AT TIME ZONE 'Europe/Rome')::date,
        al          date        CHECK (al >= dal),
        creato_il   timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (ambito_id, id),
        FOREIGN KEY (ambito_id, persona_id) REFERENCES persona (ambito_id, id) ON DELETE CASCADE
      );
      CREATE INDEX ON recapito_persona (ambito_id, persona_id);
      ALTER TABLE recapito_persona ENABLE ROW LEVEL SECURITY;
      ALTER TABLE recapito_persona FORCE ROW LEVEL SECURITY;
      CREATE POLICY solo_il_mio_ambito ON recapito_persona TO trama_app USING (ambito_id = (SELECT trama.ambito()));
      CREATE POLICY proprietario ON recapito_persona TO CURRENT_USER USING (true) WITH CHECK (true);
      CREATE POLICY di_chi_vedo ON recapito_persona AS RESTRICTIVE FOR SELECT TO trama_app
        USING (persona_id IN (SELECT trama.persone_viste()));
      CREATE POLICY dei_casi_che_seguo ON recapito_persona AS RESTRICTIVE FOR INSERT TO trama_app
        WITH CHECK (persona_id IN (SELECT cp.persona_id FROM caso_persona cp WHERE cp.caso_id IN (SELECT trama.casi_seguiti())));
      CREATE POLICY tolto_per_sempre ON recapito_persona AS RESTRICTIVE FOR UPDATE TO trama_app
        USING (al IS NULL
          AND persona_id IN (SELECT cp.persona_id FROM caso_persona cp WHERE cp.caso_id IN (SELECT trama.casi_seguiti())))
        WITH CHECK (true);
      GRANT SELECT, INSERT (id, persona_id, tipo, valore, preferito), UPDATE (al, preferito) ON recapito_persona TO trama_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE recapito_persona');
  }
}
