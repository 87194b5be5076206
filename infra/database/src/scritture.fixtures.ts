import { type Chiamante, type Identity, identityOf } from '@trama/kernel/identity';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A table as a capability would make it, walled by ambito. */
export const TABELLA = `
  CREATE TABLE foglio (
    ambito_id  smallint NOT NULL DEFAULT trama.ambito(),
    id         uuid     NOT NULL DEFAULT gen_random_uuid(),
    testo      text     NOT NULL,
    righe      jsonb    NOT NULL DEFAULT '[]',
    versione   integer  NOT NULL DEFAULT 1,
    PRIMARY KEY (ambito_id, id)
  );
  ALTER TABLE foglio ENABLE ROW LEVEL SECURITY;
  ALTER TABLE foglio FORCE ROW LEVEL SECURITY;
  CREATE POLICY ambito ON foglio TO trama_app USING (ambito_id = (SELECT trama.ambito()));
  CREATE POLICY sigillato ON foglio AS RESTRICTIVE FOR UPDATE TO trama_app USING (testo <> 'sigillato') WITH CHECK (true);
  GRANT SELECT, INSERT, UPDATE ON foglio TO trama_app`;

@Entity({ name: 'foglio' })
export class Foglio {
  @PrimaryColumn({ name: 'ambito_id', type: 'smallint' })
  ambitoId!: number;

  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  testo!: string;

  @Column({ type: 'jsonb' })
  righe!: string[];

  @Column({ type: 'integer' })
  versione!: number;
}

export const operatore = (ambito: number | null, subject = `operatore-${ambito}`): Identity => {
  const chiamante: Chiamante = { subject, ruolo: 'SERVIZIO_TUTELA', ambito, asst: null, ente: null, scope: [] };
  return identityOf(chiamante, 'richiesta-di-prova');
};
