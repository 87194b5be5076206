import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The observatory on poverty at work: who sits in it, the meetings that it promised and held, the edition of the data set
 * that each meeting reads, what it read in it and what was asked.
 *
 * An edition is a name for a published edition of the cube, which is frozen already: the database itself picks the current
 * one, counts the code and computes the hash, so that no code path can name another. Rows of editions, their reasons and
 * readings are never changed by anybody, the owner of the tables included.
 */
export class OsservatorioPoverta1795003000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(FUNCTIONS);
    await runner.query(WALL);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE quesito_osservatorio, lettura_edizione, motivo_edizione, edizione_osservatorio, incontro_osservatorio,
        membro_osservatorio;
      DROP FUNCTION trama.nomina_edizione(), trama.resta_com_e(), trama.firma_lettura(), trama.firma_quesito(),
        trama.impronta_pubblicata(text, integer);
    `);
  }
}

const TABLES = `
  CREATE TABLE membro_osservatorio (
    ente     text NOT NULL PRIMARY KEY CHECK (length(ente) BETWEEN 1 AND 200),
    fonte    jsonb NOT NULL,
    origine  text  NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO'))
  );
  COMMENT ON TABLE membro_osservatorio IS 'Bodies, never persons.';

  CREATE TABLE incontro_osservatorio (
    id           uuid    PRIMARY KEY,
    previsto_il  date    NOT NULL UNIQUE,
    tenuto_il    date,
    versione     integer NOT NULL DEFAULT 1 CHECK (versione > 0)
  );

  CREATE TABLE edizione_osservatorio (
    id           uuid           PRIMARY KEY,
    incontro_id  uuid           NOT NULL UNIQUE REFERENCES incontro_osservatorio (id),
    codice       text           NOT NULL UNIQUE CHECK (codice ~ '^OPP-[0-9]{4}-[0-9]+$'),
    ordine       integer        NOT NULL UNIQUE CHECK (ordine > 0),
    cubo         text           NOT NULL,
    numero       integer        NOT NULL,
    impronta     text           NOT NULL CHECK (impronta ~ '^[0-9a-f]{64}$'),
    fissata_il   timestamptz(3) NOT NULL DEFAULT now(),
    FOREIGN KEY (cubo, numero) REFERENCES pubblicazione.edizione (cubo, numero)
  );
  CREATE TABLE motivo_edizione (
    edizione_id  uuid     NOT NULL REFERENCES edizione_osservatorio (id),
    ambito       smallint NOT NULL,
    anno         smallint NOT NULL,
    testo        text     NOT NULL CHECK (length(testo) BETWEEN 1 AND 1000),
    PRIMARY KEY (edizione_id, ambito, anno)
  );
  CREATE TABLE lettura_edizione (
    id           uuid           PRIMARY KEY,
    edizione_id  uuid           NOT NULL REFERENCES edizione_osservatorio (id),
    tema         text           NOT NULL CHECK (tema IN ('REDDITO', 'PERSONE', 'CASA', 'LAVORO', 'SALUTE')),
    revisione    integer        NOT NULL CHECK (revisione > 0),
    testo        text           NOT NULL CHECK (length(testo) BETWEEN 1 AND 4000),
    ruolo        text           NOT NULL,
    firmata_il   timestamptz(3) NOT NULL DEFAULT now(),
    UNIQUE (edizione_id, tema, revisione)
  );
  CREATE TABLE quesito_osservatorio (
    id           uuid           PRIMARY KEY,
    edizione_id  uuid           NOT NULL REFERENCES edizione_osservatorio (id),
    indicatore   text           NOT NULL,
    ambito       smallint,
    anno         smallint       NOT NULL,
    testo        text           NOT NULL CHECK (length(testo) BETWEEN 1 AND 1000),
    ruolo        text           NOT NULL,
    posto_il     timestamptz(3) NOT NULL DEFAULT now(),
    risposta     text           CHECK (length(risposta) BETWEEN 1 AND 2000),
    risposto_il  timestamptz(3),
    versione     integer        NOT NULL DEFAULT 1 CHECK (versione > 0),
    CHECK ((risposta IS NULL) = (risposto_il IS NULL))
  );
  CREATE INDEX ON quesito_osservatorio (edizione_id);
