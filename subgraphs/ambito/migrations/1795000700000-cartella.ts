import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The case register: cases, the people in them, who follows them, and the emergencies in which somebody else looked.
 *
 * Who sees a case is decided here and nowhere else, from rows read at that moment: an assignment that ends, a team that
 * is left, an emergency that expires hide it from the next statement on.
 *
 * - Every table has the one permissive policy of the ambito; the RESTRICTIVE ones below only take away.
 * - The functions read through the caller's own eyes (no SECURITY DEFINER) and stand in sub-selects without outer
 *   references, so that a statement runs each of them once, however many rows it looks at.
 * - Keys, uniques and foreign keys begin with the ambito: another ambito's value is simply free.
 * - The application inserts and updates listed columns only: ambito, stato at birth, versione at birth, origine, who did
 *   it and when are not its to say.
 */
export class Cartella1795000700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(KEYS);
    await runner.query(TABLES);
    await runner.query(FUNCTIONS);
    await runner.query(WALL);
    await runner.query(GRANTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE emergenza, caso_persona, persona, assegnazione, caso, equipe_operatore, equipe, chiave_dati CASCADE;
      DROP FUNCTION trama.casi_seguiti(), trama.casi_assegnati(), trama.equipe_mie(), trama.emergenze_mie(),
        trama.persone_viste(), trama.servizio_mio(), trama.prima_assegnazione(), trama.firma_revisione();
    `);
  }
}

/** The wrapped data keys: infra/crypto/src/chiavi-sql.ts says what each column is. */
const KEYS = `
  CREATE TABLE chiave_dati (
    ambito_id       smallint     NOT NULL,
    id              uuid         NOT NULL,
    persona_id      text         CHECK (persona_id <> ''),
    versione        integer      NOT NULL CHECK (versione >= 0),
    kek             text         NOT NULL,
    chiave_avvolta  bytea,
    creata_il       timestamptz  NOT NULL DEFAULT now(),
    distrutta_il    timestamptz,
    PRIMARY KEY (ambito_id, id),
    UNIQUE NULLS NOT DISTINCT (ambito_id, persona_id, versione),
    CHECK ((chiave_avvolta IS NULL) = (distrutta_il IS NOT NULL)),
    CHECK (versione > 0 OR (chiave_avvolta IS NULL AND persona_id IS NOT NULL))
  );
  CREATE POLICY distrutta_per_sempre ON chiave_dati AS RESTRICTIVE FOR UPDATE TO trama_app
    USING (distrutta_il IS NULL) WITH CHECK (true);
  GRANT SELECT, INSERT (ambito_id, id, persona_id, versione, kek, chiave_avvolta, distrutta_il),
    UPDATE (kek, chiave_avvolta, distrutta_il) ON chiave_dati TO trama_app;
`;

const ORIGINE = `text NOT NULL DEFAULT 'RILEVATO' CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO'))`;

const TABLES = `
  CREATE TABLE equipe (
    ambito_id  smallint NOT NULL REFERENCES ambito (numero),
    codice     text     NOT NULL CHECK (codice ~ '^[A-Z][A-Z0-9_]{1,49}$'),
    origine    ${ORIGINE},
    PRIMARY KEY (ambito_id, codice)
  );
  CREATE TABLE equipe_operatore (
    ambito_id  smallint    NOT NULL,
    equipe     text        NOT NULL,
    soggetto   text        NOT NULL,
    dal        timestamptz NOT NULL DEFAULT now(),
    al         timestamptz CHECK (al >= dal),
    origine    ${ORIGINE},
    PRIMARY KEY (ambito_id, equipe, soggetto, dal),
    FOREIGN KEY (ambito_id, equipe) REFERENCES equipe (ambito_id, codice)
  );
  CREATE INDEX ON equipe_operatore (ambito_id, soggetto);

  CREATE TABLE caso (
    ambito_id  smallint    NOT NULL DEFAULT trama.ambito() REFERENCES ambito (numero),
    id         uuid        NOT NULL,
    codice     text        NOT NULL,
    servizio   text        NOT NULL CHECK (servizio IN ('PREVENZIONE_DISAGIO', 'TUTELA')),
    stato      text        NOT NULL DEFAULT 'APERTO' CHECK (stato IN ('APERTO', 'CHIUSO')),
    aperto_il  date        NOT NULL,
    chiuso_il  date,
    equipe     text,
    origine    ${ORIGINE},
    versione   integer     NOT NULL DEFAULT 1 CHECK (versione > 0),
    creato_il  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (ambito_id, id),
    UNIQUE (ambito_id, codice),
    UNIQUE (ambito_id, id, servizio),
    FOREIGN KEY (ambito_id, equipe) REFERENCES equipe (ambito_id, codice),
    -- Random after the ambito: a number in order would tell how many cases there are.
    CHECK (codice ~ ('^' || lpad(ambito_id::text, 2, '0') || '-C-[0-9A-HJKMNP-TV-Z]{8}$')),
    CHECK ((stato = 'CHIUSO') = (chiuso_il IS NOT NULL)),
    CHECK (chiuso_il >= aperto_il)
  );
  CREATE TABLE assegnazione (
    ambito_id  smallint    NOT NULL DEFAULT trama.ambito(),
    id         uuid        NOT NULL DEFAULT gen_random_uuid(),
    caso_id    uuid        NOT NULL,
    servizio   text        NOT NULL,
    soggetto   text        NOT NULL CHECK (soggetto ~ '^[A-Za-z0-9._:@|-]{1,128}$'),
    dal        timestamptz NOT NULL DEFAULT now(),
    al         timestamptz CHECK (al >= dal),
    origine    ${ORIGINE},
    PRIMARY KEY (ambito_id, id),
    FOREIGN KEY (ambito_id, caso_id, servizio) REFERENCES caso (ambito_id, id, servizio) ON UPDATE CASCADE ON DELETE CASCADE
  );
  COMMENT ON COLUMN assegnazione.servizio IS 'That of the case: a policy here that asked caso would ask itself.';
  CREATE UNIQUE INDEX assegnazione_in_corso ON assegnazione (ambito_id, caso_id, soggetto) WHERE al IS NULL;
  CREATE INDEX ON assegnazione (ambito_id, soggetto);

  CREATE TABLE persona (
    ambito_id               smallint    NOT NULL DEFAULT trama.ambito(),
    id                      uuid        NOT NULL,
    caso_id                 uuid        NOT NULL,
    nome                    bytea       NOT NULL,
    cognome                 bytea       NOT NULL,
    codice_fiscale          bytea,
    codice_fiscale_indice   text        CHECK (codice_fiscale_indice ~ '^i[0-9]+:[A-Za-z0-9_-]{22}$'),
    data_nascita            bytea,
    origine                 ${ORIGINE},
    creata_il               timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (ambito_id, id),
    FOREIGN KEY (ambito_id, caso_id) REFERENCES caso (ambito_id, id) ON DELETE CASCADE
  );
  COMMENT ON COLUMN persona.caso_id IS 'The case that the person was registered in; caso_persona has all of them.';
  -- Not unique: a duplicate would tell one service whom the other one follows.
  CREATE INDEX ON persona (ambito_id, codice_fiscale_indice);
  CREATE INDEX ON persona (ambito_id, caso_id);
  CREATE TABLE caso_persona (
    ambito_id   smallint NOT NULL DEFAULT trama.ambito(),
    caso_id     uuid     NOT NULL,
    persona_id  uuid     NOT NULL,
    ruolo       text     NOT NULL CHECK (ruolo IN ('MINORE', 'GENITORE', 'ALTRO')),
    origine     ${ORIGINE},
    PRIMARY KEY (ambito_id, caso_id, persona_id),
    FOREIGN KEY (ambito_id, caso_id) REFERENCES caso (ambito_id, id) ON DELETE CASCADE,
    FOREIGN KEY (ambito_id, persona_id) REFERENCES persona (ambito_id, id) ON DELETE CASCADE
  );
  CREATE INDEX ON caso_persona (ambito_id, persona_id);

  CREATE TABLE emergenza (
    ambito_id    smallint    NOT NULL DEFAULT trama.ambito(),
    id           uuid        NOT NULL,
    caso_codice  text        NOT NULL,
    soggetto     text        NOT NULL DEFAULT trama.soggetto(),
    ruolo        text        NOT NULL DEFAULT trama.ruolo(),
    motivo       bytea       NOT NULL,
    -- In milliseconds, as callers have them: a page begins exactly after the last row of the one before.
    aperta_il    timestamptz(3) NOT NULL DEFAULT now(),
    scade_il     timestamptz(3) NOT NULL,
    stato        text        NOT NULL DEFAULT 'DA_RIVEDERE' CHECK (stato IN ('DA_RIVEDERE', 'RIVISTA')),
    esito        text        CHECK (esito IN ('GIUSTIFICATA', 'NON_GIUSTIFICATA')),
    nota         bytea,
    rivista_da   text        CHECK (rivista_da <> soggetto),
    rivista_il   timestamptz(3) CHECK (rivista_il >= aperta_il),
    versione     integer     NOT NULL DEFAULT 1 CHECK (versione > 0),
    PRIMARY KEY (ambito_id, id),
    FOREIGN KEY (ambito_id, caso_codice) REFERENCES caso (ambito_id, codice) ON DELETE CASCADE,
    CHECK (scade_il > aperta_il AND scade_il <= aperta_il + interval '60 minutes'),
    CHECK ((stato = 'RIVISTA') = (esito IS NOT NULL)),
    CHECK ((stato = 'RIVISTA') = (rivista_da IS NOT NULL)),
    CHECK ((stato = 'RIVISTA') = (rivista_il IS NOT NULL))
  );
  COMMENT ON COLUMN emergenza.caso_codice IS 'By its code: who breaks the glass cannot see its id, and the foreign key answers for it.';
  CREATE INDEX ON emergenza (ambito_id, soggetto, scade_il);
  CREATE INDEX ON emergenza (ambito_id, stato, aperta_il);
`;

const FUNCTIONS = `
  -- The service whose cases a role may follow at all; no other role has one.
  CREATE FUNCTION trama.servizio_mio() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE trama.ruolo() WHEN 'SERVIZIO_TUTELA' THEN 'TUTELA' WHEN 'OPERATORE_SOCIALE' THEN 'PREVENZIONE_DISAGIO' END $$;
  CREATE FUNCTION trama.casi_assegnati() RETURNS SETOF uuid
    LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT caso_id FROM public.assegnazione
    WHERE ambito_id = (SELECT trama.ambito()) AND soggetto = (SELECT trama.soggetto())
      AND dal <= now() AND (al IS NULL OR al > now()) $$;
  -- Only the teams of child protection follow cases together.
  CREATE FUNCTION trama.equipe_mie() RETURNS SETOF text
    LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT equipe FROM public.equipe_operatore
    WHERE ambito_id = (SELECT trama.ambito()) AND soggetto = (SELECT trama.soggetto())
      AND (SELECT trama.servizio_mio()) = 'TUTELA' AND dal <= now() AND (al IS NULL OR al > now()) $$;
  CREATE FUNCTION trama.emergenze_mie() RETURNS SETOF text
    LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT caso_codice FROM public.emergenza
    WHERE ambito_id = (SELECT trama.ambito()) AND soggetto = (SELECT trama.soggetto())
      AND (SELECT trama.servizio_mio()) IS NOT NULL AND scade_il > now() $$;
  -- Followed, which an emergency does not make a case: what may be written.
  CREATE FUNCTION trama.casi_seguiti() RETURNS SETOF uuid
    LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT id FROM public.caso
    WHERE ambito_id = (SELECT trama.ambito()) AND servizio = (SELECT trama.servizio_mio())
      AND (id IN (SELECT trama.casi_assegnati()) OR equipe IN (SELECT trama.equipe_mie())) $$;
  CREATE FUNCTION trama.persone_viste() RETURNS SETOF uuid
    LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT id FROM public.persona WHERE ambito_id = (SELECT trama.ambito()) $$;

  -- Whoever opens a case follows it. As the owner, because nobody may assign a case that they do not follow yet: a policy
  -- that let them would let them take any case whose id they know.
  CREATE FUNCTION trama.prima_assegnazione() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    IF trama.soggetto() IS NOT NULL THEN
      INSERT INTO public.assegnazione (ambito_id, caso_id, servizio, soggetto)
        VALUES (NEW.ambito_id, NEW.id, NEW.servizio, trama.soggetto());
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER prima_assegnazione AFTER INSERT ON caso FOR EACH ROW EXECUTE FUNCTION trama.prima_assegnazione();

  -- Who reviews and when is not the application's to say.
  CREATE FUNCTION trama.firma_revisione() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    NEW.rivista_da := trama.soggetto();
    NEW.rivista_il := now();
    RETURN NEW;
  END $$;
  CREATE TRIGGER firma_revisione BEFORE UPDATE ON emergenza
    FOR EACH ROW WHEN (OLD.stato <> 'RIVISTA' AND NEW.stato = 'RIVISTA') EXECUTE FUNCTION trama.firma_revisione();

  REVOKE ALL ON ALL FUNCTIONS IN SCHEMA trama FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION trama.servizio_mio(), trama.casi_assegnati(), trama.equipe_mie(), trama.emergenze_mie(),
    trama.casi_seguiti(), trama.persone_viste() TO trama_app;
`;

const WALLED = [
  'chiave_dati',
  'equipe',
  'equipe_operatore',
  'caso',
  'assegnazione',
  'persona',
  'caso_persona',
  'emergenza',
];

const WALL = `
  ${WALLED.map(
    (table) => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY solo_il_mio_ambito ON ${table} TO trama_app USING (ambito_id = (SELECT trama.ambito()));
  -- The owner loads demonstration data; it is no login of the running application.
  CREATE POLICY proprietario ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true);`,
  ).join('')}

  CREATE POLICY chi_segue_casi ON equipe AS RESTRICTIVE TO trama_app USING ((SELECT trama.servizio_mio()) IS NOT NULL);
  CREATE POLICY chi_segue_casi ON equipe_operatore AS RESTRICTIVE TO trama_app USING ((SELECT trama.servizio_mio()) IS NOT NULL);

  CREATE POLICY chi_lo_segue ON caso AS RESTRICTIVE FOR SELECT TO trama_app USING (
    (servizio = (SELECT trama.servizio_mio())
      AND (id IN (SELECT trama.casi_assegnati()) OR equipe IN (SELECT trama.equipe_mie())))
    OR codice IN (SELECT trama.emergenze_mie()));
  CREATE POLICY del_mio_servizio ON caso AS RESTRICTIVE FOR INSERT TO trama_app
    WITH CHECK (servizio = (SELECT trama.servizio_mio()) AND stato = 'APERTO');
  CREATE POLICY chi_lo_scrive ON caso AS RESTRICTIVE FOR UPDATE TO trama_app
    USING (id IN (SELECT trama.casi_seguiti())) WITH CHECK (true);

  CREATE POLICY del_mio_servizio ON assegnazione AS RESTRICTIVE TO trama_app
    USING (servizio = (SELECT trama.servizio_mio()));
  CREATE POLICY chi_lo_segue_assegna ON assegnazione AS RESTRICTIVE FOR INSERT TO trama_app
    WITH CHECK (caso_id IN (SELECT trama.casi_seguiti()));
  CREATE POLICY finita_per_sempre ON assegnazione AS RESTRICTIVE FOR UPDATE TO trama_app
    USING (al IS NULL AND caso_id IN (SELECT trama.casi_seguiti())) WITH CHECK (true);

  CREATE POLICY dei_casi_che_vedo ON persona AS RESTRICTIVE FOR SELECT TO trama_app
    USING (caso_id IN (SELECT c.id FROM caso c) OR id IN (SELECT cp.persona_id FROM caso_persona cp));
  CREATE POLICY dei_casi_che_seguo ON persona AS RESTRICTIVE FOR INSERT TO trama_app
    WITH CHECK (caso_id IN (SELECT trama.casi_seguiti()));
  CREATE POLICY dei_casi_che_scrivo ON persona AS RESTRICTIVE FOR UPDATE TO trama_app
    USING (caso_id IN (SELECT trama.casi_seguiti())) WITH CHECK (true);

  CREATE POLICY dei_casi_che_vedo ON caso_persona AS RESTRICTIVE FOR SELECT TO trama_app
    USING (caso_id IN (SELECT c.id FROM caso c));
  -- Only people whom the caller sees already: a link is what makes one visible.
  CREATE POLICY dei_casi_che_seguo ON caso_persona AS RESTRICTIVE FOR INSERT TO trama_app
    WITH CHECK (caso_id IN (SELECT trama.casi_seguiti()) AND persona_id IN (SELECT trama.persone_viste()));

  CREATE POLICY chi_la_apre_o_rivede ON emergenza AS RESTRICTIVE FOR SELECT TO trama_app
    USING (soggetto = (SELECT trama.soggetto()) OR (SELECT trama.ruolo()) = 'UFFICIO_DI_PIANO');
  CREATE POLICY chi_segue_casi ON emergenza AS RESTRICTIVE FOR INSERT TO trama_app
    WITH CHECK (soggetto = (SELECT trama.soggetto()) AND (SELECT trama.servizio_mio()) IS NOT NULL AND stato = 'DA_RIVEDERE');
  CREATE POLICY un_altro_la_rivede ON emergenza AS RESTRICTIVE FOR UPDATE TO trama_app
    USING (soggetto <> (SELECT trama.soggetto()) AND (SELECT trama.ruolo()) = 'UFFICIO_DI_PIANO' AND stato = 'DA_RIVEDERE')
    WITH CHECK (true);
`;

const GRANTS = `
  GRANT SELECT ON equipe, equipe_operatore, caso, assegnazione, persona, caso_persona, emergenza TO trama_app;
  GRANT INSERT (id, codice, servizio, aperto_il, equipe), UPDATE (stato, chiuso_il, versione) ON caso TO trama_app;
  GRANT INSERT (caso_id, servizio, soggetto), UPDATE (al) ON assegnazione TO trama_app;
  GRANT INSERT (id, caso_id, nome, cognome, codice_fiscale, codice_fiscale_indice, data_nascita),
    UPDATE (codice_fiscale_indice) ON persona TO trama_app;
  GRANT INSERT (caso_id, persona_id, ruolo) ON caso_persona TO trama_app;
  GRANT INSERT (id, caso_codice, motivo, scade_il), UPDATE (stato, esito, nota, versione) ON emergenza TO trama_app;
`;
