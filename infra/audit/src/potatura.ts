import type { Database, Tx } from '@trama/database/database';
import type { Identity } from '@trama/kernel/identity';
import { type Ancora, AncoraError } from './ancora.js';
import { registra } from './registra.js';
import { MESI_MINIMI, verifica } from './verifica.js';

/** Where an old chain can be cut: a line that was anchored so long ago that it, and all before it, are old enough. */
export interface Taglio {
  readonly ambito: number;
  readonly numero: bigint;
  /** In hexadecimal. */
  readonly hash: string;
  /** How many lines go now. */
  readonly righe: number;
}

export interface OpzioniPotatura {
  /** ISO 8601, of the rule for the log; never less than 24 months. */
  readonly durata: string;
  /** Say what would be cut, and cut nothing. */
  readonly prova: boolean;
  readonly batch?: number;
}

/**
 * Cuts the lines of the log that are past their time. What is left still verifies: the chain goes on from the last line
 * that was cut, whose hash is kept and stands in an anchor. Runs as the owner of the tables.
 *
 * @throws AncoraError when a chain is not in order: cutting would destroy the evidence
 */
export async function pota(
  database: Database,
  chi: Identity,
  ancore: readonly Ancora[],
  { durata, prova, batch = 10_000 }: OpzioniPotatura,
): Promise<Taglio[]> {
  const alterata = (await verifica(database, chi, ancore)).find(({ alterazione }) => alterazione);
  if (alterata) {
    throw new AncoraError(`La catena dell'ambito ${alterata.ambito} è alterata: non la poto. Esegui la verifica.`);
  }
  const tagli = await database.read(chi, (tx) => trovaTagli(tx, ancore, durata));
  for (const taglio of prova ? [] : tagli) {
    await database.write(chi, (tx) => segna(tx, taglio));
    // In short transactions: the verification starts from the mark, so a run that is cut short leaves nothing wrong.
    for (let tagliate = 1; tagliate > 0;) {
      tagliate = await database.write(chi, (tx) => taglia(tx, taglio, batch));
    }
  }
  return tagli;
}

async function trovaTagli(tx: Tx, ancore: readonly Ancora[], durata: string): Promise<Taglio[]> {
  const [limite] = await tx.query<{ istante: Date }>(
    `/* registro.limite */ SELECT now() - greatest($1::interval, make_interval(months => $2)) AS istante`,
    [durata, MESI_MINIMI],
  );
  const vecchia = ancore.filter(({ quando }) => new Date(quando) < limite!.istante).at(-1);
  const tagli: Taglio[] = [];
  for (const { ambito, numero, hash } of vecchia?.catene ?? []) {
    const [conto] = await tx.query<{ righe: number }>(
      `/* registro.daPotare */ SELECT count(*)::int AS righe FROM registro.accesso WHERE ambito_id = $1 AND numero <= $2`,
      [ambito, numero],
    );
    tagli.push({ ambito, numero: BigInt(numero), hash, righe: conto!.righe });
  }
  return tagli.filter(({ righe }) => righe > 0);
}

async function segna(tx: Tx, { ambito, numero, hash }: Taglio): Promise<void> {
  await tx.query(
    `/* registro.segna */ INSERT INTO registro.potatura (ambito_id, numero, hash) VALUES ($1, $2, decode($3, 'hex'))
     ON CONFLICT (ambito_id) DO UPDATE SET numero = EXCLUDED.numero, hash = EXCLUDED.hash, quando = now()
     WHERE potatura.numero < EXCLUDED.numero`,
    [ambito, numero.toString(), hash],
  );
  registra(tx, { scopo: 'CONSERVAZIONE', operazione: 'CANCELLAZIONE' }, 'RegistroAccessi', { id: null, ambito });
}

async function taglia(tx: Tx, { ambito, numero }: Taglio, batch: number): Promise<number> {
  const [tagliate] = await tx.query<{ righe: number }>(
    `/* registro.taglia */ WITH via AS (
       DELETE FROM registro.accesso WHERE ambito_id = $1 AND numero IN (
         SELECT numero FROM registro.accesso WHERE ambito_id = $1 AND numero <= $2 ORDER BY numero LIMIT $3
       ) RETURNING 1
     ) SELECT count(*)::int AS righe FROM via`,
    [ambito, numero.toString(), batch],
  );
  return tagliate!.righe;
}
