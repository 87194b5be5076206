import type { SubgraphContext } from '@trama/subgraph/context';
import { type Annata, confronta } from './confronto.js';
import { annateByAnno, pubblicateByAnno } from './confronto.loader.js';
import { PUBBLICI } from './confronto.pubblico.js';
import type { RigaConfronto } from './confronto.type.js';

/**
 * A year of a collection as this caller may see it: exactly for the coordination, and for everybody else what was
 * published, with the own figures exactly.
 */
export async function annataPer(ctx: SubgraphContext, rilevazione: string, anno: number): Promise<Annata | null> {
  const annata = await ctx.loadWith(annateByAnno, rilevazione, anno);
  if (!annata || ctx.identity.ruolo === 'COORDINAMENTO_UDP') {
    return annata;
  }
  const pubblici = PUBBLICI.get(rilevazione);
  if (!pubblici) {
    // The others' figures would look like figures that nobody gave.
    return null;
  }
  const { cubo, voci } = pubblici;
  const pubblicate = await ctx.published.loadWith(pubblicateByAnno, cubo, anno);
  const unite = (altrui: Annata['figure'], proprie: Annata['figure']): Annata['figure'] => [
    ...altrui.filter(({ ambitoId }) => ambitoId !== ctx.identity.ambito),
    ...proprie.filter(({ voce }) => voci.has(voce)),
  ];
  return {
    ...annata,
    voci: annata.voci.filter(({ codice }) => voci.has(codice)),
    figure: unite(pubblicate.figure, annata.figure),
    precedenti: unite(pubblicate.precedenti, annata.precedenti),
  };
}

export async function confrontoPer(ctx: SubgraphContext, rilevazione: string, anno: number): Promise<RigaConfronto[]> {
  const annata = await annataPer(ctx, rilevazione, anno);
  return annata ? confronta(annata) : [];
}
