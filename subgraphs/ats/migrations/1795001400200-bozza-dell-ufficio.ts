import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A BOZZA is the planning office's: it alone writes the values, and it alone reads them until they are sent. The
 * child-protection service of the same ambito counts cases and sees what became of them, not what is being weighed.
 */
export class BozzaDellUfficio1795001400200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const MIO = 'ambito_id = (SELECT trama.ambito())';
const UFFICIO = '(SELECT trama.e_ufficio())';
const INVIATE = 'compilazione_id IN (SELECT trama.compilazioni_inviate())';
const MIE_INVIATE = 'compilazione_id IN (SELECT trama.compilazioni_mie_inviate())';

const UP = `
  CREATE FUNCTION trama.compilazioni_mie_inviate() RETURNS SETOF uuid
    LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT id FROM public.compilazione WHERE ambito_id = (SELECT trama.ambito()) AND stato <> 'BOZZA' $$;
  REVOKE ALL ON FUNCTION trama.compilazioni_mie_inviate() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION trama.compilazioni_mie_inviate() TO trama_app;
  ALTER POLICY chi_legge ON valore USING ((${MIO} AND ${UFFICIO}) OR ${INVIATE} OR ${MIE_INVIATE});
  ALTER POLICY chi_legge ON modifica USING ((${MIO} AND ${UFFICIO}) OR (inviata AND (${INVIATE} OR ${MIE_INVIATE})));
`;

const DOWN = `
  ALTER POLICY chi_legge ON valore USING (${MIO} OR ${INVIATE});
  ALTER POLICY chi_legge ON modifica USING (${MIO} OR (inviata AND ${INVIATE}));
  DROP FUNCTION trama.compilazioni_mie_inviate();
`;
