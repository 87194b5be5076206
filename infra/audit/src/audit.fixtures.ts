import { connect } from '@trama/database/connect';
import { Database } from '@trama/database/database';
import { type Chiamante, type Identity, identityOf } from '@trama/kernel/identity';
import { type ClonedDatabase, cloneDatabase, execute, testContextKey, testPostgres } from '@trama/test-kit/database';

/** A database with the log and a register of invented people behind the usual wall, as the application meets them. */
export interface RegistroDiProva {
  readonly clone: ClonedDatabase;
  readonly source: Awaited<ReturnType<typeof connect>>;
  readonly database: Database;
  /** As the owner of the tables: who verifies and anchors. */
  readonly proprietario: Database;
  /** Rows of the log as their owner sees them, in the order of their chains. */
  righe(where?: string): Promise<RigaDiProva[]>;
  owner<Row extends object>(statement: string, values?: unknown[]): Promise<Row[]>;
  /** On the clone, past every trigger and policy: what nobody of ours can do, and a thief of the server can. */
  superuser(statement: string): Promise<void>;
  /** The log takes no line any more but of this kind. */
  guasta(condizione: string): Promise<void>;
  /** Everything as it was at first: an empty log in order, and the people under their first names. */
  ricomincia(): Promise<void>;
  end(): Promise<void>;
}

export interface RigaDiProva {
  readonly ambito_id: number;
  readonly numero: string;
  readonly soggetto: string;
  readonly ruolo: string;
  readonly richiesta: string;
  readonly scopo: string;
  readonly operazione: string;
  readonly tipo: string | null;
  readonly oggetto: string | null;
  readonly esito: string;
  readonly classe: string;
}

export const persona = (ambito: number, n: number): string =>
  `00000000-0000-4000-8000-${String(ambito).padStart(4, '0')}${String(n).padStart(8, '0')}`;

export const operatore = (ambito: number | null, more: Partial<Chiamante> = {}): Identity =>
  identityOf(
    { subject: `op-${ambito ?? 'ats'}`, ruolo: 'SERVIZIO_TUTELA', ambito, asst: null, ente: null, scope: [], ...more },
    'richiesta-di-prova',
  );

export const garante = (): Identity => operatore(null, { subject: 'garante', ruolo: 'GARANTE' });

const PERSONE = `
  INSERT INTO persona_prova SELECT a, ('00000000-0000-4000-8000-' || lpad(a::text, 4, '0') || lpad(n::text, 8, '0'))::uuid,
    'persona ' || n || ' di ' || a FROM generate_series(1, 12) a, generate_series(1, 20) n;`;

const RICOMINCIA = `
  ALTER TABLE registro.accesso DROP CONSTRAINT IF EXISTS guasto;
  TRUNCATE registro.accesso, registro.testa, registro.potatura, registro.blocco_legale, persona_prova RESTART IDENTITY;
  ${PERSONE}`;

export async function registroDiProva({ poolSize = 5 } = {}): Promise<RegistroDiProva> {
  const clone = await cloneDatabase('asst');
  await execute(
    clone.ownerUrl,
    `CREATE TABLE persona_prova (
       ambito_id smallint NOT NULL, id uuid NOT NULL, nome text NOT NULL, PRIMARY KEY (ambito_id, id));
     ${PERSONE}
     ALTER TABLE persona_prova ENABLE ROW LEVEL SECURITY;
     ALTER TABLE persona_prova FORCE ROW LEVEL SECURITY;
     CREATE POLICY solo_il_mio_ambito ON persona_prova TO trama_app
       USING (ambito_id = (SELECT trama.ambito()) OR (SELECT trama.ruolo()) = 'COORDINAMENTO_AFFIDO');
     GRANT SELECT, UPDATE ON persona_prova TO trama_app;`,
  );
  const source = await connect({ url: clone.appUrl, application: 'prova-registro', poolSize }, []);
  const ownerSource = await connect({ url: clone.ownerUrl, application: 'prova-registro', poolSize: 2 }, []);
  const owner = <Row extends object>(statement: string, values?: unknown[]) =>
    execute<Row>(clone.ownerUrl, statement, values);
  const root = new URL(testPostgres().superuserUrl);
  root.pathname = new URL(clone.ownerUrl).pathname;
  const superuser = async (statement: string) =>
    void (await execute(root.href, `SET session_replication_role = replica; ${statement}`));
  return {
    clone,
    source,
    database: new Database(source, testContextKey()),
    proprietario: new Database(ownerSource, testContextKey()),
    owner,
    righe: (where = 'true') =>
      owner<RigaDiProva>(`SELECT * FROM registro.accesso WHERE ${where} ORDER BY ambito_id, numero`),
    superuser,
    guasta: async (condizione) =>
      void (await owner(`ALTER TABLE registro.accesso ADD CONSTRAINT guasto CHECK (${condizione})`)),
    ricomincia: () => superuser(RICOMINCIA),
    end: async () => {
      await Promise.all([source.destroy(), ownerSource.destroy()]);
      await clone.drop();
    },
  };
}
