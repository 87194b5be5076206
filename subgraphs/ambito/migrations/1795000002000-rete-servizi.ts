import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Units with their places, and services with their users. */
export class ReteServizi1795000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE unita_offerta (
        ambito_id           smallint NOT NULL REFERENCES ambito (numero),
        codice              text     NOT NULL,
        ordine              smallint NOT NULL,
        tipo                text     NOT NULL,
        denominazione       text     NOT NULL,
        gestore_codice      text,
        gestore_dedotto     boolean  NOT NULL,
        comune_istat        text     REFERENCES comune (codice_istat),
        comuni              text[]   NOT NULL,
        posti_autorizzati   integer  CHECK (posti_autorizzati >= 0),
        posti_accreditati   integer  CHECK (posti_accreditati >= 0),
        posti_a_budget      integer  CHECK (posti_a_budget >= 0),
        posti_solventi      integer  CHECK (posti_solventi >= 0),
        capacita            integer  CHECK (capacita >= 0),
        unita               integer  CHECK (unita >= 0),
        aggregato           boolean  NOT NULL,
        sommabile           boolean  NOT NULL,
        motivo_non_sommabile text,
        natura_giuridica    text,
        strutture           integer,
        note                text,
        fonte               jsonb    NOT NULL,
        origine             text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO')),
        PRIMARY KEY (ambito_id, codice)
      );
      CREATE INDEX ON unita_offerta (tipo, ambito_id, codice);
      CREATE INDEX ON unita_offerta (codice);
      CREATE INDEX ON unita_offerta (gestore_codice);
      CREATE TABLE servizio (
        ambito_id         smallint NOT NULL REFERENCES ambito (numero),
        codice            text     NOT NULL,
        ordine            smallint NOT NULL,
        nome              text     NOT NULL,
        area              text     NOT NULL,
        descrizione       text     NOT NULL,
        gestore_codice    text,
        gestore_dedotto   boolean  NOT NULL,
        delegato          text,
        sedi              text[]   NOT NULL,
        utenza            jsonb    NOT NULL,
        equipe            jsonb    NOT NULL,
        nota              text,
        fonte             jsonb    NOT NULL,
        altre_fonti       jsonb    NOT NULL,
        origine           text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO')),
        PRIMARY KEY (ambito_id, codice)
      );
      GRANT SELECT ON unita_offerta, servizio TO trama_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE servizio, unita_offerta');
  }
}
