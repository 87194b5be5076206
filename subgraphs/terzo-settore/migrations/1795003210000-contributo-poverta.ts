import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What listening centres and the distribution of goods counted: people by need, month and comune, and nobody's name. */
export class ContributoPoverta1795003210000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(WALL);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE contributo_bisogno, contributo_poverta, comune');
  }
}

const ORIGINE = `text NOT NULL DEFAULT 'RILEVATO' CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO'))`;

const TABLES = `
  CREATE TABLE comune (
    codice_istat  text     PRIMARY KEY CHECK (codice_istat ~ '^[0-9]{6}$'),
    ambito_id     smallint NOT NULL REFERENCES ambito (numero),
    origine       ${ORIGINE}
  );
  GRANT SELECT ON comune TO trama_app;

  CREATE TABLE contributo_poverta (
    ente_codice   text     NOT NULL DEFAULT trama.ente() REFERENCES ente (codice),
    id            uuid     NOT NULL DEFAULT gen_random_uuid(),
    anno          smallint NOT NULL CHECK (anno BETWEEN 2018 AND 2999),
    mese          smallint NOT NULL CHECK (mese BETWEEN 1 AND 12),
    comune_istat  text     NOT NULL REFERENCES comune (codice_istat),
    origine       ${ORIGINE},
    versione      integer  NOT NULL DEFAULT 1 CHECK (versione > 0),
    PRIMARY KEY (ente_codice, id),
    UNIQUE (ente_codice, anno, mese, comune_istat)
  );
  COMMENT ON COLUMN contributo_poverta.comune_istat IS 'Where people were met, which is always known; where they live is not.';

  CREATE TABLE contributo_bisogno (
    ente_codice    text    NOT NULL DEFAULT trama.ente(),
    contributo_id  uuid    NOT NULL,
    bisogno        text    NOT NULL CHECK (bisogno ~ '^[A-Z][A-Z_]{2,39}$'),
    incontrate     integer NOT NULL CHECK (incontrate BETWEEN 0 AND 100000),
    nuove          integer NOT NULL CHECK (nuove BETWEEN 0 AND incontrate),
    origine        ${ORIGINE},
    PRIMARY KEY (ente_codice, contributo_id, bisogno),
    FOREIGN KEY (ente_codice, contributo_id) REFERENCES contributo_poverta (ente_codice, id) ON DELETE CASCADE
  );
  COMMENT ON COLUMN contributo_bisogno.nuove IS
    'Met by the body for the first time in the year for this need, wherever: the only number that may be added over months and comuni.';
`;

const MIO = `ente_codice = (SELECT trama.ente()) AND (SELECT trama.ruolo()) = 'OPERATORE_ETS'`;

const WALL = `
  ${['contributo_poverta', 'contributo_bisogno']
    .map(
      (tabella) => `
  ALTER TABLE ${tabella} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${tabella} FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietario ON ${tabella} TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY solo_il_mio_ente ON ${tabella} TO trama_app USING (${MIO}) WITH CHECK (${MIO});`,
    )
    .join('')}
  GRANT SELECT, INSERT (anno, mese, comune_istat), UPDATE (versione) ON contributo_poverta TO trama_app;
  GRANT SELECT, INSERT (contributo_id, bisogno, incontrate, nuove), UPDATE (incontrate, nuove) ON contributo_bisogno TO trama_app;
`;
