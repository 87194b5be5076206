import type { Tx } from '@trama/database/database';
import { avvisiByAnno } from '@trama/publication/celle.loader';
import { type Contributo, type Copertura, coperturaDi } from '@trama/schema/copertura';
import type { Ambito } from '../territorio/territorio.entity.js';
import { INDICATORI } from './indicatore/indicatori.js';
import { POVERTA } from './osservatorio.cubo.js';

/** Of each ambito, the indicators that it did not owe for the year, as published. */
export async function nonDovutiDi(tx: Tx, anno: number): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  const [avvisi] = await avvisiByAnno(POVERTA)(tx, [anno]);
  const perAmbito = new Map<number, Set<string>>();
  for (const { ambitoId, codice, avviso } of avvisi!) {
    if (avviso === 'NON_DOVUTO') {
      perAmbito.set(ambitoId, (perAmbito.get(ambitoId) ?? new Set()).add(codice));
    }
  }
  return perAmbito;
}

export function coperturaPoverta(
  ambiti: readonly Ambito[],
  contributi: readonly Contributo[],
  nonDovuti: ReadonlyMap<number, ReadonlySet<string>>,
): Copertura {
  const deve = ({ numero }: Ambito): boolean =>
    !INDICATORI.every(({ codice }) => nonDovuti.get(numero)?.has(codice)) ||
    contributi.some((contributo) => contributo.numero === numero);
  return coperturaDi(ambiti.filter(deve), contributi);
}
