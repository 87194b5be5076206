import type { DataSource, EntityManager } from 'typeorm';

/** Rows for one table. Rows of the same `origine` that are no longer here are removed. */
export interface Carico {
  readonly tabella: string;
  /** Natural key: the columns of the primary key. */
  readonly chiave: readonly string[];
  readonly origine: string;
  readonly righe: ReadonlyArray<Record<string, unknown>>;
}

export interface Esito {
  readonly tabella: string;
  readonly origine: string;
  readonly nuove: number;
  readonly cambiate: number;
  readonly uguali: number;
  readonly tolte: number;
}

/** Only names that our own seeds write reach the SQL text, quoted all the same. */
export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * Brings the tables to what the seeds say: insert what is new, update what differs, remove what is gone.
 * One transaction for the whole database, one statement a table; running it again changes nothing.
 *
 * Tables are given parents first; rows are removed children first.
 */
export async function carica(source: DataSource, carichi: readonly Carico[]): Promise<Esito[]> {
  return source.transaction((manager) => caricaIn(manager, carichi));
}

export async function caricaIn(manager: EntityManager, carichi: readonly Carico[]): Promise<Esito[]> {
  await manager.query('SET LOCAL statement_timeout = 0');
  const scritti: Array<Omit<Esito, 'tolte'>> = [];
  for (const carico of carichi) {
    scritti.push(await scrivi(manager, carico));
  }
  const tolte = new Map<Carico, number>();
  for (const carico of [...carichi].reverse()) {
    tolte.set(carico, await togli(manager, carico));
  }
  await aggiornaStatistiche(manager, carichi);
  return scritti.map((esito, i) => ({ ...esito, tolte: tolte.get(carichi[i]!)! }));
}

/** Fresh tables have no statistics, and without them the planner joins them row by row until autovacuum comes round. */
async function aggiornaStatistiche(manager: EntityManager, carichi: readonly Carico[]): Promise<void> {
  const tabelle = [...new Set(carichi.map(({ tabella }) => quote(tabella)))];
  if (tabelle.length === 0) {
    return; // without a name, PostgreSQL takes all tables
  }
  await manager.query(`ANALYZE ${tabelle.join(', ')}`);
}

async function scrivi(
  manager: EntityManager,
  { tabella, chiave, origine, righe }: Carico,
): Promise<Omit<Esito, 'tolte'>> {
  if (righe.length === 0) {
    return { tabella, origine, nuove: 0, cambiate: 0, uguali: 0 };
  }
  const colonne = [...new Set([...righe.flatMap((riga) => Object.keys(riga)), 'origine'])];
  const altre = colonne.filter((colonna) => !chiave.includes(colonna)).map(quote);
  const table = quote(tabella);
  const update = altre.length
    ? `DO UPDATE SET ${altre.map((c) => `${c} = EXCLUDED.${c}`).join(', ')}
       WHERE (${altre.map((c) => `t.${c}`).join(', ')}) IS DISTINCT FROM (${altre.map((c) => `EXCLUDED.${c}`).join(', ')})`
    : 'DO NOTHING';
  const [conto] = await manager.query<Array<{ nuove: number; cambiate: number }>>(
    `WITH scritte AS (
       INSERT INTO ${table} AS t (${colonne.map(quote).join(', ')})
       SELECT ${colonne.map(quote).join(', ')} FROM jsonb_populate_recordset(NULL::${table}, $1)
       ON CONFLICT (${chiave.map(quote).join(', ')}) ${update}
       RETURNING (xmax = 0) AS nuova)
     SELECT count(*) FILTER (WHERE nuova)::int AS nuove, count(*) FILTER (WHERE NOT nuova)::int AS cambiate FROM scritte`,
    [JSON.stringify(righe.map((riga) => ({ ...riga, origine })))],
  );
  const { nuove, cambiate } = conto!;
  return { tabella, origine, nuove, cambiate, uguali: righe.length - nuove - cambiate };
}

async function togli(manager: EntityManager, { tabella, chiave, origine, righe }: Carico): Promise<number> {
  const keys = chiave.map(quote).join(', ');
  const [, gone] = await manager.query<[unknown, number]>(
    `DELETE FROM ${quote(tabella)} WHERE origine = $2 AND (${keys}) NOT IN (
       SELECT ${keys} FROM jsonb_populate_recordset(NULL::${quote(tabella)}, $1))`,
    [
      JSON.stringify(righe.map((riga) => Object.fromEntries(chiave.map((colonna) => [colonna, riga[colonna]])))),
      origine,
    ],
  );
  return gone;
}

/** One line a table, for the person who loads. */
export function resoconto(esiti: readonly Esito[]): string {
  const righe = esiti
    .filter(({ nuove, cambiate, uguali, tolte }) => nuove + cambiate + uguali + tolte > 0)
    .map(
      ({ tabella, origine, nuove, cambiate, uguali, tolte }) =>
        `  ${tabella} (${origine}): ${nuove} nuove, ${cambiate} cambiate, ${uguali} uguali, ${tolte} tolte`,
    );
  const totale = esiti.reduce((sum, { nuove, cambiate, uguali }) => sum + nuove + cambiate + uguali, 0);
  return [`${totale} record in ${new Set(esiti.map(({ tabella }) => tabella)).size} tabelle`, ...righe].join('\n');
}
