import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Requests for a foster family, of a minor or of siblings together. The row has what a family is looked for with, and
 * no identity: that is in the case file, which only who follows it sees.
 *
 * The fostering service of the ambito writes; the table of fostering reads the requests of all ambiti, because a family
 * of one valley may be the right one for another; the team that follows the case reads its own. Where a request stands
 * follows the proposals, which are kept with the families: one job of the platform brings that here.
 */
export class RichiestaAffido1795001600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(WALL);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE richiesta_affido;
      DROP FUNCTION trama.richiesta_affido_cambia(), trama.e_servizio_affidi(), trama.e_tavolo_affido();
    `);
  }
}

const TABLE = `
  CREATE TABLE richiesta_affido (
    ambito_id         smallint       NOT NULL DEFAULT trama.ambito() REFERENCES ambito (numero),
    id                uuid           NOT NULL,
    codice            text           NOT NULL,
    caso_codice       text,
    comune_istat      text           NOT NULL,
    eta               smallint       NOT NULL CHECK (eta BETWEEN 0 AND 17),
    tipo              text           NOT NULL CHECK (tipo IN ('RESIDENZIALE', 'DIURNO', 'APPOGGIO', 'PRONTO_INTERVENTO', 'FINE_SETTIMANA')),
    macrocategoria    text           NOT NULL CHECK (macrocategoria IN ('RECUPERABILE', 'RESIDUALE')),
    natura            text           NOT NULL CHECK (natura IN ('CONSENSUALE', 'GIUDIZIALE')),
    fratelli          smallint       NOT NULL CHECK (fratelli BETWEEN 0 AND 9),
    bisogni_speciali  boolean        NOT NULL,
    lingue            text[]         NOT NULL CHECK (array_length(lingue, 1) <= 5 OR lingue = '{}'),
    vicinanza         text           NOT NULL CHECK (vicinanza IN ('INDIFFERENTE', 'VICINO', 'LONTANO')),
    scuola_istat      text           REFERENCES comune (codice_istat),
    parenti           text[]         NOT NULL CHECK (array_length(parenti, 1) <= 20 OR parenti = '{}'),
    decreto_autorita  text           NOT NULL CHECK (length(decreto_autorita) BETWEEN 3 AND 200),
    decreto_data      date           NOT NULL,
    stato             text           NOT NULL DEFAULT 'IN_ATTESA' CHECK (stato IN ('IN_ATTESA', 'IN_ABBINAMENTO', 'IN_AFFIDO', 'CHIUSA')),
    motivo_chiusura   text           CHECK (length(motivo_chiusura) BETWEEN 3 AND 500),
    origine           text           NOT NULL DEFAULT 'RILEVATO' CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO')),
    versione          integer        NOT NULL DEFAULT 1 CHECK (versione > 0),
    registrata_il     date           NOT NULL DEFAULT (now() AT TIME ZONE 'Europe/Rome')::date,
    registrata_da     text           NOT NULL DEFAULT trama.soggetto(),
    aggiornata_il     timestamptz(3) NOT NULL DEFAULT now(),
    PRIMARY KEY (ambito_id, id),
    UNIQUE (ambito_id, codice),
    FOREIGN KEY (ambito_id, comune_istat) REFERENCES comune (ambito_id, codice_istat),
    FOREIGN KEY (ambito_id, caso_codice) REFERENCES caso (ambito_id, codice) ON DELETE SET NULL (caso_codice),
    CHECK (codice ~ ('^' || lpad(ambito_id::text, 2, '0') || '-R-[0-9A-HJKMNP-TV-Z]{8}$')),
    CHECK ((stato = 'CHIUSA') = (motivo_chiusura IS NOT NULL))
  );
  COMMENT ON COLUMN richiesta_affido.caso_codice IS 'By its code: the fostering service cannot see its id, and the foreign key answers for it.';
  COMMENT ON COLUMN richiesta_affido.eta IS 'On the day of registration; in years since then it grows.';
  COMMENT ON COLUMN richiesta_affido.parenti IS 'Codes of families in which somebody is a relative of who acts in the proceeding (law 184/1983, art. 2 c. 1.1).';
  CREATE INDEX ON richiesta_affido (ambito_id, stato, decreto_data, codice);
  CREATE INDEX ON richiesta_affido (ambito_id, aggiornata_il);
