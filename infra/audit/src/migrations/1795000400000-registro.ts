import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The access log: who read or wrote which record of a person, why, when, and how it ended. A row is added and never
 * changed; each carries the hash of the one before it in the chain of its ambito, so that a row that is changed, taken
 * out or put in afterwards shows.
 *
 * Who asked is not the application's to say: the trigger takes it from the caller that PostgreSQL itself has proved.
 * A record is named by its opaque id alone. The column is a uuid, so that no name and no codice fiscale fits: the log
 * outlives the data it speaks of, and must not keep what was erased.
 */
export class Registro1795000400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SCHEMA registro;
      REVOKE ALL ON SCHEMA registro FROM PUBLIC;
      GRANT USAGE ON SCHEMA registro TO trama_app;

      CREATE TABLE registro.scopo (
        codice          text PRIMARY KEY CHECK (codice ~ '^[A-Z]+(_[A-Z]+)*$'),
        descrizione     text NOT NULL,
        base_giuridica  text NOT NULL CHECK (length(base_giuridica) > 10)
      );
      GRANT SELECT ON registro.scopo TO trama_app;
      INSERT INTO registro.scopo (codice, descrizione, base_giuridica) VALUES
        ('PRESA_IN_CARICO', 'Follow a person or a family in social work.',
         'Reg. UE 2016/679, art. 6 par. 1 lett. e e art. 9 par. 2 lett. g; D.Lgs. 196/2003, art. 2-sexies c. 2 lett. s; L. 328/2000, art. 22'),
        ('TUTELA_MINORI', 'Protect a minor, also on the order of a court.',
         'Reg. UE 2016/679, art. 6 par. 1 lett. e e art. 9 par. 2 lett. g; D.Lgs. 196/2003, artt. 2-sexies c. 2 lett. s e 2-octies; L. 184/1983'),
        ('AFFIDO', 'Find a foster family for a minor and follow the placement.',
         'Reg. UE 2016/679, art. 6 par. 1 lett. e e art. 9 par. 2 lett. g; D.Lgs. 196/2003, art. 2-sexies c. 2 lett. s; L. 184/1983, artt. 2-5'),
        ('VALUTAZIONE_MULTIDIMENSIONALE', 'Assess the needs of a person and agree an individual project.',
         'Reg. UE 2016/679, art. 9 par. 2 lett. g e h; D.Lgs. 196/2003, art. 2-sexies c. 2 lett. s e t; L. 328/2000, art. 14'),
        ('BENEFICIO_ECONOMICO', 'Grant, pay or revoke a measure in money.',
         'Reg. UE 2016/679, art. 6 par. 1 lett. e e art. 9 par. 2 lett. g; D.Lgs. 196/2003, art. 2-sexies c. 2 lett. m'),
        ('DIRITTI_INTERESSATO', 'Answer a person who asks about the own data.',
         'Reg. UE 2016/679, artt. 12 e 15-22'),
        ('VIGILANZA', 'Look at who read and wrote records of people.',
         'Reg. UE 2016/679, art. 5 par. 2, art. 32 par. 1 lett. d e art. 39 par. 1 lett. b'),
        ('CONSERVAZIONE', 'Delete, anonymise or archive what may be kept no longer.',
         'Reg. UE 2016/679, art. 5 par. 1 lett. e e art. 17');

      CREATE TABLE registro.testa (
        ambito_id  smallint PRIMARY KEY CHECK (ambito_id >= 0),
        numero     bigint   NOT NULL CHECK (numero >= 0),
        hash       bytea    NOT NULL CHECK (length(hash) = 32)
      );

      CREATE TABLE registro.accesso (
        ambito_id   smallint    NOT NULL CHECK (ambito_id >= 0),
        numero      bigint      NOT NULL CHECK (numero > 0),
        quando      timestamptz NOT NULL,
        soggetto    text        NOT NULL,
        ruolo       text        NOT NULL,
        richiesta   text        NOT NULL,
        scopo       text        NOT NULL REFERENCES registro.scopo (codice),
        operazione  text        NOT NULL DEFAULT 'LETTURA'
                    CHECK (operazione IN ('LETTURA', 'SCRITTURA', 'CANCELLAZIONE', 'ANONIMIZZAZIONE', 'ARCHIVIAZIONE')),
        tipo        text        CHECK (tipo ~ '^[A-Z][A-Za-z]{1,47}$'),
        oggetto     uuid        CHECK (oggetto IS NULL OR tipo IS NOT NULL),
        esito       text        NOT NULL CHECK (esito IN ('CONCESSO', 'RIFIUTATO', 'NESSUNO')),
        classe      text        NOT NULL DEFAULT 'ORDINARIO' CHECK (classe IN ('ORDINARIO', 'EMERGENZA')),
        precedente  bytea       NOT NULL CHECK (length(precedente) = 32),
        hash        bytea       NOT NULL CHECK (length(hash) = 32),
        PRIMARY KEY (ambito_id, numero)
      );
      COMMENT ON COLUMN registro.accesso.ambito_id IS 'The ambito that owns the record, whoever asked; 0 when no ambito does.';
      CREATE INDEX ON registro.accesso (quando, ambito_id, numero);
      CREATE INDEX ON registro.accesso (ambito_id, oggetto);
      CREATE INDEX ON registro.accesso (ambito_id, soggetto);

      ALTER TABLE registro.accesso ENABLE ROW LEVEL SECURITY;
      ALTER TABLE registro.accesso FORCE ROW LEVEL SECURITY;
      CREATE POLICY garante ON registro.accesso FOR SELECT TO trama_app USING ((SELECT trama.ruolo()) = 'GARANTE');
      -- Whoever reads a record writes in the chain of the ambito that owns it, the own one or not.
      CREATE POLICY iscrizione ON registro.accesso FOR INSERT TO trama_app WITH CHECK ((SELECT trama.soggetto()) IS NOT NULL);
      -- The owner verifies and anchors the chains; it is no login of the running application.
      CREATE POLICY proprietario ON registro.accesso TO CURRENT_USER USING (true) WITH CHECK (true);
      GRANT SELECT, INSERT (ambito_id, scopo, operazione, tipo, oggetto, esito, classe) ON registro.accesso TO trama_app;

      -- Numbers a row and chains it. The row of its chain in registro.testa is locked until the transaction ends, so
      -- numbers have no gaps and a row that is rolled back was never there.
      --
      -- hash = sha256(hash of the row before || fields), where a field is its length in bytes, as four bytes with the
      -- most significant first, and then its text in UTF-8; a missing one is the length -1 alone. Lengths before
      -- contents: 'ab','c' and 'a','bc' differ. The moment is in whole microseconds since 1970, UTC. The first row of
      -- a chain follows 32 bytes of zeros. infra/audit/src/catena.ts computes the same without this function.
      CREATE FUNCTION registro.concatena() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        chi jsonb := trama.contesto();
      BEGIN
        IF chi ->> 'soggetto' IS NULL OR chi ->> 'ruolo' IS NULL OR chi ->> 'richiesta' IS NULL THEN
          RAISE EXCEPTION 'an access needs a signed caller' USING ERRCODE = '42501';
        END IF;
        NEW.soggetto := chi ->> 'soggetto';
        NEW.ruolo := chi ->> 'ruolo';
        NEW.richiesta := chi ->> 'richiesta';
        SELECT numero + 1, hash INTO NEW.numero, NEW.precedente
          FROM registro.testa WHERE ambito_id = NEW.ambito_id FOR UPDATE;
        IF NOT FOUND THEN
          INSERT INTO registro.testa (ambito_id, numero, hash) VALUES (NEW.ambito_id, 0, decode(repeat('00', 32), 'hex'))
            ON CONFLICT (ambito_id) DO NOTHING;
          SELECT numero + 1, hash INTO NEW.numero, NEW.precedente
            FROM registro.testa WHERE ambito_id = NEW.ambito_id FOR UPDATE;
        END IF;
        -- After the lock: numbers and moments run the same way.
        NEW.quando := clock_timestamp();
        SELECT sha256(NEW.precedente || string_agg(
            CASE WHEN campo IS NULL THEN int4send(-1) ELSE int4send(octet_length(campo)) || convert_to(campo, 'UTF8') END,
            ''::bytea ORDER BY posto))
          INTO NEW.hash
          FROM unnest(ARRAY[
            NEW.ambito_id::text, NEW.numero::text, (extract(epoch FROM NEW.quando) * 1000000)::bigint::text,
            NEW.soggetto, NEW.ruolo, NEW.richiesta, NEW.scopo, NEW.operazione,
            NEW.tipo, NEW.oggetto::text, NEW.esito, NEW.classe
          ]) WITH ORDINALITY AS campi (campo, posto);
        UPDATE registro.testa SET numero = NEW.numero, hash = NEW.hash WHERE ambito_id = NEW.ambito_id;
        RETURN NEW;
      END $$;
      CREATE TRIGGER concatena BEFORE INSERT ON registro.accesso FOR EACH ROW EXECUTE FUNCTION registro.concatena();

      CREATE FUNCTION registro.non_si_cambia() RETURNS trigger
        LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        RAISE EXCEPTION 'the access log is only added to' USING ERRCODE = '42501';
      END $$;
      CREATE TRIGGER non_si_cambia BEFORE UPDATE OR DELETE OR TRUNCATE ON registro.accesso
        FOR EACH STATEMENT EXECUTE FUNCTION registro.non_si_cambia();
      CREATE TRIGGER non_si_cambia BEFORE DELETE OR TRUNCATE ON registro.testa
        FOR EACH STATEMENT EXECUTE FUNCTION registro.non_si_cambia();
      REVOKE ALL ON ALL FUNCTIONS IN SCHEMA registro FROM PUBLIC;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA registro CASCADE');
  }
}
