import { toNumber } from '@trama/regole/lessico/razionale';
import type { Voce as VoceDefinita } from '@trama/regole/modulo';
import { Fonte } from '@trama/schema/fonte';
import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Ctx, FieldResolver, Float, Int, Resolver, Root } from 'type-graphql';
import { Voce } from './campagna.entity.js';
import { campagnaById } from './campagna.loader.js';
import { definizioni, fonteDi } from './definizioni.service.js';

/** What a form needs to know of a voce before anything is sent: the definition says it, and no campaign may change it. */
@Resolver(() => Voce)
export class VoceResolver {
  @Richiede('rilevazione:leggi')
  @FieldResolver(() => Float, { nullable: true, description: 'The least that it may be; null without a limit.' })
  async minimo(@Root() voce: Voce, @Ctx() ctx: SubgraphContext): Promise<number | null> {
    const { minimo } = await definitaDi(ctx, voce);
    return minimo && toNumber(minimo);
  }

  @Richiede('rilevazione:leggi')
  @FieldResolver(() => Float, { nullable: true, description: 'The most that it may be; null without a limit.' })
  async massimo(@Root() voce: Voce, @Ctx() ctx: SubgraphContext): Promise<number | null> {
    const { massimo } = await definitaDi(ctx, voce);
    return massimo && toNumber(massimo);
  }

  @Richiede('rilevazione:leggi')
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'How many decimals it may have; null where there is no number.',
  })
  async decimali(@Root() voce: Voce, @Ctx() ctx: SubgraphContext): Promise<number | null> {
    const { tipo, decimali } = await definitaDi(ctx, voce);
    return tipo === 'INTERO' ? 0 : (decimali ?? null);
  }

  @Richiede('rilevazione:leggi')
  @FieldResolver(() => String, { nullable: true, description: 'How it is calculated; null for one that is typed.' })
  async formula(@Root() voce: Voce, @Ctx() ctx: SubgraphContext): Promise<string | null> {
    return (await definitaDi(ctx, voce)).testoFormula;
  }

  @Richiede('rilevazione:leggi')
  @FieldResolver(() => Fonte, {
    nullable: true,
    description: 'Where the Piano di Zona speaks of it; null for what the table asks of its own.',
  })
  async fonte(@Root() voce: Voce, @Ctx() ctx: SubgraphContext): Promise<Fonte | null> {
    const { fonte } = await definitaDi(ctx, voce);
    return fonte && fonteDi(fonte);
  }
}

async function definitaDi(ctx: SubgraphContext, { definita, campagnaId, codice }: Voce): Promise<VoceDefinita> {
  return definita ?? definizioni.di((await ctx.load(campagnaById, campagnaId))!).modulo.voci.get(codice)!;
}
