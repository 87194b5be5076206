import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How many places of a unit are taken, day by day. The number is of the planning office of the ambito; what everybody
 * reads is a row beside it, which the database itself keeps from telling a small count.
 */
export class Occupazione1796000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(STAMP);
    await runner.query(WALL);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE disponibilita_posti, occupazione_unita; DROP FUNCTION trama.firma_occupazione()');
  }
}

const ORIGINE = `text NOT NULL CHECK (origine IN ('RILEVATO', 'DIMOSTRATIVO'))`;

/**
 * What is told of a day goes with what was declared of it, and both go with their unit, which only the loading of the register
 * takes away. The checks on a band say again, where no code can go round them, what makes it safe to tell: it holds
 * none or all of the counts from 0 to 4, it is five wide at least, and of a unit with fewer than five places it says nothing.
 */
const TABLES = `
  CREATE TABLE occupazione_unita (
    ambito_id      smallint    NOT NULL DEFAULT trama.ambito() REFERENCES ambito (numero),
    id             uuid        NOT NULL DEFAULT gen_random_uuid(),
    unita          text        NOT NULL,
    giorno         date        NOT NULL CHECK (giorno >= '2021-01-01'),
    posti          integer     NOT NULL CHECK (posti > 0),
    occupati       integer     NOT NULL CHECK (occupati BETWEEN 0 AND 2 * posti),
    in_attesa      integer     CHECK (in_attesa BETWEEN 0 AND 10000),
    nota           text        CHECK (length(nota) BETWEEN 10 AND 500),
    origine        ${ORIGINE},
    versione       integer     NOT NULL DEFAULT 1 CHECK (versione > 0),
    dichiarata_da  text        NOT NULL DEFAULT trama.soggetto(),
    dichiarata_il  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (ambito_id, id),
    UNIQUE (ambito_id, unita, giorno),
    FOREIGN KEY (ambito_id, unita) REFERENCES unita_offerta (ambito_id, codice) ON DELETE CASCADE,
    CONSTRAINT oltre_i_posti_con_una_nota CHECK (occupati <= posti OR nota IS NOT NULL)
  );
  CREATE TABLE disponibilita_posti (
    ambito_id  smallint NOT NULL DEFAULT trama.ambito(),
    unita      text     NOT NULL,
    giorno     date     NOT NULL,
    posti      integer  NOT NULL CHECK (posti > 0),
    stato      text     NOT NULL,
    minimo     integer  NOT NULL,
    massimo    integer,
    origine    ${ORIGINE},
    PRIMARY KEY (ambito_id, unita, giorno),
    FOREIGN KEY (ambito_id, unita, giorno) REFERENCES occupazione_unita (ambito_id, unita, giorno) ON DELETE CASCADE,
    CONSTRAINT nessun_piccolo_numero CHECK (
      CASE stato
        WHEN 'RISERVATA' THEN posti < 5 AND minimo = 0 AND massimo IS NULL
        WHEN 'COMPLETO' THEN posti >= 5 AND minimo = posti AND massimo IS NULL
        WHEN 'ULTIMI' THEN minimo >= 5 AND minimo = posti - 5 AND massimo IS NOT NULL AND massimo = posti - 1
        WHEN 'LIBERI' THEN posti >= 5 AND (minimo = 0 OR minimo >= 5) AND massimo IS NOT NULL
          AND massimo - minimo >= 4 AND massimo < posti
        ELSE false
      END)
  );
  CREATE INDEX ON disponibilita_posti (unita, giorno);
  CREATE INDEX ON occupazione_unita (unita, giorno);
`;

/** Who declared it last, and when: the caller says neither. What the seeds load has nobody who asks, and keeps its own. */
const STAMP = `
  CREATE FUNCTION trama.firma_occupazione() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      NEW.dichiarata_da := coalesce(trama.soggetto(), NEW.dichiarata_da);
      NEW.dichiarata_il := CASE WHEN trama.soggetto() IS NULL THEN NEW.dichiarata_il ELSE now() END;
      RETURN NEW;
    END $$;
  REVOKE ALL ON FUNCTION trama.firma_occupazione() FROM PUBLIC;
  CREATE TRIGGER firma BEFORE INSERT OR UPDATE ON occupazione_unita
    FOR EACH ROW EXECUTE FUNCTION trama.firma_occupazione();
`;

const MIO = 'ambito_id = (SELECT trama.ambito())';
const UFFICIO = `(SELECT trama.ruolo()) = 'UFFICIO_DI_PIANO'`;
const WALL = `
  ALTER TABLE occupazione_unita ENABLE ROW LEVEL SECURITY;
  ALTER TABLE occupazione_unita FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietario ON occupazione_unita TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY solo_il_mio_ambito ON occupazione_unita TO trama_app USING (${MIO});
  CREATE POLICY dell_ufficio ON occupazione_unita AS RESTRICTIVE TO trama_app USING (${UFFICIO});
  GRANT SELECT, INSERT (unita, giorno, posti, occupati, in_attesa, nota, origine),
    UPDATE (posti, occupati, in_attesa, nota, versione) ON occupazione_unita TO trama_app;

  ALTER TABLE disponibilita_posti ENABLE ROW LEVEL SECURITY;
  ALTER TABLE disponibilita_posti FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietario ON disponibilita_posti TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY chi_legge ON disponibilita_posti FOR SELECT TO trama_app USING (true);
  CREATE POLICY ufficio_dichiara ON disponibilita_posti FOR INSERT TO trama_app WITH CHECK (${MIO} AND ${UFFICIO});
  CREATE POLICY ufficio_corregge ON disponibilita_posti FOR UPDATE TO trama_app USING (${MIO} AND ${UFFICIO});
  GRANT SELECT, INSERT (unita, giorno, posti, stato, minimo, massimo, origine), UPDATE (posti, stato, minimo, massimo)
    ON disponibilita_posti TO trama_app;
`;
