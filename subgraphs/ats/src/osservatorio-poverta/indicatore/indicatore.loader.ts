import type { Tx } from '@trama/database/database';
import { avvisiByAnno, celleByAnno } from '@trama/publication/celle.loader';
import type { Ambito } from '../../territorio/territorio.entity.js';
import { listAmbiti, listScambi, type ScambioTerritorio } from '../../territorio/territorio.loader.js';
import { POVERTA } from '../osservatorio.cubo.js';
import { postoDi, type Pubblicate } from './serie.js';

/** The register: who is asked, and what land passed between them. */
export interface Territorio {
  readonly ambiti: readonly Ambito[];
  readonly scambi: readonly ScambioTerritorio[];
}

export const territorioDi = async (tx: Tx): Promise<Territorio> => ({
  ambiti: await listAmbiti(tx),
  scambi: await listScambi(tx),
});

/**
 * All that was published of these years: two statements, however many years and ambiti.
 *
 * @param edizione a published edition of the cube; the current one when it is not said
 */
export async function pubblicateDi(
  tx: Tx,
  anni: readonly number[],
  { ambiti, scambi }: Territorio,
  edizione: number | null = null,
): Promise<Pubblicate> {
  const celle = (await celleByAnno(POVERTA, edizione)(tx, anni)).flat();
  const avvisi = (await avvisiByAnno(POVERTA, edizione)(tx, anni)).flat();
  const perPosto = new Map<string, string[]>();
  for (const { anno, ambitoId, codice, avviso } of avvisi) {
    const posto = postoDi(anno, ambitoId, codice);
    perPosto.set(posto, [...(perPosto.get(posto) ?? []), avviso]);
  }
  return {
    anni,
    ambiti,
    scambi,
    celle: new Map(celle.map((cella) => [postoDi(cella.anno, cella.ambitoId, cella.codice), cella])),
    avvisi: perPosto,
  };
}
