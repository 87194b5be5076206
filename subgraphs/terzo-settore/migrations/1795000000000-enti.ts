import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The bodies that the plan names, and where those of the Terzo Settore work. */
export class Enti1795000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ambito (
        numero   smallint PRIMARY KEY CHECK (numero BETWEEN 1 AND 99),
        nome     text     NOT NULL,
        fonte    jsonb    NOT NULL,
        origine  text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO'))
      );
      CREATE TABLE ente (
        codice           text    PRIMARY KEY,
        denominazione    text    NOT NULL,
        tipo             text    NOT NULL,
        terzo_settore    boolean NOT NULL,
        comune_nome      text,
        comune_istat     text,
        comuni           text[]  NOT NULL,
        alias            text[]  NOT NULL,
        ruoli            text[]  NOT NULL,
        dettaglio_ruoli  text[]  NOT NULL,
        generico         boolean NOT NULL,
        nota             text,
        fonte            jsonb   NOT NULL,
        altre_fonti      jsonb   NOT NULL,
        origine          text    NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO'))
      );
      CREATE INDEX ON ente (tipo, codice);
      CREATE TABLE ente_ambito (
        ambito_id    smallint NOT NULL REFERENCES ambito (numero),
        ente_codice  text     NOT NULL REFERENCES ente (codice),
        motivo       text     NOT NULL,
        origine      text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO')),
        PRIMARY KEY (ambito_id, ente_codice)
      );
      CREATE INDEX ON ente_ambito (ente_codice);
      GRANT SELECT ON ambito, ente, ente_ambito TO trama_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE ente_ambito, ente, ambito');
  }
}
