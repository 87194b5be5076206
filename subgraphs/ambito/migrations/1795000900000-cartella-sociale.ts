import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The case register grows into the small social record: the household, what a court ordered, what was done, how a case
 * ended and which service it passed to, and the counts of its use for the planning office.
 *
 * - What belongs to a case is seen by who sees the case, and written by who follows it: the policies ask the case.
 * - A case changes service in one way, a row of `passaggio_servizio`: the application may update neither the service
 *   nor the team. Whoever moves it loses sight of it, and PostgreSQL refuses an update to a row that its own author
 *   could not see afterwards; so the trigger of that row does it, as the owner.
 * - Counts leave by `trama.uso_cartella()` alone: the planning office sees no row of a case.
 */
export class CartellaSociale1795000900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(FUNCTIONS);
    await runner.query(COUNTS);
    await runner.query(WALL);
    await runner.query(GRANTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION trama.uso_cartella(integer);
      DROP POLICY nel_nucleo_che_seguo ON caso;
      DROP POLICY dei_casi_che_vedo ON nucleo;
      DROP TRIGGER annota_anno ON caso;
      DROP TABLE intervento, provvedimento, passaggio_servizio;
      ALTER TABLE caso DROP COLUMN nucleo_id, DROP COLUMN esito, DROP COLUMN anni_di_modifica;
      DROP TABLE nucleo;
      ALTER TABLE comune DROP CONSTRAINT comune_del_suo_ambito;
      DROP FUNCTION trama.nuclei_seguiti(), trama.annota_anno(), trama.passa_al_servizio();
    `);
  }
}

const ORIGINE = `text NOT NULL DEFAULT 'RILEVATO' CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO'))`;

const TABLES = `
  -- So that a household can say, in one reference, that its comune is of its own ambito.
  ALTER TABLE comune ADD CONSTRAINT comune_del_suo_ambito UNIQUE (ambito_id, codice_istat);

  CREATE TABLE nucleo (
    ambito_id     smallint    NOT NULL DEFAULT trama.ambito() REFERENCES ambito (numero),
    id            uuid        NOT NULL,
    codice        text        NOT NULL,
    comune_istat  text        NOT NULL,
    origine       ${ORIGINE},
    versione      integer     NOT NULL DEFAULT 1 CHECK (versione > 0),
    creato_il     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (ambito_id, id),
    UNIQUE (ambito_id, codice),
    FOREIGN KEY (ambito_id, comune_istat) REFERENCES comune (ambito_id, codice_istat),
    CHECK (codice ~ ('^' || lpad(ambito_id::text, 2, '0') || '-N-[0-9A-HJKMNP-TV-Z]{8}$'))
  );
  CREATE INDEX ON nucleo (ambito_id, comune_istat);

  ALTER TABLE caso
    ADD COLUMN nucleo_id uuid,
    ADD COLUMN esito text CHECK (esito IN
      ('OBIETTIVI_RAGGIUNTI', 'MAGGIORE_ETA', 'TRASFERIMENTO', 'PASSAGGIO_AD_ALTRO_SERVIZIO', 'ALTRO')),
    ADD COLUMN anni_di_modifica smallint[] NOT NULL DEFAULT '{}',
    ADD FOREIGN KEY (ambito_id, nucleo_id) REFERENCES nucleo (ambito_id, id),
    ADD CHECK (esito IS NULL OR stato = 'CHIUSO');
  COMMENT ON COLUMN caso.nucleo_id IS 'Null for what was opened before households were kept, and where nobody said.';
  COMMENT ON COLUMN caso.anni_di_modifica IS 'Years in which it was changed after its opening; one date would forget the earlier ones.';
  CREATE INDEX ON caso (ambito_id, nucleo_id);

  CREATE TABLE provvedimento (
    ambito_id    smallint    NOT NULL DEFAULT trama.ambito(),
    id           uuid        NOT NULL,
    caso_id      uuid        NOT NULL,
    servizio     text        NOT NULL DEFAULT 'TUTELA' CHECK (servizio = 'TUTELA'),
    autorita     text        NOT NULL CHECK (autorita IN ('TRIBUNALE_MINORENNI', 'TRIBUNALE_ORDINARIO', 'PROCURA_MINORENNI')),
    tipo         text        NOT NULL CHECK (tipo IN ('AFFIDAMENTO_AL_SERVIZIO', 'INCARICO_VALUTAZIONE',
                   'LIMITAZIONE_INCONTRI', 'MESSA_IN_PROTEZIONE', 'PENALE', 'ALTRO')),
    data         date        NOT NULL,
    revocato_il  date        CHECK (revocato_il >= data),
    origine      ${ORIGINE},
    creato_il    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (ambito_id, id),
    FOREIGN KEY (ambito_id, caso_id, servizio) REFERENCES caso (ambito_id, id, servizio) ON DELETE CASCADE
  );
  COMMENT ON COLUMN provvedimento.servizio IS 'Always child protection: the reference refuses a case of another service.';
  CREATE INDEX ON provvedimento (ambito_id, caso_id);

  CREATE TABLE intervento (
    ambito_id            smallint     NOT NULL DEFAULT trama.ambito(),
    id                   uuid         NOT NULL,
    caso_id              uuid         NOT NULL,
    persona_id           uuid,
    tipo                 text         NOT NULL CHECK (tipo IN ('EDUCATIVA_DOMICILIARE', 'SPAZIO_NEUTRO', 'AFFIDO', 'COMUNITA')),
    dal                  date         NOT NULL,
    al                   date         CHECK (al >= dal),
    ore                  numeric(7,2) CHECK (ore >= 0),
    incontri             integer      CHECK (incontri >= 0),
    obiettivo_raggiunto  boolean,
    origine              ${ORIGINE},
    creato_il            timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (ambito_id, id),
    FOREIGN KEY (ambito_id, caso_id) REFERENCES caso (ambito_id, id) ON DELETE CASCADE,
    -- A person of that case, and no other.
    FOREIGN KEY (ambito_id, caso_id, persona_id) REFERENCES caso_persona (ambito_id, caso_id, persona_id) ON DELETE CASCADE,
    CHECK (al IS NOT NULL OR (ore IS NULL AND incontri IS NULL AND obiettivo_raggiunto IS NULL))
  );
  CREATE INDEX ON intervento (ambito_id, caso_id);

  CREATE TABLE passaggio_servizio (
    ambito_id  smallint    NOT NULL DEFAULT trama.ambito(),
    id         uuid        NOT NULL,
    caso_id    uuid        NOT NULL,
    da         text        NOT NULL DEFAULT 'PREVENZIONE_DISAGIO' CHECK (da IN ('PREVENZIONE_DISAGIO', 'TUTELA')),
    a          text        NOT NULL DEFAULT 'TUTELA' CHECK (a IN ('PREVENZIONE_DISAGIO', 'TUTELA') AND a <> da),
    equipe     text        NOT NULL,
    data       date        NOT NULL DEFAULT (now() AT TIME ZONE 'Europe/Rome')::date,
    soggetto   text        NOT NULL DEFAULT trama.soggetto(),
    origine    ${ORIGINE},
    PRIMARY KEY (ambito_id, id),
    FOREIGN KEY (ambito_id, caso_id) REFERENCES caso (ambito_id, id) ON DELETE CASCADE,
    FOREIGN KEY (ambito_id, equipe) REFERENCES equipe (ambito_id, codice)
  );
  CREATE INDEX ON passaggio_servizio (ambito_id, caso_id);
`;

const FUNCTIONS = `
  -- Households that a new case may join: of a case that the caller follows, or made in this very transaction. Any other
  -- whose id is known would be a way to learn where somebody lives.
  CREATE FUNCTION trama.nuclei_seguiti() RETURNS SETOF uuid
    LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT id FROM public.nucleo
    WHERE ambito_id = (SELECT trama.ambito()) AND (creato_il = now() OR id IN (
      SELECT nucleo_id FROM public.caso WHERE nucleo_id IS NOT NULL AND id IN (SELECT trama.casi_seguiti()))) $$;

  CREATE FUNCTION trama.annota_anno() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    anno smallint := extract(year FROM now() AT TIME ZONE 'Europe/Rome');
  BEGIN
    IF anno <> ALL (OLD.anni_di_modifica) THEN
      NEW.anni_di_modifica := OLD.anni_di_modifica || anno;
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER annota_anno BEFORE UPDATE ON caso FOR EACH ROW EXECUTE FUNCTION trama.annota_anno();

  -- Who followed it in the old service stops at that moment; the history goes with the case. An assignment to come ends
  -- before it begins.
  CREATE FUNCTION trama.passa_al_servizio() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    IF trama.soggetto() IS NOT NULL THEN
      UPDATE public.assegnazione SET al = greatest(dal, now())
        WHERE ambito_id = NEW.ambito_id AND caso_id = NEW.caso_id AND (al IS NULL OR al > now());
      UPDATE public.caso SET servizio = NEW.a, equipe = NEW.equipe
        WHERE ambito_id = NEW.ambito_id AND id = NEW.caso_id AND servizio = NEW.da;
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER passa_al_servizio AFTER INSERT ON passaggio_servizio
    FOR EACH ROW EXECUTE FUNCTION trama.passa_al_servizio();
`;

/**
 * One row for each comune that has cases, one for the cases whose household nobody said (comune null), and one of all
 * (totale); none at all where nothing is to be counted. As the owner, because the office that asks follows no case: it
 * gets numbers of its own ambito, and no row.
 */
const COUNTS = `
  CREATE FUNCTION trama.uso_cartella(anno integer)
    RETURNS TABLE (comune_istat text, totale boolean, aperti integer, aggiornati integer, chiusi integer,
                   in_carico integer, operatori integer)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH limiti AS (
      SELECT trama.ambito() AS ambito, make_date(anno, 1, 1) AS inizio, make_date(anno, 12, 31) AS fine,
             make_timestamptz(anno, 1, 1, 0, 0, 0, 'Europe/Rome') AS dal,
             make_timestamptz(anno + 1, 1, 1, 0, 0, 0, 'Europe/Rome') AS al
      WHERE trama.ruolo() = 'UFFICIO_DI_PIANO'),
    casi AS (
      SELECT c.id, n.comune_istat,
             c.aperto_il BETWEEN l.inizio AND l.fine AS aperto,
             anno = ANY (c.anni_di_modifica) AS aggiornato,
             coalesce(c.chiuso_il BETWEEN l.inizio AND l.fine, false) AS chiuso,
             c.aperto_il <= l.fine AND (c.chiuso_il IS NULL OR c.chiuso_il > l.fine) AS in_carico
      FROM limiti l JOIN public.caso c ON c.ambito_id = l.ambito
      LEFT JOIN public.nucleo n ON n.ambito_id = c.ambito_id AND n.id = c.nucleo_id),
    seguono AS (
      SELECT a.caso_id, a.soggetto FROM limiti l JOIN public.assegnazione a ON a.ambito_id = l.ambito
      WHERE a.dal < l.al AND (a.al IS NULL OR a.al >= l.dal)
      UNION
      SELECT c.id, o.soggetto FROM limiti l JOIN public.equipe_operatore o ON o.ambito_id = l.ambito
      JOIN public.caso c ON c.ambito_id = o.ambito_id AND c.equipe = o.equipe
      WHERE o.dal < l.al AND (o.al IS NULL OR o.al >= l.dal))
    SELECT k.comune_istat, grouping(k.comune_istat) = 1,
           (count(DISTINCT k.id) FILTER (WHERE k.aperto))::integer,
           (count(DISTINCT k.id) FILTER (WHERE k.aggiornato))::integer,
           (count(DISTINCT k.id) FILTER (WHERE k.chiuso))::integer,
           (count(DISTINCT k.id) FILTER (WHERE k.in_carico))::integer,
           (count(DISTINCT s.soggetto) FILTER (WHERE k.in_carico OR k.chiuso))::integer
    FROM casi k LEFT JOIN seguono s ON s.caso_id = k.id
    GROUP BY GROUPING SETS ((k.comune_istat), ()) HAVING count(k.id) > 0 $$;

  REVOKE ALL ON ALL FUNCTIONS IN SCHEMA trama FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION trama.nuclei_seguiti(), trama.uso_cartella(integer) TO trama_app;
`;

const WALL = `
  ${['nucleo', 'provvedimento', 'intervento', 'passaggio_servizio']
    .map(
      (table) => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY solo_il_mio_ambito ON ${table} TO trama_app USING (ambito_id = (SELECT trama.ambito()));
  -- The owner loads demonstration data; it is no login of the running application.
  CREATE POLICY proprietario ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true);`,
    )
    .join('')}

  -- A new household has no case yet: the transaction that makes it sees it, so that the case can join it, and no later one.
  CREATE POLICY dei_casi_che_vedo ON nucleo AS RESTRICTIVE FOR SELECT TO trama_app
    USING (creato_il = now() OR id IN (SELECT c.nucleo_id FROM caso c WHERE c.nucleo_id IS NOT NULL));
  CREATE POLICY chi_segue_casi ON nucleo AS RESTRICTIVE FOR INSERT TO trama_app
    WITH CHECK ((SELECT trama.servizio_mio()) IS NOT NULL);
  CREATE POLICY nel_nucleo_che_seguo ON caso AS RESTRICTIVE FOR INSERT TO trama_app
    WITH CHECK (nucleo_id IS NULL OR nucleo_id IN (SELECT trama.nuclei_seguiti()));

  ${['provvedimento', 'intervento']
    .map(
      (table) => `
  CREATE POLICY dei_casi_che_vedo ON ${table} AS RESTRICTIVE FOR SELECT TO trama_app
    USING (caso_id IN (SELECT c.id FROM caso c));
  CREATE POLICY dei_casi_che_seguo ON ${table} AS RESTRICTIVE FOR INSERT TO trama_app
    WITH CHECK (caso_id IN (SELECT trama.casi_seguiti()));`,
    )
    .join('')}
  CREATE POLICY revocato_per_sempre ON provvedimento AS RESTRICTIVE FOR UPDATE TO trama_app
    USING (revocato_il IS NULL AND caso_id IN (SELECT trama.casi_seguiti())) WITH CHECK (true);
  CREATE POLICY concluso_per_sempre ON intervento AS RESTRICTIVE FOR UPDATE TO trama_app
    USING (al IS NULL AND caso_id IN (SELECT trama.casi_seguiti())) WITH CHECK (true);

  -- Who moved a case keeps the receipt, which says nothing new to them: without it a repeated request could not be answered.
  CREATE POLICY dei_casi_che_vedo_e_miei ON passaggio_servizio AS RESTRICTIVE FOR SELECT TO trama_app
    USING ((SELECT trama.servizio_mio()) IS NOT NULL
           AND (soggetto = (SELECT trama.soggetto()) OR caso_id IN (SELECT c.id FROM caso c)));
  CREATE POLICY chi_lo_segue_lo_passa ON passaggio_servizio AS RESTRICTIVE FOR INSERT TO trama_app
    WITH CHECK (da = (SELECT trama.servizio_mio()) AND caso_id IN (SELECT trama.casi_seguiti()));
`;

const GRANTS = `
  GRANT SELECT ON nucleo, provvedimento, intervento, passaggio_servizio TO trama_app;
  GRANT INSERT (id, codice, comune_istat) ON nucleo TO trama_app;
  GRANT INSERT (nucleo_id), UPDATE (esito) ON caso TO trama_app;
  GRANT INSERT (id, caso_id, autorita, tipo, data), UPDATE (revocato_il) ON provvedimento TO trama_app;
  GRANT INSERT (id, caso_id, persona_id, tipo, dal), UPDATE (al, ore, incontri, obiettivo_raggiunto) ON intervento TO trama_app;
  GRANT INSERT (id, caso_id, equipe) ON passaggio_servizio TO trama_app;
`;
