import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which families are followed by services of other ambiti too. The linkage service recognises people; here stands what
 * it answered: whom it knows (by a pseudonym that means nothing elsewhere), and which services to call.
 *
 * One job of the platform keeps these rows, ambito by ambito, and people only read them: a person who could write one
 * could make a colleague believe that a family is theirs. Rows name cases without a foreign key, so that what must be
 * undone at the service is still known when a case is gone.
 */
export class Collegamento1795001510000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(WALL);
    await runner.query(FUNCTIONS);
    await runner.query(KEYS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const SERVIZIO = `text NOT NULL CHECK (servizio IN ('PREVENZIONE_DISAGIO', 'TUTELA'))`;

const TABLES = `
  CREATE TABLE recapito_servizio (
    ambito_id  smallint NOT NULL DEFAULT trama.ambito() REFERENCES ambito (numero),
    servizio   ${SERVIZIO},
    id         uuid     NOT NULL DEFAULT gen_random_uuid(),
    recapito   text     NOT NULL CHECK (length(recapito) BETWEEN 5 AND 200),
    versione   integer  NOT NULL DEFAULT 1 CHECK (versione > 0),
    PRIMARY KEY (ambito_id, servizio)
  );
  CREATE TABLE collegamento (
    ambito_id    smallint    NOT NULL DEFAULT trama.ambito(),
    caso_id      uuid        NOT NULL,
    persona_id   uuid        NOT NULL,
    pseudonimo   text        NOT NULL,
    servizio     text        NOT NULL,
    recapito     text        NOT NULL,
    iscritto_il  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (ambito_id, caso_id, persona_id)
  );
  COMMENT ON COLUMN collegamento.servizio IS 'As the linkage service was told: the same words are needed to be removed.';
  CREATE INDEX ON collegamento (ambito_id, pseudonimo);
  CREATE TABLE seguito_altrove (
    ambito_id     smallint    NOT NULL DEFAULT trama.ambito(),
    caso_id       uuid        NOT NULL,
    altro_ambito  smallint    NOT NULL CHECK (altro_ambito <> ambito_id),
    servizio      text        NOT NULL,
    recapito      text        NOT NULL,
    dal           timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (ambito_id, caso_id, altro_ambito, servizio)
  );
  CREATE TABLE collegamento_lettura (
    ambito_id    smallint    NOT NULL DEFAULT trama.ambito(),
    generazione  bigint      NOT NULL,
    letta_il     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (ambito_id)
  );
`;

const DEL_LAVORO = ['collegamento', 'seguito_altrove', 'collegamento_lettura'];

const WALL = `
  ${['recapito_servizio', ...DEL_LAVORO]
    .map(
      (table) => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY solo_il_mio_ambito ON ${table} TO trama_app USING (ambito_id = (SELECT trama.ambito()));
  CREATE POLICY proprietario ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true);`,
    )
    .join('')}
  ${DEL_LAVORO.map(
    (table) => `
  CREATE POLICY le_scrive_il_lavoro ON ${table} AS RESTRICTIVE FOR INSERT TO trama_app WITH CHECK ((SELECT trama.ruolo()) = 'LAVORO');
  CREATE POLICY le_cambia_il_lavoro ON ${table} AS RESTRICTIVE FOR UPDATE TO trama_app USING ((SELECT trama.ruolo()) = 'LAVORO');
  CREATE POLICY le_toglie_il_lavoro ON ${table} AS RESTRICTIVE FOR DELETE TO trama_app USING ((SELECT trama.ruolo()) = 'LAVORO');`,
  ).join('')}
  ${['collegamento', 'seguito_altrove']
    .map(
      (table) => `
  CREATE POLICY dei_casi_che_vedo ON ${table} AS RESTRICTIVE FOR SELECT TO trama_app
    USING ((SELECT trama.ruolo()) = 'LAVORO' OR caso_id IN (SELECT c.id FROM caso c));`,
    )
    .join('')}
  CREATE POLICY dell_ufficio ON recapito_servizio AS RESTRICTIVE TO trama_app USING ((SELECT trama.ruolo()) = 'UFFICIO_DI_PIANO');
  CREATE POLICY chi_segue_o_collega ON collegamento_lettura AS RESTRICTIVE FOR SELECT TO trama_app
    USING ((SELECT trama.ruolo()) = 'LAVORO' OR (SELECT trama.servizio_mio()) IS NOT NULL);

  GRANT SELECT, INSERT (servizio, recapito), UPDATE (recapito, versione) ON recapito_servizio TO trama_app;
  GRANT SELECT, INSERT (caso_id, persona_id, pseudonimo, servizio, recapito), UPDATE (pseudonimo, recapito), DELETE
    ON collegamento TO trama_app;
  GRANT SELECT, INSERT (caso_id, altro_ambito, servizio, recapito), UPDATE (recapito), DELETE ON seguito_altrove TO trama_app;
  GRANT SELECT, INSERT (generazione, letta_il), UPDATE (generazione, letta_il) ON collegamento_lettura TO trama_app;
