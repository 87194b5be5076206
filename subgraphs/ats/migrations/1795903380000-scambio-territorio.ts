import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Comuni that passed from one ambito to another, for series of ambiti that must know whether they speak of one land. */
export class ScambioTerritorio1795903380000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE scambio_territorio (
        codice_istat  text     NOT NULL CHECK (codice_istat ~ '^[0-9]{6}$'),
        dal           date     NOT NULL,
        da            smallint NOT NULL REFERENCES ambito (numero),
        a             smallint NOT NULL REFERENCES ambito (numero),
        fonte         jsonb    NOT NULL,
        origine       text     NOT NULL CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO')),
        PRIMARY KEY (codice_istat, dal),
        CHECK (da <> a)
      );
      GRANT SELECT ON scambio_territorio TO trama_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE scambio_territorio');
  }
}
