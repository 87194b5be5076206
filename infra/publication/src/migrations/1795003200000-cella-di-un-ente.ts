import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A figure that a body gave, and no ambito: its code stands beside the ambito, which is then 0. Empty in every cell of
 * an ambito and in every total, so that no edition made before says anything else than it did.
 */
export class CellaDiUnEnte1795003200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES.map(withBodies).join(''));
  }

  /** Figures of bodies are lost: without the column they cannot be told from each other. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES.map(withoutBodies).join(''));
  }
}

const TABLES = ['pubblicazione.cella', 'pubblicazione.esatta'];

const keyOf = (table: string) => `${table.split('.')[1]}_pkey`;

const withBodies = (table: string) => `
  ALTER TABLE ${table}
    ADD COLUMN ente text NOT NULL DEFAULT '' CHECK (ente = '' OR ambito_id = 0),
    DROP CONSTRAINT ${keyOf(table)},
    ADD PRIMARY KEY (cubo, edizione, ambito_id, anno, codice, ente);`;

const withoutBodies = (table: string) => `
  ALTER TABLE ${table} DISABLE TRIGGER congelata;
  DELETE FROM ${table} WHERE ente <> '';
  ALTER TABLE ${table} ENABLE TRIGGER congelata;
  ALTER TABLE ${table} DROP COLUMN ente;
  ALTER TABLE ${table} ADD PRIMARY KEY (cubo, edizione, ambito_id, anno, codice);`;
