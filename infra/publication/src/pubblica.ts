import { createHash } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { avvisiDi } from './avvisi.js';
import { celleDi } from './celle.js';
import { scriviDizionario } from './dizionario.js';
import type { Avviso, Cubo, Figura } from './cubo.js';
import type { Posto } from './posto.js';
import { edizioneNuova, type Edizione, esatteDi, leggiEdizioni } from './registro.js';

/** Any constant: two publishers of one database meet on it. */
const PUBLICATION_LOCK = 7_261_002;

export interface EsitoPubblicazione {
  readonly cubo: string;
  readonly edizione: number;
  readonly celle: number;
  readonly nuova: boolean;
}

/** An edition that is about to be written, beside all that this database has published. */
export interface Proposta {
  readonly cubi: readonly Cubo[];
  readonly precedenti: readonly Edizione[];
  readonly nuova: Edizione;
}

/** Refuses an edition from which somebody could work out a suppressed cell; called before anything of it is written. */
export type Controllo = (proposta: Proposta) => void | Promise<void>;

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
      esiti.push(await pubblicaCubo(manager, cubi, cubo, controlla));
      await scriviDizionario(manager, cubo.nome, cubo.dizionario);
    }
    return esiti;
  });
}

async function pubblicaCubo(
  manager: EntityManager,
  cubi: readonly Cubo[],
  cubo: Cubo,
  controlla: Controllo,
): Promise<EsitoPubblicazione> {
  const figure = await manager.query<Figura[]>(cubo.statement);
  const celle = celleDi(cubo, figure);
  const avvisi = avvisiDi(cubo, celle, cubo.avvisi ? await manager.query<Avviso[]>(cubo.avvisi) : []);
  // Without remarks as it was before there were any, so that no edition comes out again for nothing.
  const contenuto = avvisi.length > 0 ? { celle, avvisi } : celle;
  const impronta = createHash('sha256').update(JSON.stringify(contenuto)).digest('hex');
  const [corrente] = await manager.query<Array<{ numero: number; impronta: string; ultima: number }>>(
    `SELECT e.numero, e.impronta, (SELECT max(numero) FROM pubblicazione.edizione WHERE cubo = $1) AS ultima
     FROM pubblicazione.corrente c JOIN pubblicazione.edizione e ON e.cubo = c.cubo AND e.numero = c.edizione
     WHERE c.cubo = $1`,
    [cubo.nome],
  );
  if (corrente?.impronta === impronta) {
    return { cubo: cubo.nome, edizione: corrente.numero, celle: celle.length, nuova: false };
  }
  const precedenti = await leggiEdizioni((statement, values) => manager.query(statement, values));
  const numero = 1 + (corrente?.ultima ?? 0);
  const nuova = edizioneNuova(cubo, numero, celle, figure);
  await controlla({ cubi, precedenti, nuova });
  await scrivi(manager, nuova, impronta, { cella: celle, esatta: esatteDi(cubo, figure), avviso: avvisi });
  return { cubo: cubo.nome, edizione: numero, celle: celle.length, nuova: true };
}

async function scrivi(
  manager: EntityManager,
  { cubo, numero, soglie }: Edizione,
  impronta: string,
  contenuto: Readonly<Record<'cella' | 'esatta' | 'avviso', readonly Posto[]>>,
): Promise<void> {
  await manager.query(
    `INSERT INTO pubblicazione.edizione (cubo, numero, impronta, minimo, base) VALUES ($1, $2, $3, $4, $5)`,
    [cubo, numero, impronta, soglie.minimo, soglie.base],
  );
  for (const [tabella, righe] of Object.entries(contenuto)) {
    await manager.query(
      `INSERT INTO pubblicazione.${tabella}
       SELECT * FROM jsonb_populate_recordset(NULL::pubblicazione.${tabella}, $1)`,
      [JSON.stringify(righe.map((riga) => ({ ...riga, ente: riga.ente ?? '', cubo, edizione: numero })))],
    );
  }
  await manager.query(
    `INSERT INTO pubblicazione.corrente (cubo, edizione) VALUES ($1, $2)
     ON CONFLICT (cubo) DO UPDATE SET edizione = EXCLUDED.edizione`,
    [cubo, numero],
  );
}
