import type { Database, Tx } from '@trama/database/database';
import type { Identity } from '@trama/kernel/identity';
import { type Ancora, AncoraError, type Ancore } from './ancora.js';
import { Cammino } from './catena.js';
import { listTeste, righeDi, type Testa } from './catena.loader.js';
import type { ChiaviFirma } from './chiave-firma.js';

/**
 * Signs the heads of all chains as they are now, outside the database. Each chain is first walked from its last anchor:
 * an anchor on an altered chain would vouch for the alteration.
 *
 * @throws AncoraError when the anchors or the chains are not in order; nothing is written then
 */
export async function ancora(
  database: Database,
  chi: Identity,
  ancore: Ancore,
  chiavi: ChiaviFirma,
  adesso = new Date(),
): Promise<Ancora> {
  const [ultima] = (await ancore.leggi(chiavi)).slice(-1);
  const teste = await database.readSnapshot(chi, async (tx) => {
    const tutte = await listTeste(tx);
    for (const { ambito } of ultima?.catene ?? []) {
      if (!tutte.some((testa) => testa.ambito === ambito)) {
        throw alterata(ambito, 'è sparita');
      }
    }
    for (const testa of tutte) {
      await requireContinua(tx, testa, ultima);
    }
    return tutte;
  });
  return ancore.aggiungi(ultima, teste, chiavi, adesso);
}

async function requireContinua(tx: Tx, testa: Testa, ultima: Ancora | undefined): Promise<void> {
  const punto = ultima?.catene.find(({ ambito }) => ambito === testa.ambito);
  const cammino = new Cammino(punto && { numero: BigInt(punto.numero), hash: Buffer.from(punto.hash, 'hex') });
  for await (const riga of righeDi(tx, testa.ambito, { dopo: cammino.numero })) {
    if (cammino.avanza(riga)) {
      throw alterata(testa.ambito, `alla riga ${cammino.numero + 1n}`);
    }
  }
  if (cammino.numero !== testa.numero || !cammino.hash.equals(testa.hash)) {
    throw alterata(testa.ambito, 'in coda');
  }
}

const alterata = (ambito: number, dove: string): AncoraError =>
  new AncoraError(`La catena dell'ambito ${ambito} è alterata, ${dove}: non la ancoro. Esegui la verifica.`);
