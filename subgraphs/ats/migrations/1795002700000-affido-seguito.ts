import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a request leaves behind when a minor goes to a family, and what a fostering takes over from the one before.
 *
 * Once a family is chosen no other is proposed, and the day the minor is there the others are told no: they hold places. The
 * twenty-four months of the law are the minor's, not the family's: they go on where another family goes on. What a judge
 * granted is kept beside the reason of the end, not under it.
 */
export class AffidoSeguito1795002700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COLONNE);
    await runner.query(EREDITA);
    await runner.query(SCELTA);
    await runner.query(ALTRE_RIFIUTATE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER abbinamento_eredita ON abbinamento;
      DROP TRIGGER abbinamento_e_scelto ON abbinamento;
      DROP TRIGGER abbinamento_chiude_gli_altri ON abbinamento;
      DROP FUNCTION trama.abbinamento_eredita(), trama.abbinamento_e_scelto(), trama.abbinamento_chiude_gli_altri();
      ALTER TABLE abbinamento DROP COLUMN continua_dal, DROP COLUMN durata_mesi, DROP COLUMN provvedimento;
      ALTER TABLE scheda_richiesta DROP COLUMN eta_fratelli, DROP COLUMN culture, DROP COLUMN durata_mesi, DROP COLUMN proroga_mesi;
    `);
  }
}

const COLONNE = `
  ALTER TABLE scheda_richiesta
    ADD eta_fratelli smallint[] NOT NULL DEFAULT '{}',
    ADD culture      text[]     NOT NULL DEFAULT '{}',
    ADD durata_mesi  smallint,
    ADD proroga_mesi smallint   NOT NULL DEFAULT 0;
  GRANT INSERT (eta_fratelli, culture, durata_mesi, proroga_mesi), UPDATE (eta_fratelli, culture, durata_mesi, proroga_mesi)
    ON scheda_richiesta TO trama_app;

  ALTER TABLE abbinamento
    ADD continua_dal  date,
    ADD durata_mesi   smallint CHECK (durata_mesi > 0),
    ADD provvedimento text CHECK (length(provvedimento) BETWEEN 3 AND 1000),
    ADD CHECK (continua_dal <= inizio);
  COMMENT ON COLUMN abbinamento.continua_dal IS 'Since when the minor is with a family, when another came before.';
  COMMENT ON COLUMN abbinamento.durata_mesi IS 'As the decision presumes; null when it says none, or a judge extended it.';
  GRANT UPDATE (durata_mesi, provvedimento) ON abbinamento TO trama_app;
`;

/** On the day it begins: what the law counts from, and what the decision says. As the owner: the other family is another's. */
const EREDITA = `
  CREATE FUNCTION trama.abbinamento_eredita() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    prima date;
    gia smallint;
    durata smallint;
    concessa smallint;
  BEGIN
    SELECT min(coalesce(p.continua_dal, p.inizio)), max(p.proroga_mesi) INTO prima, gia FROM public.abbinamento p
      WHERE p.richiesta_codice = NEW.richiesta_codice AND p.id <> NEW.id AND p.stato = 'CONCLUSO' AND p.esito = 'ALTRO_AFFIDO';
    SELECT s.durata_mesi, s.proroga_mesi INTO durata, concessa FROM public.scheda_richiesta s WHERE s.codice = NEW.richiesta_codice;
    NEW.continua_dal := prima;
    NEW.durata_mesi := durata;
    NEW.proroga_mesi := greatest(NEW.proroga_mesi, gia, concessa);
    RETURN NEW;
  END $$;
  CREATE TRIGGER abbinamento_eredita BEFORE UPDATE ON abbinamento FOR EACH ROW
    WHEN (NEW.stato = 'IN_ESSERE' AND OLD.stato <> 'IN_ESSERE') EXECUTE FUNCTION trama.abbinamento_eredita();
  REVOKE ALL ON FUNCTION trama.abbinamento_eredita() FROM PUBLIC;
`;

/** Whoever accepts locks the request too, so two callers cannot both see that nobody is chosen. */
const SCELTA = `
  CREATE FUNCTION trama.abbinamento_e_scelto() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    PERFORM FROM public.scheda_richiesta WHERE codice = NEW.richiesta_codice FOR UPDATE;
    IF EXISTS (SELECT FROM public.abbinamento a
        WHERE a.richiesta_codice = NEW.richiesta_codice AND a.stato IN ('ACCETTATO', 'IN_ESSERE')) THEN
      RAISE EXCEPTION 'scelta' USING ERRCODE = '23514', CONSTRAINT = 'abbinamento_scelto';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER abbinamento_e_scelto BEFORE INSERT ON abbinamento FOR EACH ROW
    WHEN (NEW.stato = 'PROPOSTO') EXECUTE FUNCTION trama.abbinamento_e_scelto();
  REVOKE ALL ON FUNCTION trama.abbinamento_e_scelto() FROM PUBLIC;
`;

const ALTRE_RIFIUTATE = `
  CREATE FUNCTION trama.abbinamento_chiude_gli_altri() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    UPDATE public.abbinamento SET stato = 'RIFIUTATO', motivo = 'Il minore è stato accolto da un’altra famiglia.',
      deciso_il = (now() AT TIME ZONE 'Europe/Rome')::date, versione = versione + 1
    WHERE richiesta_codice = NEW.richiesta_codice AND id <> NEW.id AND stato IN ('PROPOSTO', 'IN_VALUTAZIONE');
    RETURN NULL;
  END $$;
  CREATE TRIGGER abbinamento_chiude_gli_altri AFTER UPDATE ON abbinamento FOR EACH ROW
    WHEN (NEW.stato = 'IN_ESSERE' AND OLD.stato <> 'IN_ESSERE') EXECUTE FUNCTION trama.abbinamento_chiude_gli_altri();
  REVOKE ALL ON FUNCTION trama.abbinamento_chiude_gli_altri() FROM PUBLIC;
`;
