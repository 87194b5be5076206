import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The ATS, its districts and its ambiti; contributors from outside. Public reference data. */
export class Territorio1795000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ats (
        codice   text  PRIMARY KEY,
        nome     text  NOT NULL,
        fonte    jsonb NOT NULL,
        origine  text  NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO'))
      );
      CREATE TABLE distretto (
        numero                   smallint PRIMARY KEY,
        ats_codice               text     NOT NULL REFERENCES ats (codice),
        nome                     text     NOT NULL,
        asst_codice              text     NOT NULL,
        asst_certezza            text     NOT NULL,
        esperienze               text[]   NOT NULL,
        protocollo_tutela_minori jsonb,
        dati_disabilita          jsonb,
        fonte                    jsonb    NOT NULL,
        origine                  text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO'))
      );
      CREATE TABLE ambito (
        numero             smallint PRIMARY KEY CHECK (numero BETWEEN 1 AND 99),
        nome               text     NOT NULL,
        nome_da_fonte      boolean  NOT NULL,
        altri_nomi         text[]   NOT NULL,
        distretto_numero   smallint NOT NULL REFERENCES distretto (numero),
        asst_codice        text     NOT NULL,
        asst_certezza      text     NOT NULL,
        alleanza           jsonb,
        temi_premialita    text[]   NOT NULL,
        partner_affido     jsonb,
        ruoli              jsonb    NOT NULL,
        nota               text,
        fonte              jsonb    NOT NULL,
        origine            text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO'))
      );
      CREATE INDEX ON ambito (distretto_numero);
      CREATE TABLE contributore_esterno (
        nome     text  PRIMARY KEY,
        nota     text,
        fonte    jsonb NOT NULL,
        origine  text  NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO'))
      );
      GRANT SELECT ON ats, distretto, ambito, contributore_esterno TO trama_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE contributore_esterno, ambito, distretto, ats');
  }
}
