import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the linkage service keeps. There is no row-level security on the enrolments: the service speaks for all ambiti,
 * which is why it has a database of its own, that no subgraph reaches, with nothing in it that means anything elsewhere.
 */
export class Collegamento1795001500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE collegamento_iscrizione (
        ambito_id    smallint  NOT NULL,
        scopo        text      NOT NULL,
        versione     integer   NOT NULL,
        riferimento  bytea     NOT NULL,
        servizio     text      NOT NULL,
        registro     bytea     NOT NULL,
        recapito     text      NOT NULL,
        famiglia     bytea     NOT NULL,
        dal          date      NOT NULL,
        PRIMARY KEY (ambito_id, scopo, versione, riferimento, servizio)
      );
      CREATE INDEX collegamento_iscrizione_registro ON collegamento_iscrizione (scopo, versione, registro);

      CREATE TABLE collegamento_quota (
        giorno    date     NOT NULL,
        attore    text     NOT NULL,
        tipo      text     NOT NULL CHECK (tipo IN ('VERIFICA', 'PSEUDONIMO')),
        posto     integer  NOT NULL CHECK (posto > 0),
        impronta  bytea    NOT NULL,
        PRIMARY KEY (giorno, attore, tipo, posto),
        UNIQUE (giorno, attore, tipo, impronta)
      );

      -- In the same transaction as the change: whoever reads a number has seen all that it counts.
      CREATE TABLE collegamento_generazione (
        unica   boolean PRIMARY KEY DEFAULT true CHECK (unica),
        numero  bigint  NOT NULL
      );
      INSERT INTO collegamento_generazione (numero) VALUES (1);
      CREATE FUNCTION trama.conta_generazione() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        UPDATE public.collegamento_generazione SET numero = numero + 1;
        RETURN NULL;
      END $$;
      REVOKE ALL ON FUNCTION trama.conta_generazione() FROM PUBLIC;
      CREATE TRIGGER conta_generazione AFTER INSERT OR UPDATE OR DELETE ON collegamento_iscrizione
        FOR EACH STATEMENT EXECUTE FUNCTION trama.conta_generazione();

      GRANT SELECT, INSERT, UPDATE (recapito, famiglia, dal), DELETE ON collegamento_iscrizione TO trama_app;
      GRANT SELECT, INSERT, DELETE ON collegamento_quota TO trama_app;
      GRANT SELECT ON collegamento_generazione TO trama_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE collegamento_iscrizione, collegamento_quota, collegamento_generazione;
      DROP FUNCTION trama.conta_generazione();
    `);
  }
}
