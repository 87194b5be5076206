import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A mark of all that the login for published figures may read: whoever writes any of it changes the mark, in the same
 * transaction, and who listens is told when that is done. Never the same mark twice, also where a backup was restored: equal
 * marks are equal data.
 */
export class Marca1796002000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE pubblicazione.marca (
        unica   boolean PRIMARY KEY DEFAULT true CHECK (unica),
        valore  uuid    NOT NULL DEFAULT gen_random_uuid()
      );
      INSERT INTO pubblicazione.marca DEFAULT VALUES;

      -- As its owner, so that nobody else needs to write the mark, and nobody can.
      CREATE FUNCTION pubblicazione.cambia_marca() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        UPDATE pubblicazione.marca SET valore = gen_random_uuid();
        NOTIFY trama_marca;
        RETURN NULL;
      END $$;
      REVOKE ALL ON FUNCTION pubblicazione.cambia_marca() FROM PUBLIC;

      DO $$
      DECLARE
        letta regclass;
      BEGIN
        FOR letta IN SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE n.nspname = 'pubblicazione' AND c.relkind = 'r' AND has_table_privilege('trama_stat', c.oid, 'SELECT')
        LOOP
          EXECUTE format('CREATE TRIGGER marca AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %s
            FOR EACH STATEMENT EXECUTE FUNCTION pubblicazione.cambia_marca()', letta);
        END LOOP;
      END $$;
      GRANT SELECT ON pubblicazione.marca TO trama_stat;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION pubblicazione.cambia_marca() CASCADE; DROP TABLE pubblicazione.marca');
  }
}
