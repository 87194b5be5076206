import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Ctx, FieldResolver, Int, Resolver } from 'type-graphql';
import { OsservatorioPoverta } from '../osservatorio.type.js';
import { pubblicateDi } from './lettura.js';
import { anniTra, indicatoriDi } from './indicatore.service.js';
import { IndicatorePoverta } from './indicatore-completo.type.js';

@Resolver(() => OsservatorioPoverta)
export class IndicatoriResolver {
  @Richiede('statistica:leggi')
  @FieldResolver(() => [IndicatorePoverta], {
    nullable: true,
    description: 'Its indicators, as published, over at most twenty years.',
  })
  async indicatori(
    @Arg('dal', () => Int, { description: 'First year.' }) dal: number,
    @Arg('al', () => Int, { description: 'Last year.' }) al: number,
    @Ctx() ctx: SubgraphContext,
  ): Promise<IndicatorePoverta[]> {
    return indicatoriDi(await pubblicateDi(ctx.published, anniTra(dal, al)));
  }
}
