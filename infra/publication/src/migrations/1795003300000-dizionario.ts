import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the measures of an edition are, in words, as they were said when it came out. */
export class Dizionario1795003300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE pubblicazione.dizionario (
        cubo      text     NOT NULL,
        edizione  integer  NOT NULL,
        titolo    text     NOT NULL,
        licenza   text     NOT NULL,
        voci      jsonb    NOT NULL,
        PRIMARY KEY (cubo, edizione),
        FOREIGN KEY (cubo, edizione) REFERENCES pubblicazione.edizione (cubo, numero)
      );
      GRANT SELECT ON pubblicazione.dizionario TO trama_stat;
      CREATE TRIGGER congelata BEFORE UPDATE OR DELETE OR TRUNCATE ON pubblicazione.dizionario
        FOR EACH STATEMENT EXECUTE FUNCTION pubblicazione.e_congelata();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE pubblicazione.dizionario');
  }
}
