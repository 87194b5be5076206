import type { SubgraphContext } from '@trama/subgraph/context';
import type { Campagna } from '../rilevazione/campagna.entity.js';
import { campagnaByAnno, vociByCampagna } from '../rilevazione/campagna.loader.js';
import { definizioni } from '../rilevazione/definizioni.service.js';
import { type Annata, confronta, perAmbito, type PerAmbito, type Prima } from './confronto.js';
import { approvateByAnno, attesiByAnno, pubblicateByAnno } from './confronto.loader.js';
import { PUBBLICI } from './confronto.pubblico.js';
import type { RigaConfronto } from './confronto.type.js';

/** A year of a collection as this caller may see it; null without a campaign. */
export async function annataPer(ctx: SubgraphContext, rilevazione: string, anno: number): Promise<Annata | null> {
  const [campagna, attesi, figure] = await Promise.all([
    ctx.loadWith(campagnaByAnno, rilevazione, anno),
    ctx.loadWith(attesiByAnno, rilevazione, anno),
    figurePer(ctx, rilevazione, anno),
  ]);
  if (!campagna || !figure) {
    return null;
  }
  const voci = await ctx.load(vociByCampagna, campagna.id);
  const pubbliche = leggeTutto(ctx) ? null : PUBBLICI.get(rilevazione)!.voci;
  return {
    definizione: definizioni.di(campagna),
    voci: pubbliche ? voci.filter(({ codice }) => pubbliche.has(codice)) : voci,
    attesi,
    figure,
  };
}

/**
 * The figures of a year: exactly for the coordination, and for everybody else what was published, with the own figures
 * exactly. Null where nothing of the collection is published: the others' figures would look like figures that nobody gave.
 */
async function figurePer(ctx: SubgraphContext, rilevazione: string, anno: number): Promise<Annata['figure'] | null> {
  const proprie = ctx.loadWith(approvateByAnno, rilevazione, anno);
  if (leggeTutto(ctx)) {
    return proprie;
  }
  const pubblici = PUBBLICI.get(rilevazione);
  const pubblicate = pubblici ? ctx.published.loadWith(pubblicateByAnno, pubblici.cubo, anno) : [];
  const [mie, altrui] = await Promise.all([proprie, pubblicate]);
  return pubblici
    ? [
        ...altrui.filter(({ ambitoId }) => ambitoId !== ctx.identity.ambito),
        ...mie.filter(({ voce }) => pubblici.voci.has(voce)),
      ]
    : null;
}

const leggeTutto = (ctx: SubgraphContext): boolean => ctx.identity.ruolo === 'COORDINAMENTO_UDP';

/** Every voce of a year compared, as this caller may see it; empty without a campaign. */
export async function confrontoPer(ctx: SubgraphContext, rilevazione: string, anno: number): Promise<RigaConfronto[]> {
  const annata = await annataPer(ctx, rilevazione, anno);
  return annata ? confronta(annata, primaDi(ctx, annata, { rilevazione, anno })) : [];
}

function primaDi(
  ctx: SubgraphContext,
  annata: Annata,
  { rilevazione, anno }: Pick<Campagna, 'rilevazione' | 'anno'>,
): Prima {
  let lette: Promise<PerAmbito> | undefined;
  const leggi = async () => perAmbito(annata, (await figurePer(ctx, rilevazione, anno - 1)) ?? []);
  return () => (lette ??= leggi());
}
