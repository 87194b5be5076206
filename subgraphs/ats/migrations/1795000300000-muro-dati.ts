import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Exact yearly figures are their ambito's own: everybody else reads what was published of them. */
export class MuroDati1795000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE dato_annuale ENABLE ROW LEVEL SECURITY;
      ALTER TABLE dato_annuale FORCE ROW LEVEL SECURITY;
      CREATE POLICY solo_il_mio_ambito ON dato_annuale TO trama_app USING (ambito_id = (SELECT trama.ambito()));
      -- The owner loads and publishes; it is no login of the running application.
      CREATE POLICY proprietario ON dato_annuale TO CURRENT_USER USING (true) WITH CHECK (true);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP POLICY proprietario ON dato_annuale;
      DROP POLICY solo_il_mio_ambito ON dato_annuale;
      ALTER TABLE dato_annuale NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE dato_annuale DISABLE ROW LEVEL SECURITY;
    `);
  }
}
