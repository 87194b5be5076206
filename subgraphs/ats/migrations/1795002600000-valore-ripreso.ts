import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A figure that answers what another answer of the same contributor said already names the one that it was taken from. It
 * is that figure: PostgreSQL compares the two, and what was printed or invented stays printed or invented wherever it goes.
 */
export class ValoreRipreso1795002600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

interface Parti {
  readonly dichiara: string;
  readonly uguale: string;
  readonly preso: string;
}

const DI_PRIMA: Parti = { dichiara: '', uguale: '', preso: '' };

const RIPRESO: Parti = {
  dichiara: 'presa public.valore;',
  uguale: `
      NEW.ripreso_da := prima.ripreso_da;
      NEW.ripresa_voce := prima.ripresa_voce;`,
  preso: `
    ELSIF NEW.ripreso_da IS NOT NULL THEN
      SELECT v.* INTO presa FROM public.valore v
      JOIN public.compilazione c ON c.ambito_id = v.ambito_id AND c.id = v.compilazione_id
      WHERE v.ambito_id = NEW.ambito_id AND v.compilazione_id = NEW.ripreso_da AND v.voce = NEW.ripresa_voce
        AND c.stato IN ('INVIATA', 'IN_REVISIONE', 'APPROVATA')
        AND (v.stato, v.valore) IS NOT DISTINCT FROM (NEW.stato, NEW.valore);
      IF NOT FOUND THEN
        RAISE EXCEPTION 'a figure is not the one that it says it was taken from' USING ERRCODE = 'check_violation';
      END IF;
      NEW.origine := presa.origine;
      NEW.fonte := presa.fonte;
      NEW.provenienza := 'PRECOMPILATO';`,
};

const origineValore = ({ dichiara, uguale, preso }: Parti): string => `
  CREATE OR REPLACE FUNCTION trama.origine_valore() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    prima public.valore;
    ${dichiara}
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      prima := OLD;
    ELSE
      SELECT v.* INTO prima FROM public.compilazione c
      JOIN public.compilazione p ON p.ambito_id = c.ambito_id AND p.campagna_id = c.campagna_id AND p.edizione = c.edizione - 1
      JOIN public.valore v ON v.ambito_id = p.ambito_id AND v.compilazione_id = p.id AND v.voce = NEW.voce
      WHERE c.ambito_id = NEW.ambito_id AND c.id = NEW.compilazione_id;
    END IF;
    IF (NEW.stato, NEW.valore, NEW.testo) IS NOT DISTINCT FROM (prima.stato, prima.valore, prima.testo) THEN
      NEW.origine := prima.origine;
      NEW.fonte := prima.fonte;
      NEW.provenienza := prima.provenienza;${uguale}${preso}
    ELSE
      NEW.origine := 'RILEVATO';
      NEW.fonte := NULL;
      IF NEW.provenienza IN ('PIANO_DI_ZONA', 'DIMOSTRATIVO') THEN
        NEW.provenienza := 'MANUALE';
      END IF;
    END IF;
    RETURN NEW;
  END $$;
`;

const UP = `
  ALTER TABLE valore
    ADD COLUMN ripreso_da uuid,
    ADD COLUMN ripresa_voce text,
    ADD CHECK ((ripreso_da IS NULL) = (ripresa_voce IS NULL)),
    ADD FOREIGN KEY (ambito_id, ripreso_da, ripresa_voce) REFERENCES valore (ambito_id, compilazione_id, voce);
  COMMENT ON COLUMN valore.ripreso_da IS 'The answer whose figure this is; null for one that was typed, counted or imported.';
  CREATE INDEX ON valore (ambito_id, ripreso_da, ripresa_voce) WHERE ripreso_da IS NOT NULL;
  ${origineValore(RIPRESO)}
  GRANT INSERT (ripreso_da, ripresa_voce), UPDATE (ripreso_da, ripresa_voce) ON valore TO trama_app;
`;

const DOWN = `
  ${origineValore(DI_PRIMA)}
  ALTER TABLE valore DROP COLUMN ripreso_da, DROP COLUMN ripresa_voce;
`;
