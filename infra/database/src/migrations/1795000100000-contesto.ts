import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The caller, as PostgreSQL itself can prove it. The application writes a signed text into a setting that is
 * local to the transaction; the functions below open it with a key that the application's role cannot read. A
 * policy that asks them sees NULL for a text that is missing, forged or stale, and NULL equals no row's ambito.
 *
 * A plain setting would not do: whoever can run one statement could set it, so one injection would be all tenants.
 */
export class Contesto1795000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SCHEMA trama;
      REVOKE ALL ON SCHEMA trama FROM PUBLIC;
      GRANT USAGE ON SCHEMA trama TO trama_app;

      -- HMAC (RFC 2104) needs the key only as its two padded halves.
      CREATE TABLE trama.chiave_contesto (
        unica    boolean PRIMARY KEY DEFAULT true CHECK (unica),
        interna  bytea NOT NULL CHECK (length(interna) = 64),
        esterna  bytea NOT NULL CHECK (length(esterna) = 64)
      );

      CREATE FUNCTION trama.contesto() RETURNS jsonb
        LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        firmato text := current_setting('trama.contesto', true);
        corpo bytea;
        atteso bytea;
        aperto jsonb;
      BEGIN
        -- After a transaction that set it, the setting reads '' in that session, not NULL.
        IF firmato IS NULL OR firmato !~ '^([0-9a-f]{2})+[.][0-9a-f]{64}$' THEN
          RETURN NULL;
        END IF;
        corpo := decode(split_part(firmato, '.', 1), 'hex');
        SELECT sha256(esterna || sha256(interna || corpo)) INTO atteso FROM trama.chiave_contesto;
        IF atteso IS DISTINCT FROM decode(split_part(firmato, '.', 2), 'hex') THEN
          RETURN NULL;
        END IF;
        aperto := convert_from(corpo, 'UTF8')::jsonb;
        RETURN CASE WHEN (aperto ->> 'scade')::double precision > extract(epoch FROM statement_timestamp()) THEN aperto END;
      END $$;

      CREATE FUNCTION trama.ambito() RETURNS smallint
        LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$ SELECT (trama.contesto() ->> 'ambito')::smallint $$;
      CREATE FUNCTION trama.ruolo() RETURNS text
        LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$ SELECT trama.contesto() ->> 'ruolo' $$;
      CREATE FUNCTION trama.soggetto() RETURNS text
        LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$ SELECT trama.contesto() ->> 'soggetto' $$;
      CREATE FUNCTION trama.asst() RETURNS text
        LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$ SELECT trama.contesto() ->> 'asst' $$;
      CREATE FUNCTION trama.ente() RETURNS text
        LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$ SELECT trama.contesto() ->> 'ente' $$;
      CREATE FUNCTION trama.richiesta() RETURNS text
        LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$ SELECT trama.contesto() ->> 'richiesta' $$;
      REVOKE ALL ON ALL FUNCTIONS IN SCHEMA trama FROM PUBLIC;
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA trama TO trama_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA trama CASCADE');
  }
}
