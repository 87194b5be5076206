import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ambiti, comuni and who lives there. Public reference data: the application reads it and nothing else. */
export class Territorio1795000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ambito (
        numero   smallint PRIMARY KEY CHECK (numero BETWEEN 1 AND 99),
        nome     text     NOT NULL,
        fonte    jsonb    NOT NULL,
        origine  text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO'))
      );
      CREATE TABLE comune (
        codice_istat               text     PRIMARY KEY CHECK (codice_istat ~ '^[0-9]{6}$'),
        ambito_id                  smallint NOT NULL REFERENCES ambito (numero),
        nome                       text     NOT NULL,
        nome_fonte                 text,
        altri_nomi                 text[]   NOT NULL,
        codice_catastale           text     NOT NULL,
        cap                        text     NOT NULL,
        zona_demografica           text,
        equipe_tutela              text,
        servizio_sociale_delegato  boolean,
        siede_ufficio_di_piano     boolean,
        stranieri                  jsonb,
        indice_vecchiaia           jsonb,
        punti_giovani              jsonb,
        protezione_giuridica       jsonb,
        nota                       text,
        fonte                      jsonb    NOT NULL,
        origine                    text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO'))
      );
      CREATE INDEX ON comune (ambito_id, nome);
      CREATE TABLE popolazione_comune (
        ambito_id     smallint NOT NULL REFERENCES ambito (numero),
        codice_istat  text     NOT NULL REFERENCES comune (codice_istat),
        anno          smallint NOT NULL,
        data          date     NOT NULL,
        totale        integer  NOT NULL CHECK (totale >= 0),
        maschi        integer  NOT NULL CHECK (maschi >= 0),
        femmine       integer  NOT NULL CHECK (femmine >= 0),
        eta_0_17      integer  NOT NULL CHECK (eta_0_17 >= 0),
        eta_18_64     integer  NOT NULL CHECK (eta_18_64 >= 0),
        eta_65_oltre  integer  NOT NULL CHECK (eta_65_oltre >= 0),
        stranieri     integer,
        nota          text,
        fonte         jsonb    NOT NULL,
        origine       text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO')),
        PRIMARY KEY (ambito_id, codice_istat, anno)
      );
      CREATE INDEX ON popolazione_comune (anno, ambito_id);
      CREATE TABLE popolazione_ambito (
        ambito_id  smallint NOT NULL REFERENCES ambito (numero),
        anno       smallint NOT NULL,
        residenti  integer  NOT NULL CHECK (residenti >= 0),
        nota       text,
        fonte      jsonb    NOT NULL,
        origine    text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO')),
        PRIMARY KEY (ambito_id, anno)
      );
      GRANT SELECT ON ambito, comune, popolazione_comune, popolazione_ambito TO trama_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE popolazione_ambito, popolazione_comune, comune, ambito');
  }
}
