import type {
  CoppiaTrovata,
  Iscrizione,
  LegameTrovato,
  MagazzinoCollegamento,
  ServizioDaChiamare,
} from './collegamento-contratto.js';

/**
 * The tables of the linkage service, in a database of its own that no subgraph reaches. There is no row-level security:
 * the service speaks for all ambiti, which is why it is small and holds nothing that means anything elsewhere.
 */
export const COLLEGAMENTO_SQL = `
  CREATE TABLE collegamento_iscrizione (
    ambito_id    smallint  NOT NULL,
    scopo        text      NOT NULL,
    versione     integer   NOT NULL,
    riferimento  bytea     NOT NULL,
    servizio     text      NOT NULL,
    registro     bytea     NOT NULL,
    recapito     text      NOT NULL,
    famiglia     bytea     NOT NULL,
    dal          date      NOT NULL,
    PRIMARY KEY (ambito_id, scopo, versione, riferimento, servizio)
  );
  CREATE INDEX collegamento_iscrizione_registro ON collegamento_iscrizione (scopo, versione, registro);
  CREATE TABLE collegamento_quota (
    giorno    date     NOT NULL,
    attore    text     NOT NULL,
    tipo      text     NOT NULL CHECK (tipo IN ('VERIFICA', 'PSEUDONIMO')),
    posto     integer  NOT NULL CHECK (posto > 0),
    impronta  bytea    NOT NULL,
    PRIMARY KEY (giorno, attore, tipo, posto),
    UNIQUE (giorno, attore, tipo, impronta)
  );
  GRANT SELECT, INSERT, UPDATE (recapito, famiglia, dal), DELETE ON collegamento_iscrizione TO trama_app;
  GRANT SELECT, INSERT, DELETE ON collegamento_quota TO trama_app;
`;

/** Runs one statement, committed when it answers. */
export type InterrogaCollegamento = (testo: string, valori: readonly unknown[]) => Promise<readonly object[]>;

export interface MagazzinoCollegamentoSql extends MagazzinoCollegamento {
  /** How many rows each version has: the old one may go when the new one has as many. */
  countIscrizioni(): Promise<ReadonlyArray<{ readonly versione: number; readonly quante: number }>>;
  /** After the version's key has been retired: nobody can match its rows any more. */
  eliminaVersione(versione: number): Promise<void>;
  /** Quotas of past days serve nobody. */
  eliminaQuotePrimaDi(giorno: string): Promise<void>;
}

