import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The checks of a comune look at its own rows, by key. Each went through all comuni and all their residents, once for every comune that
 * was written: ten thousand comuni, which Italy has, were minutes at the commit.
 */
export class TerritorioPerChiave1796004200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX popolazione_comune_codice ON popolazione_comune (codice_istat)');
    // Two questions instead of one with an OR over both sides of the join, which no index answers.
    await runner.query(regge('a.codice_istat = quale', 'a.confluito_in = quale'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(regge('quale IN (a.codice_istat, b.codice_istat)'));
    await runner.query('DROP INDEX popolazione_comune_codice');
  }
}

const siSeguono = (quali: string) => `
    IF EXISTS (
      SELECT FROM public.comune a JOIN public.comune b ON b.codice_istat = a.confluito_in
      WHERE ${quali} AND NOT (coalesce(b.valido_dal <= a.valido_al + 1, true) AND coalesce(b.valido_al > a.valido_al, true))) THEN
      RAISE EXCEPTION 'comune % and what flows into it do not follow each other', quale USING ERRCODE = '23514';
    END IF;`;

const regge = (...domande: string[]) => `
  CREATE OR REPLACE FUNCTION trama.territorio_regge() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    quale text := coalesce(NEW.codice_istat, OLD.codice_istat);
  BEGIN
    -- Where it flows must be there on the day after, and longer: so that nothing flows in a circle.
    ${domande.map(siSeguono).join('')}
    IF EXISTS (SELECT FROM public.comune c JOIN public.appartenenza_precedente p ON p.codice_istat = c.codice_istat
               WHERE c.codice_istat = quale AND (p.al < c.valido_dal OR p.al >= c.valido_al)) THEN
      RAISE EXCEPTION 'comune % was of an ambito on days when it is not there', quale USING ERRCODE = '23514';
    END IF;
    IF EXISTS (SELECT FROM public.popolazione_comune p WHERE p.codice_istat = quale
               AND p.ambito_id IS DISTINCT FROM trama.ambito_del_comune(quale, p.data)) THEN
      RAISE EXCEPTION 'comune % has residents in an ambito, or on days, that it is not of', quale USING ERRCODE = '23514';
    END IF;
    RETURN NULL;
  END $$;
`;
