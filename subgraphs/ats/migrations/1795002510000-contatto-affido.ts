import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A citizen who thinks of fostering asks to be called back, and one service reads it. Whoever asks has no account: the
 * platform writes for them, and may read nothing of what it wrote. Closing a contact takes away all that they said.
 */
export class ContattoAffido1795002510000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SERVIZI);
    await runner.query(CONTATTI);
    await runner.query(MURO);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP POLICY il_lavoro_fa_la_chiave ON chiave_dati;
      DROP POLICY il_lavoro_usa_la_chiave ON chiave_dati;
      DROP TABLE contatto_affido;
      DROP FUNCTION trama.contatto_misura();
      DROP POLICY il_mio_si_presenta ON servizio_affidi;
      REVOKE UPDATE (telefono, email, versione) ON servizio_affidi FROM trama_app;
      ALTER TABLE servizio_affidi DROP COLUMN telefono, DROP COLUMN email, DROP COLUMN versione;
    `);
  }
}

const SERVIZI = `
  ALTER TABLE servizio_affidi
    ADD telefono text CHECK (telefono ~ '^\\+?[0-9][0-9 ./-]{4,24}$'),
    ADD email text CHECK (email ~ '^[^\\s@]+@[^\\s@]+\\.[^\\s@]{2,}$' AND length(email) <= 200),
    ADD versione integer NOT NULL DEFAULT 1 CHECK (versione > 0);
  CREATE POLICY il_mio_si_presenta ON servizio_affidi FOR UPDATE TO trama_app
    USING (codice = (SELECT trama.servizio_affidi_mio())) WITH CHECK (codice = (SELECT trama.servizio_affidi_mio()));
  GRANT UPDATE (telefono, email, versione) ON servizio_affidi TO trama_app;
`;

const CONTATTI = `
  CREATE TABLE contatto_affido (
    id               uuid           PRIMARY KEY,
    servizio_numero  smallint       NOT NULL REFERENCES servizio_affidi (numero),
    comune_istat     text           NOT NULL REFERENCES comune (codice_istat),
    nome             bytea,
    recapito         bytea,
    messaggio        bytea,
    stato            text           NOT NULL DEFAULT 'RICEVUTO' CHECK (stato IN ('RICEVUTO', 'PRESO_IN_CARICO', 'CHIUSO')),
    esito            text           CHECK (esito IN ('IN_PERCORSO', 'INFORMATO', 'NON_RAGGIUNTO', 'RINUNCIA')),
    ricevuto_il      timestamptz(3) NOT NULL DEFAULT now(),
    preso_il         timestamptz(3),
    chiuso_il        timestamptz(3),
    versione         integer        NOT NULL DEFAULT 1 CHECK (versione > 0),
    CHECK ((stato = 'CHIUSO') = (esito IS NOT NULL)),
    CHECK ((stato = 'CHIUSO') = (chiuso_il IS NOT NULL)),
    CHECK ((stato = 'RICEVUTO') = (preso_il IS NULL)),
    CHECK ((stato = 'CHIUSO') = (nome IS NULL)),
    CHECK ((stato = 'CHIUSO') = (recapito IS NULL)),
    CHECK (stato <> 'CHIUSO' OR messaggio IS NULL)
  );
  CREATE INDEX ON contatto_affido (servizio_numero, stato, ricevuto_il);

  -- Nobody floods a service: a hundred in a day are more than the province ever asked, and whoever wants to can phone.
  CREATE FUNCTION trama.contatto_misura() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    PERFORM FROM public.servizio_affidi WHERE numero = NEW.servizio_numero FOR UPDATE;
    IF (SELECT count(*) FROM public.contatto_affido
        WHERE servizio_numero = NEW.servizio_numero AND ricevuto_il > now() - interval '1 day') >= 100 THEN
      RAISE EXCEPTION 'troppi' USING ERRCODE = '23514', CONSTRAINT = 'contatto_affido_troppi';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER contatto_misura BEFORE INSERT ON contatto_affido FOR EACH ROW EXECUTE FUNCTION trama.contatto_misura();
  REVOKE ALL ON FUNCTION trama.contatto_misura() FROM PUBLIC;
`;

/** The key of what one citizen wrote, which the platform makes and the service opens. */
const CHIAVE_DI_CONTATTO = `(SELECT trama.ruolo()) = 'LAVORO' AND persona_id LIKE 'contatto:%'`;

const MURO = `
  ALTER TABLE contatto_affido ENABLE ROW LEVEL SECURITY;
  ALTER TABLE contatto_affido FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietario ON contatto_affido TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY il_lavoro_riceve ON contatto_affido FOR INSERT TO trama_app
    WITH CHECK ((SELECT trama.ruolo()) = 'LAVORO' AND stato = 'RICEVUTO');
  CREATE POLICY del_mio_servizio_si_legge ON contatto_affido FOR SELECT TO trama_app
    USING (servizio_numero = (SELECT trama.servizio_affidi_numero()));
  CREATE POLICY del_mio_servizio_si_segue ON contatto_affido FOR UPDATE TO trama_app
    USING (servizio_numero = (SELECT trama.servizio_affidi_numero()))
    WITH CHECK (servizio_numero = (SELECT trama.servizio_affidi_numero()));
  GRANT SELECT, INSERT (id, servizio_numero, comune_istat, nome, recapito, messaggio),
    UPDATE (stato, esito, preso_il, chiuso_il, nome, recapito, messaggio, versione) ON contatto_affido TO trama_app;

  CREATE POLICY il_lavoro_fa_la_chiave ON chiave_dati FOR INSERT TO trama_app WITH CHECK (${CHIAVE_DI_CONTATTO});
  CREATE POLICY il_lavoro_usa_la_chiave ON chiave_dati FOR SELECT TO trama_app USING (${CHIAVE_DI_CONTATTO});
`;
