import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The yearly collections: campaigns, who owes an answer, the answers and all that happened to them.
 *
 * Two walls stand on every answer. Its contributor alone writes it, and only while it is a BOZZA; the coordination reads
 * the values once they were sent, and moves the state. No policy lets anybody update what is APPROVATA: a correction is a
 * new edition. What changed, who did it and when is written by triggers, so that no code path can leave it out.
 */
export class Rilevazioni1795001000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(FUNCTIONS);
    await runner.query(WALL);
    await runner.query(GRANTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE messaggio, domanda, passaggio, modifica, valore, compilazione, voce, campagna, obbligo, destinatario CASCADE;
      DROP FUNCTION trama.compilazioni_inviate(), trama.compilazioni_in_bozza(), trama.e_coordinamento(),
        trama.e_ufficio(), trama.arrivate(uuid[]), trama.scrivi_passaggio(), trama.scrivi_modifica(),
        trama.data_compilazione(), trama.origine_valore(), trama.firma_messaggio();
    `);
  }
}

const ORIGINE = `text NOT NULL DEFAULT 'RILEVATO' CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO'))`;
const STATO = `CHECK (stato IN ('BOZZA', 'INVIATA', 'IN_REVISIONE', 'RESPINTA', 'APPROVATA'))`;

const TABLES = `
  CREATE TABLE destinatario (
    ambito_id  smallint PRIMARY KEY CHECK (ambito_id BETWEEN 1 AND 99),
    codice     text     NOT NULL UNIQUE,
    nome       text     NOT NULL,
    interno    boolean  NOT NULL,
    origine    ${ORIGINE}
  );
  COMMENT ON COLUMN destinatario.ambito_id IS 'The place that its people work for; those outside this ATS have a number after the last ambito.';
  CREATE TABLE obbligo (
    ambito_id    smallint NOT NULL REFERENCES destinatario (ambito_id),
    rilevazione  text     NOT NULL,
    dal          date     NOT NULL,
    al           date     CHECK (al >= dal),
    origine      ${ORIGINE},
    PRIMARY KEY (ambito_id, rilevazione, dal)
  );

  CREATE TABLE campagna (
    id             uuid           PRIMARY KEY,
    rilevazione    text           NOT NULL,
    anno           smallint       NOT NULL CHECK (anno BETWEEN 2000 AND 2999),
    definizione    smallint       NOT NULL,
    impronta       text           NOT NULL CHECK (impronta ~ '^[0-9a-f]{64}$'),
    scadenza       date           NOT NULL,
    stato          text           NOT NULL DEFAULT 'APERTA' CHECK (stato IN ('APERTA', 'CHIUSA', 'PUBBLICATA')),
    aperta_il      timestamptz(3) NOT NULL DEFAULT now(),
    origine        ${ORIGINE},
    versione       integer        NOT NULL DEFAULT 1 CHECK (versione > 0),
    UNIQUE (rilevazione, anno)
  );
  COMMENT ON COLUMN campagna.impronta IS 'Of the text of the definition: whoever edits its file in place is found out.';
  -- What the campaign asked, kept as it was when it opened.
  CREATE TABLE voce (
    campagna_id    uuid     NOT NULL REFERENCES campagna (id) ON DELETE CASCADE,
    codice         text     NOT NULL,
    ordine         smallint NOT NULL,
    sezione        text     NOT NULL,
    etichetta      text     NOT NULL,
    descrizione    text     NOT NULL,
    tipo           text     NOT NULL,
    unita          text,
    conta_persone  boolean  NOT NULL,
    obbligatoria   boolean  NOT NULL,
    calcolata      boolean  NOT NULL,
    si_somma       boolean  NOT NULL,
    origine        ${ORIGINE},
    PRIMARY KEY (campagna_id, codice)
  );

  CREATE TABLE compilazione (
    ambito_id          smallint       NOT NULL REFERENCES destinatario (ambito_id),
    id                 uuid           NOT NULL,
    campagna_id        uuid           NOT NULL REFERENCES campagna (id) ON DELETE CASCADE,
    edizione           smallint       NOT NULL DEFAULT 1 CHECK (edizione > 0),
    correzione         text           CHECK (correzione <> ''),
    stato              text           NOT NULL DEFAULT 'BOZZA' ${STATO},
    motivo             text           CHECK (motivo <> ''),
    inviata_il         timestamptz(3),
    approvata_il       timestamptz(3),
    origine            ${ORIGINE},
    versione           integer        NOT NULL DEFAULT 1 CHECK (versione > 0),
    PRIMARY KEY (ambito_id, id),
    UNIQUE (ambito_id, campagna_id, edizione),
    CHECK ((edizione > 1) = (correzione IS NOT NULL)),
    CHECK ((stato = 'APPROVATA') = (approvata_il IS NOT NULL)),
    CHECK (stato = 'BOZZA' OR inviata_il IS NOT NULL),
    CHECK (stato <> 'RESPINTA' OR motivo IS NOT NULL)
  );
  CREATE INDEX ON compilazione (campagna_id);
  -- One edition at a time is being written.
  CREATE UNIQUE INDEX compilazione_aperta ON compilazione (ambito_id, campagna_id) WHERE stato <> 'APPROVATA';

  CREATE TABLE valore (
    ambito_id        smallint       NOT NULL,
    compilazione_id  uuid           NOT NULL,
    campagna_id      uuid           NOT NULL,
    voce             text           NOT NULL,
    stato            text           NOT NULL CHECK (stato IN ('VALORE', 'ZERO', 'NON_PERVENUTO', 'NON_DOVUTO', 'NON_APPLICABILE', 'SOPPRESSO')),
    valore           numeric,
    testo            text           CHECK (length(testo) BETWEEN 1 AND 4000),
    nota             text           CHECK (length(nota) BETWEEN 1 AND 4000),
    provenienza      text           NOT NULL CHECK (provenienza IN ('MANUALE', 'PRECOMPILATO', 'IMPORTATO', 'PIANO_DI_ZONA', 'DIMOSTRATIVO')),
    fonte            jsonb,
    origine          ${ORIGINE},
    PRIMARY KEY (ambito_id, compilazione_id, voce),
    FOREIGN KEY (ambito_id, compilazione_id) REFERENCES compilazione (ambito_id, id) ON DELETE CASCADE,
    FOREIGN KEY (campagna_id, voce) REFERENCES voce (campagna_id, codice),
    CHECK ((stato = 'VALORE') = (valore IS NOT NULL OR testo IS NOT NULL)),
    CHECK (valore IS NULL OR testo IS NULL)
  );
  CREATE INDEX ON valore (campagna_id, voce);

  -- Every value that a voce had, the newest included.
  CREATE TABLE modifica (
    ambito_id        smallint       NOT NULL,
    compilazione_id  uuid           NOT NULL,
    voce             text           NOT NULL,
    numero           bigint         NOT NULL GENERATED ALWAYS AS IDENTITY,
    stato            text           NOT NULL,
    valore           numeric,
    testo            text,
    nota             text,
    provenienza      text           NOT NULL,
    inviata          boolean        NOT NULL DEFAULT false,
    soggetto         text,
    quando           timestamptz(3) NOT NULL DEFAULT now(),
    PRIMARY KEY (ambito_id, compilazione_id, voce, numero),
    FOREIGN KEY (ambito_id, compilazione_id) REFERENCES compilazione (ambito_id, id) ON DELETE CASCADE
  );
  COMMENT ON COLUMN modifica.inviata IS 'It stood when the answer was sent: what was typed and taken back before is the contributor''s own.';
  -- Every state that an answer was in.
  CREATE TABLE passaggio (
    ambito_id        smallint       NOT NULL,
    compilazione_id  uuid           NOT NULL,
    numero           bigint         NOT NULL GENERATED ALWAYS AS IDENTITY,
    da               text,
    a                text           NOT NULL,
    motivo           text,
    soggetto         text,
    ruolo            text,
    quando           timestamptz(3) NOT NULL DEFAULT now(),
    PRIMARY KEY (ambito_id, compilazione_id, numero),
    FOREIGN KEY (ambito_id, compilazione_id) REFERENCES compilazione (ambito_id, id) ON DELETE CASCADE
  );

  CREATE TABLE domanda (
    ambito_id        smallint       NOT NULL,
    id               uuid           NOT NULL,
    compilazione_id  uuid           NOT NULL,
    voce             text           NOT NULL,
    stato            text           NOT NULL DEFAULT 'APERTA' CHECK (stato IN ('APERTA', 'CHIUSA')),
    aperta_il        timestamptz(3) NOT NULL DEFAULT now(),
    versione         integer        NOT NULL DEFAULT 1 CHECK (versione > 0),
    PRIMARY KEY (ambito_id, id),
    FOREIGN KEY (ambito_id, compilazione_id) REFERENCES compilazione (ambito_id, id) ON DELETE CASCADE
  );
  CREATE UNIQUE INDEX domanda_aperta ON domanda (ambito_id, compilazione_id, voce) WHERE stato = 'APERTA';
  CREATE TABLE messaggio (
    ambito_id   smallint       NOT NULL,
    domanda_id  uuid           NOT NULL,
    numero      bigint         NOT NULL GENERATED ALWAYS AS IDENTITY,
    testo       text           NOT NULL CHECK (length(testo) BETWEEN 1 AND 4000),
    soggetto    text,
    ruolo       text,
    quando      timestamptz(3) NOT NULL DEFAULT now(),
    PRIMARY KEY (ambito_id, domanda_id, numero),
    FOREIGN KEY (ambito_id, domanda_id) REFERENCES domanda (ambito_id, id) ON DELETE CASCADE
  );
`;

const fixedPath = 'SET search_path = pg_catalog, pg_temp';

const FUNCTIONS = `
  CREATE FUNCTION trama.e_coordinamento() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE ${fixedPath} AS $$ SELECT trama.ruolo() = 'COORDINAMENTO_UDP' $$;
  CREATE FUNCTION trama.e_ufficio() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE ${fixedPath} AS $$ SELECT trama.ruolo() = 'UFFICIO_DI_PIANO' $$;
  -- What was formally sent to the coordination, and that it therefore reads exactly.
  CREATE FUNCTION trama.compilazioni_inviate() RETURNS SETOF uuid
    LANGUAGE sql STABLE PARALLEL SAFE ${fixedPath} AS $$
    SELECT id FROM public.compilazione WHERE (SELECT trama.e_coordinamento()) AND stato <> 'BOZZA' $$;
  CREATE FUNCTION trama.compilazioni_in_bozza() RETURNS SETOF uuid
    LANGUAGE sql STABLE PARALLEL SAFE ${fixedPath} AS $$
    SELECT id FROM public.compilazione
    WHERE ambito_id = (SELECT trama.ambito()) AND (SELECT trama.e_ufficio()) AND stato = 'BOZZA' $$;

  -- Which answers were ever sent, and when those arrived that are not being written again: known to everybody who works
  -- with collections, who may not read the answers.
  CREATE FUNCTION trama.arrivate(campagne uuid[])
    RETURNS TABLE (campagna_id uuid, ambito_id smallint, arrivata date, origine text)
    LANGUAGE sql STABLE SECURITY DEFINER ${fixedPath} AS $$
    SELECT DISTINCT ON (c.campagna_id, c.ambito_id) c.campagna_id, c.ambito_id,
      CASE WHEN c.stato NOT IN ('BOZZA', 'RESPINTA') THEN (c.inviata_il AT TIME ZONE 'Europe/Rome')::date END, c.origine
    FROM public.compilazione c
    WHERE trama.soggetto() IS NOT NULL AND c.campagna_id = ANY (campagne) AND c.inviata_il IS NOT NULL
    ORDER BY c.campagna_id, c.ambito_id, c.edizione $$;

  CREATE FUNCTION trama.scrivi_passaggio() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER ${fixedPath} AS $$
  BEGIN
    INSERT INTO public.passaggio (ambito_id, compilazione_id, da, a, motivo, soggetto, ruolo)
      VALUES (NEW.ambito_id, NEW.id, CASE TG_OP WHEN 'UPDATE' THEN OLD.stato END, NEW.stato,
              CASE WHEN TG_OP = 'INSERT' THEN NEW.correzione
                   WHEN NEW.stato = 'RESPINTA' OR (NEW.stato = 'BOZZA' AND trama.e_coordinamento()) THEN NEW.motivo END,
              trama.soggetto(), trama.ruolo());
    IF NEW.stato = 'INVIATA' THEN
      UPDATE public.modifica m SET inviata = true
      WHERE m.ambito_id = NEW.ambito_id AND m.compilazione_id = NEW.id AND NOT m.inviata AND m.numero = (
        SELECT max(u.numero) FROM public.modifica u
        WHERE u.ambito_id = m.ambito_id AND u.compilazione_id = m.compilazione_id AND u.voce = m.voce);
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER passaggio_nuova AFTER INSERT ON compilazione FOR EACH ROW EXECUTE FUNCTION trama.scrivi_passaggio();
  CREATE TRIGGER passaggio_di_stato AFTER UPDATE ON compilazione
    FOR EACH ROW WHEN (OLD.stato <> NEW.stato) EXECUTE FUNCTION trama.scrivi_passaggio();

  CREATE FUNCTION trama.scrivi_modifica() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER ${fixedPath} AS $$
  BEGIN
    INSERT INTO public.modifica (ambito_id, compilazione_id, voce, stato, valore, testo, nota, provenienza, soggetto)
      VALUES (NEW.ambito_id, NEW.compilazione_id, NEW.voce, NEW.stato, NEW.valore, NEW.testo, NEW.nota, NEW.provenienza,
              trama.soggetto());
    RETURN NULL;
  END $$;
  CREATE TRIGGER modifica_nuova AFTER INSERT ON valore FOR EACH ROW EXECUTE FUNCTION trama.scrivi_modifica();
  CREATE TRIGGER modifica_del_valore AFTER UPDATE ON valore FOR EACH ROW
    WHEN ((OLD.stato, OLD.valore, OLD.testo, OLD.nota, OLD.provenienza) IS DISTINCT FROM (NEW.stato, NEW.valore, NEW.testo, NEW.nota, NEW.provenienza))
    EXECUTE FUNCTION trama.scrivi_modifica();

  -- When it was sent and approved is not the application's to say.
  CREATE FUNCTION trama.data_compilazione() RETURNS trigger
    LANGUAGE plpgsql ${fixedPath} AS $$
  BEGIN
    NEW.inviata_il := CASE WHEN NEW.stato = 'INVIATA' AND OLD.stato <> 'INVIATA' THEN now() ELSE OLD.inviata_il END;
    NEW.approvata_il := CASE WHEN NEW.stato = 'APPROVATA' THEN now() END;
    RETURN NEW;
  END $$;
  CREATE TRIGGER data_compilazione BEFORE UPDATE ON compilazione
    FOR EACH ROW WHEN (trama.soggetto() IS NOT NULL) EXECUTE FUNCTION trama.data_compilazione();

  -- A figure that somebody changes is theirs, and no longer what was printed or invented. One that a correction takes over
  -- as it was stays what it was.
  CREATE FUNCTION trama.origine_valore() RETURNS trigger
    LANGUAGE plpgsql ${fixedPath} AS $$
  DECLARE
    prima public.valore;
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      prima := OLD;
    ELSE
      SELECT v.* INTO prima FROM public.compilazione c
      JOIN public.compilazione p ON p.ambito_id = c.ambito_id AND p.campagna_id = c.campagna_id AND p.edizione = c.edizione - 1
      JOIN public.valore v ON v.ambito_id = p.ambito_id AND v.compilazione_id = p.id AND v.voce = NEW.voce
      WHERE c.ambito_id = NEW.ambito_id AND c.id = NEW.compilazione_id;
    END IF;
    IF (NEW.stato, NEW.valore, NEW.testo) IS NOT DISTINCT FROM (prima.stato, prima.valore, prima.testo) THEN
      NEW.origine := prima.origine;
      NEW.fonte := prima.fonte;
      NEW.provenienza := prima.provenienza;
    ELSE
      NEW.origine := 'RILEVATO';
      NEW.fonte := NULL;
      IF NEW.provenienza IN ('PIANO_DI_ZONA', 'DIMOSTRATIVO') THEN
        NEW.provenienza := 'MANUALE';
      END IF;
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER origine_valore BEFORE INSERT OR UPDATE ON valore
    FOR EACH ROW WHEN (trama.soggetto() IS NOT NULL) EXECUTE FUNCTION trama.origine_valore();

  -- Who says it is not the application's to say.
  CREATE FUNCTION trama.firma_messaggio() RETURNS trigger
    LANGUAGE plpgsql ${fixedPath} AS $$
  BEGIN
    NEW.soggetto := trama.soggetto();
    NEW.ruolo := trama.ruolo();
    RETURN NEW;
  END $$;
  CREATE TRIGGER firma_messaggio BEFORE INSERT ON messaggio FOR EACH ROW EXECUTE FUNCTION trama.firma_messaggio();

  REVOKE ALL ON ALL FUNCTIONS IN SCHEMA trama FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION trama.e_coordinamento(), trama.e_ufficio(), trama.compilazioni_inviate(),
    trama.compilazioni_in_bozza(), trama.arrivate(uuid[]) TO trama_app;
`;

const COORDINAMENTO = '(SELECT trama.e_coordinamento())';
const UFFICIO = '(SELECT trama.e_ufficio())';
const MIO = 'ambito_id = (SELECT trama.ambito())';
const QUALCUNO = '(SELECT trama.soggetto()) IS NOT NULL';
const INVIATE = 'compilazione_id IN (SELECT trama.compilazioni_inviate())';
const IN_BOZZA = 'compilazione_id IN (SELECT trama.compilazioni_in_bozza())';

const WALLED = ['campagna', 'voce', 'compilazione', 'valore', 'modifica', 'passaggio', 'domanda', 'messaggio'];

const reads = (table: string, condition: string): string =>
  `CREATE POLICY chi_legge ON ${table} FOR SELECT TO trama_app USING (${condition});`;

const WALL = `
  ${WALLED.map(
    (table) => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietario ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true);`,
  ).join('')}

  ${reads('campagna', QUALCUNO)}
  CREATE POLICY coordinamento_apre ON campagna FOR INSERT TO trama_app WITH CHECK (${COORDINAMENTO} AND stato = 'APERTA');
  CREATE POLICY coordinamento_cambia ON campagna FOR UPDATE TO trama_app USING (${COORDINAMENTO}) WITH CHECK (${COORDINAMENTO});
  ${reads('voce', QUALCUNO)}
  CREATE POLICY coordinamento_apre ON voce FOR INSERT TO trama_app WITH CHECK (${COORDINAMENTO});

  -- Who is late is known to the coordination; what a BOZZA says is not.
  ${reads('compilazione', `${MIO} OR ${COORDINAMENTO}`)}
  CREATE POLICY coordinamento_chiede ON compilazione FOR INSERT TO trama_app
    WITH CHECK (${COORDINAMENTO} AND stato = 'BOZZA' AND edizione = 1);
  CREATE POLICY ufficio_corregge ON compilazione FOR INSERT TO trama_app
    WITH CHECK (${MIO} AND ${UFFICIO} AND stato = 'BOZZA' AND edizione > 1);
  CREATE POLICY ufficio_compila ON compilazione FOR UPDATE TO trama_app
    USING (${MIO} AND ${UFFICIO} AND stato IN ('BOZZA', 'INVIATA', 'RESPINTA'))
    WITH CHECK (${MIO} AND ${UFFICIO} AND stato IN ('BOZZA', 'INVIATA'));
  CREATE POLICY coordinamento_rivede ON compilazione FOR UPDATE TO trama_app
    USING (${COORDINAMENTO} AND stato IN ('INVIATA', 'IN_REVISIONE'))
    WITH CHECK (${COORDINAMENTO} AND stato <> 'INVIATA');

  ${reads('valore', `${MIO} OR ${INVIATE}`)}
  CREATE POLICY ufficio_scrive ON valore FOR INSERT TO trama_app WITH CHECK (${MIO} AND ${IN_BOZZA});
  CREATE POLICY ufficio_cambia ON valore FOR UPDATE TO trama_app
    USING (${MIO} AND ${IN_BOZZA}) WITH CHECK (${MIO} AND ${IN_BOZZA});
  ${reads('modifica', `${MIO} OR (inviata AND ${INVIATE})`)}
  ${reads('passaggio', `${MIO} OR ${COORDINAMENTO}`)}

  ${reads('domanda', `${MIO} OR ${COORDINAMENTO}`)}
  CREATE POLICY coordinamento_chiede ON domanda FOR INSERT TO trama_app WITH CHECK (${COORDINAMENTO} AND ${INVIATE});
  CREATE POLICY coordinamento_chiude ON domanda FOR UPDATE TO trama_app USING (${COORDINAMENTO}) WITH CHECK (${COORDINAMENTO});
  ${reads('messaggio', `${MIO} OR ${COORDINAMENTO}`)}
  CREATE POLICY le_due_parti ON messaggio FOR INSERT TO trama_app
    WITH CHECK (((${MIO} AND ${UFFICIO}) OR ${COORDINAMENTO}) AND domanda_id IN (SELECT id FROM public.domanda WHERE stato = 'APERTA'));
`;

const GRANTS = `
  GRANT SELECT ON destinatario, obbligo, ${WALLED.join(', ')} TO trama_app;
  GRANT INSERT (id, rilevazione, anno, definizione, impronta, scadenza), UPDATE (stato, scadenza, versione) ON campagna TO trama_app;
  GRANT INSERT (campagna_id, codice, ordine, sezione, etichetta, descrizione, tipo, unita, conta_persone, obbligatoria, calcolata, si_somma)
    ON voce TO trama_app;
  GRANT INSERT (ambito_id, id, campagna_id, edizione, correzione), UPDATE (stato, motivo, versione)
    ON compilazione TO trama_app;
  GRANT INSERT (ambito_id, compilazione_id, campagna_id, voce, stato, valore, testo, nota, provenienza),
    UPDATE (stato, valore, testo, nota, provenienza) ON valore TO trama_app;
  GRANT INSERT (ambito_id, id, compilazione_id, voce), UPDATE (stato, versione) ON domanda TO trama_app;
  GRANT INSERT (ambito_id, domanda_id, testo) ON messaggio TO trama_app;
`;