`;

/**
 * Whom the linkage service should know now: the minors and parents of open cases who have a codice fiscale, each with
 * the service to call and with who made the question necessary, the first who still follows the case. As the owner,
 * because the job that asks follows no case; it answers nobody else.
 */
const FUNCTIONS = `
  CREATE FUNCTION trama.collegabili()
    RETURNS TABLE (caso_id uuid, persona_id uuid, codice_fiscale bytea, nucleo_id uuid, servizio text, recapito text, attore text, dal date)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.id, p.id, p.codice_fiscale, c.nucleo_id,
      CASE c.servizio WHEN 'TUTELA' THEN 'Tutela minori' ELSE 'Prevenzione e disagio minorile' END
        || coalesce(', équipe ' || replace(initcap(c.equipe), '_', ' '), ''),
      coalesce(r.recapito, 'Ufficio di Piano dell’ambito ' || c.ambito_id),
      coalesce(a.soggetto, 'equipe/' || c.equipe, 'lavoro/collegamento'), c.aperto_il
    FROM public.caso c
    JOIN public.caso_persona cp ON cp.ambito_id = c.ambito_id AND cp.caso_id = c.id AND cp.ruolo IN ('MINORE', 'GENITORE')
    JOIN public.persona p ON p.ambito_id = cp.ambito_id AND p.id = cp.persona_id
      -- Whoever was erased has lost the index; the ciphertext stays, and nobody can read it.
      AND p.codice_fiscale IS NOT NULL AND p.codice_fiscale_indice IS NOT NULL
    LEFT JOIN public.recapito_servizio r ON r.ambito_id = c.ambito_id AND r.servizio = c.servizio
    LEFT JOIN LATERAL (
      SELECT a.soggetto FROM public.assegnazione a
      WHERE a.ambito_id = c.ambito_id AND a.caso_id = c.id AND a.al IS NULL ORDER BY a.dal, a.soggetto LIMIT 1) a ON true
    WHERE c.ambito_id = trama.ambito() AND trama.ruolo() = 'LAVORO' AND c.stato = 'APERTO' $$;
  REVOKE ALL ON FUNCTION trama.collegabili() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION trama.collegabili() TO trama_app;
`;

const CHI_SEGUE = `(SELECT trama.servizio_mio()) IS NOT NULL
  OR (persona_id IS NULL AND (SELECT trama.ruolo()) = 'UFFICIO_DI_PIANO')`;

/** The job opens keys, to read a codice fiscale; it makes none, and destroys none. */
const KEYS = `
  DROP POLICY chi_segue_casi ON chiave_dati;
  CREATE POLICY chi_segue_casi ON chiave_dati AS RESTRICTIVE TO trama_app
    USING (${CHI_SEGUE} OR (SELECT trama.ruolo()) = 'LAVORO') WITH CHECK (${CHI_SEGUE});
`;

const DOWN = `
  DROP POLICY chi_segue_casi ON chiave_dati;
  CREATE POLICY chi_segue_casi ON chiave_dati AS RESTRICTIVE TO trama_app USING (${CHI_SEGUE});
  DROP FUNCTION trama.collegabili();
  DROP TABLE seguito_altrove, collegamento, collegamento_lettura, recapito_servizio;
`;
