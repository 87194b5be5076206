import { avvisiByAnno, celleByAnno } from '@trama/publication/celle.loader';
import type { SubgraphContext } from '@trama/subgraph/context';
import { listAmbiti, listScambi } from '../../territorio/territorio.loader.js';
import { POVERTA } from '../osservatorio.cubo.js';
import { postoDi, type Pubblicate } from './serie.js';

/**
 * All that was published of these years, with the register of who is asked and what land passed between them: four
 * statements, however many years and ambiti.
 *
 * @param edizione a published edition of the cube; the current one when it is not said
 */
export async function pubblicateDi(
  { once, read }: SubgraphContext['published'],
  anni: readonly number[],
  edizione: number | null = null,
): Promise<Pubblicate> {
  const [ambiti, scambi, celle, avvisi] = await Promise.all([
    once(listAmbiti),
    once(listScambi),
    read((tx) => celleByAnno(POVERTA, edizione)(tx, anni)),
    read((tx) => avvisiByAnno(POVERTA, edizione)(tx, anni)),
  ]);
  const perPosto = new Map<string, string[]>();
  for (const { anno, ambitoId, codice, avviso } of avvisi.flat()) {
    const posto = postoDi(anno, ambitoId, codice);
    perPosto.set(posto, [...(perPosto.get(posto) ?? []), avviso]);
  }
  return {
    anni,
    ambiti,
    scambi,
    celle: new Map(celle.flat().map((cella) => [postoDi(cella.anno, cella.ambitoId, cella.codice), cella])),
    avvisi: perPosto,
  };
}
