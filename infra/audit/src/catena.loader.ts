import type { Tx } from '@trama/database/database';
import type { RigaCatena } from './catena.js';

export interface Testa {
  readonly ambito: number;
  readonly numero: bigint;
  readonly hash: Buffer;
}

const TESTE = `
  /* registro.teste */
  SELECT ambito_id AS ambito, numero, hash FROM registro.testa ORDER BY ambito_id`;

/** The head of each chain, as the trigger keeps it. For the owner of the tables. */
export async function listTeste(tx: Tx): Promise<Testa[]> {
  const teste = await tx.query<Testa & { numero: string }>(TESTE);
  return teste.map((testa) => ({ ...testa, numero: BigInt(testa.numero) }));
}

const POTATURE = `
  /* registro.potature */
  SELECT ambito_id AS ambito, numero, hash FROM registro.potatura ORDER BY ambito_id`;

/** The last line that was cut of each chain that was. For the owner of the tables. */
export async function listPotature(tx: Tx): Promise<Testa[]> {
  const potature = await tx.query<Testa & { numero: string }>(POTATURE);
  return potature.map((potatura) => ({ ...potatura, numero: BigInt(potatura.numero) }));
}

const CATENE = `
  /* registro.catene */
  WITH RECURSIVE c AS (
    SELECT min(ambito_id) AS ambito FROM registro.accesso
    UNION ALL SELECT (SELECT min(ambito_id) FROM registro.accesso WHERE ambito_id > c.ambito) FROM c WHERE c.ambito IS NOT NULL
  )
  SELECT ambito FROM c WHERE ambito IS NOT NULL ORDER BY 1`;

/** The ambiti that have lines, whatever the heads say: one step in the index for each, however long the log. */
export const listCatene = async (tx: Tx): Promise<number[]> =>
  (await tx.query<{ ambito: number }>(CATENE)).map(({ ambito }) => ambito);

const RIGHE = `
  /* registro.righe */
  SELECT ambito_id AS ambito, numero, (extract(epoch FROM quando) * 1000000)::bigint AS istante, soggetto, ruolo, richiesta,
         scopo, operazione, tipo, oggetto, esito, classe, precedente, hash
  FROM registro.accesso WHERE ambito_id = $1 AND numero > $2 ORDER BY numero LIMIT $3`;

/** Before the first number that a bigint can hold: a forged 0 or -1 shows too. */
const DALL_INIZIO = -9_223_372_036_854_775_808n;

/** The lines of a chain from the oldest, a batch at a time: a log of years does not fit in memory. */
export async function* righeDi(
  tx: Tx,
  ambito: number,
  { dopo = DALL_INIZIO, batch = 5_000 } = {},
): AsyncGenerator<RigaCatena> {
  for (let ultimo = dopo; ;) {
    const righe = await tx.query<RigaCatena>(RIGHE, [ambito, ultimo.toString(), batch]);
    yield* righe;
    const ultima = righe.at(-1);
    if (!ultima) {
      return;
    }
    ultimo = BigInt(ultima.numero);
  }
}
