import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a team sends to another body about a family: a transfer, by which the family is theirs from then on, or a
 * request, by which it stays ours. Nothing is copied anywhere: one sealed envelope stays with the sender, and the
 * receiver reads it there, so that taking it back is taking it away.
 *
 * The row belongs to two: who follows the case, and the body that it is for. Each sees it, and each may take the steps of
 * its side only; a trigger says which and signs the day, because a policy cannot compare a row with what it was.
 * The envelope has a key of its own, that withdrawing destroys; what the two sides say to each other has another.
 */
export class Invio1795001800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(STEPS);
    await runner.query(WALL);
    await runner.query(KEYS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const CAMPI = `'COMPOSIZIONE_NUCLEO', 'ANAGRAFICA_MINORI', 'ANAGRAFICA_ADULTI', 'CODICI_FISCALI', 'PROVVEDIMENTI', 'INTERVENTI', 'RELAZIONE'`;

const TABLE = `
  CREATE TABLE invio (
    ambito_id            smallint       NOT NULL DEFAULT trama.ambito() REFERENCES ambito (numero),
    id                   uuid           NOT NULL,
    codice               text           NOT NULL,
    caso_id              uuid           NOT NULL,
    servizio             text           NOT NULL CHECK (servizio IN ('PREVENZIONE_DISAGIO', 'TUTELA')),
    tipo                 text           NOT NULL CHECK (tipo IN ('TRASFERIMENTO', 'RICHIESTA')),
    verso_ambito         smallint       REFERENCES ambito (numero) CHECK (verso_ambito <> ambito_id),
    verso_servizio       text           CHECK (verso_servizio IN ('PREVENZIONE_DISAGIO', 'TUTELA')),
    verso_asst           text           CHECK (verso_asst ~ '^[A-Z0-9-]{3,40}$'),
    verso_ente           text           CHECK (verso_ente ~ '^[a-z0-9-]{2,80}$'),
    base                 text           NOT NULL CHECK (base ~ '^[A-Z0-9_]{3,60}$'),
    campi                text[]         NOT NULL CHECK (campi <@ ARRAY[${CAMPI}] AND cardinality(campi) > 0),
    urgente              boolean        NOT NULL,
    entro                date           NOT NULL,
    motivo               bytea          NOT NULL,
    contenuto            bytea          NOT NULL,
    stato                text           NOT NULL DEFAULT 'INVIATO' CHECK (stato IN
      ('INVIATO', 'ACCETTATO', 'RIFIUTATO', 'CONSEGNATO', 'CONCLUSO', 'RITIRATO', 'CANCELLATO', 'CONSERVATO')),
    esito                text           CHECK (esito IN ('RAGGIUNTO', 'PARZIALE', 'NON_RAGGIUNTO', 'INTERROTTO')),
    risposta             bytea,
    relazione_finale     bytea,
    motivo_ritiro        bytea,
    dichiarazione        bytea,
    turno                smallint       NOT NULL GENERATED ALWAYS AS (CASE WHEN stato = 'INVIATO' THEN 0 ELSE 1 END) STORED,
    base_conservazione   text           CHECK (base_conservazione ~ '^[A-Z0-9_]{3,60}$'),
    caso_ricevente       text,
    inviato_da           text           NOT NULL DEFAULT trama.soggetto(),
    inviato_il           timestamptz(3) NOT NULL DEFAULT now(),
    risposto_da          text,
    risposto_il          timestamptz(3),
    consegnato_il        timestamptz(3),
    concluso_il          timestamptz(3),
    ritirato_il          timestamptz(3),
    dichiarato_da        text,
    dichiarato_il        timestamptz(3),
    versione             integer        NOT NULL DEFAULT 1 CHECK (versione > 0),
    PRIMARY KEY (ambito_id, id),
    UNIQUE (ambito_id, codice),
    FOREIGN KEY (ambito_id, caso_id) REFERENCES caso (ambito_id, id) ON DELETE CASCADE,
    CHECK (codice ~ ('^' || lpad(ambito_id::text, 2, '0') || '-I-[0-9A-HJKMNP-TV-Z]{8}$')),
    CHECK (num_nonnulls(verso_ambito, verso_asst, verso_ente) = 1 AND (verso_ambito IS NULL) = (verso_servizio IS NULL)),
    CHECK ((stato = 'CONCLUSO') <= (esito IS NOT NULL)),
    CHECK ((stato = 'CONSERVATO') = (base_conservazione IS NOT NULL)),
    CHECK ((stato = 'RIFIUTATO') <= (risposta IS NOT NULL))
  );
  COMMENT ON COLUMN invio.turno IS 'What still waits for an answer comes first.';
  COMMENT ON COLUMN invio.caso_ricevente IS 'Code of the case that the receiver opened: of another ambito, so it refers to nothing here.';
  CREATE INDEX ON invio (ambito_id, caso_id);
  CREATE INDEX ON invio (verso_ambito, verso_servizio, turno, entro) WHERE verso_ambito IS NOT NULL;
  CREATE INDEX ON invio (verso_asst, turno, entro) WHERE verso_asst IS NOT NULL;
  CREATE INDEX ON invio (verso_ente, turno, entro) WHERE verso_ente IS NOT NULL;
`;

const STEPS = `
  -- Whether a row is for the caller's own body.
  CREATE FUNCTION trama.invio_e_per_me(ambito smallint, servizio text, asst text, ente text) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(CASE
      WHEN ambito IS NOT NULL THEN ambito = trama.ambito() AND servizio = trama.servizio_mio()
      WHEN asst IS NOT NULL THEN trama.ruolo() = 'OPERATORE_ASST' AND asst = trama.asst()
      ELSE trama.ruolo() = 'OPERATORE_ETS' AND ente = trama.ente() END, false) $$;

  -- Who may take which step; who took it and when is not the application's to say.
  CREATE FUNCTION trama.invio_passo() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    passo text := OLD.stato || ' ' || NEW.stato;
    mio boolean := OLD.ambito_id = trama.ambito() AND OLD.caso_id IN (SELECT trama.casi_seguiti());
    per_me boolean := trama.invio_e_per_me(OLD.verso_ambito, OLD.verso_servizio, OLD.verso_asst, OLD.verso_ente);
  BEGIN
    IF NOT coalesce(
      (mio AND passo IN ('ACCETTATO CONSEGNATO', 'INVIATO RITIRATO', 'ACCETTATO RITIRATO', 'CONSEGNATO RITIRATO', 'CONCLUSO RITIRATO'))
      OR (per_me AND passo IN ('INVIATO ACCETTATO', 'INVIATO RIFIUTATO', 'CONSEGNATO CONSEGNATO', 'CONSEGNATO CONCLUSO',
        'RITIRATO CANCELLATO', 'RITIRATO CONSERVATO')), false) THEN
      RAISE EXCEPTION 'this step is not of this side' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.stato <> OLD.stato THEN
      CASE NEW.stato
        WHEN 'CONSEGNATO' THEN NEW.consegnato_il := now();
        WHEN 'CONCLUSO' THEN NEW.concluso_il := now();
        WHEN 'RITIRATO' THEN NEW.ritirato_il := now();
        WHEN 'CANCELLATO', 'CONSERVATO' THEN NEW.dichiarato_da := trama.soggetto(); NEW.dichiarato_il := now();
        ELSE NEW.risposto_da := trama.soggetto(); NEW.risposto_il := now();
      END CASE;
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER invio_passo BEFORE UPDATE ON invio FOR EACH ROW EXECUTE FUNCTION trama.invio_passo();

  -- What is refused or taken back is unreadable from this very statement on: no moment lies between the two. As the owner,
  -- because a receiver that refuses may not write keys.
  CREATE FUNCTION trama.invio_si_chiude() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    UPDATE public.chiave_dati SET chiave_avvolta = NULL, distrutta_il = now()
      WHERE ambito_id = NEW.ambito_id AND persona_id = 'invio:contenuto/' || NEW.id AND distrutta_il IS NULL;
    RETURN NULL;
  END $$;
  CREATE TRIGGER invio_si_chiude AFTER UPDATE ON invio FOR EACH ROW
    WHEN (NEW.stato IN ('RIFIUTATO', 'RITIRATO') AND OLD.stato <> NEW.stato) EXECUTE FUNCTION trama.invio_si_chiude();

  -- Who is erased is erased from what was sent about their cases too: the whole envelope goes, as it cannot be opened in part.
  CREATE FUNCTION trama.invio_senza_chi() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    UPDATE public.chiave_dati SET chiave_avvolta = NULL, distrutta_il = now()
      WHERE ambito_id = NEW.ambito_id AND distrutta_il IS NULL AND persona_id IN (
        SELECT 'invio:contenuto/' || i.id FROM public.invio i
        JOIN public.caso_persona cp ON cp.ambito_id = i.ambito_id AND cp.caso_id = i.caso_id
        WHERE i.ambito_id = NEW.ambito_id AND cp.persona_id::text = NEW.persona_id);
    RETURN NULL;
  END $$;
  CREATE TRIGGER invio_senza_chi AFTER UPDATE ON chiave_dati FOR EACH ROW
    WHEN (OLD.distrutta_il IS NULL AND NEW.distrutta_il IS NOT NULL AND NEW.persona_id NOT LIKE 'invio:%')
    EXECUTE FUNCTION trama.invio_senza_chi();
  REVOKE ALL ON FUNCTION trama.invio_si_chiude(), trama.invio_senza_chi(), trama.invio_passo(), trama.invio_e_per_me(smallint, text, text, text) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION trama.invio_e_per_me(smallint, text, text, text) TO trama_app;
`;

const PER_ME = 'trama.invio_e_per_me(verso_ambito, verso_servizio, verso_asst, verso_ente)';
const DI_CHI_SEGUE = 'ambito_id = (SELECT trama.ambito()) AND caso_id IN (SELECT trama.casi_seguiti())';

const WALL = `
  ALTER TABLE invio ENABLE ROW LEVEL SECURITY;
  ALTER TABLE invio FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietario ON invio TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY chi_lo_manda_legge ON invio FOR SELECT TO trama_app
    USING (ambito_id = (SELECT trama.ambito()) AND caso_id IN (SELECT c.id FROM caso c));
  CREATE POLICY chi_lo_riceve_legge ON invio FOR SELECT TO trama_app USING (${PER_ME});
  CREATE POLICY chi_segue_manda ON invio FOR INSERT TO trama_app WITH CHECK (${DI_CHI_SEGUE} AND stato = 'INVIATO');
  CREATE POLICY chi_segue_cambia ON invio FOR UPDATE TO trama_app USING (${DI_CHI_SEGUE}) WITH CHECK (true);
  CREATE POLICY chi_riceve_cambia ON invio FOR UPDATE TO trama_app USING (${PER_ME}) WITH CHECK (true);
  GRANT SELECT,
    INSERT (id, codice, caso_id, servizio, tipo, verso_ambito, verso_servizio, verso_asst, verso_ente, base, campi, urgente, entro,
      motivo, contenuto),
    UPDATE (stato, esito, risposta, relazione_finale, motivo_ritiro, dichiarazione, base_conservazione, caso_ricevente, versione)
    ON invio TO trama_app;
`;

const CHI_SEGUE = `(SELECT trama.servizio_mio()) IS NOT NULL
  OR (persona_id IS NULL AND (SELECT trama.ruolo()) = 'UFFICIO_DI_PIANO')`;
const CHI_LEGGE = `${CHI_SEGUE} OR (SELECT trama.ruolo()) = 'LAVORO'`;
/** The keys of what the caller was sent: that of the envelope from the delivery on, and not a moment before. */
const DI_UN_INVIO = `persona_id IN (
    SELECT 'invio:dialogo/' || i.id FROM invio i
    UNION ALL SELECT 'invio:contenuto/' || i.id FROM invio i WHERE i.stato IN ('CONSEGNATO', 'CONCLUSO'))`;

/** The receiver opens the keys of what it was sent; it makes none, and destroys none. */
const KEYS = `
  CREATE POLICY di_un_invio_che_vedo ON chiave_dati FOR SELECT TO trama_app USING (${DI_UN_INVIO});
  DROP POLICY chi_segue_casi ON chiave_dati;
  CREATE POLICY chi_segue_casi ON chiave_dati AS RESTRICTIVE TO trama_app
    USING (${CHI_LEGGE} OR (${DI_UN_INVIO})) WITH CHECK (${CHI_SEGUE});
`;

const DOWN = `
  DROP POLICY di_un_invio_che_vedo ON chiave_dati;
  DROP POLICY chi_segue_casi ON chiave_dati;
  CREATE POLICY chi_segue_casi ON chiave_dati AS RESTRICTIVE TO trama_app USING (${CHI_LEGGE}) WITH CHECK (${CHI_SEGUE});
  DROP TABLE invio;
  DROP TRIGGER invio_senza_chi ON chiave_dati;
  DROP FUNCTION trama.invio_si_chiude(), trama.invio_senza_chi(), trama.invio_passo(), trama.invio_e_per_me(smallint, text, text, text);
`;
