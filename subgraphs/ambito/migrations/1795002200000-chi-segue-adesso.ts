import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who follows a case is judged at the statement that asks, not where its transaction began. A repeated request waits,
 * in a transaction that began first, for its twin to open a case: to `now()` of that transaction the twin's assignment
 * lay in the future, and the case that was just opened was denied to who opened it. What a revocation takes away is
 * gone at the next statement too.
 */
export class ChiSegueAdesso1795002200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(seguiti('statement_timestamp()'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(seguiti('now()'));
  }
}

const seguiti = (adesso: 'statement_timestamp()' | 'now()') => `
  CREATE OR REPLACE FUNCTION trama.casi_assegnati() RETURNS SETOF uuid
    LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT caso_id FROM public.assegnazione
    WHERE ambito_id = (SELECT trama.ambito()) AND soggetto = (SELECT trama.soggetto())
      AND dal <= ${adesso} AND (al IS NULL OR al > ${adesso}) $$;
  CREATE OR REPLACE FUNCTION trama.equipe_mie() RETURNS SETOF text
    LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT equipe FROM public.equipe_operatore
    WHERE ambito_id = (SELECT trama.ambito()) AND soggetto = (SELECT trama.soggetto())
      AND (SELECT trama.servizio_mio()) = 'TUTELA' AND dal <= ${adesso} AND (al IS NULL OR al > ${adesso}) $$;
  CREATE OR REPLACE FUNCTION trama.emergenze_mie() RETURNS SETOF text
    LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT caso_codice FROM public.emergenza
    WHERE ambito_id = (SELECT trama.ambito()) AND soggetto = (SELECT trama.soggetto())
      AND (SELECT trama.servizio_mio()) IS NOT NULL AND scade_il > ${adesso} $$;
`;
