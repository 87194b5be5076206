import { alignByKey, groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { In } from 'typeorm';
import { Ambito, Asst, ServizioTerritoriale } from './azienda.entity.js';

export async function ambitoByNumero(tx: Tx, numeri: readonly number[]): Promise<Array<Ambito | null>> {
  const ambiti = await tx.repo(Ambito).find({ where: { numero: In([...numeri]) }, comment: 'azienda.ambitoByNumero' });
  return alignByKey(numeri, ambiti, (ambito) => ambito.numero);
}

export async function asstByCodice(tx: Tx, codici: readonly string[]): Promise<Array<Asst | null>> {
  const aziende = await tx.repo(Asst).find({ where: { codice: In([...codici]) }, comment: 'azienda.asstByCodice' });
  return alignByKey(codici, aziende, (asst) => asst.codice);
}

export function listAsst(tx: Tx): Promise<Asst[]> {
  return tx.repo(Asst).find({ order: { distrettoNumero: 'ASC', codice: 'ASC' }, comment: 'azienda.listAsst' });
}

export async function serviziByAsst(tx: Tx, codici: readonly string[]): Promise<ServizioTerritoriale[][]> {
  const servizi = await tx.repo(ServizioTerritoriale).find({
    where: { asstCodice: In([...codici]) },
    order: { ambitoId: 'ASC', ordine: 'ASC' },
    comment: 'azienda.serviziByAsst',
  });
  return groupByKey(codici, servizi, (servizio) => servizio.asstCodice);
}
