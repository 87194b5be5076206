import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an ambito does in a year so that families think of fostering: counts, and nobody's name. */
export class LegamiPerCrescere1795002300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(WALL);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE legami_per_crescere');
  }
}

const CONTEGGI = [
  'antenne',
  'famiglie_contattate',
  'associazioni_contattate',
  'incontri_informativi',
  'partecipanti_informativi',
  'incontri_formativi',
  'partecipanti_formativi',
  'gruppi_sostegno',
  'partecipanti_gruppi',
  'incontri_antenne',
  'incontri_servizi',
  'minori_candidati',
  'progetti_attivati',
];

const TABLE = `
  CREATE TABLE legami_per_crescere (
    ambito_id      smallint       NOT NULL DEFAULT trama.ambito() REFERENCES ambito (numero),
    id             uuid           NOT NULL DEFAULT gen_random_uuid(),
    anno           smallint       NOT NULL CHECK (anno BETWEEN 2018 AND 2999),
    ${CONTEGGI.map((nome) => `${nome} integer NOT NULL CHECK (${nome} BETWEEN 0 AND 100000),`).join('\n    ')}
    origine        text           NOT NULL DEFAULT 'RILEVATO' CHECK (origine IN ('PIANO_DI_ZONA', 'RILEVATO', 'IMPORTATO', 'DIMOSTRATIVO')),
    versione       integer        NOT NULL DEFAULT 1 CHECK (versione > 0),
    PRIMARY KEY (ambito_id, id),
    UNIQUE (ambito_id, anno)
  );
`;

const MIO = 'ambito_id = (SELECT trama.ambito())';
const WALL = `
  ALTER TABLE legami_per_crescere ENABLE ROW LEVEL SECURITY;
  ALTER TABLE legami_per_crescere FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietario ON legami_per_crescere TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY il_tavolo_legge ON legami_per_crescere FOR SELECT TO trama_app USING ((SELECT trama.e_tavolo_affido()));
  CREATE POLICY del_mio_ambito_si_legge ON legami_per_crescere FOR SELECT TO trama_app
    USING (${MIO} AND (SELECT trama.ruolo()) IN ('SERVIZIO_AFFIDI', 'SERVIZIO_TUTELA', 'UFFICIO_DI_PIANO'));
  CREATE POLICY del_mio_servizio ON legami_per_crescere TO trama_app
    USING (${MIO} AND (SELECT trama.e_servizio_affidi())) WITH CHECK (${MIO} AND (SELECT trama.e_servizio_affidi()));
  GRANT SELECT, INSERT (anno, ${CONTEGGI.join(', ')}), UPDATE (${CONTEGGI.join(', ')}, versione) ON legami_per_crescere TO trama_app;
`;
