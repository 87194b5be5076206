import type { Tx } from '@trama/database/database';
import { pageOf } from '@trama/database/page';
import { type Copertura, coperturaDi } from '@trama/schema/copertura';
import type { PageArgs } from '@trama/schema/page';
import type { FindOptionsWhere } from 'typeorm';
import { inUnoStato } from '../occupazione/occupazione.loader.js';
import { primoGiornoValido } from '../occupazione/validita.service.js';
import { listAmbiti } from '../territorio/territorio.loader.js';
import { type ElencoUnitaOfferta, type FiltroUnita, UnitaOfferta } from './unita-offerta.entity.js';
import { contributiUnita } from './unita-offerta.loader.js';

export async function listUnita(tx: Tx, filtro: FiltroUnita, page: PageArgs): Promise<ElencoUnitaOfferta> {
  const where: FindOptionsWhere<UnitaOfferta> = {
    ...(filtro.tipo !== null && { tipo: filtro.tipo }),
    ...(filtro.ambito !== null && { ambitoId: filtro.ambito }),
  };
  const condition = filtro.posti
    ? { sql: inUnoStato(':stati', ':valida'), parameters: { stati: filtro.posti, valida: primoGiornoValido() } }
    : undefined;
  const listing = { where, condition, keys: ['codice'] as const, comment: 'unita-offerta.listUnita' };
  const elenco = await pageOf(tx, UnitaOfferta, listing, page);
  return { ...elenco, filtro };
}

export async function coperturaUnita(tx: Tx, { ambito }: FiltroUnita): Promise<Copertura> {
  const ambiti = await listAmbiti(tx);
  const attesi = ambiti.filter(({ numero }) => ambito === null || numero === ambito);
  return coperturaDi(attesi, await contributiUnita(tx, ambito));
}
