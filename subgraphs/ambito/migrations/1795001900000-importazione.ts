import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Case files brought in from another record system. An import is a row: who, when, which file (its fingerprint, never the
 * file). Its cases name it, and the database says of them that they were imported.
 *
 * The code that a case had in the old system is kept, so that importing twice is noticed: within one service, because
 * what the other one follows is not its business.
 */
export class Importazione1795001900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(FUNCTIONS);
    await runner.query(WALL);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER caso_importato ON caso;
      DROP TRIGGER nucleo_importato ON nucleo;
      DROP TRIGGER persona_importata ON persona;
      DROP TRIGGER caso_persona_importata ON caso_persona;
      DROP FUNCTION trama.importato(), trama.del_caso_importato(), trama.codici_importati(text, text[]);
      ALTER TABLE caso DROP COLUMN importazione_id, DROP COLUMN fonte_esterna, DROP COLUMN codice_esterno;
      ALTER TABLE nucleo DROP COLUMN importazione_id;
      DROP TABLE importazione_casi;
    `);
  }
}

const TABLES = `
  CREATE TABLE importazione_casi (
    ambito_id    smallint       NOT NULL DEFAULT trama.ambito() REFERENCES ambito (numero),
    id           uuid           NOT NULL,
    servizio     text           NOT NULL CHECK (servizio IN ('PREVENZIONE_DISAGIO', 'TUTELA')),
    fonte        text           NOT NULL CHECK (fonte ~ '^[A-Za-z0-9][A-Za-z0-9 ._-]{1,59}$'),
    impronta     text           NOT NULL CHECK (impronta ~ '^[0-9a-f]{64}$'),
    casi         integer        NOT NULL CHECK (casi > 0),
    persone      integer        NOT NULL CHECK (persone > 0),
    nuclei       integer        NOT NULL CHECK (nuclei >= 0),
    avvisi       integer        NOT NULL CHECK (avvisi >= 0),
    soggetto     text           NOT NULL DEFAULT trama.soggetto(),
    importata_il timestamptz(3) NOT NULL DEFAULT now(),
    PRIMARY KEY (ambito_id, id)
  );
  ALTER TABLE caso
    ADD COLUMN importazione_id uuid,
    ADD COLUMN fonte_esterna   text,
    ADD COLUMN codice_esterno  text CHECK (length(codice_esterno) BETWEEN 1 AND 60),
    ADD FOREIGN KEY (ambito_id, importazione_id) REFERENCES importazione_casi (ambito_id, id),
    ADD CONSTRAINT caso_importato_una_volta UNIQUE (ambito_id, servizio, fonte_esterna, codice_esterno),
    ADD CHECK ((importazione_id IS NULL) = (codice_esterno IS NULL) AND (importazione_id IS NULL) = (fonte_esterna IS NULL));
  ALTER TABLE nucleo
    ADD COLUMN importazione_id uuid,
    ADD FOREIGN KEY (ambito_id, importazione_id) REFERENCES importazione_casi (ambito_id, id);
`;

const FUNCTIONS = `
  -- Where a row comes from is the database's to say.
  CREATE FUNCTION trama.importato() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    IF NEW.importazione_id IS NOT NULL THEN
      NEW.origine := 'IMPORTATO';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER caso_importato BEFORE INSERT ON caso FOR EACH ROW EXECUTE FUNCTION trama.importato();
  CREATE TRIGGER nucleo_importato BEFORE INSERT ON nucleo FOR EACH ROW EXECUTE FUNCTION trama.importato();
  CREATE FUNCTION trama.del_caso_importato() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    IF EXISTS (SELECT FROM public.caso c
      WHERE c.ambito_id = NEW.ambito_id AND c.id = NEW.caso_id AND c.origine = 'IMPORTATO' AND c.creato_il = now()) THEN
      NEW.origine := 'IMPORTATO';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER persona_importata BEFORE INSERT ON persona FOR EACH ROW EXECUTE FUNCTION trama.del_caso_importato();
  CREATE TRIGGER caso_persona_importata BEFORE INSERT ON caso_persona
    FOR EACH ROW EXECUTE FUNCTION trama.del_caso_importato();

  -- Which of these codes the caller's own service has imported already, whoever follows the cases. As the owner: a case
  -- that a colleague imported is hidden, and would be imported again.
  CREATE FUNCTION trama.codici_importati(fonte text, codici text[]) RETURNS SETOF text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.codice_esterno FROM public.caso c
    WHERE c.ambito_id = trama.ambito() AND c.servizio = trama.servizio_mio()
      AND c.fonte_esterna = fonte AND c.codice_esterno = ANY (codici) $$;
  REVOKE ALL ON FUNCTION trama.importato(), trama.del_caso_importato(), trama.codici_importati(text, text[]) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION trama.codici_importati(text, text[]) TO trama_app;
`;

const WALL = `
  ALTER TABLE importazione_casi ENABLE ROW LEVEL SECURITY;
  ALTER TABLE importazione_casi FORCE ROW LEVEL SECURITY;
  CREATE POLICY solo_il_mio_ambito ON importazione_casi TO trama_app USING (ambito_id = (SELECT trama.ambito()));
  CREATE POLICY proprietario ON importazione_casi TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY del_mio_servizio ON importazione_casi AS RESTRICTIVE TO trama_app
    USING (servizio = (SELECT trama.servizio_mio()));
  GRANT SELECT, INSERT (id, servizio, fonte, impronta, casi, persone, nuclei, avvisi) ON importazione_casi TO trama_app;
  GRANT INSERT (importazione_id, fonte_esterna, codice_esterno) ON caso TO trama_app;
  GRANT INSERT (importazione_id) ON nucleo TO trama_app;
`;
