import { groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { Servizio } from './servizio.entity.js';

export async function serviziByAmbito(tx: Tx, numeri: readonly number[]): Promise<Servizio[][]> {
  const servizi = await tx.select(Servizio, {
    where: { ambitoId: numeri },
    order: { ambitoId: 'ASC', ordine: 'ASC' },
    comment: 'servizio.serviziByAmbito',
  });
  return groupByKey(numeri, servizi, (servizio) => servizio.ambitoId);
}
