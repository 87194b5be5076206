import { alignByKey, groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { Asst, ServizioTerritoriale } from './azienda.entity.js';

export async function asstByCodice(tx: Tx, codici: readonly string[]): Promise<Array<Asst | null>> {
  const aziende = await tx.select(Asst, { where: { codice: codici }, comment: 'azienda.asstByCodice' });
  return alignByKey(codici, aziende, (asst) => asst.codice);
}

export function listAsst(tx: Tx): Promise<Asst[]> {
  return tx.select(Asst, { order: { distrettoNumero: 'ASC', codice: 'ASC' }, comment: 'azienda.listAsst' });
}

export async function serviziByAsst(tx: Tx, codici: readonly string[]): Promise<ServizioTerritoriale[][]> {
  const servizi = await tx.select(ServizioTerritoriale, {
    where: { asstCodice: codici },
    order: { ambitoId: 'ASC', ordine: 'ASC' },
    comment: 'azienda.serviziByAsst',
  });
  return groupByKey(codici, servizi, (servizio) => servizio.asstCodice);
}