`;

const fixedPath = 'SET search_path = pg_catalog, pg_temp';

const FUNCTIONS = `
  -- Of the cells as anybody reads them, one a line, so that anybody can compute it again.
  CREATE FUNCTION trama.impronta_pubblicata(quale text, quante integer) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER ${fixedPath} AS $$
    SELECT encode(sha256(convert_to(string_agg(
      concat_ws(';', c.ambito_id, c.anno, c.codice, coalesce(c.valore::text, ''), CASE WHEN c.soppresso THEN '1' ELSE '0' END, c.origine),
      E'\\n' ORDER BY c.ambito_id, c.anno, c.codice COLLATE "C"), 'UTF8')), 'hex')
    FROM pubblicazione.cella c WHERE c.cubo = quale AND c.edizione = quante $$;

  -- Two at once take turns, so that each has a code of its own.
  CREATE FUNCTION trama.nomina_edizione() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER ${fixedPath} AS $$
  DECLARE
    quando integer;
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('edizione_osservatorio', 0));
    SELECT extract(year FROM i.previsto_il) INTO STRICT quando FROM public.incontro_osservatorio i WHERE i.id = NEW.incontro_id;
    SELECT c.cubo, c.edizione INTO STRICT NEW.cubo, NEW.numero FROM pubblicazione.corrente c WHERE c.cubo = 'poverta';
    NEW.impronta := coalesce(trama.impronta_pubblicata(NEW.cubo, NEW.numero), encode(sha256(''), 'hex'));
    NEW.ordine := 1 + (SELECT coalesce(max(e.ordine), 0) FROM public.edizione_osservatorio e);
    NEW.codice := format('OPP-%s-%s', quando, 1 + (
      SELECT count(*) FROM public.edizione_osservatorio e WHERE e.codice LIKE format('OPP-%s-%%', quando)));
    NEW.fissata_il := now();
    RETURN NEW;
  END $$;
  CREATE TRIGGER nomina BEFORE INSERT ON edizione_osservatorio FOR EACH ROW EXECUTE FUNCTION trama.nomina_edizione();

  CREATE FUNCTION trama.resta_com_e() RETURNS trigger
    LANGUAGE plpgsql ${fixedPath} AS $$
  BEGIN
    RAISE EXCEPTION 'what was fixed stays as it is: fix another one';
  END $$;
  ${['edizione_osservatorio', 'motivo_edizione', 'lettura_edizione']
    .map(
      (table) =>
        `CREATE TRIGGER resta_com_e BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION trama.resta_com_e();`,
    )
    .join('\n  ')}

  -- In which role, and which revision of its theme, is not the application's to say.
  CREATE FUNCTION trama.firma_lettura() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER ${fixedPath} AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('lettura_edizione ' || NEW.edizione_id || ' ' || NEW.tema, 0));
    NEW.ruolo := trama.ruolo();
    NEW.firmata_il := now();
    NEW.revisione := 1 + (SELECT coalesce(max(l.revisione), 0) FROM public.lettura_edizione l
                          WHERE l.edizione_id = NEW.edizione_id AND l.tema = NEW.tema);
    RETURN NEW;
  END $$;
  CREATE TRIGGER firma BEFORE INSERT ON lettura_edizione FOR EACH ROW EXECUTE FUNCTION trama.firma_lettura();

  CREATE FUNCTION trama.firma_quesito() RETURNS trigger
    LANGUAGE plpgsql ${fixedPath} AS $$
  BEGIN
    IF TG_OP = 'INSERT' THEN
      NEW.ruolo := trama.ruolo();
      NEW.posto_il := now();
    ELSE
      NEW.risposto_il := now();
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER firma BEFORE INSERT OR UPDATE ON quesito_osservatorio FOR EACH ROW EXECUTE FUNCTION trama.firma_quesito();

  REVOKE ALL ON FUNCTION trama.impronta_pubblicata(text, integer), trama.nomina_edizione(), trama.resta_com_e(),
    trama.firma_lettura(), trama.firma_quesito() FROM PUBLIC;
`;

const COORDINAMENTO = '(SELECT trama.e_coordinamento())';
/** Whoever reads or feeds the observatory: its questions are not for the whole world. */
const PARTECIPA = `(SELECT trama.ruolo()) IN ('COORDINAMENTO_UDP', 'CABINA_REGIA', 'UFFICIO_DI_PIANO', 'OPERATORE_ETS')`;
const PUBBLICHE = ['incontro_osservatorio', 'edizione_osservatorio', 'motivo_edizione', 'lettura_edizione'];

const WALL = `
  GRANT SELECT ON membro_osservatorio TO trama_app;
  ${[...PUBBLICHE, 'quesito_osservatorio']
    .map(
      (table) => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietario ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true);`,
    )
    .join('')}
  ${PUBBLICHE.map(
    (table) => `
  CREATE POLICY chi_legge ON ${table} FOR SELECT TO trama_app USING (true);
  CREATE POLICY coordinamento_scrive ON ${table} FOR INSERT TO trama_app WITH CHECK (${COORDINAMENTO});`,
  ).join('')}
  CREATE POLICY coordinamento_tiene ON incontro_osservatorio FOR UPDATE TO trama_app
    USING (${COORDINAMENTO}) WITH CHECK (${COORDINAMENTO});
  CREATE POLICY chi_partecipa ON quesito_osservatorio FOR SELECT TO trama_app USING (${PARTECIPA});
  CREATE POLICY chi_chiede ON quesito_osservatorio FOR INSERT TO trama_app WITH CHECK (${PARTECIPA} AND risposta IS NULL);
  CREATE POLICY coordinamento_risponde ON quesito_osservatorio FOR UPDATE TO trama_app
    USING (${COORDINAMENTO}) WITH CHECK (${COORDINAMENTO});

  GRANT SELECT ON ${[...PUBBLICHE, 'quesito_osservatorio'].join(', ')} TO trama_app;
  GRANT INSERT (id, previsto_il), UPDATE (tenuto_il, versione) ON incontro_osservatorio TO trama_app;
  GRANT INSERT (id, incontro_id) ON edizione_osservatorio TO trama_app;
  GRANT INSERT (edizione_id, ambito, anno, testo) ON motivo_edizione TO trama_app;
  GRANT INSERT (id, edizione_id, tema, testo) ON lettura_edizione TO trama_app;
  GRANT INSERT (id, edizione_id, indicatore, ambito, anno, testo), UPDATE (risposta, versione) ON quesito_osservatorio TO trama_app;
`;