`;

const WALL = `
  CREATE FUNCTION trama.e_servizio_affidi() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$ SELECT trama.ruolo() = 'SERVIZIO_AFFIDI' $$;
  CREATE FUNCTION trama.e_tavolo_affido() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$ SELECT trama.ruolo() = 'COORDINAMENTO_AFFIDO' $$;
  -- When it last changed is what a reader of changes goes by: not the application's to say.
  CREATE FUNCTION trama.richiesta_affido_cambia() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    NEW.aggiornata_il := now();
    RETURN NEW;
  END $$;
  CREATE TRIGGER richiesta_affido_cambia BEFORE UPDATE ON richiesta_affido
    FOR EACH ROW EXECUTE FUNCTION trama.richiesta_affido_cambia();
  REVOKE ALL ON FUNCTION trama.e_servizio_affidi(), trama.e_tavolo_affido(), trama.richiesta_affido_cambia() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION trama.e_servizio_affidi(), trama.e_tavolo_affido() TO trama_app;

  ALTER TABLE richiesta_affido ENABLE ROW LEVEL SECURITY;
  ALTER TABLE richiesta_affido FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietario ON richiesta_affido TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY servizio_affidi_legge ON richiesta_affido FOR SELECT TO trama_app
    USING (ambito_id = (SELECT trama.ambito()) AND (SELECT trama.e_servizio_affidi()));
  CREATE POLICY tavolo_affido_legge ON richiesta_affido FOR SELECT TO trama_app
    USING ((SELECT trama.e_tavolo_affido()));
  CREATE POLICY chi_segue_il_caso_legge ON richiesta_affido FOR SELECT TO trama_app
    USING (ambito_id = (SELECT trama.ambito()) AND (SELECT trama.servizio_mio()) IS NOT NULL
           AND caso_codice IN (SELECT c.codice FROM caso c));
  CREATE POLICY servizio_affidi_registra ON richiesta_affido FOR INSERT TO trama_app
    WITH CHECK (ambito_id = (SELECT trama.ambito()) AND (SELECT trama.e_servizio_affidi()) AND stato = 'IN_ATTESA');
  CREATE POLICY servizio_affidi_cambia ON richiesta_affido FOR UPDATE TO trama_app
    USING (ambito_id = (SELECT trama.ambito()) AND (SELECT trama.e_servizio_affidi()) AND stato <> 'CHIUSA')
    WITH CHECK (ambito_id = (SELECT trama.ambito()) AND (SELECT trama.e_servizio_affidi()));
  -- The sheets without identity go to where families are kept, and come back with where each stands.
  CREATE POLICY il_lavoro_legge ON richiesta_affido FOR SELECT TO trama_app USING ((SELECT trama.ruolo()) = 'LAVORO');
  CREATE POLICY il_lavoro_porta_lo_stato ON richiesta_affido FOR UPDATE TO trama_app
    USING ((SELECT trama.ruolo()) = 'LAVORO' AND stato <> 'CHIUSA') WITH CHECK ((SELECT trama.ruolo()) = 'LAVORO' AND stato <> 'CHIUSA');

  GRANT SELECT,
    INSERT (id, codice, caso_codice, comune_istat, eta, tipo, macrocategoria, natura, fratelli, bisogni_speciali, lingue, vicinanza,
      scuola_istat, parenti, decreto_autorita, decreto_data),
    UPDATE (tipo, natura, fratelli, bisogni_speciali, lingue, vicinanza, scuola_istat, parenti, macrocategoria, stato, motivo_chiusura,
      versione)
    ON richiesta_affido TO trama_app;
`;