export function magazzinoCollegamentoSql(interroga: InterrogaCollegamento): MagazzinoCollegamentoSql {
  return {
    async iscrivi({ ambito, scopo, versione, riferimento, servizio, registro, recapito, famiglia, dal }) {
      const testo = `INSERT INTO collegamento_iscrizione
          (ambito_id, scopo, versione, riferimento, servizio, registro, recapito, famiglia, dal)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (ambito_id, scopo, versione, riferimento, servizio)
          DO UPDATE SET recapito = excluded.recapito, famiglia = excluded.famiglia, dal = excluded.dal`;
      await interroga(testo, [ambito, scopo, versione, riferimento, servizio, registro, recapito, famiglia, dal]);
    },
    async rimuovi({ ambito, scopo, versione, riferimento, servizio }) {
      const testo = `DELETE FROM collegamento_iscrizione
        WHERE ambito_id = $1 AND scopo = $2 AND versione = $3 AND riferimento = $4 AND servizio = $5`;
      await interroga(testo, [ambito, scopo, versione, riferimento, servizio]);
    },
    async findRegistro({ ambito, scopo }, versione, riferimento) {
      const testo = `SELECT registro FROM collegamento_iscrizione
        WHERE ambito_id = $1 AND scopo = $2 AND versione = $3 AND riferimento = $4 LIMIT 1`;
      const [riga] = await interroga(testo, [ambito, scopo, versione, riferimento]);
      return riga ? (riga as Iscrizione).registro : null;
    },
    async findServizi(scopo, versione, registro, tranne) {
      const testo = `SELECT ambito_id AS ambito, servizio, recapito FROM collegamento_iscrizione
        WHERE scopo = $1 AND versione = $2 AND registro = $3 AND ambito_id <> $4`;
      return (await interroga(testo, [scopo, versione, registro, tranne])) as readonly ServizioDaChiamare[];
    },
    async findLegami({ ambito, scopo }, versione, riferimenti) {
      const testo = `SELECT DISTINCT mia.riferimento, altra.ambito_id AS ambito, altra.servizio, altra.recapito
        FROM collegamento_iscrizione mia
        JOIN collegamento_iscrizione altra ON altra.scopo = mia.scopo AND altra.versione = mia.versione
          AND altra.registro = mia.registro AND altra.ambito_id <> mia.ambito_id
        WHERE mia.ambito_id = $1 AND mia.scopo = $2 AND mia.versione = $3 AND mia.riferimento = ANY ($4)`;
      return (await interroga(testo, [ambito, scopo, versione, riferimenti])) as readonly LegameTrovato[];
    },
    async findFamiglie(scopo, versione) {
      const testo = `SELECT una.ambito_id AS ambito_a, una.famiglia AS famiglia_a,
          altra.ambito_id AS ambito_b, altra.famiglia AS famiglia_b,
          min(greatest(una.dal, altra.dal))::text AS dal
        FROM collegamento_iscrizione una
        JOIN collegamento_iscrizione altra ON altra.scopo = una.scopo AND altra.versione = una.versione
          AND altra.registro = una.registro AND altra.ambito_id > una.ambito_id
        WHERE una.scopo = $1 AND una.versione = $2
        GROUP BY una.ambito_id, una.famiglia, altra.ambito_id, altra.famiglia`;
      return ((await interroga(testo, [scopo, versione])) as readonly RigaFamiglie[]).map(coppia);
    },
    consuma: (quota) => consuma(interroga, quota),
    async countIscrizioni() {
      const testo = `SELECT versione, count(*)::integer AS quante FROM collegamento_iscrizione GROUP BY versione ORDER BY versione`;
      return (await interroga(testo, [])) as Array<{ versione: number; quante: number }>;
    },
    async eliminaVersione(versione) {
      await interroga('DELETE FROM collegamento_iscrizione WHERE versione = $1', [versione]);
    },
    async eliminaQuotePrimaDi(giorno) {
      await interroga('DELETE FROM collegamento_quota WHERE giorno < $1', [giorno]);
    },
  };
}

interface RigaFamiglie {
  readonly ambito_a: number;
  readonly famiglia_a: Buffer;
  readonly ambito_b: number;
  readonly famiglia_b: Buffer;
  readonly dal: string;
}

const coppia = (riga: RigaFamiglie): CoppiaTrovata => ({
  famiglie: [
    { ambito: riga.ambito_a, famiglia: riga.famiglia_a },
    { ambito: riga.ambito_b, famiglia: riga.famiglia_b },
  ],
  dal: riga.dal,
});

type Quota = Parameters<MagazzinoCollegamento['consuma']>[0];

/**
 * Each question takes the next of `limite` numbered places, and the primary key gives a place to one only: callers that
 * run together try again, at most once for each place, and never share one.
 */
async function consuma(interroga: InterrogaCollegamento, quota: Quota): Promise<boolean> {
  const { giorno, attore, tipo, impronta, limite } = quota;
  const prende = `INSERT INTO collegamento_quota (giorno, attore, tipo, posto, impronta)
    SELECT $1::date, $2::text, $3::text, count(*) + 1, $4::bytea FROM collegamento_quota WHERE giorno = $1 AND attore = $2 AND tipo = $3
    HAVING count(*) < $5::integer ON CONFLICT DO NOTHING RETURNING posto`;
  for (let tentativo = 0; tentativo <= limite; tentativo += 1) {
    const { gia, tutte } = await situazione(interroga, quota);
    if (gia || tutte >= limite) {
      return gia;
    }
    if ((await interroga(prende, [giorno, attore, tipo, impronta, limite])).length === 1) {
      return true;
    }
  }
  return false;
}

async function situazione(interroga: InterrogaCollegamento, { giorno, attore, tipo, impronta }: Quota) {
  const testo = `SELECT coalesce(bool_or(impronta = $4::bytea), false) AS gia, count(*)::integer AS tutte
    FROM collegamento_quota WHERE giorno = $1 AND attore = $2 AND tipo = $3`;
  const [riga] = await interroga(testo, [giorno, attore, tipo, impronta]);
  return riga as { readonly gia: boolean; readonly tutte: number };
}
