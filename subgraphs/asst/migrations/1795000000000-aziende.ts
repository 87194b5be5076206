import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The hospital trusts with their territorial services, and the yearly figures of multidimensional assessments. */
export class Aziende1795000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ambito (
        numero   smallint PRIMARY KEY CHECK (numero BETWEEN 1 AND 99),
        nome     text     NOT NULL,
        fonte    jsonb    NOT NULL,
        origine  text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO'))
      );
      CREATE TABLE asst (
        codice              text     PRIMARY KEY,
        nome                text     NOT NULL,
        altri_nomi          text[]   NOT NULL,
        distretto_numero    smallint NOT NULL,
        distretto_certezza  text     NOT NULL,
        ambiti              smallint[] NOT NULL,
        iniziative          text[]   NOT NULL,
        nota                text,
        fonte               jsonb    NOT NULL,
        origine             text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO'))
      );
      CREATE TABLE servizio_territoriale (
        ambito_id      smallint NOT NULL REFERENCES ambito (numero),
        codice         text     NOT NULL,
        asst_codice    text     NOT NULL REFERENCES asst (codice),
        ordine         smallint NOT NULL,
        denominazione  text     NOT NULL,
        fonte          jsonb    NOT NULL,
        origine        text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO')),
        PRIMARY KEY (ambito_id, codice)
      );
      CREATE INDEX ON servizio_territoriale (asst_codice);
      CREATE TABLE valutazione_annuale (
        ambito_id        smallint NOT NULL REFERENCES ambito (numero),
        anno             smallint NOT NULL,
        totale           integer  NOT NULL CHECK (totale >= 0),
        giorni_mediani   double precision CHECK (giorni_mediani >= 0),
        fonte            jsonb    NOT NULL,
        origine          text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO')),
        PRIMARY KEY (ambito_id, anno)
      );
      GRANT SELECT ON ambito, asst, servizio_territoriale, valutazione_annuale TO trama_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE valutazione_annuale, servizio_territoriale, asst, ambito');
  }
}
