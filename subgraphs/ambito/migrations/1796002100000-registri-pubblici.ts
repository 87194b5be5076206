import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Public registers, which nobody but their owner writes, stand beside published figures: read by the same login, under one mark. */
export class RegistriPubblici1796002100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LETTI);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(NON_PIU_LETTI);
  }
}

const REGISTRI = [
  'ambito',
  'comune',
  'appartenenza_precedente',
  'popolazione_comune',
  'popolazione_ambito',
  'piano_di_zona',
  'obiettivo',
  'indicatore',
  'misurazione',
  'esito_obiettivo',
  'collegamento_esito',
  'fatto',
  'incongruenza',
  'unita_offerta',
  'servizio',
];

const conMarca = (registro: string) => `
  CREATE TRIGGER marca AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON ${registro}
    FOR EACH STATEMENT EXECUTE FUNCTION pubblicazione.cambia_marca();`;

const LETTI = `
  GRANT USAGE ON SCHEMA public TO trama_stat;
  GRANT SELECT ON ${REGISTRI.join(', ')} TO trama_stat;
  GRANT USAGE ON SCHEMA trama TO trama_stat;
  GRANT EXECUTE ON FUNCTION trama.appartenenze(), trama.confini(date) TO trama_stat;
  ${REGISTRI.map(conMarca).join('')}`;

const NON_PIU_LETTI = `
  ${REGISTRI.map((registro) => `DROP TRIGGER marca ON ${registro};`).join('')}
  REVOKE EXECUTE ON FUNCTION trama.appartenenze(), trama.confini(date) FROM trama_stat;
  REVOKE USAGE ON SCHEMA trama FROM trama_stat;
  REVOKE SELECT ON ${REGISTRI.join(', ')} FROM trama_stat;
  REVOKE USAGE ON SCHEMA public FROM trama_stat;`;
