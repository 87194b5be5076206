import { groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { In } from 'typeorm';
import { Servizio } from './servizio.entity.js';

export async function serviziByAmbito(tx: Tx, numeri: readonly number[]): Promise<Servizio[][]> {
  const servizi = await tx.repo(Servizio).find({
    where: { ambitoId: In([...numeri]) },
    order: { ambitoId: 'ASC', ordine: 'ASC' },
    comment: 'servizio.serviziByAmbito',
  });
  return groupByKey(numeri, servizi, (servizio) => servizio.ambitoId);
}
