import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { Comune } from '../territorio/comune.entity.js';
import { comuneByCodice } from '../territorio/territorio.loader.js';
import * as service from './uso-cartella.service.js';
import { UsoCartella, UsoComune } from './uso-cartella.type.js';

@Resolver(() => UsoComune)
export class UsoCartellaResolver {
  @Richiede('cartella:conta')
  @Query(() => UsoCartella, {
    nullable: true,
    description: 'How the case register of the caller’s own ambito was used in a year, comune by comune.',
  })
  usoCartella(
    @Arg('anno', () => Int, { description: 'Year, not in the future.' }) anno: number,
    @Ctx() ctx: SubgraphContext,
  ): Promise<UsoCartella> {
    return ctx.db.read((tx) => service.usoCartella(tx, anno));
  }

  @FieldResolver(() => Comune, { nullable: true, description: 'The comune.' })
  comune(@Root() { comuneIstat }: UsoComune, @Ctx() ctx: SubgraphContext): Promise<Comune | null> {
    return ctx.load(comuneByCodice, comuneIstat);
  }
}
