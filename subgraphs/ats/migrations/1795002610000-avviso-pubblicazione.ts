import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Says when there is something to publish: a campaign was published, an answer to a published one was corrected, a question
 * on it was opened or closed, who owes it changed. Whoever runs the publication listens; the application still writes no
 * edition itself.
 */
export class AvvisoPubblicazione1795002610000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const UP = `
  CREATE FUNCTION trama.annuncia_pubblicazione() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    PERFORM pg_notify('trama_pubblicazione', '');
    RETURN NULL;
  END $$;
  REVOKE ALL ON FUNCTION trama.annuncia_pubblicazione() FROM PUBLIC;
  CREATE TRIGGER annuncia_pubblicazione AFTER UPDATE OF stato ON campagna FOR EACH ROW
    WHEN (NEW.stato = 'PUBBLICATA' AND OLD.stato <> NEW.stato) EXECUTE FUNCTION trama.annuncia_pubblicazione();
  CREATE TRIGGER annuncia_pubblicazione AFTER UPDATE OF stato ON compilazione FOR EACH ROW
    WHEN (NEW.stato = 'APPROVATA' AND OLD.stato <> NEW.stato) EXECUTE FUNCTION trama.annuncia_pubblicazione();
  CREATE TRIGGER annuncia_pubblicazione AFTER INSERT OR UPDATE OF stato ON domanda FOR EACH STATEMENT
    EXECUTE FUNCTION trama.annuncia_pubblicazione();
  CREATE TRIGGER annuncia_pubblicazione AFTER INSERT OR UPDATE ON obbligo FOR EACH STATEMENT
    EXECUTE FUNCTION trama.annuncia_pubblicazione();
`;

const DOWN = `
  DROP TRIGGER annuncia_pubblicazione ON campagna;
  DROP TRIGGER annuncia_pubblicazione ON compilazione;
  DROP TRIGGER annuncia_pubblicazione ON domanda;
  DROP TRIGGER annuncia_pubblicazione ON obbligo;
  DROP FUNCTION trama.annuncia_pubblicazione();
`;
