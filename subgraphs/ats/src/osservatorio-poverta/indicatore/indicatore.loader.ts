import type { Tx } from '@trama/database/database';
import { avvisiByAnno, celleByAnno } from '@trama/publication/celle.loader';
import type { Ambito } from '../../territorio/territorio.entity.js';
import { POVERTA } from '../osservatorio.cubo.js';
import { postoDi, type Pubblicate } from './serie.js';

/**
 * All that was published of these years: two statements, however many years and ambiti.
 *
 * @param edizione a published edition of the cube; the current one when it is not said
 */
export async function pubblicateDi(
  tx: Tx,
  anni: readonly number[],
  ambiti: readonly Ambito[],
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
    celle: new Map(celle.map((cella) => [postoDi(cella.anno, cella.ambitoId, cella.codice), cella])),
    avvisi: perPosto,
  };
}
