import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Opens the caller without a regular expression, which took three times as long as all the rest: each policy asks for it, and a
 * statement has some policies. What cannot be decoded is nobody, as before, and so is a signature that is not written as ours.
 */
export class ContestoSenzaEspressione1796020000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      contesto(
        `pg_input_is_valid('\\x' || split_part(firmato, '.', 1), 'bytea')`,
        `encode(atteso, 'hex') IS DISTINCT FROM split_part(firmato, '.', 2)`,
      ),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      contesto(
        `firmato ~ '^([0-9a-f]{2})+[.][0-9a-f]{64}$'`,
        `atteso IS DISTINCT FROM decode(split_part(firmato, '.', 2), 'hex')`,
      ),
    );
  }
}

const contesto = (siApre: string, nonTorna: string) => `
  CREATE OR REPLACE FUNCTION trama.contesto() RETURNS jsonb
    LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    firmato text := current_setting('trama.contesto', true);
    corpo bytea;
    atteso bytea;
    aperto jsonb;
  BEGIN
    -- After a transaction that set it, the setting reads '' in that session, not NULL.
    IF firmato IS NULL OR NOT ${siApre} THEN
      RETURN NULL;
    END IF;
    corpo := decode(split_part(firmato, '.', 1), 'hex');
    SELECT sha256(esterna || sha256(interna || corpo)) INTO atteso FROM trama.chiave_contesto;
    IF ${nonTorna} THEN
      RETURN NULL;
    END IF;
    aperto := convert_from(corpo, 'UTF8')::jsonb;
    RETURN CASE WHEN (aperto ->> 'scade')::double precision > extract(epoch FROM statement_timestamp()) THEN aperto END;
  END $$`;
