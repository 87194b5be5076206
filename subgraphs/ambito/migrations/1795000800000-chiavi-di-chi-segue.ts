import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The wrapped keys are for who follows cases, and the ambito's own key also for its planning office, which reads why an
 * emergency was opened. They open nothing without the key-encryption key; but whoever may write them may destroy them.
 */
export class ChiaviDiChiSegue1795000800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE POLICY chi_segue_casi ON chiave_dati AS RESTRICTIVE TO trama_app
        USING ((SELECT trama.servizio_mio()) IS NOT NULL
               OR (persona_id IS NULL AND (SELECT trama.ruolo()) = 'UFFICIO_DI_PIANO'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP POLICY chi_segue_casi ON chiave_dati');
  }
}
