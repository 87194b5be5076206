import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A request ends when its placement does, with a return home or into the own life: the job that brings where requests
 * stand may close them too. What is closed is nobody's to open again.
 */
export class RichiestaConclusa1795002210000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP POLICY il_lavoro_porta_lo_stato ON richiesta_affido;
      CREATE POLICY il_lavoro_porta_lo_stato ON richiesta_affido FOR UPDATE TO trama_app
        USING ((SELECT trama.ruolo()) = 'LAVORO' AND stato <> 'CHIUSA') WITH CHECK ((SELECT trama.ruolo()) = 'LAVORO');
      CREATE INDEX ON richiesta_affido (aggiornata_il, codice);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX richiesta_affido_aggiornata_il_codice_idx;
      DROP POLICY il_lavoro_porta_lo_stato ON richiesta_affido;
      CREATE POLICY il_lavoro_porta_lo_stato ON richiesta_affido FOR UPDATE TO trama_app
        USING ((SELECT trama.ruolo()) = 'LAVORO' AND stato <> 'CHIUSA')
        WITH CHECK ((SELECT trama.ruolo()) = 'LAVORO' AND stato <> 'CHIUSA');
    `);
  }
}
