import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a family is looked for with besides: the ages of the siblings, the culture, and how long the decision allows. */
export class RichiestaAffidoEsigenze1795002710000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE richiesta_affido
        ADD eta_fratelli smallint[] NOT NULL DEFAULT '{}' CHECK (eta_fratelli = '{}' OR cardinality(eta_fratelli) = fratelli),
        ADD culture      text[]     NOT NULL DEFAULT '{}' CHECK (cardinality(culture) <= 5),
        ADD durata_mesi  smallint   CHECK (durata_mesi BETWEEN 1 AND 216),
        ADD proroga_mesi smallint   NOT NULL DEFAULT 0 CHECK (proroga_mesi BETWEEN 0 AND 216),
        ADD CHECK (eta <= ALL (eta_fratelli) AND 17 >= ALL (eta_fratelli));
      COMMENT ON COLUMN richiesta_affido.eta_fratelli IS 'Of the siblings, on the day of registration; empty when they were not said.';
      COMMENT ON COLUMN richiesta_affido.durata_mesi IS 'That the decision presumes (law 184/1983, art. 4 c. 4); null when it says none.';
      COMMENT ON COLUMN richiesta_affido.proroga_mesi IS 'Beyond twenty-four, that the juvenile court granted.';
      GRANT INSERT (eta_fratelli, culture, durata_mesi, proroga_mesi), UPDATE (eta_fratelli, culture, proroga_mesi)
        ON richiesta_affido TO trama_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE richiesta_affido DROP COLUMN eta_fratelli, DROP COLUMN culture, DROP COLUMN durata_mesi, DROP COLUMN proroga_mesi;
    `);
  }
}
