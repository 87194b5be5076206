import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whom the caller follows is worked out a fixed number of times in a statement, however many rows it writes and however
 * many cases the caller follows. Importing 600 people for who followed a thousand cases worked it out 1,200 times.
 *
 * - Where a person in a new case comes from was asked through the caller's eyes: a statement of its own for each row,
 *   which first gathered all cases that the caller follows. It is asked as the owner now, by key. Nobody learns anything
 *   by it: the answer goes into the row, and a row of a case that the caller does not follow is refused.
 * - Households of followed cases were a join, and PostgreSQL repeats its inner side for each case where it believes that
 *   there are few of them, as it does in the transaction that brings them. `IS TRUE` makes it a set to look things up in.
 * - Who opens cases gets all assignments in one statement.
 */
export class ChiSegueUnaVolta1796004000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER FUNCTION trama.del_caso_importato() SECURITY DEFINER');
    await runner.query(nuclei('(id IN (SELECT trama.casi_seguiti())) IS TRUE'));
    await runner.query(PRIME_ASSEGNAZIONI);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER FUNCTION trama.del_caso_importato() SECURITY INVOKER');
    await runner.query(nuclei('id IN (SELECT trama.casi_seguiti())'));
    await runner.query(PRIMA_ASSEGNAZIONE);
  }
}

const nuclei = (seguito: string) => `
  CREATE OR REPLACE FUNCTION trama.nuclei_seguiti() RETURNS SETOF uuid
    LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT id FROM public.nucleo
    WHERE ambito_id = (SELECT trama.ambito()) AND (creato_il = now() OR id IN (
      SELECT nucleo_id FROM public.caso WHERE nucleo_id IS NOT NULL AND ${seguito})) $$;
`;

// As the owner, because nobody may assign a case that they do not follow yet: a policy that let them would let them take
// any case whose id they know.
const PRIME_ASSEGNAZIONI = `
  CREATE OR REPLACE FUNCTION trama.prima_assegnazione() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    chi text := trama.soggetto();
  BEGIN
    IF chi IS NOT NULL THEN
      INSERT INTO public.assegnazione (ambito_id, caso_id, servizio, soggetto)
        SELECT ambito_id, id, servizio, chi FROM aperti;
    END IF;
    RETURN NULL;
  END $$;
  DROP TRIGGER prima_assegnazione ON caso;
  CREATE TRIGGER prima_assegnazione AFTER INSERT ON caso REFERENCING NEW TABLE AS aperti
    FOR EACH STATEMENT EXECUTE FUNCTION trama.prima_assegnazione();
`;

const PRIMA_ASSEGNAZIONE = `
  CREATE OR REPLACE FUNCTION trama.prima_assegnazione() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    IF trama.soggetto() IS NOT NULL THEN
      INSERT INTO public.assegnazione (ambito_id, caso_id, servizio, soggetto)
        VALUES (NEW.ambito_id, NEW.id, NEW.servizio, trama.soggetto());
    END IF;
    RETURN NULL;
  END $$;
  DROP TRIGGER prima_assegnazione ON caso;
  CREATE TRIGGER prima_assegnazione AFTER INSERT ON caso FOR EACH ROW EXECUTE FUNCTION trama.prima_assegnazione();
`;
