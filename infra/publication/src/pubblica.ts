import { createHash } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { celleDi } from './celle.js';
import type { Cella, Cubo, Figura } from './cubo.js';

/** Any constant: two publishers of one database meet on it. */
const PUBLICATION_LOCK = 7_261_002;

export interface EsitoPubblicazione {
  readonly cubo: string;
  readonly edizione: number;
  readonly celle: number;
  readonly nuova: boolean;
}

/** Refuses an edition from which somebody could work out a suppressed cell; called before anything is written. */
export type Controllo = (cubo: Cubo, celle: readonly Cella[]) => void | Promise<void>;

/**
 * Publishes each cube whose figures changed as a new edition, whole, in one transaction. An edition that would
 * equal the current one is not made again; a frozen one is never touched. Live figures stay unpublished between two
 * runs: with them, one record more would tell what rounding hides.
 */
export async function pubblica(
  source: DataSource,
  cubi: readonly Cubo[],
  controlla: Controllo,
): Promise<EsitoPubblicazione[]> {
  return source.transaction(async (manager) => {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [PUBLICATION_LOCK]);
    const esiti: EsitoPubblicazione[] = [];
    for (const cubo of cubi) {
      esiti.push(await pubblicaCubo(manager, cubo, controlla));
    }
    return esiti;
  });
}

async function pubblicaCubo(manager: EntityManager, cubo: Cubo, controlla: Controllo): Promise<EsitoPubblicazione> {
  const celle = celleDi(cubo, await manager.query<Figura[]>(cubo.statement));
  const impronta = createHash('sha256').update(JSON.stringify(celle)).digest('hex');
  const [corrente] = await manager.query<Array<{ numero: number; impronta: string }>>(
    `SELECT e.numero, e.impronta FROM pubblicazione.corrente c
     JOIN pubblicazione.edizione e ON e.cubo = c.cubo AND e.numero = c.edizione WHERE c.cubo = $1`,
    [cubo.nome],
  );
  if (corrente?.impronta === impronta) {
    return { cubo: cubo.nome, edizione: corrente.numero, celle: celle.length, nuova: false };
  }
  await controlla(cubo, celle);
  const edizione = await nuovaEdizione(manager, cubo.nome, impronta, celle);
  return { cubo: cubo.nome, edizione, celle: celle.length, nuova: true };
}

async function nuovaEdizione(
  manager: EntityManager,
  cubo: string,
  impronta: string,
  celle: readonly Cella[],
): Promise<number> {
  const [edizione] = await manager.query<Array<{ numero: number }>>(
    `INSERT INTO pubblicazione.edizione (cubo, numero, impronta)
     SELECT $1, coalesce(max(numero), 0) + 1, $2 FROM pubblicazione.edizione WHERE cubo = $1 RETURNING numero`,
    [cubo, impronta],
  );
  const { numero } = edizione!;
  await manager.query(
    `INSERT INTO pubblicazione.cella
     SELECT * FROM jsonb_populate_recordset(NULL::pubblicazione.cella, $1)`,
    [JSON.stringify(celle.map((cella) => ({ ...cella, cubo, edizione: numero })))],
  );
  await manager.query(
    `INSERT INTO pubblicazione.corrente (cubo, edizione) VALUES ($1, $2)
     ON CONFLICT (cubo) DO UPDATE SET edizione = EXCLUDED.edizione`,
    [cubo, numero],
  );
  return numero;
}
